// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/scalarlint.h"

#include "mesos/nearestname.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;
using Kind = LintFinding::Kind;
using Severity = LintFinding::Severity;
using NodeKind = LintNode::Kind;
using schema::Cardinality;
using schema::FieldSchema;
using schema::FieldType;

namespace {

constexpr double TwoTo63 = 9223372036854775808.0;
constexpr qsizetype LongestUuidText = 36;

struct IntegerType
{
    bool isUnsigned = false;
    bool isShort = false; ///< 32 bits
};

std::optional<IntegerType> integerType(FieldType type)
{
    switch (type) {
    case FieldType::Int32:
        return IntegerType{false, true};
    case FieldType::Int64:
        return IntegerType{false, false};
    case FieldType::UInt32:
        return IntegerType{true, true};
    case FieldType::UInt64:
        return IntegerType{true, false};
    case FieldType::String:
    case FieldType::Bytes:
    case FieldType::Bool:
    case FieldType::Float:
    case FieldType::Double:
    case FieldType::Enum:
    case FieldType::Message:
        break;
    }
    return std::nullopt;
}

/// How `value` comes out in that type.
QString arrives(qint64 value, IntegerType type)
{
    if (type.isShort)
        return type.isUnsigned ? QString::number(quint32(value)) : QString::number(qint32(value));
    return type.isUnsigned ? QString::number(quint64(value)) : QString::number(value);
}

void lintInteger(QByteArrayView text, IntegerType type, const LintNode& node, const LintPath& path, LintReport& report)
{
    LintWords words{lintText(text), {}, {}};
    bool isInteger = false;
    qint64 whole = text.toLongLong(&isInteger);
    bool isCut = false;
    if (!isInteger) {
        const double value = lintNumber(text).value_or(0);
        if (!(value >= -TwoTo63 && value < TwoTo63)) {
            report.add(Kind::NumberTooBig, Severity::Ignored, path, node, words);
            return;
        }
        whole = qint64(value);
        isCut = std::trunc(value) != value;
    }
    words.suggestion = arrives(whole, type);
    const bool isNegative = type.isUnsigned && whole < 0;
    const bool isTooBig = !isNegative && words.suggestion != QString::number(whole);
    if (isNegative)
        report.add(Kind::NegativeWraps, Severity::Ignored, path, node, words);
    else if (isTooBig)
        report.add(Kind::NumberTooBig, Severity::Ignored, path, node, words);
    else if (isCut)
        report.add(Kind::FractionCut, Severity::Ignored, path, node, words);
}

void wrongType(const FieldSchema& field, const LintNode& node, const LintPath& path, LintReport& report)
{
    report.add(Kind::WrongType, Severity::Refused, path, node,
               {QString(jsonTypeName(node.kind)), QString(scalarTypeName(field.type)), {}});
}

void lintQuotedNumber(const FieldSchema& field, const LintNode& node, const LintPath& path, LintReport& report)
{
    const LintWords words{lintText(node.text), {}, {}};
    const std::optional<IntegerType> integer = integerType(field.type);
    if (!integer && (node.text == "Infinity" || node.text == "-Infinity"))
        return;
    const LintDocument document = scanJson(node.text);
    // A blank behind the number is more than picojson reads back.
    const bool isWhole = document.root.offset + document.root.length == node.text.size();
    const bool isNumber = !document.problem && document.root.kind == NodeKind::Number && isWhole;
    if (!isNumber) {
        report.add(Kind::NotANumber, Severity::Refused, path, node, words);
        return;
    }
    report.add(Kind::QuotedNumber, Severity::Hint, path, node, words);
    if (integer)
        lintInteger(document.root.text, *integer, node, path, report);
}

void lintEnum(const FieldSchema& field, const LintNode& node, const LintPath& path, LintReport& report)
{
    // The call's own type is looked at by the rules of calls.
    if (field.values->name == "Call.Type"_L1 || field.values->contains(QUtf8StringView(node.text)))
        return;
    const Severity severity = field.cardinality == Cardinality::Required ? Severity::Refused : Severity::Ignored;
    if (report.isFull(severity))
        return;
    QList<QLatin1StringView> names(field.values->values.begin(), field.values->values.end());
    const QString text = lintText(node.text);
    report.add(Kind::UnknownEnum, severity, path, node,
               {text, QString(field.values->name), nearestName(text, names, 4)});
}

void lintBytes(const FieldSchema& field, const LintNode& node, const LintPath& path, LintReport& report)
{
    QByteArray offender;
    if (lintBase64(node.text, &offender))
        return;
    if (const QByteArray uuid = base64OfTextualUuid(node.text); field.name == "uuid"_L1 && !uuid.isEmpty())
        report.add(Kind::TextualUuid, Severity::Refused, path, node,
                   {lintText(node.text), {}, QString::fromLatin1(uuid)});
    else
        report.add(Kind::BadBase64, Severity::Refused, path, node, {QString::fromUtf8(offender), {}, {}});
}

/// "<task id>": lower-case words in angle brackets.
bool isPlaceholder(QByteArrayView text)
{
    constexpr qsizetype Longest = 40;
    return text.size() > 2 && text.size() <= Longest && text.startsWith('<') && text.endsWith('>') &&
           std::all_of(text.begin() + 1, text.end() - 1, [](char c) { return c == ' ' || (c >= 'a' && c <= 'z'); });
}

void lintQuoted(const FieldSchema& field, const LintNode& node, const LintPath& path, LintReport& report)
{
    switch (field.type) {
    case FieldType::String:
        if (isPlaceholder(node.text))
            report.add(Kind::Placeholder, Severity::Ignored, path, node, {lintText(node.text), {}, {}});
        return;
    case FieldType::Message:
        return;
    case FieldType::Bytes:
        lintBytes(field, node, path, report);
        return;
    case FieldType::Enum:
        lintEnum(field, node, path, report);
        return;
    case FieldType::Bool: {
        const LintDocument document = scanJson(node.text);
        if (document.problem || document.root.kind != NodeKind::Bool)
            report.add(Kind::BadBoolean, Severity::Refused, path, node, {lintText(node.text), {}, {}});
        return;
    }
    case FieldType::Int32:
    case FieldType::Int64:
    case FieldType::UInt32:
    case FieldType::UInt64:
    case FieldType::Float:
    case FieldType::Double:
        lintQuotedNumber(field, node, path, report);
        return;
    }
}

} // namespace

void lintScalar(const FieldSchema& field, const LintNode& node, const LintPath& path, LintReport& report)
{
    if (node.isString()) {
        lintQuoted(field, node, path, report);
    } else if (node.kind == NodeKind::Bool) {
        if (field.type != FieldType::Bool)
            wrongType(field, node, path, report);
    } else if (field.type == FieldType::Enum) {
        report.add(Kind::EnumNumber, Severity::Refused, path, node,
                   {lintText(node.text), QString(field.values->name), {}});
    } else if (const std::optional<IntegerType> integer = integerType(field.type)) {
        lintInteger(node.text, *integer, node, path, report);
    } else if (field.type != FieldType::Double && field.type != FieldType::Float) {
        wrongType(field, node, path, report);
    }
}

QLatin1StringView jsonTypeName(LintNode::Kind kind)
{
    switch (kind) {
    case NodeKind::Null:
        return "null"_L1;
    case NodeKind::Bool:
        return "boolean"_L1;
    case NodeKind::Number:
    case NodeKind::BareInfinity:
        return "number"_L1;
    case NodeKind::String:
        return "string"_L1;
    case NodeKind::Array:
        return "array"_L1;
    case NodeKind::Object:
        return "object"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1StringView scalarTypeName(FieldType type)
{
    switch (type) {
    case FieldType::String:
        return "string"_L1;
    case FieldType::Bytes:
        return "base64"_L1;
    case FieldType::Bool:
        return "boolean"_L1;
    case FieldType::Int32:
    case FieldType::Int64:
    case FieldType::UInt32:
    case FieldType::UInt64:
    case FieldType::Float:
    case FieldType::Double:
        return "number"_L1;
    case FieldType::Enum:
        return "name"_L1;
    case FieldType::Message:
        return "object"_L1;
    }
    Q_UNREACHABLE();
}

std::optional<QByteArray> lintBase64(QByteArrayView text, QByteArray* offender)
{
    QByteArray digits;
    for (qsizetype i = 0; i < text.size() && text[i] != '='; ++i) {
        const char c = text[i];
        if (c == ' ' || (c >= '\t' && c <= '\r'))
            continue;
        const bool isDigit =
            (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
        if (!isDigit) {
            qsizetype length = 1;
            while (i + length < text.size() && length < 4 && (uchar(text[i + length]) & 0xc0) == 0x80)
                ++length;
            if (offender)
                *offender = text.sliced(i, length).toByteArray();
            return std::nullopt;
        }
        digits += c;
    }
    return QByteArray::fromBase64(digits);
}

QByteArray base64OfTextualUuid(QByteArrayView text)
{
    if (text.size() > LongestUuidText)
        return {};
    QByteArray hex = text.toByteArray();
    if (hex.size() == LongestUuidText) {
        for (const qsizetype dash : {23, 18, 13, 8}) {
            if (hex[dash] != '-')
                return {};
            hex.remove(dash, 1);
        }
    }
    const bool isHex = hex.size() == 32 && std::ranges::all_of(hex, [](char c) {
                           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
                       });
    return isHex ? QByteArray::fromHex(hex).toBase64() : QByteArray();
}

} // namespace mesoscribe
