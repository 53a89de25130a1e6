// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/calllint.h"
#include "mesos/lintsamples.h"
#include "mesos/lintscanner.h"
#include "mesos/samplecalls.h"
#include "mesos/schema.h"
#include "practice/jsonparser.h"
#include "practice/messagedecoder.h"
#include "practice/validation.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace mesoscribe;
using namespace lintsamples;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What the practice master would answer to the text with 400, or with an ERROR in place of a subscription; empty when
/// it would take it.
QByteArray refusal(const QByteArray& json)
{
    const auto parsed = practice::parseJson(json);
    if (!parsed)
        return "Failed to parse body into JSON: " + parsed.error();
    const auto call = practice::decodeMessage(schema::callSchema(), *parsed);
    if (!call)
        return "Failed to convert JSON into Call protobuf: " + call.error();
    if (const practice::Refusal error = practice::callError(*call, std::nullopt))
        return "Failed to validate scheduler::Call: " + *error;
    const QByteArray& type = call->at("type").text();
    if (type == "UNKNOWN")
        return "501 Not Implemented.";
    if (type == "SUBSCRIBE" || type == "UPDATE_FRAMEWORK") {
        const practice::JsonValue& member = call->at(type.toLower());
        if (const practice::Refusal error = practice::frameworkError(member.at("framework_info")))
            return *error;
        if (const practice::Refusal error = practice::subscriptionOptionsError(member))
            return *error;
    }
    return {};
}

QStringList refusedBy(const QByteArray& json)
{
    QStringList kinds;
    for (const LintFinding& finding : lintCall(json)) {
        if (finding.severity == LintFinding::Severity::Refused)
            kinds.append(QLatin1StringView(toString(finding.kind)) + u' ' + finding.path);
    }
    return kinds;
}

/// Calls that a master takes, one of each type and more.
QList<QByteArray> goodCalls()
{
    const QByteArray uuid = R"("uuid":"aMT6PIu6R66GW6EFdy1PSg==")";
    const QByteArray info =
        UserAndName +
        R"(,"id":{"value":"F"},"failover_timeout":10.5,"checkpoint":true,"roles":["a","b"],"labels":{"labels":)"
        R"([{"key":"k","value":"v"}]},"offer_filters":{"a":{"min_allocatable_resources":{"quantities":)"
        R"([{"quantities":{"cpus":{"value":1}}}]}}},)" +
        MultiRole;
    const QByteArray options =
        R"(,"suppressed_roles":["b"],"offer_constraints":{"role_constraints":{"a":{"groups":[{"attribute_constraints":)"
        R"([{"selector":{"attribute_name":"x"},"predicate":{"exists":{}}}]}]}}})";
    const QByteArray ports =
        R"("resources":[{"name":"ports","type":"RANGES","ranges":{"range":[{"begin":1,"end":2}]}}])";
    return {
        sub(info, options, Framework + ","),
        sub(UserAndName),
        sub(UserAndName + R"(,"role":"a")"),
        call("TEARDOWN"),
        launch(task(Cpus + "," + Command)),
        launch(task(ports + R"(,"limits":{"cpus":{"value":"Infinity"}},"health_check":{"type":"TCP","tcp":)"
                            R"({"port":80}},"command":{"shell":false,"value":"x","arguments":["y"],)"
                            R"("environment":{"variables":[{"name":"A","value":"b"}]}})")),
        op("LAUNCH_GROUP", "launch_group",
           R"({"executor":{"type":"DEFAULT","executor_id":{"value":"e"}},"task_group":{"tasks":[]}})"),
        op("CREATE_DISK", "create_disk",
           R"({"source":{"name":"disk","type":"SCALAR","scalar":{"value":1},"disk":{"source":{"type":"RAW"}}},)"
           R"("target_type":"MOUNT"})"),
        call("DECLINE", "decline", R"({"offer_ids":[{"value":"o"}],"filters":{"refuse_seconds":5}})"),
        call("ACCEPT_INVERSE_OFFERS", "accept_inverse_offers", R"({"inverse_offer_ids":[{"value":"o"}]})"),
        call("DECLINE_INVERSE_OFFERS", "decline_inverse_offers", R"({"inverse_offer_ids":[{"value":"o"}]})"),
        call("REVIVE", "revive", R"({"roles":["a"]})"),
        call("REVIVE"),
        call("SUPPRESS", "suppress", R"({"roles":["a"]})"),
        call("KILL", "kill",
             R"({"task_id":{"value":"t"},"agent_id":{"value":"a"},"kill_policy":{"grace_period":{"nanoseconds":1}}})"),
        call("SHUTDOWN", "shutdown", R"({"executor_id":{"value":"e"},"agent_id":{"value":"a"}})"),
        call("ACKNOWLEDGE", "acknowledge", R"({"agent_id":{"value":"a"},"task_id":{"value":"t"},)" + uuid + "}"),
        call("ACKNOWLEDGE_OPERATION_STATUS", "acknowledge_operation_status",
             R"({"agent_id":{"value":"a"},)" + uuid + R"(,"operation_id":{"value":"o"}})"),
        call("RECONCILE", "reconcile", R"({"tasks":[{"task_id":{"value":"t"}}]})"),
        call("RECONCILE_OPERATIONS", "reconcile_operations", R"({"operations":[{"operation_id":{"value":"o"}}]})"),
        call("MESSAGE", "message", R"({"agent_id":{"value":"a"},"executor_id":{"value":"e"},"data":"YQ=="})"),
        call("REQUEST", "request", R"({"requests":[{"agent_id":{"value":"a"},)" + Cpus + "}]}"),
        call("UPDATE_FRAMEWORK", "update_framework", R"({"framework_info":{)" + info + "}" + options + "}"),
    };
}

struct Place
{
    qsizetype offset = 0;
    qsizetype length = 0;
};

void collect(const LintNode& node, QList<Place>& values, QList<Place>& names)
{
    values.append({node.offset, node.length});
    for (const LintMember& member : node.members) {
        names.append({member.offset, member.length});
        collect(member.value, values, names);
    }
    for (const LintNode& item : node.items)
        collect(item, values, names);
}

/// The text with one value or name replaced by something else.
QByteArray mutated(const QByteArray& json, QRandomGenerator& random)
{
    static const QList<QByteArray> Values = {
        "null",
        "1",
        "-1",
        "1.5",
        "1e3",
        "01",
        "1.",
        "-.5",
        "-",
        "1e999",
        "1e-999",
        "9223372036854775808",
        "18446744073709551616",
        "true",
        "false",
        "[]",
        "{}",
        "[null]",
        "[[{}]]",
        "[[1]]",
        "[\"a\"]",
        "\"\"",
        "\"x\"",
        "\"5\"",
        "\" 5 \"",
        "\"5 x\"",
        "\"true\"",
        "\" false\"",
        "\"yes\"",
        "\"Infinity\"",
        "Infinity",
        "NaN",
        "\"-\"",
        "\"a=-\"",
        "\"MOUNT\"",
        "\"DECLINE\"",
        "\"TCP\"",
        "\"*\"",
        "\"a/\"",
        R"("\u0061")",
        R"("\ud800")",
        R"("\ud83d\ude00")",
        R"("\/")",
        R"("\x")",
        "'x'",
        R"({"value":"x"})",
        R"({"value":null})",
        R"([{"value":"x"},{"value":"y"}])",
        R"([{"value":1}])",
        R"({"a":null})",
        R"({"cpus":{"value":-1}})",
        R"({"labels":[{}]})",
        R"({"a":1,"a":"x"})",
        R"({"value":1,"value":"x"})",
        R"({"value":"x",})",
        "\"AAAAAAAAAAAAAAAAAAAAAA==\"",
        "\"\x01\"",
    };
    static const QList<QByteArray> Names = {
        "\"value\"",   "\"type\"",     "\"id\"",   "\"role\"",          "\"roles\"",  "\"name\"",  "\"framework_id\"",
        "\"decline\"", "\"agent_id\"", "\"uuid\"", R"("\u0074ype")",    "\"TYPE\"",   "\"xyzzy\"", "\"resources\"",
        "\"labels\"",  "\"kill\"",     "\"tcp\"",  "\"offer_filters\"", "\"limits\"", "x",         "\"a\" \"b\"",
    };
    const LintDocument document = scanJson(json);
    QList<Place> values;
    QList<Place> names;
    collect(document.root, values, names);
    const bool isName = !names.isEmpty() && random.bounded(3) == 0;
    const QList<Place>& places = isName ? names : values;
    const QList<QByteArray>& others = isName ? Names : Values;
    const Place place = places[random.bounded(int(places.size()))];
    QByteArray text = json;
    text.replace(place.offset, place.length, others[random.bounded(int(others.size()))]);
    return text;
}

} // namespace

/// Two readings of the same rules, written apart: the linter says Refused exactly when the practice master refuses.
class TestCallLintAgreement : public QObject
{
    Q_OBJECT

private slots:
    void takesGoodCalls();
    void takesWhatWeWrite();
    void namesTheSameMissingFields_data();
    void namesTheSameMissingFields();
    void agreesAboutMistakes_data();
    void agreesAboutMistakes();
    void agreesAboutMutatedCalls();
};

void TestCallLintAgreement::takesGoodCalls()
{
    QSet<QString> types;
    for (const QByteArray& json : goodCalls()) {
        QVERIFY2(refusal(json).isEmpty(), refusal(json) + "\n" + json);
        QCOMPARE(refusedBy(json).join(u'\n'), QString());
        types.insert(QString::fromUtf8(scanJson(json).root.member("type")->text));
    }
    QCOMPARE(types.size(), 17);
}

void TestCallLintAgreement::takesWhatWeWrite()
{
    for (const auto& sample : test::sampleCalls()) {
        const QByteArray json = toJson(sample.call, test::sampleFramework());
        QVERIFY2(refusal(json).isEmpty(), refusal(json) + "\n" + json);
        QStringList found;
        for (const LintFinding& finding : lintCall(json)) {
            // Some samples are empty, or small, to show what is written then.
            const bool isMeant =
                finding.kind == LintFinding::Kind::EmptyList || finding.kind == LintFinding::Kind::TooLittle;
            if (finding.severity != LintFinding::Severity::Hint && !isMeant)
                found.append(QLatin1StringView(toString(finding.kind)) + u' ' + finding.path);
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n') + u'\n' + QString::fromUtf8(json)));
    }
}

void TestCallLintAgreement::namesTheSameMissingFields_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char* name, const QByteArray& json) { QTest::newRow(name) << json; };
    row("of a task", launch("{}"));
    row("in the second task", launch(task(Cpus) + R"(,null,{"name":"n","resources":[{}]})"));
    row("of a single value for a list", call("DECLINE", "decline", R"({"offer_ids":{}})"));
    row("of nested lists", call("DECLINE", "decline", R"({"offer_ids":[[{"value":"a"}],[[{}]]]})"));
    row("of a framework", sub(R"("labels":{"labels":[{}]})"));
    row("of another call's member", call("REVIVE", "kill", "{}"));
    row("null", call("KILL", "kill", R"({"task_id":{"value":null}})"));
}

void TestCallLintAgreement::namesTheSameMissingFields()
{
    QFETCH(QByteArray, json);
    const QByteArray said = refusal(json);
    const QByteArray prefix = "Failed to convert JSON into Call protobuf: Missing required fields: ";
    QVERIFY2(said.startsWith(prefix), said);
    QStringList expected = QString::fromUtf8(said.mid(prefix.size())).split(u", "_s);
    QStringList found;
    for (const LintFinding& finding : lintCall(json)) {
        if (finding.kind == LintFinding::Kind::MissingField && finding.severity == LintFinding::Severity::Refused)
            found.append(finding.path);
    }
    std::ranges::sort(expected);
    std::ranges::sort(found);
    QCOMPARE(found, expected);
}

void TestCallLintAgreement::agreesAboutMistakes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isRefused");
    const auto row = [](const char* name, const QByteArray& json, bool isRefused) {
        QTest::newRow(name) << json << isRefused;
    };
    const auto roles = [](const QByteArray& value) { return call("REVIVE", "revive", R"({"roles":)" + value + "}"); };
    const auto seconds = [](const QByteArray& value) {
        return call("DECLINE", "decline", R"({"filters":{"refuse_seconds":)" + value + "}}");
    };
    const auto port = [](const QByteArray& value) {
        return launch(task(R"("health_check":{"tcp":{"port":)" + value + "}}"));
    };
    row("unknown name", call("REVIVE", "revive", R"({"role":"a"})"), false);
    row("camelCase of a required field", call("KILL", "kill", R"({"taskId":{"value":"t"}})"), true);
    row("a single value for a list", roles("\"a\""), false);
    row("lists within lists", roles(R"([["a"],[["b"]]])"), false);
    row("null in a list", roles("[null]"), false);
    row("a number in a list of texts", roles("[1]"), true);
    row("a list for a single value", seconds("[5]"), true);
    row("a quoted number", seconds("\"5\""), false);
    row("a blank before a quoted number", seconds("\" 5\""), false);
    row("a blank behind a quoted number", seconds("\"5 \""), true);
    row("blanks around a quoted boolean", launch(task(R"("command":{"shell":" true "})")), false);
    row("a quoted infinity", seconds("\"-Infinity\""), false);
    row("a quoted infinity for an integer", port("\"Infinity\""), true);
    row("a bare infinity", seconds("Infinity"), true);
    row("not a number", seconds("\"NaN\""), true);
    row("a fraction for an integer", port("1.9"), false);
    row("a negative for an unsigned", port("-1"), false);
    row("too big", port("123456789012345678901234567890"), false);
    row("leading zeros", port("007"), false);
    row("a point without digits", port("7."), false);
    row("out of range", seconds("1e999"), true);
    row("next to nothing", seconds("1e-999"), false);
    row("a boolean for a number", port("true"), true);
    row("an unknown optional enum", launch(task(R"("health_check":{"type":"FOO"})")), false);
    row("an unknown required enum", launch(task(R"("resources":[{"name":"a","type":"FOO"}])")), true);
    row("a duplicate that is right", R"({"type":7,"framework_id":{"value":"F"},"type":"REVIVE"})", false);
    row("a duplicate that is wrong", R"({"type":"REVIVE","framework_id":{"value":"F"},"type":7})", true);
    row("an empty id", call("KILL", "kill", R"({"task_id":{"value":""}})"), false);
    row("an id that breaks the rules", call("KILL", "kill", R"({"task_id":{"value":"a/b"}})"), false);
    row("a list for a map", launch(task(R"("limits":[{"cpus":{"value":1}}])")), false);
    row("null in a map", launch(task(R"("limits":{"cpus":null})")), true);
    row("a type of nobody", call("FOO"), true);
    row("UNKNOWN", call("UNKNOWN"), true);
    row("no framework id", R"({"type":"REVIVE"})", true);
    row("null for the member", call("DECLINE", "decline", "null"), true);
    row("null for a member that may be absent", call("REVIVE", "revive", "null"), false);
    row("nothing in the member", call("DECLINE", "decline", "{}"), false);
    row("roles without MULTI_ROLE", sub(UserAndName + R"(,"roles":["a"])"), true);
    row("an empty list of roles", sub(UserAndName + R"(,"roles":[])"), false);
    row("ids that differ", sub(UserAndName + R"(,"id":{"value":"G"})", {}, Framework + ","), true);
    row("200 levels", roles(QByteArray(198, '[') + "\"a\"" + QByteArray(198, ']')), false);
    row("201 levels", roles(QByteArray(199, '[') + "\"a\"" + QByteArray(199, ']')), true);
    row("trailing text", call("REVIVE") + "x", true);
    row("trailing blanks", call("REVIVE") + " \r\n\t", false);
    row("a byte order mark", "\xef\xbb\xbf" + call("REVIVE"), true);
    row("bytes that are no text", call("REVIVE", "revive", "{\"roles\":[\"\xff\"]}"), false);
    row("nothing", "", true);
    row("blanks", "  ", true);
    row("a list", "[]", true);
    row("null", "null", true);
}

void TestCallLintAgreement::agreesAboutMistakes()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, isRefused);
    const QByteArray said = refusal(json);
    QVERIFY2(said.isEmpty() != isRefused, said);
    QVERIFY2(refusedBy(json).isEmpty() != isRefused, qPrintable(refusedBy(json).join(u'\n')));
}

void TestCallLintAgreement::agreesAboutMutatedCalls()
{
    QRandomGenerator random(20240607);
    const QList<QByteArray> calls = goodCalls();
    int refused = 0;
    constexpr int Rounds = 20000;
    for (int i = 0; i < Rounds; ++i) {
        QByteArray json = calls[i % calls.size()];
        for (int edits = 1 + int(random.bounded(2)); edits > 0; --edits)
            json = mutated(json, random);
        const QByteArray said = refusal(json);
        const QStringList found = refusedBy(json);
        refused += said.isEmpty() ? 0 : 1;
        QVERIFY2(said.isEmpty() == found.isEmpty(),
                 json + "\nmaster: " + said + "\nlinter: " + found.join(u", "_s).toUtf8());
    }
    // Otherwise the texts would show nothing.
    QVERIFY(refused > Rounds / 10);
    QVERIFY2(refused < Rounds * 9 / 10, QByteArray::number(refused));
}

QTEST_APPLESS_MAIN(TestCallLintAgreement)
#include "tst_calllintagreement.moc"
