// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/reduce.h"

#include "statescene.h"

#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;

/// What calls do to offers, filters and roles.
class TestReduceOffers : public QObject
{
    Q_OBJECT

private slots:
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
    void inverseOffersAreAnswered();
    void offersUsedOrDeclinedGoAfterAMinute();
};

void TestReduceOffers::acceptLocksItsOffersAndUsesThem()
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
    QCOMPARE(scene.record(scene.callOf(number).record).facts.words, u"host of A1"_s);
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

void TestReduceOffers::acceptOfNothingIsADecline()
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

void TestReduceOffers::refusedOffersAreLiveAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("neverRan");
    QTest::newRow("refused") << 400 << true;
    QTest::newRow("not sent") << -1 << true;
    QTest::newRow("may have arrived") << 0 << false;
}

void TestReduceOffers::refusedOffersAreLiveAgain()
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

void TestReduceOffers::anOfferRescindedMeanwhileStaysSo()
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

void TestReduceOffers::offersOfADeadStreamStayVoid()
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

void TestReduceOffers::declineOfAnUnknownOfferHasNoFilter()
{
    Scene scene;
    scene.begin();
    const quint64 number = scene.call(ofOffers(u"DECLINE"_s, {u"O9"_s}, 600.0));
    QCOMPARE(scene.progress(number), CallProgress::Done);
    QVERIFY(scene.state.filters.isEmpty());
    QVERIFY(!scene.last.filters);
}

void TestReduceOffers::filtersCountPerAgentAndRole()
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

void TestReduceOffers::refuseSecondsAreBounded_data()
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

void TestReduceOffers::refuseSecondsAreBounded()
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

void TestReduceOffers::declinesByOneselfAreTold()
{
    Scene scene;
    scene.begin();
    scene.arrive({offer(u"O1"_s), offer(u"O2"_s)});
    const qsizetype before = scene.state.story.size();
    scene.send(ofOffers(u"DECLINE"_s, {u"O1"_s, u"O2"_s}, 3600.0), true);
    QVERIFY(scene.last.story);
    QCOMPARE(scene.state.story.last().kind, StoryLine::Kind::GivenBack);
    QCOMPARE(scene.state.story.last().subject, u"2"_s);
    QCOMPARE(scene.state.story.last().duration, scene.state.manners.giveBackAfter);

    scene.send(ofOffers(u"DECLINE"_s, {u"O1"_s}));
    scene.send(ofOffers(u"DECLINE"_s, {u"O1"_s}, 0.0), true);
    Manners watching;
    watching.onOffers = Manners::OnOffers::DeclineAtOnce;
    scene.feed(input::MannersChanged{watching});
    scene.send(ofOffers(u"DECLINE"_s, {u"O1"_s}), true);
    QCOMPARE(scene.state.story.size(), before + 1);
}

void TestReduceOffers::reviveEndsFiltersAndSuppressionOfItsRoles()
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

void TestReduceOffers::suppressKnowsItsRoles()
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

void TestReduceOffers::aRoleThatIsNotOursIsIgnoredAsAMasterDoes()
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

void TestReduceOffers::updateFrameworkIsTakenOver()
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

void TestReduceOffers::aNewSubscriptionForgetsFiltersAndKeepsSuppression()
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

void TestReduceOffers::inverseOffersAreAnswered()
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

void TestReduceOffers::offersUsedOrDeclinedGoAfterAMinute()
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

QTEST_GUILESS_MAIN(TestReduceOffers)
#include "tst_reduceoffers.moc"
