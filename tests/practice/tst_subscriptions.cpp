// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/clusterdriver.h"

using namespace mesoscribe;
using namespace mesoscribe::practice;
using namespace std::chrono_literals;
using test::ClusterDriver;

namespace {

const QByteArray MultiRole = R"("roles":["*"],"capabilities":[{"type":"MULTI_ROLE"}])";

} // namespace

/// mesos-api section 10, checks 7, 8, 10, 12 and 21 to 24, on a clock of the test's own.
class TestSubscriptions : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithSubscribedAndHeartbeat();
    void beatsEvery15Seconds();
    void numbersFrameworks();
    void makesTheSameIdsFromASeed();
    void refusesWithOneErrorAndTheEnd_data();
    void refusesWithOneErrorAndTheEnd();
    void allowsOnlyListedRoles();
    void checksCallsInOrder();
    void failsOver();
    void acceptsAnUnknownId();
    void keepsUserAndCheckpoint();
    void keepsThePrincipal();
    void removesAtOnceWithoutFailoverTimeout();
    void waitsForTheFailoverTimeout();
    void tearsDown();
    void remembersFiftyRemovedFrameworks();
    void updatesFrameworks();
    void skipsHeartbeats();
    void restarts();
    void dropsStreams();
};

void TestSubscriptions::beginsWithSubscribedAndHeartbeat()
{
    ClusterDriver driver;
    const QByteArray stream = driver.subscribe();
    QCOMPARE(stream.size(), 36);
    const JsonArray records = driver.records(stream);
    QCOMPARE(ClusterDriver::types(records), QByteArray("SUBSCRIBED HEARTBEAT"));
    const JsonValue& subscribed = records[0].at("subscribed");
    const QByteArray master = subscribed.at("master_info").at("id").text();
    QCOMPARE(master.size(), 36);
    QCOMPARE(master[14], '4');
    QCOMPARE(ClusterDriver::idOf(subscribed, "framework_id"), QByteArray(master + "-0000"));
    QCOMPARE(subscribed.at("heartbeat_interval_seconds").toDouble(), 15.0);
    QCOMPARE(subscribed.at("master_info").at("version").text(), QByteArray("1.12.0"));
    QCOMPARE(subscribed.at("master_info").at("address").at("port").toInt64(), 5050);
}

void TestSubscriptions::beatsEvery15Seconds()
{
    ClusterDriver driver(ClusterDriver::agents(0));
    const QByteArray stream = driver.subscribe();
    driver.records(stream);
    driver.pass(14'999ms);
    QCOMPARE(driver.typesOf(stream), QByteArray());
    driver.pass(1ms);
    QCOMPARE(driver.typesOf(stream), QByteArray("HEARTBEAT"));

    // A late look at the clock does not shift the beat.
    driver.clock.moveTo(driver.clock.steady() + 32s);
    driver.cluster.advance();
    QCOMPARE(driver.typesOf(stream), QByteArray("HEARTBEAT HEARTBEAT"));
    driver.pass(12'999ms);
    QCOMPARE(driver.typesOf(stream), QByteArray());
    driver.pass(1ms);
    QCOMPARE(driver.typesOf(stream), QByteArray("HEARTBEAT"));
}

void TestSubscriptions::numbersFrameworks()
{
    ClusterDriver driver;
    driver.subscribe();
    const QByteArray stream = driver.subscribe();
    QVERIFY(ClusterDriver::idOf(driver.records(stream)[0].at("subscribed"), "framework_id").endsWith("-0001"));
}

void TestSubscriptions::makesTheSameIdsFromASeed()
{
    ClusterDriver first;
    ClusterDriver second;
    const QByteArray stream = first.subscribe();
    QCOMPARE(second.subscribe(), stream);
    QCOMPARE(second.records(stream)[0].toJson(), first.records(stream)[0].toJson());

    ClusterOptions unseeded = ClusterDriver::oneAgent();
    unseeded.seed = std::nullopt;
    ClusterDriver third(unseeded);
    QVERIFY(third.subscribe() != stream);
}

void TestSubscriptions::refusesWithOneErrorAndTheEnd_data()
{
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char* name, const char* info, const QByteArray& error, const char* more = "") {
        QTest::newRow(name) << QByteArray(info) << QByteArray(more) << error;
    };
    const QByteArray capable = R"(,"capabilities":[{"type":"MULTI_ROLE"}])";
    row("role with MULTI_ROLE", R"("role":"a","capabilities":[{"type":"MULTI_ROLE"}])",
        "'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable");
    row("roles without MULTI_ROLE", R"("roles":["a"])",
        "'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable");
    row("duplicates", R"("roles":["b","a","b"],"capabilities":[{"type":"MULTI_ROLE"}])",
        "'FrameworkInfo.roles' contains duplicate items: { b }");
    const auto invalidRole = [&row](const char* role, const char* error) {
        const QByteArray info = "\"role\":\"" + QByteArray(role) + '"';
        row(role, info.constData(), "'FrameworkInfo.role' is not a valid role: " + QByteArray(error));
    };
    invalidRole("/a", "Role '/a' cannot start with a slash");
    invalidRole("a/", "Role 'a/' cannot end with a slash");
    invalidRole("a//b", "Role 'a//b' cannot contain two adjacent slashes");
    invalidRole("", "Role names cannot be the empty string");
    invalidRole("a/.", "Role 'a/.' cannot include '.' as a component");
    invalidRole("..", "Role '..' cannot include '..' as a component");
    invalidRole("a/*", "Role 'a/*' cannot include '*' as a component");
    invalidRole("a/-b", "Role component '-b' is invalid because it starts with a dash");
    invalidRole("a b", "Role component 'a b' is invalid because it contains backspace or whitespace");
    row("invalid among roles", R"("roles":["a","-b"],"capabilities":[{"type":"MULTI_ROLE"}])",
        "'FrameworkInfo.roles' contains invalid role: Role component '-b' is invalid because it starts with a dash");
    row("id", R"("id":{"value":"a/b"})", "'a/b' contains invalid characters");
    row("dots", R"("id":{"value":".."})", "'..' is disallowed");
    const QByteArray longId = R"("id":{"value":")" + QByteArray(256, 'x') + "\"}";
    row("long id", longId.constData(), "ID must not be greater than 255 characters");
    row("offer filters", R"("offer_filters":{"*":{"min_allocatable_resources":{"quantities":[{}]}}})",
        "Resource quantities must contain at least one quantity");
    row("negative filter",
        R"("offer_filters":{"*":{"min_allocatable_resources":{"quantities":[{"quantities":{"cpus":{"value":-1}}}]}}})",
        "Invalid resource quantity for 'cpus': Negative values not supported");
    row("failover timeout", R"("failover_timeout":1e18)", "The framework failover_timeout (1e+18) is invalid");
    row("suppressed roles", R"("roles":["a"],"capabilities":[{"type":"MULTI_ROLE"}])",
        "Suppressed roles { b, c } are not contained in the set of roles", R"("suppressed_roles":["c","a","b"])");
}

void TestSubscriptions::refusesWithOneErrorAndTheEnd()
{
    QFETCH(QByteArray, info);
    QFETCH(QByteArray, more);
    ClusterDriver driver;
    const QByteArray stream = driver.subscribe(info, more);
    const JsonArray records = driver.records(stream);
    QCOMPARE(ClusterDriver::types(records), QByteArray("ERROR END"));
    QTEST(records[0].at("error").at("message").text(), "error");
    driver.pass(60s);
    QCOMPARE(driver.typesOf(stream), QByteArray());
}

void TestSubscriptions::allowsOnlyListedRoles()
{
    ClusterOptions options = ClusterDriver::oneAgent();
    options.roles = {"eng", "ops"};
    ClusterDriver driver(options);
    const QByteArray refused =
        driver.subscribe(R"("roles":["eng","web","adm"],"capabilities":[{"type":"MULTI_ROLE"}])");
    QCOMPARE(driver.records(refused)[0].at("error").at("message").text(),
             QByteArray("Roles { adm, web } are not present in the master's --roles"));
    QCOMPARE(driver.typesOf(driver.subscribe(R"("role":"ops")")), QByteArray("SUBSCRIBED HEARTBEAT"));
    QCOMPARE(driver.typesOf(driver.subscribe()), QByteArray("SUBSCRIBED HEARTBEAT"));
}

void TestSubscriptions::checksCallsInOrder()
{
    ClusterDriver driver;
    const QByteArray stream = driver.subscribe(MultiRole + R"(,"failover_timeout":60)");
    const QByteArray id = ClusterDriver::idOf(driver.records(stream)[0].at("subscribed"), "framework_id");
    const JsonValue revive = ClusterDriver::call(R"({"framework_id":{"value":")" + id + R"("},"type":"REVIVE"})");

    CallAnswer answer = driver.send("nope", stream, "REVIVE");
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body, QByteArray("Framework cannot be found"));

    answer = driver.cluster.handle(revive, std::nullopt, std::nullopt);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body, QByteArray("All non-subscribe calls should include the 'Mesos-Stream-Id' header"));

    answer = driver.send(id, "x", "REVIVE");
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body, QByteArray("The stream ID 'x' included in this request didn't match the stream ID currently "
                                     "associated with framework ID " +
                                     id));

    answer = driver.cluster.handle(revive, QByteArray("alice"), stream);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body,
             QByteArray("Authenticated principal 'alice' does not match principal '' set in `FrameworkInfo`"));

    answer = driver.send(id, stream, "UNKNOWN");
    QCOMPARE(answer.status, 501);
    QCOMPARE(answer.body, QByteArray("501 Not Implemented."));

    answer = driver.send(id, stream, "REVIVE");
    QCOMPARE(answer.status, 202);
    QVERIFY(answer.body.isEmpty());

    driver.cluster.closeStream(stream);
    answer = driver.send(id, stream, "REVIVE");
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.body, QByteArray("Framework is not subscribed"));
}

void TestSubscriptions::failsOver()
{
    ClusterDriver driver;
    const QByteArray first = driver.subscribe(MultiRole + R"(,"failover_timeout":60)");
    driver.pass(1s);
    const JsonArray before = driver.records(first);
    QCOMPARE(ClusterDriver::types(before), QByteArray("SUBSCRIBED HEARTBEAT OFFERS"));
    const QByteArray id = ClusterDriver::idOf(before[0].at("subscribed"), "framework_id");

    const QByteArray second = driver.subscribe(MultiRole + R"(,"failover_timeout":60,"id":{"value":")" + id + "\"}");
    QVERIFY(second != first);
    const JsonArray old = driver.records(first);
    QCOMPARE(ClusterDriver::types(old), QByteArray("ERROR END"));
    QCOMPARE(old[0].at("error").at("message").text(), QByteArray("Framework failed over"));

    driver.pass(1s);
    const JsonArray after = driver.records(second);
    QCOMPARE(ClusterDriver::types(after), QByteArray("SUBSCRIBED HEARTBEAT OFFERS"));
    QCOMPARE(ClusterDriver::idOf(after[0].at("subscribed"), "framework_id"), id);
    QVERIFY(ClusterDriver::idOf(ClusterDriver::offersIn(after)[0]) !=
            ClusterDriver::idOf(ClusterDriver::offersIn(before)[0]));
    QCOMPARE(driver.send(id, first, "REVIVE").status, 400);
    QCOMPARE(driver.send(id, second, "REVIVE").status, 202);

    // The end of the old stream is no end of the framework.
    driver.cluster.closeStream(first);
    QCOMPARE(driver.send(id, second, "REVIVE").status, 202);
}

void TestSubscriptions::acceptsAnUnknownId()
{
    ClusterDriver driver;
    const QByteArray stream = driver.subscribe(R"("id":{"value":"from-another-master-0007"})");
    const JsonArray records = driver.records(stream);
    QCOMPARE(ClusterDriver::types(records), QByteArray("SUBSCRIBED HEARTBEAT"));
    QCOMPARE(ClusterDriver::idOf(records[0].at("subscribed"), "framework_id"), QByteArray("from-another-master-0007"));
}

void TestSubscriptions::keepsUserAndCheckpoint()
{
    ClusterDriver driver;
    driver.subscribe(R"("checkpoint":true,"id":{"value":"f"},"failover_timeout":60,"hostname":"old")");
    driver.subscribe(R"("checkpoint":false,"id":{"value":"f"},"failover_timeout":60,"hostname":"new")");
    const JsonValue info = driver.cluster.frameworksView().at("frameworks").array()[0].at("framework_info");
    QCOMPARE(info.at("checkpoint").toBool(), true);
    QCOMPARE(info.at("hostname").text(), QByteArray("new"));
}

void TestSubscriptions::keepsThePrincipal()
{
    ClusterDriver driver;
    const QByteArray timeout = R"(,"failover_timeout":60,"id":{"value":"f"})";
    const QByteArray stream = driver.subscribe(MultiRole + timeout, {}, QByteArray("alice"));
    QCOMPARE(driver.typesOf(stream), QByteArray("SUBSCRIBED HEARTBEAT"));
    for (const std::optional<QByteArray>& other : {std::optional<QByteArray>(), std::optional<QByteArray>("bob")}) {
        const JsonArray records = driver.records(driver.subscribe(MultiRole + timeout, {}, other));
        QCOMPARE(ClusterDriver::types(records), QByteArray("ERROR END"));
        QCOMPARE(records[0].at("error").at("message").text(),
                 QByteArray("Changing framework's principal is not allowed."));
    }
    // The refused ones did not take the stream over.
    QCOMPARE(driver.typesOf(stream), QByteArray());
}

void TestSubscriptions::removesAtOnceWithoutFailoverTimeout()
{
    ClusterDriver driver;
    const QByteArray stream = driver.subscribe();
    const QByteArray id = ClusterDriver::idOf(driver.records(stream)[0].at("subscribed"), "framework_id");
    driver.cluster.closeStream(stream);
    QCOMPARE(driver.send(id, stream, "REVIVE").body, QByteArray("Framework cannot be found"));
    const JsonArray again = driver.records(driver.subscribe(MultiRole + R"(,"id":{"value":")" + id + "\"}"));
    QCOMPARE(again[0].at("error").at("message").text(), QByteArray("Framework has been removed"));
}

void TestSubscriptions::waitsForTheFailoverTimeout()
{
    ClusterDriver driver;
    const QByteArray info = MultiRole + R"(,"failover_timeout":60,"id":{"value":"f"})";
    QByteArray stream = driver.subscribe(info);
    driver.cluster.closeStream(stream);
    driver.pass(59s);
    QCOMPARE(driver.send("f", stream, "REVIVE").status, 403);

    // Coming back stops the timer.
    stream = driver.subscribe(info);
    driver.pass(120s);
    QCOMPARE(driver.send("f", stream, "REVIVE").status, 202);

    driver.cluster.closeStream(stream);
    driver.pass(60s);
    QCOMPARE(driver.send("f", stream, "REVIVE").body, QByteArray("Framework cannot be found"));
    QCOMPARE(driver.typesOf(driver.subscribe(info)), QByteArray("ERROR END"));
}

void TestSubscriptions::tearsDown()
{
    ClusterDriver driver;
    const QByteArray stream = driver.subscribe(MultiRole + R"(,"id":{"value":"f"},"failover_timeout":60)");
    driver.records(stream);
    QCOMPARE(driver.send("f", stream, "TEARDOWN").status, 202);
    QCOMPARE(driver.typesOf(stream), QByteArray("END"));
    QCOMPARE(driver.send("f", stream, "REVIVE").body, QByteArray("Framework cannot be found"));
    const JsonArray again = driver.records(driver.subscribe(MultiRole + R"(,"id":{"value":"f"})"));
    QCOMPARE(again[0].at("error").at("message").text(), QByteArray("Framework has been removed"));
}

void TestSubscriptions::remembersFiftyRemovedFrameworks()
{
    ClusterDriver driver;
    for (int i = 0; i < 51; ++i)
        driver.cluster.closeStream(
            driver.subscribe(MultiRole + R"(,"id":{"value":"f)" + QByteArray::number(i) + "\"}"));
    QCOMPARE(driver.typesOf(driver.subscribe(MultiRole + R"(,"id":{"value":"f1"})")), QByteArray("ERROR END"));
    QCOMPARE(driver.typesOf(driver.subscribe(MultiRole + R"(,"id":{"value":"f0"})")),
             QByteArray("SUBSCRIBED HEARTBEAT"));
}

void TestSubscriptions::updatesFrameworks()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray stream =
        driver.subscribe(R"("roles":["a","b"],"capabilities":[{"type":"MULTI_ROLE"}],"id":{"value":"f"})");
    driver.pass(1s);
    QCOMPARE(ClusterDriver::offersIn(driver.records(stream)).size(), size_t(2));
    const auto update = [&](const QByteArray& info, const QByteArray& more = {}) {
        return driver.send("f", stream, "UPDATE_FRAMEWORK",
                           R"("update_framework":{"framework_info":{"name":"n","id":{"value":"f"},)" + info + '}' +
                               more + '}');
    };
    const QByteArray capable = R"(,"capabilities":[{"type":"MULTI_ROLE"}])";

    CallAnswer answer = update(R"("user":"v","roles":["a"])" + capable);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body, QByteArray("FrameworkInfo update is not valid: Updating 'FrameworkInfo.user' is unsupported; "
                                     "attempted to update from 'u' to 'v'"));
    answer = update(R"("user":"u","checkpoint":true,"roles":["a"])" + capable);
    QCOMPARE(answer.body, QByteArray("FrameworkInfo update is not valid: Updating 'FrameworkInfo.checkpoint' is "
                                     "unsupported; attempted to update from 'false' to 'true'"));
    answer = update(R"("user":"u","principal":"p","roles":["a"])" + capable);
    QCOMPARE(answer.body,
             QByteArray("FrameworkInfo update is not valid: Changing framework's principal is not allowed."));
    answer = update(R"("user":"u","roles":["-a"])" + capable);
    QCOMPARE(answer.body,
             QByteArray("Supplied FrameworkInfo is not valid: 'FrameworkInfo.roles' contains invalid role: "
                        "Role component '-a' is invalid because it starts with a dash"));
    answer = update(R"("user":"u","roles":["a"])" + capable, R"(,"suppressed_roles":["b"])");
    QCOMPARE(answer.body, QByteArray("'UpdateFramework' call is not valid: Suppressed roles { b } are not contained in "
                                     "the set of roles"));
    QCOMPARE(driver.typesOf(stream), QByteArray());

    // The offer of the role that goes is rescinded, and its resources go to the one that stays.
    answer = update(R"("user":"u","roles":["a"])" + capable);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.isEmpty());
    driver.pass(1s);
    const JsonArray records = driver.records(stream);
    QCOMPARE(ClusterDriver::types(records), QByteArray("RESCIND OFFERS"));
    QCOMPARE(ClusterDriver::offersIn(records)[0].at("allocation_info").at("role").text(), QByteArray("a"));
}

void TestSubscriptions::skipsHeartbeats()
{
    ClusterDriver driver(ClusterDriver::agents(0));
    const QByteArray stream = driver.subscribe();
    driver.records(stream);
    QCOMPARE(driver.cluster.skipHeartbeats(2), 1);
    driver.pass(44s);
    QCOMPARE(driver.typesOf(stream), QByteArray());
    driver.pass(1s);
    QCOMPARE(driver.typesOf(stream), QByteArray("HEARTBEAT"));
}

void TestSubscriptions::restarts()
{
    ClusterDriver driver;
    const QByteArray stream = driver.subscribe(MultiRole + R"(,"failover_timeout":60,"id":{"value":"f"})");
    driver.pass(1s);
    const QByteArray master = driver.records(stream)[0].at("subscribed").at("master_info").at("id").text();
    QCOMPARE(driver.cluster.restart(), 1);
    QCOMPARE(driver.typesOf(stream), QByteArray("BREAK"));
    QCOMPARE(driver.send("f", stream, "REVIVE").body, QByteArray("Framework cannot be found"));

    const QByteArray next = driver.subscribe(MultiRole + R"(,"failover_timeout":60,"id":{"value":"f"})");
    driver.pass(2s);
    const JsonArray records = driver.records(next);
    QCOMPARE(ClusterDriver::types(records), QByteArray("SUBSCRIBED HEARTBEAT OFFERS"));
    const QByteArray newMaster = records[0].at("subscribed").at("master_info").at("id").text();
    QVERIFY(newMaster != master);
    QCOMPARE(ClusterDriver::idOf(ClusterDriver::offersIn(records)[0]), QByteArray(newMaster + "-O0"));
}

void TestSubscriptions::dropsStreams()
{
    ClusterDriver driver;
    const QByteArray info = MultiRole + R"(,"failover_timeout":60,"id":{"value":"f"})";
    const auto drop = [&](Cluster::Drop how) {
        const QByteArray stream = driver.subscribe(info);
        driver.records(stream);
        driver.cluster.dropStreams(how);
        return driver.send("f", stream, "REVIVE").status == 403 ? driver.typesOf(stream) : QByteArray("not dropped");
    };
    QCOMPARE(drop(Cluster::Drop::Clean), QByteArray("END"));
    QCOMPARE(drop(Cluster::Drop::InsideRecord), QByteArray("HEARTBEAT BREAK"));
    QCOMPARE(drop(Cluster::Drop::Broken), QByteArray("BREAK"));
}

QTEST_APPLESS_MAIN(TestSubscriptions)
#include "tst_subscriptions.moc"
