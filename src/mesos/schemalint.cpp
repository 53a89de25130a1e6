// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/schemalint.h"

#include "mesos/fieldguess.h"
#include "mesos/scalarlint.h"

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;
using Kind = LintFinding::Kind;
using Severity = LintFinding::Severity;
using NodeKind = LintNode::Kind;
using schema::Cardinality;
using schema::FieldSchema;
using schema::FieldType;
using schema::MessageSchema;

namespace {

QByteArrayView bytes(QLatin1StringView text)
{
    return {text.data(), text.size()};
}

bool isRepeated(const FieldSchema& field)
{
    return field.cardinality == Cardinality::Repeated || field.cardinality == Cardinality::Map;
}

/// The one thing a message wraps: "value" of an id, "range" of ranges. Null when it holds more.
const FieldSchema* wrapped(const MessageSchema& message)
{
    return message.fields.size() == 1 ? &message.fields.front() : nullptr;
}

class SchemaLint
{
public:
    SchemaLint(QByteArray member, LintReport& report)
        : m_member(std::move(member))
        , m_report(report)
    {
    }

    /// `path.message` says what `node`, an object, should be.
    void message(const LintNode& node, const LintPath& path)
    {
        const MessageSchema& schema = *path.message;
        for (const LintMember& member : node.members) {
            const FieldSchema* field = schema.field(QUtf8StringView(member.name));
            const LintPath place = path.child(member.name);
            if (!field)
                unknown(member, node, path);
            else if (member.isOverridden)
                m_report.add(Kind::DuplicateKey, Severity::Ignored, place, member.offset, member.length,
                             {lintText(member.name), {}, {}});
            else
                known(*field, member, path);
        }
        for (const FieldSchema& field : schema.fields) {
            if (field.cardinality == Cardinality::Required && !node.member(bytes(field.name)))
                m_report.add(Kind::MissingField, Severity::Refused, path.child(bytes(field.name)), node.offset,
                             qMin<qsizetype>(node.length, 1), {QString(field.name), QString(schema.name), {}});
        }
    }

private:
    void unknown(const LintMember& member, const LintNode& node, const LintPath& path)
    {
        if (m_report.isFull(Severity::Ignored))
            return;
        const FieldGuess guess = guessField(member.name, path, m_member);
        LintWords words{lintText(member.name), QString(path.message->name), guess.suggestion, meansAll(node, path)};
        m_report.add(guess.kind, Severity::Ignored, path.child(member.name), member.offset, member.length, words);
    }

    /// Whether an ignored name leaves the list empty whose emptiness means everything.
    static bool meansAll(const LintNode& node, const LintPath& path)
    {
        const QLatin1StringView name = path.message->name;
        QByteArrayView list;
        if (name == "Call.Revive"_L1 || name == "Call.Suppress"_L1)
            list = "roles";
        else if (name == "Call.Reconcile"_L1)
            list = "tasks";
        else if (name == "Call.ReconcileOperations"_L1)
            list = "operations";
        return !list.isEmpty() && lintItems(node.member(list)).empty();
    }

    void known(const FieldSchema& field, const LintMember& member, const LintPath& path)
    {
        const LintNode& node = member.value;
        if (node.isNull())
            return;
        const LintPath place = path.child(member.name);
        if (field.isDeprecated)
            m_report.add(Kind::DeprecatedField, Severity::Hint, place, member.offset, member.length,
                         {QString(field.name), QString(path.message->name), {}});
        if (field.cardinality != Cardinality::Repeated) {
            value(field, node, place);
            return;
        }
        const bool isSingle = (field.type == FieldType::Message) == node.isObject() && !node.isArray();
        if (isSingle)
            m_report.add(Kind::SingleForList, Severity::Hint, place, node, {QString(field.name), {}, {}});
        qsizetype index = 0;
        items(field, node, path, index);
    }

    void items(const FieldSchema& field, const LintNode& node, const LintPath& path, qsizetype& index)
    {
        if (node.isArray()) {
            for (const LintNode& item : node.items)
                items(field, item, path, index);
        } else if (!node.isNull()) {
            value(field, node, path.item(bytes(field.name), index++));
        }
    }

    void value(const FieldSchema& field, const LintNode& node, LintPath place)
    {
        place.message = field.type == FieldType::Message ? field.message : nullptr;
        switch (node.kind) {
        case NodeKind::Null:
        case NodeKind::BareInfinity: // said once for the whole text
            return;
        case NodeKind::Array:
            array(field, node, place);
            return;
        case NodeKind::Object:
            object(field, node, place);
            return;
        case NodeKind::String:
        case NodeKind::Number:
        case NodeKind::Bool:
            break;
        }
        if (field.cardinality == Cardinality::Map)
            wrongType(node, "object"_L1, place);
        else if (field.type == FieldType::Message)
            bareValue(field, node, place);
        else
            lintScalar(field, node, place, m_report);
    }

    void array(const FieldSchema& field, const LintNode& node, const LintPath& place)
    {
        if (isRepeated(field)) {
            for (const LintNode& item : node.items)
                value(field, item, place);
            return;
        }
        QString suggestion;
        if (field.type == FieldType::Message) {
            if (const FieldSchema* inner = wrapped(*field.message);
                inner && inner->cardinality == Cardinality::Repeated)
                suggestion = u"{\"%1\": […]}"_s.arg(inner->name);
        }
        m_report.add(Kind::ListForSingle, Severity::Refused, place, node, {QString(field.name), {}, suggestion});
    }

    void object(const FieldSchema& field, const LintNode& node, const LintPath& place)
    {
        if (field.cardinality == Cardinality::Map) {
            entries(field, node, place);
            return;
        }
        if (field.type == FieldType::Message) {
            message(node, place);
            return;
        }
        const LintNode* inner = node.member("value");
        const bool isWrapped = inner && inner->isString();
        if (isWrapped && field.type == FieldType::Bytes)
            m_report.add(Kind::WrappedUuid, Severity::Refused, place, node,
                         {QString(field.name), {}, u'"' + lintText(inner->text) + u'"'});
        else
            wrongType(node, scalarTypeName(field.type), place,
                      isWrapped && field.type == FieldType::String ? u'"' + lintText(inner->text) + u'"' : QString());
    }

    void entries(const FieldSchema& map, const LintNode& node, const LintPath& place)
    {
        FieldSchema entry = map;
        entry.cardinality = Cardinality::Optional;
        for (const LintMember& member : node.members) {
            const LintPath entryPlace = place.child(member.name);
            if (member.isOverridden) {
                m_report.add(Kind::DuplicateKey, Severity::Ignored, entryPlace, member.offset, member.length,
                             {lintText(member.name), {}, {}});
            } else if (member.value.isNull() && entry.type == FieldType::Message) {
                LintPath empty = entryPlace;
                empty.message = entry.message;
                LintNode nothing;
                nothing.offset = member.value.offset;
                nothing.length = member.value.length;
                message(nothing, empty);
            } else {
                value(entry, member.value, entryPlace);
            }
        }
    }

    /// A scalar where a message should be: ids written bare, amounts without {"value": …}.
    void bareValue(const FieldSchema& field, const LintNode& node, const LintPath& place)
    {
        const FieldSchema* inner = wrapped(*field.message);
        const bool isValue = inner && inner->name == "value"_L1;
        QString suggestion;
        if (isValue && node.kind != NodeKind::Bool && node.text.size() <= MaxSubject) {
            const QString text = lintText(node.text);
            const QString written = node.isString() ? u'"' + text + u'"' : text;
            suggestion = u"{\"value\": %1}"_s.arg(written);
        }
        if (isValue && node.isString())
            m_report.add(Kind::BareString, Severity::Refused, place, node,
                         {lintText(node.text), QString(field.message->name), suggestion});
        else
            wrongType(node, "object"_L1, place, suggestion);
    }

    void wrongType(const LintNode& node, QLatin1StringView expected, const LintPath& place,
                   const QString& suggestion = {})
    {
        m_report.add(Kind::WrongType, Severity::Refused, place, node,
                     {QString(jsonTypeName(node.kind)), QString(expected), suggestion});
    }

    QByteArray m_member;
    LintReport& m_report;
};

} // namespace

void lintSchema(const LintNode& root, LintReport& report)
{
    const LintNode* type = root.member("type");
    const QByteArray member = type && type->isString() ? callMemberName(type->text) : QByteArray();
    SchemaLint lint(member, report);
    LintPath path;
    path.message = &schema::callSchema();
    lint.message(root, path);
}

QByteArray callMemberName(QByteArrayView type)
{
    const QByteArray member = type.toByteArray().toLower();
    return schema::callSchema().field(QUtf8StringView(member)) ? member : QByteArray();
}

} // namespace mesoscribe
