// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/reduce.h"

#include "statescene.h"

#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;

/// What a call changes when it is sent, answered, refused or lost.
class TestReduceCalls : public QObject
{
    Q_OBJECT

private slots:
    void aCallIsARecordToo();
    void recordsSayWhatACallIsAbout_data();
    void recordsSayWhatACallIsAbout();
    void progressFollowsTheAnswer_data();
    void progressFollowsTheAnswer();
    void aSecondAnswerChangesNothing();
    void acceptLocksItsOffersAndUsesThem();
    void acceptOfNothingIsADecline();
    void refusedOffersAreLiveAgain_data();
    void refusedOffersAreLiveAgain();
    void anOfferRescindedMeanwhileStaysSo();
    void offersOfADeadStreamStayVoid();
    void declineOfAnUnknownOfferHasNoFilter();
    void filtersCountPerAgentAndRole();
    void refuseSecondsAreBounded_data();
    void refuseSecondsAreBounded();
    void declinesByOneselfAreTold();
    void reviveEndsFiltersAndSuppressionOfItsRoles();
    void suppressKnowsItsRoles();
    void aRoleThatIsNotOursIsIgnoredAsAMasterDoes();
    void updateFrameworkIsTakenOver();
    void aNewSubscriptionForgetsFiltersAndKeepsSuppression();
    void tearDownIsDoneWhenTheStreamEnds();
    void callsOfAnEarlierStreamAreStale();
    void callsSurviveForTheSameFrameworkOnly();
    void inverseOffersAreAnswered();
    void offersUsedOrDeclinedGoAfterAMinute();
    void mannersChangeOnce();
};

void TestReduceCalls::aCallIsARecordToo()
{
    Scene scene;
    scene.begin();
    const quint64 number = scene.send(ofTasks(u"KILL"_s, {u"t"_s}), false, "{\"type\":\"KILL\"}");
    QCOMPARE(number, quint64(1));
    QCOMPARE(scene.last.callsAdded, 1);
    QCOMPARE(scene.last.recordsAdded, 1);
    const CallEntry& call = scene.callOf(number);
    QCOMPARE(call.progress, CallProgress::Waiting);
    QCOMPARE(call.streamId.value(), u"S1"_s);
    QCOMPARE(call.master, QUrl(u"http://m1:5050"_s));
    const RecordEntry& record = scene.record(call.record);
    QCOMPARE(record.direction, Direction::ToMaster);
    QCOMPARE(record.type, u"KILL"_s);
    QCOMPARE(record.call, number);
    QCOMPARE(record.raw, "{\"type\":\"KILL\"}");
    QCOMPARE(record.facts.names, QStringList{u"t"_s});

    scene.now += 4ms;
    scene.feed(input::CallAnswered{number, 202, {}, 4ms});
    QVERIFY(scene.last.callsChanged.contains(number));
    QVERIFY(scene.last.recordsChanged.contains(call.record));
    QCOMPARE(scene.record(call.record).facts.status, 202);
    QCOMPARE(scene.record(call.record).facts.took, 4ms);
    QCOMPARE(call.answeredAt, scene.now);
}

void TestReduceCalls::recordsSayWhatACallIsAbout_data()
{
    QTest::addColumn<CallFacts>("facts");
    QTest::addColumn<RecordFacts>("expected");
    QTest::newRow("launch") << launch({u"O1"_s}, {u"t"_s, u"u"_s}, 60.0)
                            << RecordFacts{.count = 2, .names = {u"t"_s, u"u"_s}, .refuseSeconds = 60.0};
    QTest::newRow("decline") << ofOffers(u"DECLINE"_s, {u"O1"_s, u"O2"_s, u"O3"_s, u"O4"_s, u"O5"_s})
                             << RecordFacts{
                                    .count = 5, .names = {u"O1"_s, u"O2"_s, u"O3"_s, u"O4"_s}, .refuseSeconds = 5.0};
    CallFacts reserve = ofOffers(u"ACCEPT"_s, {u"O1"_s});
    reserve.operations = {{.id = {}, .type = u"RESERVE"_s, .json = {}}};
    QTest::newRow("reserve") << reserve << RecordFacts{.count = 1, .names = {u"RESERVE"_s}, .refuseSeconds = 5.0};
    QTest::newRow("suppress") << ofRoles(u"SUPPRESS"_s, {u"eng"_s}) << RecordFacts{.count = 1, .names = {u"eng"_s}};
    CallFacts shutdown = call(u"SHUTDOWN"_s);
    shutdown.executorId = ExecutorId(u"e"_s);
    shutdown.agentId = AgentId(u"A1"_s);
    QTest::newRow("shutdown") << shutdown << RecordFacts{.count = 2, .names = {u"e"_s, u"A1"_s}};
    QTest::newRow("reconcile all") << call(u"RECONCILE"_s) << RecordFacts{};
}

void TestReduceCalls::recordsSayWhatACallIsAbout()
{
    QFETCH(const CallFacts, facts);
    QFETCH(const RecordFacts, expected);
    Scene scene;
    scene.begin();
    const quint64 number = scene.send(facts);
    QVERIFY(scene.record(scene.callOf(number).record).facts == expected);
}

void TestReduceCalls::progressFollowsTheAnswer_data()
{
    QTest::addColumn<CallFacts>("facts");
    QTest::addColumn<int>("status"); // 0: no answer, -1: not sent
    QTest::addColumn<CallProgress>("expected");
    const CallFacts kill = ofTasks(u"KILL"_s, {u"t"_s});
    QTest::newRow("kill received") << kill << 202 << CallProgress::Received;
    QTest::newRow("kill refused") << kill << 403 << CallProgress::Refused;
    QTest::newRow("kill redirected") << kill << 307 << CallProgress::Refused;
    QTest::newRow("kill lost") << kill << 0 << CallProgress::Failed;
    QTest::newRow("kill not sent") << kill << -1 << CallProgress::NotSent;
    QTest::newRow("decline is done") << ofOffers(u"DECLINE"_s, {u"O1"_s}) << 202 << CallProgress::Done;
    QTest::newRow("launch received") << launch({u"O1"_s}, {u"t"_s}) << 202 << CallProgress::Received;
    QTest::newRow("update framework is done") << call(u"UPDATE_FRAMEWORK"_s) << 200 << CallProgress::Done;
    QTest::newRow("a master in trouble") << kill << 503 << CallProgress::Refused;
}

void TestReduceCalls::progressFollowsTheAnswer()
{
    QFETCH(const CallFacts, facts);
    QFETCH(const int, status);
    QFETCH(const CallProgress, expected);
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    const quint64 number = scene.send(facts);
    const quint64 record = scene.callOf(number).record;
    if (status > 0)
        scene.answer(number, status, "Framework is not subscribed");
    else
        scene.fail(number, status == 0);
    QCOMPARE(scene.progress(number), expected);
    QCOMPARE(scene.state.calls.unanswered(), 0);
    QVERIFY(scene.last.callsChanged.contains(number));
    QVERIFY(scene.last.recordsChanged.contains(record));
    QCOMPARE(scene.record(record).facts.isUnanswered, status <= 0);
    QCOMPARE(scene.callOf(number).error.has_value(), status <= 0);
    if (expected == CallProgress::Refused) {
        QCOMPARE(scene.callOf(number).answer, "Framework is not subscribed");
        QCOMPARE(scene.callOf(number).refusal.words, u"Framework is not subscribed"_s);
    }
}

void TestReduceCalls::aSecondAnswerChangesNothing()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    const quint64 number = scene.call(ofOffers(u"DECLINE"_s, {u"O1"_s}));
    scene.answer(number, 400);
    QVERIFY(scene.last.isEmpty());
    scene.fail(number);
    QVERIFY(scene.last.isEmpty());
    scene.answer(99);
    QVERIFY(scene.last.isEmpty());
    QCOMPARE(scene.progress(number), CallProgress::Done);
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::Declined);
}

void TestReduceCalls::acceptLocksItsOffersAndUsesThem()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s), offer(u"O2"_s), offer(u"O3"_s)});
    const quint64 number = scene.send(launch({u"O1"_s, u"O2"_s, u"O99"_s}, {u"t"_s}, 60.0));
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::InCall);
    QCOMPARE(scene.fate(u"O2"_s), OfferFate::InCall);
    QCOMPARE(scene.fate(u"O3"_s), OfferFate::Live);
    QCOMPARE(scene.state.offers.find(OfferId(u"O1"_s))->call, number);
    QCOMPARE(scene.state.offers.heldCount(), 3);
    QCOMPARE(scene.last.offersChanged.size(), 2);
    QCOMPARE(scene.task(u"t"_s).hostname, u"host of A1"_s);
    QCOMPARE(scene.task(u"t"_s).launchedBy, number);

    // A second call does not take them away from the first.
    const quint64 second = scene.send(ofOffers(u"DECLINE"_s, {u"O1"_s}));
    QCOMPARE(scene.state.offers.find(OfferId(u"O1"_s))->call, number);
    scene.answer(second);
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::InCall);

    scene.answer(number);
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::Used);
    QCOMPARE(scene.fate(u"O2"_s), OfferFate::Used);
    QCOMPARE(scene.state.offers.heldCount(), 1);
    QCOMPARE(scene.state.filters.filters().size(), 1);
    QCOMPARE(scene.state.filters.filters().first().until, scene.now + 60s);
    QVERIFY(scene.last.filters);
}

void TestReduceCalls::acceptOfNothingIsADecline()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    const quint64 number = scene.call(ofOffers(u"ACCEPT"_s, {u"O1"_s}));
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::Declined);
    QCOMPARE(scene.progress(number), CallProgress::Done);
    const quint64 record = scene.arrive({offer(u"O2"_s)});
    QCOMPARE(scene.callOf(number).effects, QList<quint64>{record});
}

void TestReduceCalls::refusedOffersAreLiveAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("neverRan");
    QTest::newRow("refused") << 400 << true;
    QTest::newRow("not sent") << -1 << true;
    QTest::newRow("may have arrived") << 0 << false;
}

void TestReduceCalls::refusedOffersAreLiveAgain()
{
    QFETCH(const int, status);
    QFETCH(const bool, neverRan);
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    CallFacts facts = launch({u"O1"_s}, {u"t"_s});
    facts.operations = {{.id = OperationId(u"op"_s), .type = u"RESERVE"_s, .json = {}}};
    const quint64 number = scene.send(facts);
    if (status > 0)
        scene.answer(number, status);
    else
        scene.fail(number, status == 0);
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::Live);
    QCOMPARE(scene.state.offers.find(OfferId(u"O1"_s))->call, quint64(0));
    QVERIFY(scene.state.filters.isEmpty());
    QCOMPARE(scene.task(u"t"_s).neverRan(), neverRan);
    QCOMPARE(scene.task(u"t"_s).isClearable(), neverRan);
    QCOMPARE(scene.last.tasksChanged.contains(TaskId(u"t"_s)), neverRan);
    QCOMPARE(scene.state.operations.value(u"op"_s).isRefused, neverRan);
    QCOMPARE(scene.state.tasks.running(), neverRan ? 0 : 1);

    // It had arrived after all: the row comes to life, and the call is done.
    const quint64 record = scene.update(status == 0 ? mesoscribe::test::status(u"t"_s, TaskState::Running, uuid('a'))
                                                    : reconciled(u"t"_s, TaskState::Running));
    QVERIFY(!scene.task(u"t"_s).neverRan());
    QCOMPARE(scene.callOf(number).effects, QList<quint64>{record});
    if (status == 0)
        QCOMPARE(scene.progress(number), CallProgress::Done);
}

void TestReduceCalls::anOfferRescindedMeanwhileStaysSo()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    const quint64 number = scene.send(launch({u"O1"_s}, {u"t"_s}));
    scene.receive(RescindEvent{OfferId(u"O1"_s)}, u"RESCIND"_s);
    scene.answer(number);
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::Rescinded);
    QVERIFY(scene.state.filters.isEmpty());

    scene.arrive({offer(u"O2"_s)});
    scene.call(ofOffers(u"DECLINE"_s, {u"O2"_s}));
    scene.receive(RescindEvent{OfferId(u"O2"_s)}, u"RESCIND"_s);
    QCOMPARE(scene.fate(u"O2"_s), OfferFate::Declined);
}

void TestReduceCalls::offersOfADeadStreamStayVoid()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s), offer(u"O2"_s), offer(u"O3"_s)});
    scene.call(ofOffers(u"DECLINE"_s, {u"O3"_s}));
    const quint64 answered = scene.send(launch({u"O1"_s}, {u"t"_s}));
    const quint64 lost = scene.send(ofOffers(u"DECLINE"_s, {u"O2"_s}));
    scene.breakOff();
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::Void);
    QCOMPARE(scene.fate(u"O3"_s), OfferFate::Declined);
    scene.answer(answered);
    scene.fail(lost);
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::Void);
    QCOMPARE(scene.fate(u"O2"_s), OfferFate::Void);
    QCOMPARE(scene.state.offers.heldCount(), 0);
    QVERIFY(scene.state.filters.isEmpty());
}

void TestReduceCalls::declineOfAnUnknownOfferHasNoFilter()
{
    Scene scene;
    scene.begin();
    const quint64 number = scene.call(ofOffers(u"DECLINE"_s, {u"O9"_s}, 600.0));
    QCOMPARE(scene.progress(number), CallProgress::Done);
    QVERIFY(scene.state.filters.isEmpty());
    QVERIFY(!scene.last.filters);
}

void TestReduceCalls::filtersCountPerAgentAndRole()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s, u"A1"_s, u"eng"_s), offer(u"O2"_s, u"A1"_s, u"eng"_s),
                  offer(u"O3"_s, u"A1"_s, u"ops"_s), offer(u"O4"_s, u"A2"_s, u"eng"_s)});
    scene.call(ofOffers(u"DECLINE"_s, {u"O1"_s, u"O2"_s, u"O3"_s, u"O4"_s}, 60.0));
    QCOMPARE(scene.state.filters.filters().size(), 3);
    scene.now += 10s;
    scene.arrive({offer(u"O5"_s, u"A1"_s, u"eng"_s)});
    scene.call(ofOffers(u"DECLINE"_s, {u"O5"_s}, 5.0));
    QCOMPARE(scene.state.filters.filters().size(), 4);
    QCOMPARE(scene.state.filters.filters().first().until, scene.now + 5s);

    scene.now += 5s;
    QVERIFY(scene.feed(input::Tick{}).filters);
    QCOMPARE(scene.state.filters.filters().size(), 3);
    scene.now += 45s;
    QVERIFY(scene.feed(input::Tick{}).filters);
    QVERIFY(scene.state.filters.isEmpty());
    scene.now += 1s;
    QVERIFY(!scene.feed(input::Tick{}).filters);
}

void TestReduceCalls::refuseSecondsAreBounded_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<std::optional<std::chrono::milliseconds>>("length");
    using Length = std::optional<std::chrono::milliseconds>;
    QTest::newRow("none") << 0.0 << Length();
    QTest::newRow("shorter than the allocation interval") << 0.25 << Length(1s);
    QTest::newRow("usual") << 5.0 << Length(5s);
    QTest::newRow("broken") << 2.5 << Length(2500ms);
    QTest::newRow("absurd") << 1e300 << Length(std::chrono::hours(365 * 24));
    QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << Length();
}

void TestReduceCalls::refuseSecondsAreBounded()
{
    QFETCH(const double, seconds);
    QFETCH(const std::optional<std::chrono::milliseconds>, length);
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    scene.call(ofOffers(u"DECLINE"_s, {u"O1"_s}, seconds));
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::Declined);
    QCOMPARE(!scene.state.filters.isEmpty(), length.has_value());
    if (length)
        QCOMPARE(scene.state.filters.filters().first().until - scene.now, *length);
}

void TestReduceCalls::declinesByOneselfAreTold()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s), offer(u"O2"_s)});
    const qsizetype before = scene.state.story.size();
    scene.send(ofOffers(u"DECLINE"_s, {u"O1"_s, u"O2"_s}, 3600.0), true);
    QVERIFY(scene.last.story);
    QCOMPARE(scene.state.story.last().kind, StoryLine::Kind::GivenBack);
    QCOMPARE(scene.state.story.last().subject, u"2"_s);

    scene.send(ofOffers(u"DECLINE"_s, {u"O1"_s}));
    Manners watching;
    watching.onOffers = Manners::OnOffers::DeclineAtOnce;
    scene.feed(input::MannersChanged{watching});
    scene.send(ofOffers(u"DECLINE"_s, {u"O1"_s}), true);
    QCOMPARE(scene.state.story.size(), before + 1);
}

void TestReduceCalls::reviveEndsFiltersAndSuppressionOfItsRoles()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s, u"A1"_s, u"eng"_s), offer(u"O2"_s, u"A1"_s, u"ops"_s)});
    scene.call(ofOffers(u"DECLINE"_s, {u"O1"_s, u"O2"_s}, 3600.0));
    scene.call(ofRoles(u"SUPPRESS"_s, {}));
    QVERIFY(scene.state.isSuppressed());

    scene.call(ofRoles(u"REVIVE"_s, {u"eng"_s}));
    QVERIFY(scene.last.filters && scene.last.suppression);
    QCOMPARE(scene.state.suppressedRoles, QStringList{u"ops"_s});
    QCOMPARE(scene.state.filters.filters().size(), 1);
    QVERIFY(!scene.state.isSuppressed());

    scene.call(ofRoles(u"REVIVE"_s, {}));
    QVERIFY(scene.state.suppressedRoles.isEmpty());
    QVERIFY(scene.state.filters.isEmpty());
    scene.call(ofRoles(u"REVIVE"_s, {}));
    QVERIFY(!scene.last.filters && !scene.last.suppression);
}

void TestReduceCalls::suppressKnowsItsRoles()
{
    Scene scene;
    scene.begin();
    const quint64 refused = scene.call(ofRoles(u"SUPPRESS"_s, {u"eng"_s}), 403);
    QCOMPARE(scene.progress(refused), CallProgress::Refused);
    QVERIFY(scene.state.suppressedRoles.isEmpty());
    scene.call(ofRoles(u"SUPPRESS"_s, {u"eng"_s}));
    scene.call(ofRoles(u"SUPPRESS"_s, {u"eng"_s}));
    QVERIFY(!scene.last.suppression);
    QCOMPARE(scene.state.suppressedRoles, QStringList{u"eng"_s});
    QVERIFY(!scene.state.isSuppressed());
    scene.call(ofRoles(u"SUPPRESS"_s, {u"ops"_s}));
    QVERIFY(scene.state.isSuppressed());

    Scene single;
    SubscribeSettings settings;
    single.feed(input::SubscribeRequested{settings});
    single.subscribe();
    QCOMPARE(single.state.roles(), QStringList{u"*"_s});
    single.call(ofRoles(u"SUPPRESS"_s, {}));
    QVERIFY(single.state.isSuppressed());
}

void TestReduceCalls::aRoleThatIsNotOursIsIgnoredAsAMasterDoes()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    scene.call(ofOffers(u"DECLINE"_s, {u"O1"_s}, 3600.0));
    scene.call(ofRoles(u"SUPPRESS"_s, {u"eng"_s, u"nobody"_s}));
    QVERIFY(scene.state.suppressedRoles.isEmpty());
    scene.call(ofRoles(u"SUPPRESS"_s, {u"ops"_s}));
    const quint64 revive = scene.call(ofRoles(u"REVIVE"_s, {u"ops"_s, u"eng"_s, u"nobody"_s}));
    QCOMPARE(scene.state.suppressedRoles, QStringList{u"ops"_s});
    QCOMPARE(scene.state.filters.filters().size(), 1);
    scene.arrive({offer(u"O2"_s)});
    QVERIFY(scene.callOf(revive).effects.isEmpty());
}

void TestReduceCalls::updateFrameworkIsTakenOver()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s, u"A1"_s, u"eng"_s), offer(u"O2"_s, u"A1"_s, u"ops"_s)});
    scene.call(ofOffers(u"DECLINE"_s, {u"O1"_s, u"O2"_s}, 3600.0));
    scene.call(ofRoles(u"SUPPRESS"_s, {u"eng"_s}));

    const QByteArray body = R"({"type":"UPDATE_FRAMEWORK","framework_id":{"value":"F1"},"update_framework":{
        "framework_info":{"user":"ann","name":"renamed","id":{"value":"F1"},"roles":["eng","web"],
        "capabilities":[{"type":"MULTI_ROLE"}]},"suppressed_roles":["web"]}})";
    const quint64 number = scene.send(ofRoles(u"UPDATE_FRAMEWORK"_s, {u"web"_s}), false, body);
    QCOMPARE(scene.state.settings.framework.name, u"Mesoscribe"_s);
    scene.answer(number, 200);
    QCOMPARE(scene.progress(number), CallProgress::Done);
    QCOMPARE(scene.state.settings.framework.name, u"renamed"_s);
    QVERIFY(scene.state.settings.framework.id.isEmpty());
    QCOMPARE(scene.state.roles(), (QStringList{u"eng"_s, u"web"_s}));
    QCOMPARE(scene.state.suppressedRoles, QStringList{u"web"_s});
    QVERIFY(scene.last.identity && scene.last.suppression && scene.last.filters);
    // Leaving suppression ends the filters of a role, and so does leaving the framework.
    QVERIFY(scene.state.filters.isEmpty());

    const quint64 refused = scene.send(ofRoles(u"UPDATE_FRAMEWORK"_s, {}), false, body);
    scene.answer(refused, 400);
    QCOMPARE(scene.state.suppressedRoles, QStringList{u"web"_s});
}

void TestReduceCalls::aNewSubscriptionForgetsFiltersAndKeepsSuppression()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s)});
    scene.call(ofOffers(u"DECLINE"_s, {u"O1"_s}, 3600.0));
    scene.call(ofRoles(u"SUPPRESS"_s, {u"ops"_s}));
    scene.breakOff();
    QVERIFY(scene.last.filters);
    QVERIFY(scene.state.filters.isEmpty());
    scene.subscribe(u"F1"_s, u"S2"_s);
    QCOMPARE(scene.state.suppressedRoles, QStringList{u"ops"_s});

    // A takeover of the stream that was not seen to end.
    scene.arrive({offer(u"O2"_s)});
    scene.call(ofOffers(u"DECLINE"_s, {u"O2"_s}, 3600.0));
    scene.subscribe(u"F1"_s, u"S3"_s);
    QVERIFY(scene.last.filters);
    QVERIFY(scene.state.filters.isEmpty());

    SubscribeSettings settings = scene.state.settings;
    settings.suppressedRoles = {u"eng"_s};
    scene.feed(input::SubscribeRequested{settings});
    QCOMPARE(scene.state.suppressedRoles, QStringList{u"eng"_s});
}

void TestReduceCalls::tearDownIsDoneWhenTheStreamEnds()
{
    Scene scene;
    scene.begin();
    const quint64 first = scene.call(call(u"TEARDOWN"_s));
    QVERIFY(scene.state.isTornDown);
    QCOMPARE(scene.progress(first), CallProgress::Received);
    scene.feed(input::GaveUp{Scene::trouble()});
    QCOMPARE(scene.progress(first), CallProgress::Done);
    QVERIFY(scene.last.callsChanged.contains(first));

    // The end of the stream may overtake the answer.
    Scene other;
    other.begin();
    const quint64 second = other.send(call(u"TEARDOWN"_s));
    other.breakOff();
    other.answer(second);
    QCOMPARE(other.progress(second), CallProgress::Done);
    QVERIFY(other.state.isTornDown);

    Scene refused;
    refused.begin();
    refused.call(call(u"TEARDOWN"_s), 403);
    QVERIFY(!refused.state.isTornDown);

    scene.feed(input::SubscribeRequested{SubscribeSettings::fresh(u"ann"_s)});
    QVERIFY(!scene.state.isTornDown);
}

void TestReduceCalls::callsOfAnEarlierStreamAreStale()
{
    Scene scene;
    scene.begin();
    const quint64 first = scene.call(ofTasks(u"KILL"_s, {u"t"_s}));
    QVERIFY(!scene.state.isStale(scene.callOf(first)));
    scene.breakOff();
    QVERIFY(scene.last.callsStale);
    QVERIFY(scene.state.isStale(scene.callOf(first)));
    scene.connect(u"S2"_s);
    QVERIFY(scene.last.callsStale);
    QVERIFY(scene.state.isStale(scene.callOf(first)));
    const quint64 second = scene.send(ofTasks(u"KILL"_s, {u"t"_s}));
    QVERIFY(!scene.state.isStale(scene.callOf(second)));
}

void TestReduceCalls::callsSurviveForTheSameFrameworkOnly()
{
    Scene scene;
    scene.begin();
    scene.call(ofTasks(u"KILL"_s, {u"t"_s}));
    scene.update(status(u"t"_s, TaskState::Running, uuid('a')));
    SubscribeSettings settings = scene.state.settings;
    settings.framework.id = scene.state.frameworkId;
    scene.feed(input::SubscribeRequested{settings});
    QVERIFY(!scene.last.callsReset && !scene.last.tasksReset);
    QCOMPARE(scene.state.calls.size(), 1);
    QCOMPARE(scene.state.tasks.size(), 1);
    scene.subscribe(u"F1"_s, u"S2"_s);
    QCOMPARE(scene.state.tasks.size(), 1);

    settings.framework.id = {};
    const quint64 next = scene.state.calls.nextNumber();
    scene.feed(input::SubscribeRequested{settings});
    QVERIFY(scene.last.callsReset && scene.last.tasksReset && scene.last.operations);
    QVERIFY(scene.state.calls.isEmpty() && scene.state.tasks.isEmpty());
    QCOMPARE(scene.state.calls.nextNumber(), next);
    QVERIFY(scene.state.records.size() > 0);
}

void TestReduceCalls::inverseOffersAreAnswered()
{
    using Answer = LiveInverseOffer::Answer;
    Scene scene;
    scene.begin();
    auto inverse = std::make_shared<InverseOffer>();
    inverse->id = OfferId(u"I1"_s);
    scene.receive(InverseOffersEvent{{inverse}}, u"INVERSE_OFFERS"_s);
    QCOMPARE(scene.state.inverseOffers[u"I1"_s].arrived, scene.now);
    const auto answer = [&] { return scene.state.inverseOffers[u"I1"_s].answer; };
    QCOMPARE(answer(), Answer::None);

    const quint64 refused = scene.send(ofOffers(u"ACCEPT_INVERSE_OFFERS"_s, {u"I1"_s}));
    QCOMPARE(answer(), Answer::Sent);
    scene.answer(refused, 400);
    QCOMPARE(answer(), Answer::None);
    scene.call(ofOffers(u"DECLINE_INVERSE_OFFERS"_s, {u"I1"_s}));
    QVERIFY(scene.last.inverseOffers);
    QCOMPARE(answer(), Answer::Declined);
    const quint64 changedMind = scene.call(ofOffers(u"ACCEPT_INVERSE_OFFERS"_s, {u"I1"_s}));
    QCOMPARE(answer(), Answer::Accepted);
    QCOMPARE(scene.state.inverseOffers[u"I1"_s].call, changedMind);
    QVERIFY(scene.state.filters.isEmpty());
    scene.call(ofOffers(u"ACCEPT_INVERSE_OFFERS"_s, {u"I9"_s}));
    QCOMPARE(scene.state.inverseOffers.size(), 1);
}

void TestReduceCalls::offersUsedOrDeclinedGoAfterAMinute()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s), offer(u"O2"_s), offer(u"O3"_s)});
    scene.call(launch({u"O1"_s}, {u"t"_s}));
    scene.now += 10s;
    scene.call(ofOffers(u"DECLINE"_s, {u"O2"_s}));
    scene.now += 50s;
    QCOMPARE(scene.feed(input::Tick{}).offersRemoved, QSet<OfferId>{OfferId(u"O1"_s)});
    scene.now += 10s;
    QCOMPARE(scene.feed(input::Tick{}).offersRemoved, QSet<OfferId>{OfferId(u"O2"_s)});
    scene.now += 24h;
    QVERIFY(scene.feed(input::Tick{}).isEmpty());
    QCOMPARE(scene.state.offers.size(), 1);
}

void TestReduceCalls::mannersChangeOnce()
{
    Scene scene;
    QVERIFY(scene.feed(input::MannersChanged{Manners::usual(true)}).manners);
    QVERIFY(scene.feed(input::MannersChanged{Manners::usual(true)}).isEmpty());
    scene.begin();
    QVERIFY(scene.state.manners.confirms);
}

QTEST_GUILESS_MAIN(TestReduceCalls)
#include "tst_reducecalls.moc"
