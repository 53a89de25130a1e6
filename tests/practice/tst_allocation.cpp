// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/clusterdriver.h"

using namespace mesoscribe;
using namespace mesoscribe::practice;
using namespace std::chrono_literals;
using test::ClusterDriver;

namespace {

QByteArray inRole(const QByteArray& role, const QByteArray& id)
{
    return R"("roles":[")" + role + R"("],"capabilities":[{"type":"MULTI_ROLE"},{"type":"RESERVATION_REFINEMENT"}],)" +
           R"("id":{"value":")" + id + "\"}";
}

QByteArray decline(const JsonValue& offer, const QByteArray& seconds)
{
    return R"("decline":{"offer_ids":[)" + offer.at("id").toJson() + R"(],"filters":{"refuse_seconds":)" + seconds +
           "}}";
}

/// Of all resources of that name.
double amount(const JsonValue& offer, const QByteArray& name)
{
    double sum = 0;
    for (const JsonValue& resource : offer.at("resources").array()) {
        if (resource.at("name").text() == name)
            sum += resource.at("scalar").at("value").toDouble();
    }
    return sum;
}

QByteArray constraints(const QByteArray& role, const QByteArray& groups)
{
    return R"("offer_constraints":{"role_constraints":{")" + role + R"(":{"groups":)" + groups + "}}}";
}

QByteArray group(const QByteArray& selector, const QByteArray& predicate)
{
    return R"({"attribute_constraints":[{"selector":{)" + selector + R"(},"predicate":{)" + predicate + "}}]}";
}

const QByteArray Rack = R"("attribute_name":"rack")";
const QByteArray Host = R"("pseudoattribute_type":"HOSTNAME")";

} // namespace

/// Who gets which offer: several frameworks, roles, reservations and constraints.
class TestAllocation : public QObject
{
    Q_OBJECT

private slots:
    void sharesBetweenRolesFirst();
    void givesToWhoeverHasLess();
    void refusesSubsetsOnly();
    void keepsFrameworksApart();
    void dropsCallsWithARoleThatIsNotTheirs();
    void offersReservedResourcesToTheirRole();
    void writesStaticReservations_data();
    void writesStaticReservations();
    void takesAnyOfTheMinima();
    void obeysConstraints_data();
    void obeysConstraints();
    void refusesConstraints_data();
    void refusesConstraints();
    void updatesConstraintsAndSuppression();
};

void TestAllocation::sharesBetweenRolesFirst()
{
    ClusterDriver driver(ClusterDriver::agents(9));
    const QByteArray a = driver.subscribe(inRole("eng", "a"));
    const QByteArray b = driver.subscribe(inRole("eng", "b"));
    const QByteArray c = driver.subscribe(inRole("web", "c"));
    driver.pass(1s);
    // One of the nine has GPUs and stays out of sight.
    QCOMPARE(ClusterDriver::offersIn(driver.records(a)).size(), size_t(2));
    QCOMPARE(ClusterDriver::offersIn(driver.records(b)).size(), size_t(2));
    QCOMPARE(ClusterDriver::offersIn(driver.records(c)).size(), size_t(4));
}

void TestAllocation::givesToWhoeverHasLess()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray a = driver.subscribe(inRole("*", "a"));
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(a));
    QCOMPARE(offers.size(), size_t(2));
    const QByteArray b = driver.subscribe(inRole("*", "b"));
    driver.send("a", a, "DECLINE", decline(offers[0], "0"));
    driver.pass(1s);
    QCOMPARE(ClusterDriver::offersIn(driver.records(b)).size(), size_t(1));
    QVERIFY(ClusterDriver::offersIn(driver.records(a)).empty());
}

void TestAllocation::refusesSubsetsOnly()
{
    ClusterDriver driver;
    const QByteArray a = driver.subscribe(inRole("*", "a"));
    driver.pass(1s);
    JsonArray offers = ClusterDriver::offersIn(driver.records(a));
    const QByteArray b = driver.subscribe(inRole("*", "b"));
    driver.send("a", a, "DECLINE", decline(offers[0], "3600"));
    driver.pass(1s);
    offers = ClusterDriver::offersIn(driver.records(b));
    QCOMPARE(offers.size(), size_t(1));
    const QByteArray task = R"({"name":"t","task_id":{"value":"t"},"command":{"value":"sleep 60"},"agent_id":)" +
                            offers[0].at("agent_id").toJson() +
                            R"(,"resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":1}},)"
                            R"({"name":"mem","type":"SCALAR","scalar":{"value":64}}]})";
    driver.send("b", b, "ACCEPT",
                R"("accept":{"offer_ids":[)" + offers[0].at("id").toJson() +
                    R"(],"operations":[{"type":"LAUNCH","launch":{"task_infos":[)" + task +
                    R"(]}}],"filters":{"refuse_seconds":3600}})");
    // What is left is part of what the first one refused, and all of what the second one did.
    driver.pass(30s);
    QVERIFY(ClusterDriver::offersIn(driver.records(a)).empty());
    QVERIFY(ClusterDriver::offersIn(driver.records(b)).empty());
    // With the task over there is more than the second one refused, yet no more than the first one did.
    driver.pass(60s);
    offers = ClusterDriver::offersIn(driver.records(b));
    QCOMPARE(offers.size(), size_t(1));
    QCOMPARE(amount(offers[0], "cpus"), 4.0);
    QVERIFY(ClusterDriver::offersIn(driver.records(a)).empty());
}

void TestAllocation::keepsFrameworksApart()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray a = driver.subscribe(inRole("eng", "a"));
    const QByteArray b = driver.subscribe(inRole("web", "b"));
    driver.pass(1s);
    const JsonArray ofA = ClusterDriver::offersIn(driver.records(a));
    const JsonArray ofB = ClusterDriver::offersIn(driver.records(b));
    QCOMPARE(ofA.size(), size_t(1));
    QCOMPARE(ofB.size(), size_t(1));

    // Nobody declines for another.
    driver.send("b", b, "DECLINE", decline(ofA[0], "0"));
    driver.pass(2s);
    QCOMPARE(driver.typesOf(a) + driver.typesOf(b), QByteArray());

    // One that goes leaves its part to the other, whose stream goes on.
    QCOMPARE(driver.send("a", b, "REVIVE").status, 400);
    QCOMPARE(driver.send("a", a, "TEARDOWN").status, 202);
    driver.pass(1s);
    QCOMPARE(driver.typesOf(a), QByteArray("END"));
    const JsonArray more = ClusterDriver::offersIn(driver.records(b));
    QCOMPARE(more.size(), size_t(1));
    QCOMPARE(more[0].at("agent_id").toJson(), ofA[0].at("agent_id").toJson());
}

void TestAllocation::dropsCallsWithARoleThatIsNotTheirs()
{
    ClusterDriver driver;
    const QByteArray stream = driver.subscribe(inRole("eng", "f"));
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(driver.send("f", stream, "SUPPRESS", R"("suppress":{"roles":["eng","web"]})").status, 202);
    driver.send("f", stream, "DECLINE", decline(offers[0], "0"));
    driver.pass(2s);
    QCOMPARE(driver.typesOf(stream), QByteArray("OFFERS"));
}

void TestAllocation::offersReservedResourcesToTheirRole()
{
    ClusterOptions options = ClusterDriver::oneAgent();
    options.reservedRole = "eng";
    ClusterDriver driver(options);
    const QByteArray web = driver.subscribe(inRole("web", "w"));
    driver.pass(1s);
    const JsonArray ofWeb = ClusterDriver::offersIn(driver.records(web));
    QCOMPARE(ofWeb.size(), size_t(1));
    QCOMPARE(amount(ofWeb[0], "cpus"), 3.0);
    QCOMPARE(amount(ofWeb[0], "mem"), 3072.0);
    const QByteArray eng = driver.subscribe(inRole("eng/tools", "e"));
    driver.pass(1s);
    const JsonArray ofEng = ClusterDriver::offersIn(driver.records(eng));
    QCOMPARE(ofEng.size(), size_t(1));
    QCOMPARE(amount(ofEng[0], "cpus"), 1.0);

    // Both parts come in one offer to whoever may have both.
    driver.send("w", web, "SUPPRESS");
    driver.send("w", web, "DECLINE", decline(ofWeb[0], "0"));
    driver.send("e", eng, "DECLINE", decline(ofEng[0], "0"));
    driver.pass(2s);
    const JsonArray mixed = ClusterDriver::offersIn(driver.records(eng));
    QCOMPARE(mixed.size(), size_t(1));
    QCOMPARE(amount(mixed[0], "cpus"), 4.0);
    QCOMPARE(mixed[0].at("resources").array().size(), size_t(7));
}

void TestAllocation::writesStaticReservations_data()
{
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<QByteArray>("cpus");
    QTest::newRow("none") << QByteArray(R"("role":"eng")")
                          << QByteArray(R"({"name":"cpus","type":"SCALAR","scalar":{"value":1.0},"role":"eng"})");
    QTest::newRow("MULTI_ROLE") << QByteArray(R"("roles":["eng"],"capabilities":[{"type":"MULTI_ROLE"}])")
                                << QByteArray(R"({"name":"cpus","type":"SCALAR","scalar":{"value":1.0},"role":"eng",)"
                                              R"("allocation_info":{"role":"eng"}})");
    QTest::newRow("RESERVATION_REFINEMENT")
        << inRole("eng", "f")
        << QByteArray(R"({"name":"cpus","type":"SCALAR","scalar":{"value":1.0},"allocation_info":{"role":"eng"},)"
                      R"("reservations":[{"type":"STATIC","role":"eng"}]})");
}

void TestAllocation::writesStaticReservations()
{
    QFETCH(QByteArray, info);
    QFETCH(QByteArray, cpus);
    ClusterOptions options = ClusterDriver::oneAgent();
    options.reservedRole = "eng";
    ClusterDriver driver(options);
    const QByteArray stream = driver.subscribe(info);
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(offers.size(), size_t(1));
    QCOMPARE(offers[0].at("resources").array()[1].toJson(), ClusterDriver::canonical(cpus));
}

void TestAllocation::takesAnyOfTheMinima()
{
    ClusterDriver driver(ClusterDriver::agents(3));
    const QByteArray stream = driver.subscribe(
        R"("roles":["*"],"capabilities":[{"type":"MULTI_ROLE"},{"type":"GPU_RESOURCES"}],"offer_filters":{"*":)"
        R"({"min_allocatable_resources":{"quantities":[{"quantities":{"gpus":{"value":1},"cpus":{"value":4}}},)"
        R"({"quantities":{"mem":{"value":100000}}}]}}})");
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(offers.size(), size_t(1));
    QCOMPARE(offers[0].at("hostname").text(), QByteArray("gpu1.example.com"));
}

void TestAllocation::obeysConstraints_data()
{
    QTest::addColumn<QByteArray>("groups");
    QTest::addColumn<QByteArray>("hosts");
    const auto row = [](const char* name, const QByteArray& groups, const char* hosts) {
        QTest::newRow(name) << groups << QByteArray(hosts);
    };
    const auto only = [](const QByteArray& selector, const QByteArray& predicate) {
        return '[' + group(selector, predicate) + ']';
    };
    row("there", only(R"("attribute_name":"gpu")", R"("exists":{})"), "gpu1");
    row("not there", only(R"("attribute_name":"gpu")", R"("not_exists":{})"), "web1 web2");
    row("equal", only(Rack, R"("text_equals":{"value":"b"})"), "web2");
    row("not equal", only(Rack, R"("text_not_equals":{"value":"b"})"), "web1 gpu1");
    row("not equal to nothing", only(R"("attribute_name":"gpu")", R"("text_not_equals":{"value":"T4"})"), "web1 web2");
    row("matching as a whole", only(Host, R"("text_matches":{"regex":"web[0-9]\\.example\\.com"})"), "web1 web2");
    row("matching a part", only(Host, R"("text_matches":{"regex":"web"})"), "");
    row("not matching", only(Host, R"("text_not_matches":{"regex":"web1.*"})"), "web2 gpu1");
    row("numbers pass", only(R"("attribute_name":"kernel")", R"("text_equals":{"value":"5"})"), "web1 web2 gpu1");
    row("no region", only(R"("pseudoattribute_type":"REGION")", R"("exists":{})"), "");
    row("one of two",
        '[' + group(Rack, R"("text_equals":{"value":"a"})") + ',' + group(Rack, R"("text_equals":{"value":"c"})") + ']',
        "web1 gpu1");
    row("both of two",
        R"([{"attribute_constraints":[{"selector":{)" + Rack + R"(},"predicate":{"text_not_equals":{"value":"a"}}},)" +
            R"({"selector":{)" + Host + R"(},"predicate":{"text_not_matches":{"regex":"gpu.*"}}}]}])",
        "web2");
}

void TestAllocation::obeysConstraints()
{
    QFETCH(QByteArray, groups);
    QFETCH(QByteArray, hosts);
    ClusterDriver driver(ClusterDriver::agents(3));
    const QByteArray stream = driver.subscribe(
        R"("roles":["*"],"capabilities":[{"type":"MULTI_ROLE"},{"type":"GPU_RESOURCES"}])", constraints("*", groups));
    driver.pass(1s);
    QByteArrayList offered;
    for (const JsonValue& offer : ClusterDriver::offersIn(driver.records(stream)))
        offered += offer.at("hostname").text().split('.').constFirst();
    QCOMPARE(offered.join(' '), hosts);
}

void TestAllocation::refusesConstraints_data()
{
    QTest::addColumn<QByteArray>("constraints");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* name, const QByteArray& constraints, const char* message) {
        QTest::newRow(name) << constraints << QByteArray(message);
    };
    row("another role", constraints("web", '[' + group(Rack, R"("exists":{})") + ']'),
        "Offer constraints specify `role_constraints` for a role 'web'not contained in the set of roles");
    row("no group", constraints("*", "[]"),
        "Offer constraints are not valid: 'OfferConstraints::role_constraints' has an empty "
        "'RoleConstraints::groups' for role *");
    row("an empty group", constraints("*", R"([{"attribute_constraints":[]}])"),
        "Offer constraints are not valid: 'OfferConstraints::RoleConstraints::groups' for role *contains an empty "
        "RoleConstraints::Group");
    row("no selector", constraints("*", '[' + group({}, R"("exists":{})") + ']'),
        "Offer constraints are not valid: A role * has an invalid 'AttributeConstraint': Exactly one of "
        "'AttributeConstraint::Selector::name' or 'AttributeConstraint::Selector::pseudoattribute_type' must be set");
    row("no predicate", constraints("*", '[' + group(Rack, {}) + ']'),
        "Offer constraints are not valid: A role * has an invalid 'AttributeConstraint': Unknown predicate type");
    row("a bad pattern", constraints("*", '[' + group(Rack, R"("text_matches":{"regex":"(a"})") + ']'),
        "Offer constraints are not valid: A role * has an invalid 'AttributeConstraint': Failed to construct regex "
        "from pattern '(a': ");
}

void TestAllocation::refusesConstraints()
{
    QFETCH(QByteArray, constraints);
    QFETCH(QByteArray, message);
    ClusterDriver driver;
    const QByteArray info = R"("roles":["*"],"capabilities":[{"type":"MULTI_ROLE"}],"id":{"value":"f"})";
    const QByteArray refused = driver.subscribe(info, constraints);
    const JsonArray records = driver.records(refused);
    QCOMPARE(ClusterDriver::types(records), QByteArray("ERROR END"));
    const QByteArray told = records[0].at("error").at("message").text();
    QVERIFY2(told.startsWith(message), told.constData());

    const QByteArray stream = driver.subscribe(info);
    const CallAnswer answer = driver.send("f", stream, "UPDATE_FRAMEWORK",
                                          R"("update_framework":{"framework_info":{"user":"u","name":"n",)" + info +
                                              "}," + constraints + '}');
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.body, "'UpdateFramework' call is not valid: " + told);
}

void TestAllocation::updatesConstraintsAndSuppression()
{
    ClusterDriver driver(ClusterDriver::agents(2));
    const QByteArray info = inRole("eng", "f");
    const QByteArray stream = driver.subscribe(info);
    driver.pass(1s);
    const JsonArray offers = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(offers.size(), size_t(2));
    const auto update = [&](const QByteArray& more) {
        const QByteArray member = R"("update_framework":{"framework_info":{"user":"u","name":"n",)" + info + '}' +
                                  (more.isEmpty() ? QByteArray() : ',' + more) + '}';
        const CallAnswer answer = driver.send("f", stream, "UPDATE_FRAMEWORK", member);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, QByteArray());
    };
    // Neither takes back what is offered.
    update(R"("suppressed_roles":["eng"],)" +
           constraints("eng", '[' + group(Rack, R"("text_equals":{"value":"b"})") + ']'));
    driver.pass(1s);
    QCOMPARE(driver.typesOf(stream), QByteArray());
    for (const JsonValue& offer : offers)
        driver.send("f", stream, "DECLINE", decline(offer, "3600"));
    driver.pass(2s);
    QCOMPARE(driver.typesOf(stream), QByteArray());

    // To be no longer suppressed clears the filters, and the constraints stay.
    update(constraints("eng", '[' + group(Rack, R"("text_equals":{"value":"b"})") + ']'));
    driver.pass(1s);
    const JsonArray again = ClusterDriver::offersIn(driver.records(stream));
    QCOMPARE(again.size(), size_t(1));
    QCOMPARE(again[0].at("hostname").text(), QByteArray("web2.example.com"));
    QVERIFY(
        driver.cluster.frameworksView().at("frameworks").array()[0].at("offer_constraints").has("role_constraints"));
    update({});
    driver.pass(1s);
    QCOMPARE(ClusterDriver::offersIn(driver.records(stream)).size(), size_t(1));
}

QTEST_APPLESS_MAIN(TestAllocation)
#include "tst_allocation.moc"
