// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/call.h"

#include "mesos/why.h"
#include "support/chunked.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray& walkThrough()
{
    static const QByteArray json = R"({
   "type" : "SUBSCRIBE",
    "subscribe"  : {
      "framework_info"  : {
        "user" :  "lombardo",
        "name" :  "HelloWorld Framework",
        "roles": ["hello_world_role"],
        "capabilities" : [{"type": "MULTI_ROLE"}]
      }
    }
  })";
    return json;
}

SubscribeCall fullCall()
{
    return {.frameworkInfo = {.user = u"root"_s,
                              .name = u"Ünï \"q\" \\ \n"_s,
                              .id = FrameworkId(u"m-0000"_s),
                              .failoverTimeout = 604800,
                              .checkpoint = true,
                              .role = {},
                              .roles = {u"eng"_s, u"ops/db"_s},
                              .hostname = u"laptop.local"_s,
                              .principal = u"alice"_s,
                              .webuiUrl = u"http://laptop:8080/"_s,
                              .capabilities = {u"MULTI_ROLE"_s, u"TOMORROW"_s},
                              .labels = {{u"team"_s, u"web"_s}, {u"bare"_s, std::nullopt}}},
            .suppressedRoles = {u"eng"_s}};
}

QByteArray subscribe(const QByteArray& info, const QByteArray& more = {})
{
    return R"({"type":"SUBSCRIBE","subscribe":{"framework_info":{)" + info + "}}" + more + "}";
}

} // namespace

class TestCall : public QObject
{
    Q_OBJECT

private slots:
    void writesMembersInProtoOrder();
    void writesNothingThatIsUnset();
    void writesTheIdAtBothPlaces();
    void writesRolesOrRole();
    void writesTeardown();
    void indents();
    void namesTypes();
    void readsTheWalkThroughWordForWord();
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void readsEverySubscribeOfTheCaptures();
    void isAsLiberalAsAMaster();
    void namesWhatItDoesNotUnderstand_data();
    void namesWhatItDoesNotUnderstand();
    void takesOverWhatIsPlainThoughAMasterRefusesIt();
    void takesTheIdFromEitherPlace();
    void refusesWhatIsNoSubscribe_data();
    void refusesWhatIsNoSubscribe();
};

void TestCall::writesMembersInProtoOrder()
{
    const QByteArray expected =
        R"({"framework_id":{"value":"m-0000"},"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"root",)"
        R"("name":"Ünï \"q\" \\ \n","id":{"value":"m-0000"},"failover_timeout":604800,"checkpoint":true,)"
        R"("roles":["eng","ops/db"],"hostname":"laptop.local","principal":"alice",)"
        R"("webui_url":"http://laptop:8080/","capabilities":[{"type":"MULTI_ROLE"},{"type":"TOMORROW"}],)"
        R"("labels":{"labels":[{"key":"team","value":"web"},{"key":"bare"}]}},"suppressed_roles":["eng"]}})";
    QCOMPARE(toJson(fullCall()), expected);
}

void TestCall::writesNothingThatIsUnset()
{
    const QByteArray expected = R"({"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"","name":""}}})";
    QCOMPARE(toJson(SubscribeCall{}), expected);
}

void TestCall::writesTheIdAtBothPlaces()
{
    SubscribeCall call;
    call.frameworkInfo.id = FrameworkId(u"f"_s);
    const QJsonObject json = QJsonDocument::fromJson(toJson(call)).object();
    const QJsonObject id{{u"value"_s, u"f"_s}};
    QCOMPARE(json.value("framework_id"_L1).toObject(), id);
    QCOMPARE(json.value("subscribe"_L1).toObject().value("framework_info"_L1).toObject().value("id"_L1).toObject(), id);
}

void TestCall::writesRolesOrRole()
{
    SubscribeCall call;
    call.frameworkInfo.role = u"one"_s;
    call.frameworkInfo.roles = {u"a"_s, u"b"_s};
    QVERIFY(toJson(call).contains("\"role\":\"one\""));
    QVERIFY(!toJson(call).contains("roles"));
    call.frameworkInfo.capabilities = {u"MULTI_ROLE"_s};
    QVERIFY(toJson(call).contains("\"roles\":[\"a\",\"b\"]"));
    QVERIFY(!toJson(call).contains("\"role\":"));
}

void TestCall::writesTeardown()
{
    const QByteArray expected = R"({"framework_id":{"value":"f"},"type":"TEARDOWN"})";
    QCOMPARE(toJson(TeardownCall{}, FrameworkId(u"f"_s)), expected);
}

void TestCall::indents()
{
    const Result<ParsedSubscribe> parsed = parseSubscribeCall(walkThrough());
    QVERIFY(parsed.has_value());
    const QByteArray expected = R"({
  "type": "SUBSCRIBE",
  "subscribe": {
    "framework_info": {
      "user": "lombardo",
      "name": "HelloWorld Framework",
      "roles": ["hello_world_role"],
      "capabilities": [
        {"type": "MULTI_ROLE"}
      ]
    }
  }
})";
    QCOMPARE(toJson(parsed->call, JsonStyle::Indented), expected);
}

void TestCall::namesTypes()
{
    QCOMPARE(callType(SubscribeCall{}), u"SUBSCRIBE"_s);
    QCOMPARE(callType(TeardownCall{}), u"TEARDOWN"_s);
}

void TestCall::readsTheWalkThroughWordForWord()
{
    const Result<ParsedSubscribe> parsed = parseSubscribeCall(walkThrough());
    QVERIFY2(parsed.has_value(), test::why(parsed).constData());
    QCOMPARE(parsed->notUnderstood, QStringList());
    SubscribeCall expected;
    expected.frameworkInfo.user = u"lombardo"_s;
    expected.frameworkInfo.name = u"HelloWorld Framework"_s;
    expected.frameworkInfo.roles = {u"hello_world_role"_s};
    expected.frameworkInfo.capabilities = {u"MULTI_ROLE"_s};
    QVERIFY(parsed->call == expected);
    QCOMPARE(QJsonDocument::fromJson(toJson(parsed->call)), QJsonDocument::fromJson(walkThrough()));
    QCOMPARE(QJsonDocument::fromJson(toJson(parsed->call, JsonStyle::Indented)),
             QJsonDocument::fromJson(walkThrough()));
}

void TestCall::readsWhatItWrites_data()
{
    QTest::addColumn<SubscribeCall>("call");
    QTest::newRow("empty") << SubscribeCall{};
    QTest::newRow("full") << fullCall();
    SubscribeCall old;
    old.frameworkInfo.user = u"u"_s;
    old.frameworkInfo.failoverTimeout = 0.1;
    old.frameworkInfo.role = u"eng"_s;
    QTest::newRow("one role") << old;
    SubscribeCall endless;
    endless.frameworkInfo.failoverTimeout = std::numeric_limits<double>::infinity();
    QTest::newRow("endless") << endless;
}

void TestCall::readsWhatItWrites()
{
    QFETCH(SubscribeCall, call);
    for (const JsonStyle style : {JsonStyle::Compact, JsonStyle::Indented}) {
        const Result<ParsedSubscribe> parsed = parseSubscribeCall(toJson(call, style));
        QVERIFY2(parsed.has_value(), test::why(parsed).constData());
        QVERIFY(parsed->call == call);
        QCOMPARE(parsed->notUnderstood, QStringList());
    }
}

void TestCall::readsEverySubscribeOfTheCaptures()
{
    int seen = 0;
    for (const QString& name : test::captureNames()) {
        if (!test::readCapture(name).isStream || name.startsWith(u'o'))
            continue;
        QFile file(QStringLiteral(MESOSCRIBE_TEST_DATA "/captures/") + name + u".request"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray request = file.readAll();
        const Result<ParsedSubscribe> parsed = parseSubscribeCall(request);
        QVERIFY2(parsed.has_value(), qPrintable(name));
        if (parsed->notUnderstood.isEmpty()) {
            const Result<ParsedSubscribe> again = parseSubscribeCall(toJson(parsed->call));
            QVERIFY(again && again->call == parsed->call);
        }
        ++seen;
    }
    QVERIFY(seen > 5);
}

void TestCall::isAsLiberalAsAMaster()
{
    const Result<ParsedSubscribe> parsed = parseSubscribeCall(
        subscribe(R"("user":"u","name":null,"failover_timeout":"12.5","checkpoint":"true","roles":"eng",)"
                  R"("capabilities":{"type":"MULTI_ROLE"},"labels":{"labels":{"key":"k","value":"v"}})"));
    QVERIFY2(parsed.has_value(), test::why(parsed).constData());
    QCOMPARE(parsed->notUnderstood, QStringList());
    const FrameworkInfo& info = parsed->call.frameworkInfo;
    QCOMPARE(info.user, u"u"_s);
    QCOMPARE(info.name, QString());
    QCOMPARE(info.failoverTimeout, 12.5);
    QVERIFY(info.checkpoint);
    QCOMPARE(info.roles, QStringList(u"eng"_s));
    QCOMPARE(info.capabilities, QStringList(u"MULTI_ROLE"_s));
    QVERIFY(info.labels == (Labels{{u"k"_s, u"v"_s}}));
}

void TestCall::namesWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("paths");
    const auto info = [](const char* member) {
        return QStringList(u"subscribe.framework_info."_s + QLatin1StringView(member));
    };

    QTest::newRow("camelCase") << subscribe(R"("failoverTimeout":5)") << info("failoverTimeout");
    QTest::newRow("known to a master only") << subscribe(R"("offer_filters":{"eng":{}})") << info("offer_filters");
    QTest::newRow("constraints")
        << QByteArray(
               R"({"type":"SUBSCRIBE","subscribe":{"framework_info":{},"offer_constraints":{},"suppressed_roles":[1,"a"]}})")
        << QStringList({u"subscribe.offer_constraints"_s, u"subscribe.suppressed_roles[0]"_s});
    QTest::newRow("top level") << subscribe("", R"(,"comment":"x","nothing":null)") << QStringList(u"comment"_s);
    QTest::newRow("text of a wrong type") << subscribe(R"("user":5)") << info("user");
    QTest::newRow("number of a wrong type") << subscribe(R"("failover_timeout":"a week")") << info("failover_timeout");
    QTest::newRow("boolean of a wrong type") << subscribe(R"("checkpoint":1)") << info("checkpoint");
    QTest::newRow("role in a list") << subscribe(R"("roles":["a",{}])") << info("roles[1]");
    QTest::newRow("labels without the wrapper") << subscribe(R"("labels":[{"key":"a"}])") << info("labels");
    QTest::newRow("label without a key") << subscribe(R"("labels":{"labels":[{"value":"a"}]})")
                                         << info("labels.labels[0]");
    QTest::newRow("beside an id") << subscribe(R"("id":{"value":"f","x":1})") << info("id.x");
    QTest::newRow("framework_info in camelCase")
        << QByteArray(R"({"type":"SUBSCRIBE","subscribe":{"frameworkInfo":{}}})")
        << QStringList(u"subscribe.frameworkInfo"_s);
}

void TestCall::namesWhatItDoesNotUnderstand()
{
    QFETCH(QByteArray, json);
    const Result<ParsedSubscribe> parsed = parseSubscribeCall(json);
    QVERIFY2(parsed.has_value(), test::why(parsed).constData());
    QTEST(parsed->notUnderstood, "paths");
}

void TestCall::takesOverWhatIsPlainThoughAMasterRefusesIt()
{
    const Result<ParsedSubscribe> parsed =
        parseSubscribeCall(subscribe(R"("id":"f","capabilities":["MULTI_ROLE",{"type":"PARTITION_AWARE"}])"));
    QVERIFY2(parsed.has_value(), test::why(parsed).constData());
    QCOMPARE(parsed->call.frameworkInfo.id, FrameworkId(u"f"_s));
    QCOMPARE(parsed->call.frameworkInfo.capabilities, QStringList({u"MULTI_ROLE"_s, u"PARTITION_AWARE"_s}));
    QCOMPARE(parsed->notUnderstood,
             QStringList({u"subscribe.framework_info.capabilities[0]"_s, u"subscribe.framework_info.id"_s}));
}

void TestCall::takesTheIdFromEitherPlace()
{
    Result<ParsedSubscribe> parsed = parseSubscribeCall(subscribe("", R"(,"framework_id":{"value":"top"})"));
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->call.frameworkInfo.id, FrameworkId(u"top"_s));
    QCOMPARE(parsed->notUnderstood, QStringList());

    parsed = parseSubscribeCall(subscribe(R"("id":{"value":"inner"})"));
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->call.frameworkInfo.id, FrameworkId(u"inner"_s));

    parsed = parseSubscribeCall(subscribe(R"("id":{"value":"inner"})", R"(,"framework_id":{"value":"top"})"));
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->call.frameworkInfo.id, FrameworkId(u"inner"_s));
    QCOMPARE(parsed->notUnderstood, QStringList(u"framework_id"_s));
}

void TestCall::refusesWhatIsNoSubscribe_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{'type':'SUBSCRIBE'}");
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("bare info") << QByteArray(R"({"framework_info":{"user":"u","name":"n"}})");
    QTest::newRow("other call") << QByteArray(R"({"type":"TEARDOWN","framework_id":{"value":"f"}})");
    QTest::newRow("lower case") << QByteArray(R"({"type":"subscribe","subscribe":{"framework_info":{}}})");
    QTest::newRow("no member") << QByteArray(R"({"type":"SUBSCRIBE"})");
    QTest::newRow("something behind") << QByteArray(R"({"type":"SUBSCRIBE","subscribe":{}} x)");
}

void TestCall::refusesWhatIsNoSubscribe()
{
    QFETCH(QByteArray, json);
    const Result<ParsedSubscribe> parsed = parseSubscribeCall(json);
    QVERIFY(!parsed.has_value());
    QVERIFY(parsed.error().kind == Error::Kind::InvalidInput);
}

QTEST_APPLESS_MAIN(TestCall)
#include "tst_call.moc"
