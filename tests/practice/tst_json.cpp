// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/schema.h"
#include "practice/jsonparser.h"
#include "practice/jsonvalue.h"
#include "practice/messagedecoder.h"

#include <QTest>

#include <limits>

using namespace mesoscribe::practice;

class TestJson : public QObject
{
    Q_OBJECT

private slots:
    void writesNumbersAsMesosDoes_data();
    void writesNumbersAsMesosDoes();
    void writesMembersInOrderAndEscapes();
    void parsesValues();
    void namesSyntaxErrorsAsMesosDoes_data();
    void namesSyntaxErrorsAsMesosDoes();
    void refusesDepth();
    void decodesCalls_data();
    void decodesCalls();
    void namesWrongShapesAsMesosDoes_data();
    void namesWrongShapesAsMesosDoes();
};

void TestJson::writesNumbersAsMesosDoes_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("whole") << 15.0 << QByteArray("15.0");
    QTest::newRow("tenth") << 0.1 << QByteArray("0.1");
    QTest::newRow("large") << 4096.0 << QByteArray("4096.0");
    QTest::newRow("zero") << 0.0 << QByteArray("0.0");
    QTest::newRow("negative") << -2.5 << QByteArray("-2.5");
    QTest::newRow("time") << 1795358457.029 << QByteArray("1795358457.029");
    QTest::newRow("21 digits") << 1e20 << QByteArray("100000000000000000000.0");
    QTest::newRow("exponent") << 1e21 << QByteArray("1e21");
    QTest::newRow("long exponent") << 1.25e-9 << QByteArray("1.25e-9");
    QTest::newRow("small") << 0.000125 << QByteArray("0.000125");
    QTest::newRow("infinite") << -std::numeric_limits<double>::infinity() << QByteArray("\"-Infinity\"");
}

void TestJson::writesNumbersAsMesosDoes()
{
    QFETCH(double, value);
    QTEST(toJsonNumber(value), "text");
}

void TestJson::writesMembersInOrderAndEscapes()
{
    const JsonValue value = JsonObject{{"z", 1},
                                       {"a", JsonArray{true, JsonValue(), "x\"\\/\n\x01"}},
                                       {"n", qint64(1470820171393027072)},
                                       {"u", std::numeric_limits<quint64>::max()},
                                       {"utf8", "Grüße"}};
    QCOMPARE(value.toJson(),
             QByteArray(R"({"z":1,"a":[true,null,"x\"\\/\n\u0001"],"n":1470820171393027072,"u":18446744073709551615,)"
                        R"("utf8":"Grüße"})"));
}

void TestJson::parsesValues()
{
    const auto value = parseJson(" {\"b\" : [1, -2.5e1, \"\\u00e9\\ud83d\\ude80\", null], \"a\":false, \"b\":{}} \n");
    QVERIFY(value);
    // Sorted by name, and the last of equal names wins.
    QCOMPARE(value->toJson(), QByteArray(R"({"a":false,"b":{}})"));
    QCOMPARE(parseJson("1e-999")->toDouble(), 0.0);
    QCOMPARE(parseJson("[9223372036854775807,1e3,\"\\u00e9\\ud83d\\ude80\"]")->toJson(),
             QByteArray("[9223372036854775807,1000.0,\"é🚀\"]"));
}

void TestJson::namesSyntaxErrorsAsMesosDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char* text, const char* error) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(error);
    };
    row("", "syntax error at line 1 near: ");
    row("{", "syntax error at line 1 near: ");
    row("{\"type\":\"SUBSCRIBE\",", "syntax error at line 1 near: ");
    row("{'a':1}", "syntax error at line 1 near: 'a':1}");
    row("{\n\n \"a\":tru }", "syntax error at line 3 near:  }");
    row("nope", "syntax error at line 1 near: ope");
    row("[1,]", "syntax error at line 1 near: ]");
    row("{\"a\":1 // comment", "syntax error at line 1 near: // comment");
    row("\"\\ud800x\"", "syntax error at line 1 near: x\"");
    row("1.2.3", "syntax error at line 1 near: ");
    row("1e999", "Value out of range");
    row("-1e400", "Value out of range");
    row("{} x", "Parsed JSON included non-whitespace trailing characters:  x");
    row("{}}", "Parsed JSON included non-whitespace trailing characters: }");
}

void TestJson::namesSyntaxErrorsAsMesosDoes()
{
    QFETCH(QByteArray, text);
    const auto value = parseJson(text);
    QVERIFY(!value);
    QTEST(value.error(), "error");
}

void TestJson::refusesDepth()
{
    QVERIFY(parseJson(QByteArray(200, '[') + QByteArray(200, ']')));
    QVERIFY(!parseJson(QByteArray(201, '[') + QByteArray(201, ']')));
    QVERIFY(!parseJson(QByteArray(1'000'000, '[')));
}

void TestJson::decodesCalls_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* name, const char* json, const char* message) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(message);
    };
    row("order of the schema", R"({"type":"REVIVE","framework_id":{"value":"f"}})",
        R"({"framework_id":{"value":"f"},"type":"REVIVE"})");
    row("unknown members and null", R"({"bogus":1,"type":"REVIVE","framework_id":null})", R"({"type":"REVIVE"})");
    row("unknown enum", R"({"type":"SUBSCRIB"})", "{}");
    row("quoted number and boolean",
        R"({"subscribe":{"framework_info":{"user":"u","name":"n","checkpoint":"true","failover_timeout":"5"}}})",
        R"({"subscribe":{"framework_info":{"user":"u","name":"n","failover_timeout":5.0,"checkpoint":true}}})");
    row("one for a list", R"({"decline":{"offer_ids":{"value":"o"}}})", R"({"decline":{"offer_ids":[{"value":"o"}]}})");
    row("bytes", R"({"acknowledge":{"agent_id":{"value":"a"},"task_id":{"value":"t"},"uuid":" YWJj\n"}})",
        R"({"acknowledge":{"agent_id":{"value":"a"},"task_id":{"value":"t"},"uuid":"abc"}})");
    row("infinity in a map",
        R"({"accept":{"operations":{"type":"LAUNCH","launch":{"task_infos":{"name":"n","task_id":{"value":"t"},)"
        R"("agent_id":{"value":"a"},"limits":{"mem":{"value":"Infinity"},"cpus":{"value":2}}}}}}})",
        R"({"accept":{"operations":[{"type":"LAUNCH","launch":{"task_infos":[{"name":"n","task_id":{"value":"t"},)"
        R"("agent_id":{"value":"a"},"limits":{"cpus":{"value":2.0},"mem":{"value":"Infinity"}}}]}}]}})");
    row("integers as they come",
        R"({"kill":{"task_id":{"value":"t"},"kill_policy":{"grace_period":{"nanoseconds":1470820171393027072}}}})",
        R"({"kill":{"task_id":{"value":"t"},"kill_policy":{"grace_period":{"nanoseconds":1470820171393027072}}}})");
    row("fraction cut", R"({"kill":{"task_id":{"value":"t"},"kill_policy":{"grace_period":{"nanoseconds":1.9}}}})",
        R"({"kill":{"task_id":{"value":"t"},"kill_policy":{"grace_period":{"nanoseconds":1}}}})");
    row("unknown capability",
        R"({"subscribe":{"framework_info":{"user":"u","name":"n","capabilities":[{"type":"FOO"}]}}})",
        R"({"subscribe":{"framework_info":{"user":"u","name":"n","capabilities":[{}]}}})");
}

void TestJson::decodesCalls()
{
    QFETCH(QByteArray, json);
    const auto message = decodeMessage(mesoscribe::schema::callSchema(), *parseJson(json));
    QVERIFY2(message, message ? "" : message.error().constData());
    QTEST(message->toJson(), "message");
}

void TestJson::namesWrongShapesAsMesosDoes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char* json, const char* error) {
        QTest::newRow(json) << QByteArray(json) << QByteArray(error);
    };
    row("[]", "Expecting a JSON object");
    row(R"({"subscribe":{}})", "Missing required fields: subscribe.framework_info");
    row(R"({"subscribe":{"framework_info":{}}})",
        "Missing required fields: subscribe.framework_info.user, subscribe.framework_info.name");
    row(R"({"accept":{"operations":[{"type":"LAUNCH","launch":{"task_infos":[{"name":"n","task_id":{"value":"t"}}]}}]}})",
        "Missing required fields: accept.operations[0].launch.task_infos[0].agent_id");
    row(R"({"accept":{"offer_ids":[{"value":"a"},{}],"filters":{}},"framework_id":{}})",
        "Missing required fields: framework_id.value, accept.offer_ids[1].value");
    row(R"({"framework_id":"x"})", "Not expecting a JSON string for field 'framework_id'");
    row(R"({"framework_id":5})", "Not expecting a JSON number for field 'framework_id'");
    row(R"({"framework_id":true})", "Not expecting a JSON boolean for field 'framework_id'");
    row(R"({"framework_id":[]})", "Not expecting a JSON array for field 'framework_id'");
    row(R"({"type":{}})", "Not expecting a JSON object for field 'type'");
    row(R"({"type":1})", "Not expecting a JSON number for field 'type'");
    row(R"({"decline":{"filters":{"refuse_seconds":"abc"}}})",
        "Failed to parse 'abc' as a JSON number for field 'refuse_seconds': syntax error at line 1 near: abc");
    row(R"({"decline":{"filters":{"refuse_seconds":"true"}}})",
        "Failed to parse 'true' as a JSON number for field 'refuse_seconds': Unexpected JSON type parsed");
    row(R"({"subscribe":{"framework_info":{"checkpoint":"yes"}}})",
        "Failed to parse 'yes' as a JSON boolean for field 'checkpoint': syntax error at line 1 near: yes");
    row(R"({"subscribe":{"framework_info":{"checkpoint":1}}})", "Not expecting a JSON number for field 'checkpoint'");
    row(R"({"acknowledge":{"uuid":"a-b"}})", "Failed to base64 decode bytes field 'uuid': Invalid character '-'");
    row(R"({"request":{"requests":{"resources":{"name":"cpus","type":"FOO"}}}})", "Failed to find enum for 'FOO'");
    row(R"({"accept":{"operations":{"launch":{"task_infos":{"limits":{"cpus":"Infinity"}}}}}})",
        "Not expecting a JSON string for field 'value'");
}

void TestJson::namesWrongShapesAsMesosDoes()
{
    QFETCH(QByteArray, json);
    const auto message = decodeMessage(mesoscribe::schema::callSchema(), *parseJson(json));
    QVERIFY(!message);
    QTEST(message.error(), "error");
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
