// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/schema.h"

#include <QSet>
#include <QTest>

using namespace mesoscribe::schema;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The field at the end of a dotted path from the call, or null.
const FieldSchema* fieldAt(QStringView path)
{
    const MessageSchema* message = &callSchema();
    const FieldSchema* field = nullptr;
    for (const QStringView name : path.split(u'.')) {
        field = message ? message->field(name) : nullptr;
        if (!field)
            return nullptr;
        message = field->message;
    }
    return field;
}

void collect(const MessageSchema& message, QList<const MessageSchema*>& messages)
{
    if (messages.contains(&message))
        return;
    messages.append(&message);
    for (const FieldSchema& field : message.fields) {
        if (field.message)
            collect(*field.message, messages);
    }
}

} // namespace

class TestSchema : public QObject
{
    Q_OBJECT

private slots:
    void describesFields_data();
    void describesFields();
    void knowsEveryCallType();
    void isWholeAndConsistent();
    void findsNamesExactly();
};

void TestSchema::describesFields_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<FieldType>("type");
    QTest::addColumn<Cardinality>("cardinality");
    QTest::addColumn<QString>("defaultText");
    QTest::addColumn<bool>("isDeprecated");
    const auto row = [](const char* path, FieldType type, Cardinality cardinality, const char* defaultText = "",
                        bool isDeprecated = false) {
        QTest::newRow(path) << QString::fromLatin1(path) << type << cardinality << QString::fromLatin1(defaultText)
                            << isDeprecated;
    };
    using enum Cardinality;
    row("type", FieldType::Enum, Optional);
    row("framework_id.value", FieldType::String, Required);
    row("subscribe.framework_info", FieldType::Message, Required);
    row("subscribe.framework_info.user", FieldType::String, Required);
    row("subscribe.framework_info.failover_timeout", FieldType::Double, Optional, "0.0");
    row("subscribe.framework_info.checkpoint", FieldType::Bool, Optional, "false");
    row("subscribe.framework_info.role", FieldType::String, Optional, "*", true);
    row("subscribe.framework_info.roles", FieldType::String, Repeated);
    row("subscribe.framework_info.offer_filters", FieldType::Message, Map);
    row("subscribe.offer_constraints.role_constraints.groups.attribute_constraints.selector.pseudoattribute_type",
        FieldType::Enum, Optional);
    row("accept.filters.refuse_seconds", FieldType::Double, Optional, "5.0");
    row("accept.operations.launch.task_infos.agent_id", FieldType::Message, Required);
    row("accept.operations.launch.task_infos.limits", FieldType::Message, Map);
    row("accept.operations.launch.task_infos.resources.type", FieldType::Enum, Required);
    row("accept.operations.launch.task_infos.resources.ranges.range.begin", FieldType::UInt64, Required);
    row("accept.operations.launch.task_infos.kill_policy.grace_period.nanoseconds", FieldType::Int64, Required);
    row("accept.operations.launch.task_infos.command.shell", FieldType::Bool, Optional, "true");
    row("accept.operations.launch.task_infos.health_check.http.port", FieldType::UInt32, Required);
    row("accept.operations.launch.task_infos.container.docker.network", FieldType::Enum, Optional, "HOST");
    row("accept.operations.launch_group.task_group.tasks.name", FieldType::String, Required);
    row("acknowledge.uuid", FieldType::Bytes, Required);
    row("revive.roles", FieldType::String, Repeated);
    row("update_framework.framework_info", FieldType::Message, Required);
}

void TestSchema::describesFields()
{
    QFETCH(QString, path);
    QFETCH(FieldType, type);
    QFETCH(Cardinality, cardinality);
    QFETCH(QString, defaultText);
    QFETCH(bool, isDeprecated);
    const FieldSchema* field = fieldAt(path);
    QVERIFY(field);
    QCOMPARE(field->type, type);
    QCOMPARE(field->cardinality, cardinality);
    QCOMPARE(QString(field->defaultText), defaultText);
    QCOMPARE(field->isDeprecated, isDeprecated);
}

void TestSchema::knowsEveryCallType()
{
    // Every type but these has a member of its own name.
    const QSet<QString> without = {u"UNKNOWN"_s, u"TEARDOWN"_s};
    const EnumSchema& types = *callSchema().field(u"type")->values;
    QCOMPARE(types.values.size(), size_t(18));
    for (const QLatin1StringView type : types.values)
        QCOMPARE(callSchema().field(QString(type).toLower()) != nullptr, !without.contains(QString(type)));
}

void TestSchema::isWholeAndConsistent()
{
    QList<const MessageSchema*> messages;
    collect(callSchema(), messages);
    QVERIFY(messages.size() > 100);
    QSet<QString> messageNames;
    for (const MessageSchema* message : messages) {
        QVERIFY2(!messageNames.contains(message->name), message->name.data());
        messageNames.insert(message->name);
        QSet<QString> names;
        QSet<int> numbers;
        for (const FieldSchema& field : message->fields) {
            QVERIFY2(!names.contains(field.name) && !numbers.contains(field.number), field.name.data());
            names.insert(field.name);
            numbers.insert(field.number);
            QVERIFY(field.number > 0);
            QCOMPARE(field.message != nullptr, field.type == FieldType::Message);
            QCOMPARE(field.values != nullptr, field.type == FieldType::Enum);
            if (field.values)
                QVERIFY(!field.values->values.empty());
            if (field.values && !field.defaultText.isEmpty())
                QVERIFY2(field.values->contains(field.defaultText), field.name.data());
        }
    }
}

void TestSchema::findsNamesExactly()
{
    QVERIFY(callSchema().field(u"framework_id"));
    QVERIFY(!callSchema().field(u"Framework_id"));
    QVERIFY(!callSchema().field(u"frameworkId"));
    QVERIFY(!callSchema().field(u""));
    const EnumSchema& types = *callSchema().field(u"type")->values;
    QVERIFY(types.contains(u"SUBSCRIBE"));
    QVERIFY(!types.contains(u"subscribe"));
    QVERIFY(!types.contains(u"SUBSCRIB"));
}

QTEST_APPLESS_MAIN(TestSchema)
#include "tst_schema.moc"
