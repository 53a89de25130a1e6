// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/operationsession.h"

using namespace mesoscribe;
using namespace mesoscribe::practice;
using namespace std::chrono_literals;
using Session = test::OperationSession;

namespace {

QByteArray sorted(const QByteArray& json)
{
    return Session::canonical(json);
}

} // namespace

/// mesos-api sections 3.7 and 3.14: what the operations of an ACCEPT do to resources, and how they are reported.
class TestOperations : public QObject
{
    Q_OBJECT

private slots:
    void reserves_data();
    void reserves();
    void refinesReservations();
    void hidesRefinedReservations();
    void unreserves();
    void createsAndLaunchesInOneAccept();
    void keepsVolumesUntilDestroyed();
    void growsAndShrinksVolumes();
    void makesAndRemovesDisks();
    void keepsChangedResourcesOutOfTheFilter();
    void saysNothingWithoutAnId();
    void refuses_data();
    void refuses();
    void refusesOtherPrincipals();
    void refusesWithInvalidOffers();
    void repeatsUntilAcknowledged();
    void reconcilesWhatItKnows();
    void reportsOperationsOfLostAgents();
    void forgetsOperationsWithTheFramework();
};

void TestOperations::reserves_data()
{
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<QByteArray>("reservation");
    QTest::addColumn<QByteArray>("offered");
    const QByteArray oldForm = R"(,"role":"web","reservation":{})";
    const QByteArray oldOffer =
        R"({"name":"cpus","type":"SCALAR","scalar":{"value":0.5},"role":"web","allocation_info":{"role":"web"},)"
        R"("reservation":{}})";
    const QByteArray newOffer =
        R"({"name":"cpus","type":"SCALAR","scalar":{"value":0.5},"allocation_info":{"role":"web"},)"
        R"("reservations":[{"type":"DYNAMIC","role":"web"}]})";
    QTest::newRow("old form, old offer") << Session::Plain << oldForm << oldOffer;
    QTest::newRow("new form, old offer") << Session::Plain << Session::reserved() << oldOffer;
    QTest::newRow("old form, new offer") << Session::Refining << oldForm << newOffer;
    QTest::newRow("new form, new offer") << Session::Refining << Session::reserved() << newOffer;
    QTest::newRow("allocation said") << Session::Refining
                                     << Session::reserved() + R"(,"allocation_info":{"role":"web"})" << newOffer;
}

void TestOperations::reserves()
{
    QFETCH(QByteArray, info);
    QFETCH(QByteArray, reservation);
    QFETCH(QByteArray, offered);
    Session session(info);
    session.accept({Session::onResources("RESERVE", {Session::scalar("cpus", "0.5", reservation)}, "op-1")});
    session.pass(100ms);
    const JsonArray statuses = session.operationStatuses();
    QCOMPARE(Session::told(statuses), QByteArrayList{"OPERATION_FINISHED"});
    QCOMPARE(Session::idOf(statuses[0], "operation_id"), QByteArray("op-1"));
    QCOMPARE(statuses[0].at("uuid").at("value").text().size(), 24);
    QCOMPARE(statuses[0].at("agent_id").toJson(), session.offer.at("agent_id").toJson());
    QVERIFY(!statuses[0].has("converted_resources"));

    session.nextOffer();
    const QByteArrayList cpus = session.offered("cpus");
    QCOMPARE(cpus.size(), 2);
    QCOMPARE(cpus[0], sorted(offered));
    QVERIFY(cpus[1].contains("3.5"));
    QVERIFY(!cpus[1].contains("DYNAMIC"));
}

void TestOperations::refinesReservations()
{
    Session session(R"("roles":["eng","eng/web"],"capabilities":[{"type":"MULTI_ROLE"},)"
                    R"({"type":"RESERVATION_REFINEMENT"}],"offer_filters":{})");
    session.send("f", session.stream, "SUPPRESS", R"("suppress":{"roles":["eng/web"]})");
    if (session.offer.at("allocation_info").at("role").text() != "eng") {
        session.accept({});
        session.nextOffer();
    }
    session.accept({Session::onResources("RESERVE", {Session::scalar("cpus", "1", Session::reserved("eng"))})});
    session.nextOffer();
    QCOMPARE(session.offer.at("allocation_info").at("role").text(), QByteArray("eng"));
    QCOMPARE(session.offered("cpus").size(), 2);

    // What is reserved for a role is offered to its children too.
    session.send("f", session.stream, "SUPPRESS", R"("suppress":{"roles":["eng"]})");
    session.send("f", session.stream, "REVIVE", R"("revive":{"roles":["eng/web"]})");
    session.accept({});
    session.nextOffer();
    QCOMPARE(session.offer.at("allocation_info").at("role").text(), QByteArray("eng/web"));
    const QByteArray stack = R"(,"reservations":[{"type":"DYNAMIC","role":"eng"},{"type":"DYNAMIC","role":"eng/web"}])";
    session.accept({Session::onResources("RESERVE", {Session::scalar("cpus", "1", stack)})});
    session.nextOffer();
    QCOMPARE(session.offered("cpus")[0],
             sorted(R"({"name":"cpus","type":"SCALAR","scalar":{"value":1.0},"allocation_info":{"role":"eng/web"},)"
                    R"("reservations":[{"type":"DYNAMIC","role":"eng"},{"type":"DYNAMIC","role":"eng/web"}]})"));

    // Unreserving takes the last one away.
    session.accept({Session::onResources("UNRESERVE", {Session::scalar("cpus", "1", stack)})});
    session.nextOffer();
    QVERIFY(session.offered("cpus")[0].contains(R"("reservations":[{"role":"eng","type":"DYNAMIC"}])"));
}

void TestOperations::hidesRefinedReservations()
{
    Session session(R"("roles":["a/b"],"capabilities":[{"type":"MULTI_ROLE"},{"type":"RESERVATION_REFINEMENT"}])", [] {
        ClusterOptions options = Session::oneAgent();
        options.reservedRole = "a";
        return options;
    }());
    const QByteArray stack = R"(,"reservations":[{"type":"STATIC","role":"a"},{"type":"DYNAMIC","role":"a/b"}])";
    session.accept({Session::onResources("RESERVE", {Session::scalar("cpus", "1", stack)}, "op")});
    session.pass(100ms);
    QCOMPARE(Session::told(session.operationStatuses()), QByteArrayList{"OPERATION_FINISHED"});
    session.cluster.closeStream(session.stream);
    const QByteArray other = session.subscribe(R"("roles":["a/b"],"capabilities":[{"type":"MULTI_ROLE"}])");
    session.pass(1s);
    const JsonArray offers = Session::offersIn(session.records(other));
    QCOMPARE(offers.size(), size_t(1));
    double cpus = 0;
    for (const JsonValue& resource : offers[0].at("resources").array()) {
        if (resource.at("name").text() == "cpus")
            cpus += resource.at("scalar").at("value").toDouble();
    }
    QCOMPARE(cpus, 3.0);
}

void TestOperations::unreserves()
{
    Session session;
    const QByteArray before = session.offer.at("resources").toJson();
    const QByteArrayList all = {Session::scalar("cpus", "4", Session::reserved()),
                                Session::scalar("mem", "4096", Session::reserved())};
    session.accept({Session::onResources("RESERVE", all)});
    session.nextOffer();
    QCOMPARE(session.offered("cpus").size(), 1);
    QVERIFY(session.offered("mem")[0].contains("DYNAMIC"));
    session.accept({Session::onResources("UNRESERVE", all)});
    session.nextOffer();
    QCOMPARE(session.offer.at("resources").toJson(), before);
}

void TestOperations::createsAndLaunchesInOneAccept()
{
    Session session;
    const QByteArray disk = Session::scalar("disk", "512", Session::reserved() + Session::volume("v1"));
    const QByteArray task = R"({"name":"t","task_id":{"value":"t"},"agent_id":)" +
                            session.offer.at("agent_id").toJson() + R"(,"command":{"value":"sleep 5"},"resources":[)" +
                            Session::scalar("cpus", "1") + ',' + Session::scalar("mem", "64") + ',' + disk + "]}";
    session.accept({Session::onResources("RESERVE", {Session::scalar("disk", "512", Session::reserved())}, "r"),
                    Session::onResources("CREATE", {disk}, "c"),
                    Session::operation("LAUNCH", R"("task_infos":[)" + task + ']')});
    session.pass(900ms);
    const JsonArray records = session.records(session.stream);
    QCOMPARE(Session::statusesIn(records).size(), size_t(1));
    QCOMPARE(Session::statusesIn(records)[0].at("state").text(), QByteArray("TASK_STARTING"));
    QCOMPARE(Session::types(records).count("UPDATE_OPERATION_STATUS"), 2);
    // The volume is the task's as long as it runs.
    session.nextOffer(200ms);
    QVERIFY(!session.offer.at("resources").toJson().contains("persistence"));
}

void TestOperations::keepsVolumesUntilDestroyed()
{
    Session session;
    const QByteArray before = session.offer.at("resources").toJson();
    const QByteArray plain = Session::scalar("disk", "512", Session::reserved());
    const QByteArray disk = Session::scalar("disk", "512", Session::reserved() + Session::volume("v1"));
    session.accept({Session::onResources("RESERVE", {plain}), Session::onResources("CREATE", {disk})});
    session.nextOffer();
    QCOMPARE(session.offered("disk").size(), 2);
    QCOMPARE(session.offered("disk")[0],
             sorted(R"({"name":"disk","type":"SCALAR","scalar":{"value":512.0},"allocation_info":{"role":"web"},)"
                    R"("reservations":[{"type":"DYNAMIC","role":"web"}],"disk":{"persistence":{"id":"v1"},)"
                    R"("volume":{"mode":"RW","container_path":"data"}}})"));

    // The master forgets its frameworks; the agent keeps the volume.
    session.cluster.restart();
    session.stream = session.subscribe(Session::Refining + R"(,"id":{"value":"f"})");
    session.nextOffer(3s);
    QCOMPARE(session.offered("disk").size(), 2);

    session.accept({Session::onResources("UNRESERVE", {plain}, "too early")});
    session.pass(100ms);
    QVERIFY(Session::told(session.operationStatuses()).value(0).startsWith("OPERATION_ERROR"));
    session.nextOffer();
    session.accept({Session::onResources("DESTROY", {disk}), Session::onResources("UNRESERVE", {plain})});
    session.nextOffer();
    QCOMPARE(session.offer.at("resources").toJson(), before);
}

void TestOperations::growsAndShrinksVolumes()
{
    Session session;
    const auto disk = [](const char* size) {
        return Session::scalar("disk", size, Session::reserved() + Session::volume("v"));
    };
    const auto plain = [](const char* size) { return Session::scalar("disk", size, Session::reserved()); };
    session.accept({Session::onResources("RESERVE", {plain("1024")}), Session::onResources("CREATE", {disk("512")})});
    session.nextOffer();
    QCOMPARE(session.offered("disk").size(), 3);

    // What it was grown to is out of reach within the same ACCEPT.
    session.accept(
        {Session::operation("GROW_VOLUME", R"("volume":)" + disk("512") + R"(,"addition":)" + plain("256"), "grow"),
         Session::operation("SHRINK_VOLUME", R"("volume":)" + disk("768") + R"(,"subtract":{"value":1})", "soon")});
    session.pass(100ms);
    const JsonArray statuses = session.operationStatuses();
    QCOMPARE(statuses.size(), size_t(2));
    QVERIFY(Session::told(statuses)[0].startsWith("OPERATION_ERROR Invalid SHRINK_VOLUME operation: ports(allocated"));
    QVERIFY(Session::told(statuses)[0].endsWith(
        " does not contain disk(allocated: web)(reservations: [(DYNAMIC,web)])[v:data]:768"));
    QCOMPARE(Session::told(statuses)[1], QByteArray("OPERATION_FINISHED"));

    session.nextOffer();
    QCOMPARE(session.offered("disk").size(), 3);
    QVERIFY(session.offered("disk").join().contains("768.0"));
    session.accept(
        {Session::operation("SHRINK_VOLUME", R"("volume":)" + disk("768") + R"(,"subtract":{"value":700})")});
    session.nextOffer();
    const QByteArray disks = session.offered("disk").join();
    QVERIFY(disks.contains("68.0"));
    QVERIFY(disks.contains("956.0"));
}

void TestOperations::makesAndRemovesDisks()
{
    ClusterOptions options = Session::oneAgent();
    options.hasStorage = true;
    Session session(Session::Refining, options);
    const QByteArray before = session.offer.at("resources").toJson();
    QCOMPARE(session.offered("disk").size(), 2);
    JsonValue pool;
    for (const JsonValue& resource : session.offer.at("resources").array()) {
        if (resource.has("provider_id"))
            pool = resource;
    }
    QCOMPARE(pool.at("disk").at("source").at("type").text(), QByteArray("RAW"));
    pool.set("scalar", JsonObject{{"value", 1024.0}});
    session.accept(
        {Session::operation("CREATE_DISK", R"("source":)" + pool.toJson() + R"(,"target_type":"MOUNT")", "make")});
    session.pass(100ms);
    QCOMPARE(Session::told(session.operationStatuses()), QByteArrayList());
    session.send("f", session.stream, "RECONCILE_OPERATIONS",
                 R"("reconcile_operations":{"operations":[{"operation_id":{"value":"make"}}]})");
    QCOMPARE(Session::told(session.operationStatuses()), QByteArrayList{"OPERATION_PENDING"});

    session.pass(500ms);
    const JsonArray statuses = session.operationStatuses();
    QCOMPARE(Session::told(statuses), QByteArrayList{"OPERATION_FINISHED"});
    QCOMPARE(statuses[0].at("resource_provider_id").toJson(), pool.at("provider_id").toJson());
    const JsonValue made = statuses[0].at("converted_resources").array()[0];
    QCOMPARE(made.at("disk").at("source").at("type").text(), QByteArray("MOUNT"));
    QVERIFY(made.at("disk").at("source").has("id"));
    session.nextOffer();
    QVERIFY(session.offered("disk").contains(made.toJson()));
    QVERIFY(session.offered("disk").join().contains("50176.0"));

    // A part of it is none of it.
    JsonValue part = made;
    part.set("scalar", JsonObject{{"value", 512.0}});
    session.accept({Session::operation("DESTROY_DISK", R"("source":)" + part.toJson(), "part")});
    session.pass(100ms);
    QVERIFY(Session::told(session.operationStatuses())[0].contains("Invalid DESTROY_DISK Operation: "));
    session.nextOffer();
    session.accept({Session::operation("DESTROY_DISK", R"("source":)" + made.toJson())});
    session.nextOffer(3s);
    // A disk alone is not worth an offer, so it comes with the rest.
    session.accept({});
    session.nextOffer();
    QCOMPARE(session.offer.at("resources").toJson(), before);
}

void TestOperations::keepsChangedResourcesOutOfTheFilter()
{
    Session session;
    session.accept({Session::onResources("RESERVE", {Session::scalar("cpus", "1", Session::reserved())})},
                   R"({"refuse_seconds":3600})");
    session.nextOffer();
    QCOMPARE(session.offered("cpus").size(), 2);
    // The same without a change is refused as a whole.
    session.accept({}, R"({"refuse_seconds":3600})");
    session.nextOffer(10s);
    QVERIFY(session.offer.isNull());
}

void TestOperations::saysNothingWithoutAnId()
{
    Session session;
    session.accept({Session::onResources("RESERVE", {Session::scalar("cpus", "9", Session::reserved())}),
                    Session::onResources("RESERVE", {Session::scalar("cpus", "1", Session::reserved())})});
    session.pass(1s);
    QCOMPARE(Session::types(session.records(session.stream)), QByteArray("OFFERS"));
}

void TestOperations::refuses_data()
{
    QTest::addColumn<QByteArray>("operation");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* name, const QByteArray& operation, const char* message) {
        QTest::newRow(name) << operation << QByteArray(message);
    };
    const auto on = [](const char* type, const QByteArray& resource) {
        return Session::onResources(type, {resource}, "op");
    };
    const auto cpus = [](const QByteArray& more) { return Session::scalar("cpus", "1", more); };
    row("no amount", on("RESERVE", Session::scalar("cpus", "0", Session::reserved())),
        "Operation attempted with invalid resources: Resource 'cpus(reservations: [(DYNAMIC,web)]):0' is invalid: "
        "Invalid scalar resource: value <= 0");
    row("no role in the list", on("RESERVE", cpus(R"(,"reservations":[{"type":"DYNAMIC"}])")),
        "Operation attempted with invalid resources: Resource 'cpus(reservations: [(DYNAMIC,)]):1' is invalid: "
        "Invalid reservation: 'Resource.ReservationInfo.role' field must be set.");
    row("reserved for all", on("RESERVE", cpus(R"(,"role":"*","reservation":{})")),
        "Operation attempted with invalid resources: Resource 'cpus:1' is invalid: Invalid reservation: role \"*\" "
        "cannot be dynamically reserved");
    row("both forms",
        on("RESERVE", cpus(R"(,"role":"eng","reservation":{},"reservations":[{"type":"DYNAMIC","role":"web"}])")),
        "Operation attempted with invalid resources: Resource 'cpus(reservations: [(DYNAMIC,web)]):1' is invalid: "
        "Invalid resource format: 'Resource.role' field with 'eng' does not match the role 'web' in "
        "'Resource.reservations'");
    row("no refinement",
        on("RESERVE", cpus(R"(,"reservations":[{"type":"DYNAMIC","role":"web"},{"type":"DYNAMIC","role":"webber"}])")),
        "Operation attempted with invalid resources: Resource 'cpus(reservations: [(DYNAMIC,web),(DYNAMIC,webber)]):1' "
        "is invalid: Invalid refined reservation: role 'webber' is not a refinement of 'web'");
    row("a source",
        Session::operation("RESERVE",
                           R"("source":[)" + cpus({}) + R"(],"resources":[)" + cpus(Session::reserved()) + ']', "op"),
        "Operation attempted with invalid resources: Reservation updates are not yet implemented for the scheduler "
        "API.");
    row("nothing", Session::onResources("RESERVE", {}, "op"),
        "Invalid resources: The resources have multiple resource providers: ; on agent %1");
    row("unreserved", on("RESERVE", cpus({})),
        "Resource cpus(allocated: web):1 is not dynamically reserved; on agent %1");
    row("another role", on("RESERVE", cpus(Session::reserved("eng"))),
        "A reserve operation was attempted for a resource with role 'eng', but the resource was allocated to role "
        "'web'; on agent %1");
    row("another allocation", on("RESERVE", cpus(Session::reserved("eng") + R"(,"allocation_info":{"role":"eng"})")),
        "A reserve operation was attempted for a resource allocated to role 'eng', but the framework only has roles "
        "'{ web }'; on agent %1");
    row("too much", on("RESERVE", Session::scalar("cpus", "9", Session::reserved())),
        "ports(allocated: web):[31000-32000]; cpus(allocated: web):4; mem(allocated: web):4096; "
        "disk(allocated: web):10240 does not contain cpus(allocated: web):9");
    row("nothing to unreserve", on("UNRESERVE", cpus({})),
        "Resource cpus(allocated: web):1 is not dynamically reserved; on agent %1");
    row("an unreserved volume", on("CREATE", Session::scalar("disk", "1", Session::volume("v"))),
        "Invalid resources: Invalid DiskInfo: Persistent volumes cannot be created from unreserved resources; on agent "
        "%1");
    row("no volume", on("CREATE", Session::scalar("disk", "1", Session::reserved())),
        "Not a persistent volume: Resource disk(allocated: web)(reservations: [(DYNAMIC,web)]):1 does not have "
        "DiskInfo; on agent %1");
    row("a read-only volume",
        on("CREATE", Session::scalar("disk", "1",
                                     Session::reserved() + R"(,"disk":{"persistence":{"id":"v"},"volume":)"
                                                           R"({"container_path":"data","mode":"RO"}})")),
        "Not a persistent volume: Read-only persistent volume not supported; on agent %1");
    row("twice the same id",
        Session::onResources("CREATE",
                             {Session::scalar("disk", "1", Session::reserved() + Session::volume("v")),
                              Session::scalar("disk", "2", Session::reserved() + Session::volume("v"))},
                             "op"),
        "Persistence ID 'v' is not unique; on agent %1");
    row("a shared volume",
        on("CREATE", Session::scalar("disk", "1", Session::reserved() + Session::volume("v") + R"(,"shared":{})")),
        "Create volume operation for 'disk(allocated: web)(reservations: [(DYNAMIC,web)])[v:data]<SHARED>:1' has been "
        "attempted by framework 'f' with no SHARED_RESOURCES capability; on agent %1");
    row("an unknown volume", on("DESTROY", Session::scalar("disk", "1", Session::reserved() + Session::volume("v"))),
        "Persistent volumes not found; on agent %1");
    row("grown by something else",
        Session::operation("GROW_VOLUME",
                           R"("volume":)" + Session::scalar("disk", "1", Session::reserved() + Session::volume("v")) +
                               R"(,"addition":)" + Session::scalar("disk", "1"),
                           "op"),
        "Incompatible resources in the 'GrowVolume.volume' and 'GrowVolume.addition' fields; on agent %1");
    row("shrunk to nothing",
        Session::operation("SHRINK_VOLUME",
                           R"("volume":)" + Session::scalar("disk", "1", Session::reserved() + Session::volume("v")) +
                               R"(,"subtract":{"value":1})",
                           "op"),
        "Value of 'ShrinkVolume.subtract' must be smaller than the size of 'ShrinkVolume.volume'; on agent %1");
    row("no provider",
        Session::operation("CREATE_DISK", R"("source":)" + Session::scalar("disk", "1") + R"(,"target_type":"MOUNT")",
                           "op"),
        "'source' is not managed by a resource provider; on agent %1");
    const QByteArray raw = R"(,"provider_id":{"value":"p"},"disk":{"source":{"type":"RAW","profile":"fast"}})";
    row("a profile too many",
        Session::operation("CREATE_DISK",
                           R"("source":)" + Session::scalar("disk", "1", raw) +
                               R"(,"target_type":"MOUNT","target_profile":"slow")",
                           "op"),
        "'target_profile' must not be set when 'source' has a profile; on agent %1");
    row("a pool is no disk",
        Session::operation("DESTROY_DISK", R"("source":)" + Session::scalar("disk", "1", raw), "op"),
        "'source' is not backed by a CSI volume; on agent %1");
}

void TestOperations::refuses()
{
    QFETCH(QByteArray, operation);
    QFETCH(QByteArray, message);
    Session session;
    const QByteArray agent = Session::idOf(session.offer, "agent_id") + " at slave(1)@127.0.0.1:5051 (127.0.0.1)";
    const QByteArray before = session.offer.at("resources").toJson();
    session.accept({operation});
    const JsonArray statuses = session.operationStatuses();
    QCOMPARE(statuses.size(), size_t(1));
    JsonValue expected = JsonObject{
        {"operation_id", idObject("op")}, {"state", "OPERATION_ERROR"}, {"message", message.replace("%1", agent)}};
    QCOMPARE(statuses[0].toJson(), sorted(expected.toJson()));
    session.nextOffer();
    QCOMPARE(session.offer.at("resources").toJson(), before);
}

void TestOperations::refusesOtherPrincipals()
{
    Session session(Session::Refining + R"(,"principal":"alice")");
    const auto reserve = [](const QByteArray& principal) {
        return Session::onResources(
            "RESERVE",
            {Session::scalar("cpus", "1", R"(,"reservations":[{"type":"DYNAMIC","role":"web")" + principal + "}]")},
            "op");
    };
    session.accept({reserve({}), reserve(R"(,"principal":"bob")"), reserve(R"(,"principal":"alice")")});
    session.pass(100ms);
    const QByteArrayList told = Session::told(session.operationStatuses());
    QCOMPARE(told.size(), 3);
    QVERIFY(told[0].contains("A reserve operation was attempted by principal 'alice', but there is a reserved "
                             "resource in the request with no principal set"));
    QVERIFY(told[1].contains("A reserve operation was attempted by authenticated principal 'alice', which does not "
                             "match a reserved resource in the request with principal 'bob'"));
    QCOMPARE(told[2], QByteArray("OPERATION_FINISHED"));
}

void TestOperations::refusesWithInvalidOffers()
{
    Session session;
    const QByteArray reserve =
        Session::onResources("RESERVE", {Session::scalar("cpus", "1", Session::reserved())}, "op");
    session.accept({reserve});
    session.pass(100ms);
    session.records(session.stream);
    session.accept({reserve});
    QCOMPARE(Session::told(session.operationStatuses()),
             QByteArrayList{"OPERATION_ERROR Operation attempted with invalid offers: Offer " +
                            Session::idOf(session.offer) + " is no longer valid"});
}

void TestOperations::repeatsUntilAcknowledged()
{
    Session session;
    session.accept({Session::onResources("RESERVE", {Session::scalar("cpus", "1", Session::reserved())}, "op")});
    session.pass(100ms);
    const JsonArray first = session.operationStatuses();
    QCOMPARE(first.size(), size_t(1));
    for (const auto wait : {10s, 20s, 40s}) {
        session.pass(wait - 200ms);
        QCOMPARE(Session::told(session.operationStatuses()), QByteArrayList());
        session.pass(200ms);
        const JsonArray again = session.operationStatuses();
        QCOMPARE(again.size(), size_t(1));
        QCOMPARE(again[0].toJson(), first[0].toJson());
    }
    JsonValue wrong = first[0];
    wrong.set("uuid", JsonObject{{"value", "sx2xTUOGTFKMAAAAAAAAAA=="}});
    session.acknowledge(wrong);
    session.pass(80s);
    QCOMPARE(session.operationStatuses().size(), size_t(1));
    session.acknowledge(first[0]);
    session.pass(1000s);
    QCOMPARE(Session::told(session.operationStatuses()), QByteArrayList());
}

void TestOperations::reconcilesWhatItKnows()
{
    Session session;
    session.accept({Session::onResources("RESERVE", {Session::scalar("cpus", "1", Session::reserved())}, "op")});
    session.pass(100ms);
    const JsonArray first = session.operationStatuses();
    JsonValue expected = first[0];
    expected.remove("uuid");
    session.send("f", session.stream, "RECONCILE_OPERATIONS",
                 R"("reconcile_operations":{"operations":[{"operation_id":{"value":"op"}}]})");
    session.send("f", session.stream, "RECONCILE_OPERATIONS", R"("reconcile_operations":{})");
    const JsonArray known = session.operationStatuses();
    QCOMPARE(known.size(), size_t(2));
    QCOMPARE(known[0].toJson(), expected.toJson());
    QCOMPARE(known[1].toJson(), expected.toJson());

    session.acknowledge(first[0]);
    session.send("f", session.stream, "RECONCILE_OPERATIONS", R"("reconcile_operations":{})");
    QCOMPARE(Session::told(session.operationStatuses()), QByteArrayList());
    session.send("f", session.stream, "RECONCILE_OPERATIONS",
                 R"("reconcile_operations":{"operations":[{"operation_id":{"value":"op"}}]})");
    QCOMPARE(Session::told(session.operationStatuses()),
             QByteArrayList{"OPERATION_UNKNOWN Reconciliation: Operation is unknown and no 'agent_id' was provided"});
}

void TestOperations::reportsOperationsOfLostAgents()
{
    Session session;
    session.accept({Session::onResources("RESERVE", {Session::scalar("cpus", "1", Session::reserved())}, "op")});
    session.pass(100ms);
    const JsonArray first = session.operationStatuses();
    session.cluster.loseAgent({});
    session.pass(80s);
    const JsonArray lost = session.operationStatuses();
    QCOMPARE(Session::told(lost), QByteArrayList{"OPERATION_UNREACHABLE Agent was marked unreachable"});
    QVERIFY(!lost[0].has("uuid"));
    session.send("f", session.stream, "RECONCILE_OPERATIONS",
                 R"("reconcile_operations":{"operations":[{"operation_id":{"value":"op"},"agent_id":)" +
                     first[0].at("agent_id").toJson() + "}]}");
    QCOMPARE(Session::told(session.operationStatuses()),
             QByteArrayList{"OPERATION_UNREACHABLE Reconciliation: Agent is unreachable"});

    // Back again, it has what it had, and still waits for the acknowledgement.
    session.cluster.returnAgents();
    session.pass(600s);
    const JsonArray again = session.operationStatuses();
    QVERIFY(!again.empty());
    QCOMPARE(again[0].toJson(), first[0].toJson());
}

void TestOperations::forgetsOperationsWithTheFramework()
{
    Session session;
    session.accept({Session::onResources("RESERVE", {Session::scalar("cpus", "1", Session::reserved())}, "op")});
    session.send("f", session.stream, "TEARDOWN");
    session.pass(600s);
    QCOMPARE(Session::types(session.records(session.stream)), QByteArray("END"));
    // What is reserved for a role stays so without the framework.
    const QByteArray other = session.subscribe(R"("roles":["eng"],"capabilities":[{"type":"MULTI_ROLE"}])");
    session.pass(1s);
    const JsonArray offers = Session::offersIn(session.records(other));
    QCOMPARE(offers.size(), size_t(1));
    QCOMPARE(offers[0].at("resources").array()[1].at("scalar").at("value").toDouble(), 3.0);
}

QTEST_APPLESS_MAIN(TestOperations)
#include "tst_operations.moc"
