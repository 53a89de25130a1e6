// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describecall.h"

#include "models/describerefusal.h"
#include "tasksamples.h"

#include <QTest>

#include <algorithm>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto Web1 = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s);
const auto Web1Too = samples::offer(u"O2"_s, u"S1"_s, u"web1"_s, u"*"_s);
const auto Db1 = samples::offer(u"O3"_s, u"S2"_s, u"db1"_s, u"eng"_s);

CallFacts kill(std::optional<double> grace)
{
    CallFacts facts = samples::taskCall(u"KILL"_s, {u"web"_s});
    facts.graceSeconds = grace;
    return facts;
}

CallFacts roles(const QString& type, const QStringList& names)
{
    CallFacts facts = samples::call(type);
    facts.roles = names;
    return facts;
}

CallFacts executor(const QString& type)
{
    CallFacts facts = samples::call(type);
    facts.executorId = ExecutorId(u"default"_s);
    facts.agentId = Web1->agentId;
    return facts;
}

CallFacts reserve()
{
    CallFacts facts = samples::offerCall(u"ACCEPT"_s, {Web1});
    facts.operations = {{.id = OperationId(u"op-1"_s), .type = u"RESERVE"_s, .json = {}}};
    return facts;
}

struct Desk
{
    Desk()
    {
        scene.subscribe();
        scene.arrive({Web1, Web1Too, Db1});
    }

    const CallEntry& call(quint64 number) const { return *scene.state.calls.find(number); }
    QString effect(quint64 number) const { return describeEffect(call(number), scene.state, scene.now); }
    std::optional<CallTroubleText> trouble(quint64 number) const
    {
        return describeTrouble(call(number), scene.state, scene.now);
    }

    samples::CallScene scene;
};

QString valueOf(const QList<Fact>& facts, const QString& label)
{
    for (const Fact& fact : facts) {
        if (fact.label == label)
            return fact.value;
    }
    return u"(no such fact)"_s;
}

} // namespace

Q_DECLARE_METATYPE(mesoscribe::CallFacts)
Q_DECLARE_METATYPE(std::optional<mesoscribe::CallAction>)

class TestDescribeCall : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void callsInOneLine_data();
    void callsInOneLine();
    void effectsOfALaunch();
    void callsWithoutEffectsAreNoMoreThanAccepted();
    void earlierStreamsMakeCallsStale();
    void silenceIsSaidAfterTenSeconds();
    void refusalsInPlainWords_data();
    void refusalsInPlainWords();
    void everyRefusalHasASentence();
    void offersOfAnotherStreamAreNotSentAgain();
    void unansweredCallsMayHaveArrived();
    void unsentCallsSaySo();
    void goneOffersAreSaid();
    void everyActionHasItsButton();
    void factsOfACall();
    void filtersThatRun();
    void leaving_data();
    void leaving();
    void nothingIsAskedWhenNothingWouldBeLost();
};

void TestDescribeCall::callsInOneLine_data()
{
    QTest::addColumn<CallFacts>("facts");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const CallFacts& facts, const QString& text) {
        QTest::newRow(name) << facts << text;
    };
    row("decline", samples::offerCall(u"DECLINE"_s, {Web1}), u"Decline O1 for 5 s"_s);
    row("decline for an hour", samples::offerCall(u"DECLINE"_s, {Web1, Db1}, 3600), u"Decline O1, O3 for 1 h"_s);
    row("decline for ten minutes", samples::offerCall(u"DECLINE"_s, {Web1}, 600), u"Decline O1 for 10 min"_s);
    row("decline for 90 s", samples::offerCall(u"DECLINE"_s, {Web1}, 90), u"Decline O1 for 1:30"_s);
    row("decline for half a second", samples::offerCall(u"DECLINE"_s, {Web1}, 0.5), u"Decline O1 for 0.5 s"_s);
    row("decline without a filter", samples::offerCall(u"DECLINE"_s, {Web1}, 0),
        u"Decline O1, to be offered again at once"_s);
    row("decline many", samples::offerCall(u"DECLINE"_s, {Web1, Web1, Web1, Db1, Db1}),
        u"Decline O1, O1, O1 +2 for 5 s"_s);
    row("decline none", samples::offerCall(u"DECLINE"_s, {}), u"Decline no offer"_s);
    row("launch", samples::launch(Web1, {u"web"_s}), u"With O1: launch web"_s);
    row("launch a group", samples::launch(Web1, {u"a"_s, u"b"_s}, u"pod"_s), u"With O1: launch a, b as a group"_s);
    row("operation", reserve(), u"With O1: RESERVE"_s);
    row("accept for nothing", samples::offerCall(u"ACCEPT"_s, {Web1}),
        u"Accept O1 for nothing: it is declined for 5 s"_s);
    row("revive all", roles(u"REVIVE"_s, {}), u"Revive every role"_s);
    row("revive some", roles(u"REVIVE"_s, {u"eng"_s, u"ops"_s}), u"Revive eng, ops"_s);
    row("suppress", roles(u"SUPPRESS"_s, {u"eng"_s}), u"Suppress eng"_s);
    row("kill", kill({}), u"Kill web"_s);
    row("kill with grace", kill(20), u"Kill web, giving it 20 s"_s);
    row("shutdown", executor(u"SHUTDOWN"_s), u"Shut executor default on agent S1 down"_s);
    row("message", executor(u"MESSAGE"_s), u"Send a message to executor default on agent S1"_s);
    row("acknowledge", samples::taskCall(u"ACKNOWLEDGE"_s, {u"web"_s}), u"Acknowledge an update of web"_s);
    row("reconcile all", samples::taskCall(u"RECONCILE"_s, {}), u"Ask how every task is doing"_s);
    row("reconcile", samples::taskCall(u"RECONCILE"_s, {u"web"_s}), u"Ask how web is doing"_s);
    row("reconcile operations", samples::call(u"RECONCILE_OPERATIONS"_s), u"Ask what became of every operation"_s);
    row("request", samples::call(u"REQUEST"_s), u"Ask for resources"_s);
    row("update", samples::call(u"UPDATE_FRAMEWORK"_s), u"Update what the master knows of the framework"_s);
    row("teardown", samples::call(u"TEARDOWN"_s), u"Tear the framework down: its tasks are killed"_s);
    row("maintenance", samples::offerCall(u"ACCEPT_INVERSE_OFFERS"_s, {Web1}), u"Agree to give resources back (O1)"_s);
    row("no maintenance", samples::offerCall(u"DECLINE_INVERSE_OFFERS"_s, {Web1}),
        u"Do not agree to give resources back (O1)"_s);
    row("new type", samples::call(u"DANCE"_s), u"DANCE"_s);
    row("no type", samples::call({}), u"A call without a type"_s);
}

void TestDescribeCall::callsInOneLine()
{
    QFETCH(const CallFacts, facts);
    QFETCH(const QString, text);
    QCOMPARE(describe(facts), text);
}

void TestDescribeCall::effectsOfALaunch()
{
    Desk desk;
    const quint64 number = desk.scene.send(samples::launch(Web1, {u"web"_s}));
    QCOMPARE(describeStatus(desk.call(number)), u"waiting"_s);
    QCOMPARE(desk.effect(number), u"waiting for its turn or its answer"_s);
    desk.scene.answer(number);
    QCOMPARE(describeStatus(desk.call(number)), u"202"_s);
    QCOMPARE(desk.effect(number), u"received, not done"_s);
    desk.scene.update(samples::status(u"web"_s, TaskState::Starting, u"u1"_s));
    const quint64 starting = desk.scene.state.records.nextNumber() - 1;
    QCOMPARE(desk.effect(number), u"→ #%1 TASK_STARTING"_s.arg(starting));
    desk.scene.update(samples::status(u"web"_s, TaskState::Running, u"u2"_s));
    QCOMPARE(desk.effect(number), u"→ #%1 TASK_RUNNING (2 in all)"_s.arg(starting + 1));
}

void TestDescribeCall::callsWithoutEffectsAreNoMoreThanAccepted()
{
    Desk desk;
    const quint64 number = desk.scene.send(roles(u"SUPPRESS"_s, {}));
    desk.scene.answer(number);
    QCOMPARE(desk.effect(number), u"accepted by the master"_s);
    desk.scene.pass(1h);
    QVERIFY(!desk.trouble(number));
    const quint64 update = desk.scene.send(samples::call(u"UPDATE_FRAMEWORK"_s));
    desk.scene.answer(update, 200);
    QCOMPARE(desk.effect(update), u"done"_s);
}

void TestDescribeCall::earlierStreamsMakeCallsStale()
{
    Desk desk;
    const quint64 number = desk.scene.send(roles(u"REVIVE"_s, {}));
    desk.scene.answer(number);
    QVERIFY(!desk.effect(number).contains(u"earlier"_s));
    desk.scene.subscribe(u"F1"_s, u"stream-2"_s);
    QCOMPARE(desk.effect(number), u"accepted by the master · stream id from an earlier connection"_s);
}

void TestDescribeCall::silenceIsSaidAfterTenSeconds()
{
    Desk desk;
    const quint64 number = desk.scene.send(samples::launch(Web1, {u"web"_s}));
    desk.scene.answer(number);
    desk.scene.pass(CallSilence - 1ms);
    QVERIFY(!desk.trouble(number));
    desk.scene.pass(1ms);
    QCOMPARE(desk.effect(number), u"accepted, but no answer on the stream yet"_s);
    const auto trouble = desk.trouble(number);
    QVERIFY(trouble);
    QCOMPARE(trouble->headline, u"Accepted, but no answer on the stream yet."_s);
    QCOMPARE(trouble->action, std::optional(CallAction::Reconcile));
    desk.scene.update(samples::status(u"web"_s, TaskState::Running, u"u1"_s));
    QVERIFY(!desk.trouble(number));
}

void TestDescribeCall::refusalsInPlainWords_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isStreamUp");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("consequence");
    QTest::addColumn<std::optional<CallAction>>("action");
    using Action = std::optional<CallAction>;
    QTest::newRow("F40") << 400 << QByteArray("All non-subscribe calls should include the 'Mesos-Stream-Id' header")
                         << true << u"The stream id is missing."_s
                         << u"Every call but SUBSCRIBE must carry the current one."_s << Action(CallAction::SendAgain);
    const QByteArray stale = "The stream ID 'a' included in this request didn't match the stream ID currently "
                             "associated with framework ID f";
    QTest::newRow("F41") << 400 << stale << true << u"That stream id belongs to an earlier connection."_s
                         << u"Each subscription gets a new one."_s << Action(CallAction::SendAgain);
    QTest::newRow("F41, stream down") << 400 << stale << false << u"That stream id belongs to an earlier connection."_s
                                      << u"Each subscription gets a new one."_s
                                      << Action(CallAction::ResubscribeAndSend);
    QTest::newRow("F43") << 403 << QByteArray("Framework is not subscribed") << false
                         << u"The stream is down, so Mesos refuses calls."_s << u"Subscribe again first."_s
                         << Action(CallAction::ResubscribeAndSend);
    QTest::newRow("F43, other words") << 403 << QByteArray("Framework is not connected via HTTP") << false
                                      << u"The stream is down, so Mesos refuses calls."_s << u"Subscribe again first."_s
                                      << Action(CallAction::ResubscribeAndSend);
    QTest::newRow("F44") << 400 << QByteArray("Framework cannot be found") << true
                         << u"This master does not know the framework."_s
                         << u"It was restarted with --registry=in_memory, or it is another cluster."_s
                         << Action(CallAction::SubscribeAsNew);
    QTest::newRow("F45, no JSON") << 400 << QByteArray("Failed to parse body into JSON: syntax error at line 1") << true
                                  << u"The master could not read the call as JSON."_s
                                  << u"It says: “syntax error at line 1”."_s << Action(CallAction::EditAndSend);
    QTest::newRow("F45, no call")
        << 400
        << QByteArray("Failed to convert JSON into Call protobuf: Not expecting a JSON string for field "
                      "'framework_id'")
        << true << u"The master could read the call but not accept it."_s
        << u"It says: “Not expecting a JSON string for field 'framework_id'”."_s << Action(CallAction::EditAndSend);
    QTest::newRow("F45, missing") << 400
                                  << QByteArray("Failed to convert JSON into Call protobuf: Missing required fields: "
                                                "kill.task_id")
                                  << true << u"The call lacks something that the master needs."_s
                                  << u"Missing: kill.task_id."_s << Action(CallAction::EditAndSend);
    QTest::newRow("no leader") << 503 << QByteArray("No leader elected") << true << u"No leader right now."_s
                               << u"The masters are choosing one."_s << Action(CallAction::SendAgain);
    QTest::newRow("recovering") << 503 << QByteArray("Master has not finished recovery") << true
                                << u"The master is still starting."_s << QString() << Action(CallAction::SendAgain);
    QTest::newRow("forbidden") << 403 << QByteArray("Go away") << true << u"Your account may not do that here."_s
                               << u"Ask the cluster's owner what this principal is allowed to do."_s << Action();
    QTest::newRow("unauthorized") << 401 << QByteArray() << true
                                  << u"The master does not accept the name and secret any more."_s
                                  << u"Disconnect, enter them again and subscribe."_s << Action();
    QTest::newRow("new words") << 400 << QByteArray("I do not feel like it") << true
                               << u"The master refused the call, for a reason that is new to this version."_s
                               << QString() << Action(CallAction::EditAndSend);
}

void TestDescribeCall::refusalsInPlainWords()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, isStreamUp);
    QFETCH(const QString, headline);
    QFETCH(const QString, consequence);
    QFETCH(const std::optional<CallAction>, action);
    Desk desk;
    const quint64 number = desk.scene.send(roles(u"REVIVE"_s, {}));
    desk.scene.answer(number, status, body);
    if (!isStreamUp)
        desk.scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
    const auto trouble = desk.trouble(number);
    QVERIFY(trouble);
    QCOMPARE(trouble->headline, headline);
    QCOMPARE(trouble->consequence, consequence);
    QCOMPARE(trouble->action, action);
    QCOMPARE(trouble->masterWords, QString::fromUtf8(body));
    QCOMPARE(describeStatus(desk.call(number)), QString::number(status));
    QVERIFY(desk.effect(number).startsWith(u"refused: "_s + headline.chopped(1)));
}

void TestDescribeCall::everyRefusalHasASentence()
{
    using Reason = Refusal::Reason;
    for (int i = 0; i <= static_cast<int>(Reason::ServerError); ++i) {
        CallEntry call;
        call.progress = CallProgress::Refused;
        call.facts = samples::call(u"REVIVE"_s);
        call.refusal.reason = static_cast<Reason>(i);
        const auto trouble = describeTrouble(call, SessionState(), {});
        QVERIFY(trouble);
        QVERIFY2(trouble->headline.endsWith(u'.'), qPrintable(QString::number(i)));
        QVERIFY(!describeEffect(call, SessionState(), {}).endsWith(u'.'));
    }
}

void TestDescribeCall::offersOfAnotherStreamAreNotSentAgain()
{
    const QByteArray stale = "The stream ID 'a' included in this request didn't match the stream ID currently "
                             "associated with framework ID f";
    Desk desk;
    const quint64 launch = desk.scene.send(samples::launch(Web1, {u"web"_s}));
    const quint64 decline = desk.scene.send(samples::offerCall(u"DECLINE"_s, {Db1}));
    desk.scene.answer(launch, 400, stale);
    desk.scene.answer(decline, 400, stale);
    QCOMPARE(desk.trouble(launch)->action, std::optional(CallAction::SendAgain)); // its offer is still there
    QCOMPARE(desk.trouble(decline)->action, std::optional(CallAction::SendAgain));
    desk.scene.subscribe(u"F1"_s, u"stream-2"_s);
    QCOMPARE(desk.trouble(launch)->action, std::optional(CallAction::PickAnotherOffer));
    QCOMPARE(desk.trouble(decline)->action, std::optional<CallAction>());
}

void TestDescribeCall::unansweredCallsMayHaveArrived()
{
    Desk desk;
    const quint64 launch = desk.scene.send(samples::launch(Web1, {u"web"_s}));
    const quint64 revive = desk.scene.send(roles(u"REVIVE"_s, {}));
    for (const quint64 number : {launch, revive})
        desk.scene.feed(input::CallFailed{number, Error(Error::Kind::Timeout, u"after 10 s"_s), true});
    QCOMPARE(describeStatus(desk.call(launch)), u"no answer"_s);
    QCOMPARE(desk.effect(launch), u"no answer: it may have arrived"_s);
    QCOMPARE(desk.trouble(launch)->headline, u"No answer came to this call."_s);
    // A launch that did arrive must not be repeated.
    QCOMPARE(desk.trouble(launch)->action, std::optional(CallAction::Reconcile));
    QCOMPARE(desk.trouble(revive)->action, std::optional(CallAction::SendAgain));
    QCOMPARE(desk.trouble(revive)->masterWords, u"after 10 s"_s);
    desk.scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
    QCOMPARE(desk.trouble(launch)->action, std::optional<CallAction>());
    QCOMPARE(desk.trouble(revive)->action, std::optional(CallAction::ResubscribeAndSend));
}

void TestDescribeCall::unsentCallsSaySo()
{
    Desk desk;
    const quint64 launch = desk.scene.send(samples::launch(Web1, {u"web"_s}));
    const quint64 kill = desk.scene.send(samples::taskCall(u"KILL"_s, {u"web"_s}));
    desk.scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
    for (const quint64 number : {launch, kill})
        desk.scene.feed(input::CallFailed{number, Error(Error::Kind::Cancelled, {}), false});
    QCOMPARE(describeStatus(desk.call(launch)), u"not sent"_s);
    QVERIFY(desk.effect(launch).startsWith(u"not sent: the stream ended before its turn"_s));
    QVERIFY(inspectorSubtitle(desk.call(launch)).startsWith(u"meant to be sent at "_s));
    QCOMPARE(desk.trouble(launch)->headline, u"This call was not sent."_s);
    QCOMPARE(desk.trouble(launch)->consequence, u"The stream ended before its turn, and its offers with it."_s);
    QCOMPARE(desk.trouble(launch)->action, std::optional(CallAction::PickAnotherOffer));
    QCOMPARE(desk.trouble(kill)->action, std::optional(CallAction::ResubscribeAndSend));
    const TaskEntry& task = *desk.scene.state.tasks.find(TaskId(u"web"_s));
    QVERIFY(task.neverRan());
}

void TestDescribeCall::goneOffersAreSaid()
{
    Desk desk;
    const quint64 number = desk.scene.send(samples::launch(Web1, {u"web"_s}));
    desk.scene.answer(number);
    desk.scene.update(samples::status(u"web"_s, TaskState::Lost, {},
                                      u"Task launched with invalid offers: Offer m-O1 is no longer valid"_s,
                                      u"REASON_INVALID_OFFERS"_s));
    const auto trouble = desk.trouble(number);
    QVERIFY(trouble);
    QCOMPARE(trouble->headline, u"The offer was gone before the launch arrived."_s);
    QCOMPARE(trouble->consequence, u"It was rescinded, timed out or used. Nothing ran."_s);
    QCOMPARE(trouble->action, std::optional(CallAction::PickAnotherOffer));
}

void TestDescribeCall::everyActionHasItsButton()
{
    QSet<QString> texts;
    for (int i = 0; i <= static_cast<int>(CallAction::PickAnotherOffer); ++i)
        texts.insert(describe(static_cast<CallAction>(i)));
    QCOMPARE(texts.size(), 6);
    QVERIFY(!texts.contains(QString()));
}

void TestDescribeCall::factsOfACall()
{
    Desk desk;
    const quint64 number = desk.scene.send(samples::launch(Web1, {u"web"_s}), true);
    desk.scene.answer(number);
    desk.scene.update(samples::status(u"web"_s, TaskState::Running, u"u1"_s));
    QCOMPARE(inspectorTitle(desk.call(number)), u"Call 1: ACCEPT"_s);
    QCOMPARE(inspectorSubtitle(desk.call(number)), u"sent at 22:13:20.000"_s);
    const QList<Fact> facts = factsOf(desk.call(number), desk.scene.state, desk.scene.now);
    QCOMPARE(valueOf(facts, u"what"_s), u"With O1: launch web"_s);
    QCOMPARE(valueOf(facts, u"status"_s), u"202"_s);
    QCOMPARE(valueOf(facts, u"after"_s), u"4 ms"_s);
    QCOMPARE(valueOf(facts, u"sent by"_s), u"Mesoscribe, by itself"_s);
    QCOMPARE(valueOf(facts, u"to"_s), u"localhost:5050"_s);
    QCOMPARE(valueOf(facts, u"Task ID"_s), u"web"_s);
    QCOMPARE(valueOf(facts, u"Offer ID"_s), Web1->id.value());
    QCOMPARE(valueOf(facts, u"Stream ID"_s), u"stream-1"_s);
    QCOMPARE(facts.last().value, u"UPDATE"_s);
    QVERIFY(facts.last().note.startsWith(u"web is TASK_RUNNING"_s));
}

void TestDescribeCall::filtersThatRun()
{
    FilterClock clock;
    QCOMPARE(describeFilters(clock, samples::Start), QString());
    const auto add = [&](const OfferPtr& offer, std::chrono::seconds time, quint64 call) {
        clock.add({.agentId = offer->agentId,
                   .hostname = offer->hostname,
                   .role = offer->allocationRole,
                   .from = samples::Start,
                   .until = samples::Start + time,
                   .call = call,
                   .isAutomatic = call == 0});
    };
    add(Db1, 552s, 1);
    add(Web1, 47s, 2);
    QCOMPARE(describeFilters(clock, samples::Start), u"1 offer of web1 for 0:47 · 1 of db1 for 9:12"_s);
    add(Web1Too, 30s, 3);
    QCOMPARE(describeFilters(clock, samples::Start), u"2 offers of web1 for 0:47 · 1 of db1 for 9:12"_s);
    QCOMPARE(describeFilters(clock, samples::Start, 1), u"2 offers of web1 for 0:47 · 1 more"_s);
    QCOMPARE(describeFilters(clock, samples::Start + 100500ms), u"1 offer of db1 for 7:32"_s);
    QCOMPARE(describe(clock.filters().first(), samples::Start),
             u"web1, role *: not offered again for 0:30, refused by call 3"_s);
    RunningFilter own = clock.filters().last();
    own.isAutomatic = true;
    own.role.clear();
    QCOMPARE(describe(own, samples::Start), u"db1: not offered again for 9:12, given back by Mesoscribe"_s);
}

void TestDescribeCall::leaving_data()
{
    QTest::addColumn<double>("failoverTimeout");
    QTest::addColumn<int>("tasks");
    QTest::addColumn<int>("offers");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("consequence");
    QTest::newRow("two tasks") << 600.0 << 2 << 0 << u"demo has 2 running tasks."_s
                               << u"If you leave, Mesos waits 10 minutes for you and then kills them."_s;
    QTest::newRow("one task") << 42.0 << 1 << 3 << u"demo has 1 running task."_s
                              << u"If you leave, Mesos waits 42 seconds for you and then kills it."_s;
    QTest::newRow("a day") << 86400.0 << 2 << 0 << u"demo has 2 running tasks."_s
                           << u"If you leave, Mesos waits 1 day for you and then kills them."_s;
    QTest::newRow("failover 0") << 0.0 << 2 << 1 << u"demo has 2 running tasks."_s
                                << u"Mesos kills them as soon as you leave."_s;
    QTest::newRow("less than a nanosecond")
        << 1e-10 << 1 << 0 << u"demo has 1 running task."_s << u"Mesos kills it as soon as you leave."_s;
}

void TestDescribeCall::leaving()
{
    QFETCH(const double, failoverTimeout);
    QFETCH(const int, tasks);
    QFETCH(const int, offers);
    QFETCH(const QString, headline);
    QFETCH(const QString, consequence);
    samples::CallScene scene;
    scene.subscribe();
    scene.state.settings.framework.failoverTimeout = failoverTimeout;
    for (int i = 0; i < tasks; ++i)
        scene.update(samples::status(u"t%1"_s.arg(i), TaskState::Running, u"u%1"_s.arg(i)));
    scene.arrive(QList<OfferPtr>{Web1, Web1Too, Db1}.first(offers));
    const auto text = describeLeaving(scene.state, u"demo"_s);
    QVERIFY(text);
    QCOMPARE(text->headline, headline);
    QCOMPARE(text->consequence, consequence);
}

void TestDescribeCall::nothingIsAskedWhenNothingWouldBeLost()
{
    samples::CallScene scene;
    QVERIFY(!describeLeaving(scene.state, u"demo"_s)); // never connected
    scene.subscribe();
    QVERIFY(!describeLeaving(scene.state, u"demo"_s)); // no task, nothing held
    scene.update(samples::status(u"t"_s, TaskState::Running, u"u1"_s));
    QVERIFY(describeLeaving(scene.state, u"demo"_s));
    scene.update(samples::status(u"t"_s, TaskState::Finished, u"u2"_s));
    QVERIFY(!describeLeaving(scene.state, u"demo"_s)); // it is over
    scene.arrive({Web1, Db1});
    QVERIFY(!describeLeaving(scene.state, u"demo"_s)); // offers go back to the cluster
    scene.update(samples::status(u"t2"_s, TaskState::Running, u"u3"_s));
    scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
    scene.feed(input::RetryPlanned{scene.now + 2s});
    // The framework is still there, and its task runs; but no call reaches it.
    const auto unreachable = describeLeaving(scene.state, u"demo"_s);
    QVERIFY(unreachable);
    QVERIFY2(unreachable->consequence.endsWith(u"The stream is down, so it cannot be torn down now."_s),
             qPrintable(unreachable->consequence));
    scene.subscribe();
    const quint64 teardown = scene.send(samples::call(u"TEARDOWN"_s));
    scene.answer(teardown);
    QVERIFY(!describeLeaving(scene.state, u"demo"_s));

    samples::CallScene takenOver;
    takenOver.subscribe();
    takenOver.update(samples::status(u"t"_s, TaskState::Running, u"u1"_s));
    takenOver.feed(input::GaveUp{samples::trouble(Trouble::Kind::TakenOver)});
    QVERIFY(!describeLeaving(takenOver.state, u"demo"_s));
}

QTEST_GUILESS_MAIN(TestDescribeCall)
#include "tst_describecall.moc"
