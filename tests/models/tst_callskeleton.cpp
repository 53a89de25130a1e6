// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/callskeleton.h"

#include "mesos/calllint.h"
#include "mesos/schema.h"
#include "models/describelint.h"
#include "practice/jsonparser.h"
#include "practice/messagedecoder.h"
#include "practice/validation.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Uuid = QByteArray::fromBase64("aMT6PIu6R66GW6EFdy1PSg==");

Resource scalar(const QString& name, double amount)
{
    Resource resource;
    resource.name = name;
    resource.value.type = {ValueType::Scalar, u"SCALAR"_s};
    resource.value.scalar = Scalar::fromDouble(amount);
    resource.allocationRole = u"eng"_s;
    return resource;
}

Resource reserved(Resource resource)
{
    Reservation reservation;
    reservation.type = {ReservationType::Dynamic, u"DYNAMIC"_s};
    reservation.role = u"eng"_s;
    reservation.principal = u"ops"_s;
    resource.reservations = {reservation};
    return resource;
}

Resource volume(double amount)
{
    Resource resource = reserved(scalar(u"disk"_s, amount));
    Disk disk;
    disk.persistenceId = u"v1"_s;
    disk.containerPath = u"data"_s;
    disk.volumeMode = u"RW"_s;
    resource.disk = disk;
    return resource;
}

Resource provided(DiskSourceType type, const QString& name)
{
    Resource resource = scalar(u"disk"_s, 2048);
    resource.providerId = ResourceProviderId(u"p1"_s);
    Disk disk;
    disk.source = DiskSource();
    disk.source->type = {type, name};
    resource.disk = disk;
    return resource;
}

OfferPtr offer(const QString& id, const QString& agent, const QList<Resource>& resources)
{
    auto made = std::make_shared<Offer>();
    made->id = OfferId(id);
    made->agentId = AgentId(agent);
    made->allocationRole = u"eng"_s;
    made->resources = resources;
    return made;
}

SkeletonFacts fullFacts()
{
    SkeletonFacts facts;
    facts.framework.user = u"u"_s;
    facts.framework.name = u"n"_s;
    facts.framework.principal = u"ops"_s;
    facts.framework.roles = {u"eng"_s, u"web"_s};
    facts.framework.capabilities = {u"MULTI_ROLE"_s, u"RESERVATION_REFINEMENT"_s};
    facts.frameworkId = FrameworkId(u"m-0001"_s);
    facts.offers = {
        offer(u"m-O12"_s, u"m-S0"_s,
              {scalar(u"cpus"_s, 4), scalar(u"mem"_s, 4096), scalar(u"disk"_s, 10000), reserved(scalar(u"cpus"_s, 1)),
               reserved(scalar(u"disk"_s, 500))}),
        offer(u"m-O13"_s, u"m-S0"_s,
              {volume(100), provided(DiskSourceType::Raw, u"RAW"_s), provided(DiskSourceType::Mount, u"MOUNT"_s)}),
    };
    facts.task = SkeletonFacts::Task{TaskId(u"t1"_s), AgentId(u"m-S0"_s), ExecutorId(u"e1"_s), Uuid};
    facts.operation =
        SkeletonFacts::Operation{OperationId(u"op1"_s), AgentId(u"m-S0"_s), ResourceProviderId(u"p1"_s), Uuid};
    facts.inverseOffers = {OfferId(u"m-O14"_s)};
    return facts;
}

LintContext contextOf(const SkeletonFacts& facts)
{
    LintContext context;
    context.frameworkId = facts.frameworkId;
    context.knowsOffers = true;
    context.knowsRoles = true;
    context.roles = facts.framework.roles;
    for (const OfferPtr& offer : facts.offers) {
        LintContext::Offer known;
        known.id = offer->id;
        known.agentId = offer->agentId;
        known.role = offer->allocationRole;
        for (const Resource& resource : offer->resources)
            known.scalars.append({resource.name, resource.value.scalar.thousandths});
        context.offers.append(known);
    }
    return context;
}

/// Findings that are more than hints, as people read them.
QString complaints(const QByteArray& json, const LintContext& context)
{
    QStringList lines;
    for (const LintFinding& finding : lintCall(json, context)) {
        if (finding.severity != LintFinding::Severity::Hint)
            lines.append(finding.path + u": "_s + describe(finding));
    }
    return lines.join(u'\n');
}

/// What the practice master would say, without the roles and ids it knows itself.
QByteArray refusal(const QByteArray& json)
{
    const auto parsed = practice::parseJson(json);
    if (!parsed)
        return parsed.error();
    const auto call = practice::decodeMessage(schema::callSchema(), *parsed);
    if (!call)
        return call.error();
    const practice::Refusal error = practice::callError(*call, QByteArray("ops"));
    return error.value_or(QByteArray());
}

} // namespace

class TestCallSkeleton : public QObject
{
    Q_OBJECT

private slots:
    void coversEveryCall();
    void canBeSentAsItIs_data();
    void canBeSentAsItIs();
    void marksWhatIsNotKnown_data();
    void marksWhatIsNotKnown();
    void writesIdsAndResources_data();
    void writesIdsAndResources();
    void keepsToOneAgentAndRole();
    void reservesBeforeItCreates();
    void knowsNoOtherNames();
};

void TestCallSkeleton::coversEveryCall()
{
    QSet<QString> types;
    QSet<QString> operations;
    for (const QString& name : skeletonNames()) {
        QVERIFY2(describeSkeleton(name).endsWith(u'.'), qPrintable(name));
        const auto call = practice::parseJson(callSkeleton(name, fullFacts()));
        QVERIFY2(call.has_value(), qPrintable(name));
        types.insert(QString::fromUtf8(call->at("type").text()));
        for (const practice::JsonValue& operation : call->at("accept").at("operations").array())
            operations.insert(QString::fromUtf8(operation.at("type").text()));
    }
    QStringList expected = laterCallTypes();
    QCOMPARE(types, QSet<QString>(expected.begin(), expected.end()));
    QCOMPARE(types.size(), 16);
    QCOMPARE(operations.size(), 10);
    QCOMPARE(skeletonNames().first(), u"TEARDOWN"_s);
    QVERIFY(skeletonNames().contains(u"ACCEPT: LAUNCH"_s));
}

void TestCallSkeleton::canBeSentAsItIs_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : skeletonNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TestCallSkeleton::canBeSentAsItIs()
{
    QFETCH(QString, name);
    const SkeletonFacts facts = fullFacts();
    const QByteArray json = callSkeleton(name, facts);
    QVERIFY2(!json.contains('<'), json);
    QVERIFY2(json.contains("\n  "), json);
    QCOMPARE(complaints(json, contextOf(facts)), QString());
    QCOMPARE(refusal(json), QByteArray());
}

void TestCallSkeleton::marksWhatIsNotKnown_data()
{
    canBeSentAsItIs_data();
}

void TestCallSkeleton::marksWhatIsNotKnown()
{
    QFETCH(QString, name);
    const QByteArray json = callSkeleton(name, {});
    qsizetype marked = 0;
    for (const LintFinding& finding : lintCall(json)) {
        const bool isUuid = finding.kind == LintFinding::Kind::NotAUuid;
        QVERIFY2(isUuid || finding.severity != LintFinding::Severity::Refused, qPrintable(describe(finding)));
        marked += finding.kind == LintFinding::Kind::Placeholder ? 1 : 0;
    }
    QVERIFY2(marked >= 1, json);
    QCOMPARE(marked, json.count('<'));
}

void TestCallSkeleton::writesIdsAndResources_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char* name, const QByteArray& json) {
        QTest::newRow(name) << QString::fromLatin1(name)
                            << R"({"framework_id":{"value":"m-0001"},"type":)" + json + "}";
    };
    row("DECLINE", R"("DECLINE","decline":{"offer_ids":[{"value":"m-O12"},{"value":"m-O13"}],)"
                   R"("filters":{"refuse_seconds":5}})");
    row("REVIVE", R"("REVIVE","revive":{"roles":["eng","web"]})");
    row("KILL", R"("KILL","kill":{"task_id":{"value":"t1"},"agent_id":{"value":"m-S0"}})");
    row("SHUTDOWN", R"("SHUTDOWN","shutdown":{"executor_id":{"value":"e1"},"agent_id":{"value":"m-S0"}})");
    row("ACKNOWLEDGE", R"("ACKNOWLEDGE","acknowledge":{"agent_id":{"value":"m-S0"},"task_id":{"value":"t1"},)"
                       R"("uuid":"aMT6PIu6R66GW6EFdy1PSg=="})");
    row("ACCEPT_INVERSE_OFFERS",
        R"("ACCEPT_INVERSE_OFFERS","accept_inverse_offers":{"inverse_offer_ids":[{"value":"m-O14"}]})");
    row("ACCEPT: LAUNCH",
        R"("ACCEPT","accept":{"offer_ids":[{"value":"m-O12"},{"value":"m-O13"}],"operations":[{"type":"LAUNCH",)"
        R"("launch":{"task_infos":[{"name":"sleep","task_id":{"value":"task-O12"},"agent_id":{"value":"m-S0"},)"
        R"("resources":[{"name":"cpus","type":"SCALAR","scalar":{"value":0.1},"allocation_info":{"role":"eng"},)"
        R"("reservations":[{"type":"DYNAMIC","role":"eng","principal":"ops"}]},{"name":"mem","type":"SCALAR",)"
        R"("scalar":{"value":32},"allocation_info":{"role":"eng"}}],"command":{"value":"sleep 60"}}]}}]})");
}

void TestCallSkeleton::writesIdsAndResources()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, json);
    const auto made = practice::parseJson(callSkeleton(name, fullFacts()));
    QVERIFY(made.has_value());
    const auto expected = practice::parseJson(json);
    QVERIFY(expected.has_value());
    QCOMPARE(made->toJson(), expected->toJson());
}

void TestCallSkeleton::keepsToOneAgentAndRole()
{
    SkeletonFacts facts = fullFacts();
    facts.offers.append(offer(u"m-O20"_s, u"m-S1"_s, {scalar(u"cpus"_s, 1)}));
    QVERIFY(!callSkeleton(u"ACCEPT: LAUNCH"_s, facts).contains("m-O20"));
    QVERIFY(callSkeleton(u"DECLINE"_s, facts).contains("m-O20"));
}

void TestCallSkeleton::reservesBeforeItCreates()
{
    SkeletonFacts facts = fullFacts();
    facts.offers = {offer(u"m-O12"_s, u"m-S0"_s, {scalar(u"cpus"_s, 4), scalar(u"disk"_s, 10000)})};
    const QByteArray json = callSkeleton(u"ACCEPT: CREATE"_s, facts);
    QCOMPARE(complaints(json, contextOf(facts)), QString());
    const auto call = practice::parseJson(json);
    const practice::JsonArray& operations = call->at("accept").at("operations").array();
    QCOMPARE(operations.size(), size_t(2));
    QCOMPARE(operations[0].at("type").text(), QByteArray("RESERVE"));
    practice::JsonValue volume = operations[1].at("create").at("volumes").array().at(0);
    QVERIFY(volume.has("disk"));
    volume.remove("disk");
    QCOMPARE(volume.toJson(), operations[0].at("reserve").at("resources").array().at(0).toJson());
}

void TestCallSkeleton::knowsNoOtherNames()
{
    for (const QString& name : {u"SUBSCRIBE"_s, u"ACCEPT"_s, u"ACCEPT: REBOOT"_s, u""_s}) {
        QVERIFY(callSkeleton(name, fullFacts()).isEmpty());
        QVERIFY(describeSkeleton(name).isEmpty());
    }
}

QTEST_APPLESS_MAIN(TestCallSkeleton)
#include "tst_callskeleton.moc"
