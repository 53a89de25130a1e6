// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/reduce.h"

#include "statescene.h"

#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestReduce : public QObject
{
    Q_OBJECT

private slots:
    void subscribingGoesThroughItsPhases();
    void isNotSubscribedBeforeTheRecordIsRead();
    void offersComeInSlices();
    void rescindedOffersAreKeptForAMinute();
    void rescindOfAnUnknownOfferChangesNothing();
    void aBrokenStreamMakesOffersVoidAtOnce();
    void theNextSubscriptionReplacesVoidOffers();
    void offersThatOutliveTheirStreamAreVoid();
    void missedHeartbeatsMakeItQuietAndAnyRecordEndsThat();
    void retriesAreCountedUntilSubscribed();
    void givingUpKeepsTheReasonAndTheFrameworkId();
    void disconnectingClearsTrouble();
    void anUnreadableRecordIsKeptAndTheStreamGoesOn();
    void aCallWithoutAnAnswerSaysSo();
    void recordsSurviveANewSubscription();
    void inverseOffersComeAndGo();
    void takesTheIntervalOfTheMaster_data();
    void takesTheIntervalOfTheMaster();
    void whatIsNotedIsTroubleUntilTheNextSubscription();
    void theStoryIsBounded();
    void factsOfEveryEvent_data();
    void factsOfEveryEvent();
};

namespace {

void offerTo(Scene& scene, const QStringList& ids)
{
    QList<OfferPtr> offers;
    for (const QString& id : ids)
        offers.append(offer(id));
    scene.feed(input::OffersArrived{offers});
}

} // namespace

void TestReduce::subscribingGoesThroughItsPhases()
{
    Scene scene;
    SubscribeSettings settings = SubscribeSettings::fresh(u"ann"_s);
    const Changes asked = scene.feed(input::SubscribeRequested{settings});
    QVERIFY(asked.phase && asked.offersReset);
    QCOMPARE(scene.state.phase, Phase::Connecting);

    scene.feed(input::AttemptStarted{QUrl(u"http://m1:5050"_s), {}, "{}"});
    QCOMPARE(scene.state.records.size(), 1);
    QCOMPARE(scene.state.records.at(0).direction, Direction::ToMaster);

    const Changes headers = scene.feed(input::HeadersReceived{200, StreamId(u"S1"_s), 12ms});
    QCOMPARE(scene.state.phase, Phase::WaitingForSubscribed);
    QCOMPARE(scene.state.streamId.value(), u"S1"_s);
    QVERIFY(headers.recordsChanged.contains(1));
    QCOMPARE(scene.state.records.at(0).facts.status, 200);

    scene.now += 5ms;
    scene.receive(SubscribedEvent{FrameworkId(u"F1"_s), 15.0, MasterInfo{}}, u"SUBSCRIBED"_s);
    QCOMPARE(scene.state.phase, Phase::Subscribed);
    QCOMPARE(scene.state.frameworkId.value(), u"F1"_s);
    QCOMPARE(scene.state.subscribedSince, scene.now);
    QCOMPARE(scene.state.subscriptions, 1);
}

void TestReduce::isNotSubscribedBeforeTheRecordIsRead()
{
    Scene scene;
    scene.feed(input::AttemptStarted{QUrl(u"http://m1:5050"_s), {}, "{}"});
    scene.feed(input::HeadersReceived{200, StreamId(u"S1"_s), 1ms});
    QVERIFY(!scene.state.isSubscribed());
    scene.receive(ErrorEvent{u"Framework has been removed"_s}, u"ERROR"_s);
    QVERIFY(!scene.state.isSubscribed());
}

void TestReduce::offersComeInSlices()
{
    Scene scene;
    scene.subscribe();
    offerTo(scene, {u"O1"_s, u"O2"_s});
    QCOMPARE(scene.last.offersAdded, (QList<OfferId>{OfferId(u"O1"_s), OfferId(u"O2"_s)}));
    offerTo(scene, {u"O3"_s});
    QCOMPARE(scene.state.offers.heldCount(), 3);

    offerTo(scene, {u"O2"_s});
    QCOMPARE(scene.state.offers.heldCount(), 3);
    QVERIFY(scene.last.offersRemoved.contains(OfferId(u"O2"_s)));
    QCOMPARE(scene.last.offersAdded, QList<OfferId>{OfferId(u"O2"_s)});
}

void TestReduce::rescindedOffersAreKeptForAMinute()
{
    Scene scene;
    scene.subscribe();
    offerTo(scene, {u"O1"_s});
    scene.receive(RescindEvent{OfferId(u"O1"_s)}, u"RESCIND"_s);
    QVERIFY(scene.last.offersChanged.contains(OfferId(u"O1"_s)));
    QCOMPARE(scene.state.offers.find(OfferId(u"O1"_s))->fate, OfferFate::Rescinded);
    scene.now += 59s;
    QVERIFY(scene.feed(input::Tick{}).isEmpty());
    scene.now += 1s;
    QVERIFY(scene.feed(input::Tick{}).offersRemoved.contains(OfferId(u"O1"_s)));
    QVERIFY(scene.state.offers.isEmpty());
}

void TestReduce::rescindOfAnUnknownOfferChangesNothing()
{
    Scene scene;
    scene.subscribe();
    scene.receive(RescindEvent{OfferId(u"O9"_s)}, u"RESCIND"_s);
    QVERIFY(scene.last.offersChanged.isEmpty());
    QCOMPARE(scene.last.recordsAdded, 1);
}

void TestReduce::aBrokenStreamMakesOffersVoidAtOnce()
{
    Scene scene;
    scene.subscribe();
    offerTo(scene, {u"O1"_s, u"O2"_s});
    const Changes ended = scene.feed(input::StreamEnded{scene.trouble()});
    QCOMPARE(ended.offersChanged.size(), 2);
    QVERIFY(ended.identity && ended.trouble);
    QCOMPARE(scene.state.offers.heldCount(), 0);
    QCOMPARE(scene.state.offers.size(), 2);
    QCOMPARE(scene.state.offersVoidSince, scene.now);
    QVERIFY(scene.state.streamIdIsVoid);
    QCOMPARE(scene.state.frameworkId.value(), u"F1"_s);
}

void TestReduce::theNextSubscriptionReplacesVoidOffers()
{
    Scene scene;
    scene.subscribe();
    offerTo(scene, {u"O1"_s});
    scene.feed(input::StreamEnded{scene.trouble()});
    scene.subscribe(u"F1"_s, u"S2"_s);
    QVERIFY(scene.last.offersReset);
    QVERIFY(scene.state.offers.isEmpty());
    QVERIFY(!scene.state.offersVoidSince);
    QVERIFY(!scene.state.streamIdIsVoid);
    QCOMPARE(scene.state.streamId.value(), u"S2"_s);
    QCOMPARE(scene.state.subscriptions, 2);
    QVERIFY(!scene.state.trouble);
}

void TestReduce::offersThatOutliveTheirStreamAreVoid()
{
    Scene scene;
    scene.subscribe();
    scene.feed(input::StreamEnded{scene.trouble()});
    offerTo(scene, {u"O1"_s});
    QCOMPARE(scene.fate(u"O1"_s), OfferFate::Void);
    QCOMPARE(scene.state.offersVoidSince, scene.now);
    QVERIFY(scene.last.identity);
    QCOMPARE(scene.state.offers.heldCount(), 0);
}

void TestReduce::missedHeartbeatsMakeItQuietAndAnyRecordEndsThat()
{
    Scene scene;
    scene.subscribe();
    scene.now += 31s;
    scene.feed(input::HeartbeatsMissed{2});
    QCOMPARE(scene.state.phase, Phase::Quiet);
    QVERIFY(scene.state.isSubscribed());
    scene.receive(HeartbeatEvent{}, u"HEARTBEAT"_s);
    QCOMPARE(scene.state.phase, Phase::Subscribed);
    QCOMPARE(scene.state.missedHeartbeats, 0);
    QCOMPARE(scene.state.lastHeard, scene.now);
}

void TestReduce::retriesAreCountedUntilSubscribed()
{
    Scene scene;
    scene.subscribe();
    scene.feed(input::StreamEnded{scene.trouble()});
    scene.feed(input::RetryPlanned{scene.now + 1s});
    QCOMPARE(scene.state.phase, Phase::Reconnecting);
    QCOMPARE(scene.state.retryAt, scene.now + 1s);
    QVERIFY(scene.state.trouble->retrying);
    scene.feed(input::RetryPlanned{scene.now + 3s});
    QCOMPARE(scene.state.retries, 2);
    scene.subscribe();
    QCOMPARE(scene.state.retries, 0);
    QVERIFY(!scene.state.retryAt);
}

void TestReduce::givingUpKeepsTheReasonAndTheFrameworkId()
{
    Scene scene;
    scene.subscribe();
    offerTo(scene, {u"O1"_s});
    Trouble trouble;
    trouble.kind = Trouble::Kind::TakenOver;
    scene.feed(input::GaveUp{trouble});
    QCOMPARE(scene.state.phase, Phase::Stopped);
    QCOMPARE(scene.state.trouble->kind, Trouble::Kind::TakenOver);
    QCOMPARE(scene.state.frameworkId.value(), u"F1"_s);
    QCOMPARE(scene.state.offers.heldCount(), 0);
}

void TestReduce::disconnectingClearsTrouble()
{
    Scene scene;
    scene.subscribe();
    scene.feed(input::StreamEnded{scene.trouble()});
    scene.feed(input::RetryPlanned{scene.now + 1s});
    scene.feed(input::Disconnected{});
    QCOMPARE(scene.state.phase, Phase::Off);
    QVERIFY(!scene.state.trouble);
    QVERIFY(!scene.state.retryAt);
}

void TestReduce::anUnreadableRecordIsKeptAndTheStreamGoesOn()
{
    Scene scene;
    scene.subscribe();
    scene.feed(input::RecordReceived{"{not json", nullptr, u"offers is missing"_s});
    const RecordEntry& entry = scene.state.records.at(scene.state.records.size() - 1);
    QVERIFY(!entry.isReadable);
    QCOMPARE(entry.facts.words, u"offers is missing"_s);
    QCOMPARE(entry.raw, "{not json");
    QCOMPARE(scene.state.phase, Phase::Subscribed);
}

void TestReduce::aCallWithoutAnAnswerSaysSo()
{
    Scene scene;
    scene.feed(input::AttemptStarted{QUrl(u"http://m1:5050"_s), {}, "{}"});
    scene.feed(input::GaveUp{scene.trouble()});
    QVERIFY(scene.state.records.at(0).facts.isUnanswered);
    QVERIFY(scene.last.recordsChanged.contains(1));

    scene.subscribe();
    scene.feed(input::StreamEnded{scene.trouble()});
    QVERIFY(!scene.state.records.at(1).facts.isUnanswered);
}

void TestReduce::recordsSurviveANewSubscription()
{
    Scene scene;
    scene.subscribe();
    const quint64 next = scene.state.records.nextNumber();
    const Changes changes = scene.feed(input::SubscribeRequested{scene.state.settings});
    QVERIFY(!changes.recordsReset);
    QCOMPARE(scene.state.records.nextNumber(), next);
    QVERIFY(scene.state.streamId.isEmpty());
}

void TestReduce::inverseOffersComeAndGo()
{
    Scene scene;
    scene.subscribe();
    auto inverse = std::make_shared<InverseOffer>();
    inverse->id = OfferId(u"O7"_s);
    scene.receive(InverseOffersEvent{{inverse}}, u"INVERSE_OFFERS"_s);
    QVERIFY(scene.last.inverseOffers);
    QCOMPARE(scene.state.inverseOffers.size(), 1);
    scene.receive(RescindInverseOfferEvent{OfferId(u"O7"_s)}, u"RESCIND_INVERSE_OFFER"_s);
    QVERIFY(scene.state.inverseOffers.isEmpty());
}

void TestReduce::takesTheIntervalOfTheMaster_data()
{
    QTest::addColumn<std::optional<double>>("seconds");
    QTest::addColumn<int>("milliseconds");
    QTest::newRow("as usual") << std::optional(15.0) << 15000;
    QTest::newRow("another") << std::optional(2.5) << 2500;
    QTest::newRow("none") << std::optional<double>() << 15000;
    QTest::newRow("zero") << std::optional(0.0) << 15000;
    QTest::newRow("negative") << std::optional(-3.0) << 15000;
    QTest::newRow("absurd") << std::optional(1e300) << 3600000;
}

void TestReduce::takesTheIntervalOfTheMaster()
{
    QFETCH(std::optional<double>, seconds);
    QFETCH(int, milliseconds);
    Scene scene;
    scene.receive(SubscribedEvent{FrameworkId(u"F1"_s), seconds, {}}, u"SUBSCRIBED"_s);
    QCOMPARE(scene.state.heartbeatInterval, std::chrono::milliseconds(milliseconds));
}

void TestReduce::whatIsNotedIsTroubleUntilTheNextSubscription()
{
    Scene scene;
    scene.subscribe();
    QVERIFY(scene.feed(input::Noted{scene.trouble()}).trouble);
    QCOMPARE(scene.state.trouble, scene.trouble());
    QVERIFY(scene.state.isSubscribed());
    scene.subscribe(u"F1"_s, u"S2"_s);
    QVERIFY(!scene.state.trouble);
    scene.feed(input::Noted{scene.trouble()});
    QVERIFY(scene.feed(input::Noted{}).trouble);
    QVERIFY(!scene.state.trouble);
}

void TestReduce::theStoryIsBounded()
{
    Scene scene;
    for (int i = 0; i < 500; ++i)
        scene.feed(input::Slept{std::chrono::minutes(i)});
    QCOMPARE(scene.state.story.size(), SessionState::MaxStory);
    QCOMPARE(scene.state.story.last().duration, std::chrono::minutes(499));
}

void TestReduce::factsOfEveryEvent_data()
{
    QTest::addColumn<Event::Payload>("payload");
    QTest::addColumn<RecordFacts>("facts");

    const auto row = [](const char* name, Event::Payload payload, RecordFacts facts) {
        QTest::newRow(name) << std::move(payload) << std::move(facts);
    };
    row("SUBSCRIBED", SubscribedEvent{FrameworkId(u"F"_s), {}, {}}, {.names = {u"F"_s}});
    auto some = std::make_shared<Offer>();
    some->hostname = u"web1"_s;
    row("OFFERS names each host once", OffersEvent{{some, some}}, {.count = 2, .names = {u"web1"_s}});
    auto inverse = std::make_shared<InverseOffer>();
    inverse->agentId = AgentId(u"A"_s);
    row("INVERSE_OFFERS", InverseOffersEvent{{inverse}}, {.count = 1, .names = {u"A"_s}});
    row("RESCIND", RescindEvent{OfferId(u"O"_s)}, {.names = {u"O"_s}});
    row("RESCIND_INVERSE_OFFER", RescindInverseOfferEvent{OfferId(u"O"_s)}, {.names = {u"O"_s}});
    TaskStatus running = status(u"t"_s, TaskState::Running, uuid('a'));
    running.message = u"m"_s;
    row("UPDATE", UpdateEvent{running},
        {.names = {u"t"_s}, .state = u"TASK_RUNNING"_s, .source = u"SOURCE_EXECUTOR"_s, .words = u"m"_s});
    OperationStatus operation;
    operation.operationId = OperationId(u"op"_s);
    operation.state = {OperationState::Finished, u"OPERATION_FINISHED"_s};
    row("UPDATE_OPERATION_STATUS", UpdateOperationStatusEvent{operation},
        {.names = {u"op"_s}, .state = u"OPERATION_FINISHED"_s});
    row("MESSAGE", MessageEvent{AgentId(u"A"_s), ExecutorId(u"E"_s), "abc"}, {.count = 3, .names = {u"E"_s, u"A"_s}});
    row("FAILURE", FailureEvent{AgentId(u"A"_s), ExecutorId(u"E"_s), 256}, {.names = {u"A"_s, u"E"_s}, .status = 256});
    row("ERROR", ErrorEvent{u"no"_s}, {.words = u"no"_s});
    row("HEARTBEAT", HeartbeatEvent{}, {});
    row("unknown", UnknownEvent{}, {.isKnownType = false});
}

void TestReduce::factsOfEveryEvent()
{
    QFETCH(Event::Payload, payload);
    QFETCH(RecordFacts, facts);
    Event event;
    event.payload = payload;
    QVERIFY(mesoscribe::factsOf(event) == facts);
}

QTEST_GUILESS_MAIN(TestReduce)
#include "tst_reduce.moc"
