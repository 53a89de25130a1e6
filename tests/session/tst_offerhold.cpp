// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/offerhold.h"

#include "state/reduce.h"

#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr WallTime Start{std::chrono::milliseconds(1'700'000'000'000)};

/// A state, what is held of it, and a clock that goes on when it is told to.
class Bench
{
public:
    Bench() { feed(input::SubscribeRequested{}); }

    template<class What>
    void feed(What what)
    {
        const Changes changes = reduce(state, {now, std::move(what)});
        hold.take(changes, state, now);
    }

    void arrive(const QStringList& ids)
    {
        QList<OfferPtr> offers;
        for (const QString& id : ids) {
            auto offer = std::make_shared<Offer>();
            offer->id = OfferId(id);
            offer->agentId = AgentId(u"A1"_s);
            offers.append(offer);
        }
        feed(input::OffersArrived{offers});
    }

    /// Returns the number of the call.
    quint64 send(const QString& type, const QStringList& offers)
    {
        CallFacts facts;
        facts.type = type;
        for (const QString& id : offers)
            facts.offerIds.append(OfferId(id));
        const quint64 number = state.calls.nextNumber();
        feed(input::CallSent{facts, {}, false});
        return number;
    }

    QStringList due()
    {
        QStringList ids;
        for (const OfferId& id : hold.takeDue(state, now))
            ids.append(id.value());
        return ids;
    }

    std::optional<std::chrono::milliseconds> wait()
    {
        const std::optional<WallTime> next = hold.nextDue(state);
        return next ? std::optional(*next - now) : std::nullopt;
    }

    SessionState state;
    OfferHold hold;
    WallTime now = Start;
};

} // namespace

class TestOfferHold : public QObject
{
    Q_OBJECT

private slots:
    void nothingHeldIsNeverDue();
    void offersAreDueOneByOne();
    void limitsTheTime_data();
    void limitsTheTime();
    void aShorterLimitHoldsAtOnce();
    void decliningAtOnceMeansAtOnce();
    void forgetsWhatIsGone();
    void leavesOffersInACallAlone();
    void asksAgainAfterAPauseWhenTheCallFailed();
    void begunAnewWithTheTable();
};

void TestOfferHold::nothingHeldIsNeverDue()
{
    Bench bench;
    QVERIFY(bench.due().isEmpty());
    QVERIFY(!bench.wait());
}

void TestOfferHold::offersAreDueOneByOne()
{
    Bench bench;
    bench.arrive({u"O1"_s, u"O2"_s});
    bench.now += 60s;
    bench.arrive({u"O3"_s});
    QCOMPARE(bench.due(), QStringList());
    QCOMPARE(bench.wait(), std::optional(540'000ms));
    bench.now += 540s - 1ms;
    QCOMPARE(bench.due(), QStringList());
    bench.now += 1ms;
    QCOMPARE(bench.due(), (QStringList{u"O1"_s, u"O2"_s}));
    QCOMPARE(bench.due(), QStringList());
    QCOMPARE(bench.wait(), std::optional(60'000ms));
    bench.now += 60s;
    QCOMPARE(bench.due(), QStringList{u"O3"_s});
    QVERIFY(!bench.wait());
}

void TestOfferHold::limitsTheTime_data()
{
    QTest::addColumn<int>("wanted");
    QTest::addColumn<int>("seconds");
    QTest::newRow("never") << -1 << 1;
    QTest::newRow("at once is another manner") << 0 << 1;
    QTest::newRow("a minute") << 60 << 60;
    QTest::newRow("for ever") << 2'000'000'000 << 86400;
}

void TestOfferHold::limitsTheTime()
{
    QFETCH(int, wanted);
    QFETCH(int, seconds);
    Bench bench;
    Manners manners;
    manners.giveBackAfter = std::chrono::seconds(wanted);
    bench.feed(input::MannersChanged{manners});
    bench.arrive({u"O1"_s});
    QCOMPARE(bench.wait(), std::optional(std::chrono::milliseconds(std::chrono::seconds(seconds))));
}

void TestOfferHold::aShorterLimitHoldsAtOnce()
{
    Bench bench;
    bench.arrive({u"O1"_s});
    bench.now += 100s;
    QVERIFY(bench.due().isEmpty());
    Manners manners;
    manners.giveBackAfter = 60s;
    bench.feed(input::MannersChanged{manners});
    QCOMPARE(bench.due(), QStringList{u"O1"_s});
}

void TestOfferHold::decliningAtOnceMeansAtOnce()
{
    Bench bench;
    Manners manners;
    manners.onOffers = Manners::OnOffers::DeclineAtOnce;
    bench.feed(input::MannersChanged{manners});
    bench.arrive({u"O1"_s, u"O2"_s});
    QCOMPARE(bench.due(), (QStringList{u"O1"_s, u"O2"_s}));
}

void TestOfferHold::forgetsWhatIsGone()
{
    Bench bench;
    bench.arrive({u"O1"_s, u"O2"_s, u"O3"_s});
    const auto rescind = std::make_shared<Event>();
    rescind->type = u"RESCIND"_s;
    rescind->payload = RescindEvent{OfferId(u"O1"_s)};
    bench.feed(input::RecordReceived{{}, rescind, {}});
    const quint64 call = bench.send(u"DECLINE"_s, {u"O2"_s});
    bench.feed(input::CallAnswered{call, 202, {}, 1ms});
    bench.now += 600s;
    QCOMPARE(bench.due(), QStringList{u"O3"_s});
    QVERIFY(!bench.wait());
}

void TestOfferHold::leavesOffersInACallAlone()
{
    Bench bench;
    bench.arrive({u"O1"_s, u"O2"_s});
    bench.send(u"ACCEPT"_s, {u"O1"_s});
    bench.now += 600s;
    QCOMPARE(bench.due(), QStringList{u"O2"_s});
    QVERIFY(!bench.wait());
}

void TestOfferHold::asksAgainAfterAPauseWhenTheCallFailed()
{
    Bench bench;
    bench.arrive({u"O1"_s, u"O2"_s});
    bench.now += 600s;
    QCOMPARE(bench.due(), (QStringList{u"O1"_s, u"O2"_s}));
    const quint64 call = bench.send(u"DECLINE"_s, {u"O1"_s, u"O2"_s});
    bench.feed(input::CallAnswered{call, 503, "No leader elected", 1ms});
    QCOMPARE(bench.due(), QStringList());
    QCOMPARE(bench.wait(), std::optional<std::chrono::milliseconds>(OfferHold::Pause));
    bench.now += OfferHold::Pause;
    QStringList again = bench.due();
    again.sort();
    QCOMPARE(again, (QStringList{u"O1"_s, u"O2"_s}));
    // And a third time.
    const quint64 second = bench.send(u"DECLINE"_s, {u"O1"_s, u"O2"_s});
    bench.feed(input::CallFailed{second, Error(Error::Kind::Timeout, {}), true});
    bench.now += OfferHold::Pause;
    QCOMPARE(bench.due().size(), 2);
}

void TestOfferHold::begunAnewWithTheTable()
{
    Bench bench;
    bench.arrive({u"O1"_s});
    const auto subscribed = std::make_shared<Event>();
    subscribed->type = u"SUBSCRIBED"_s;
    subscribed->payload = SubscribedEvent{FrameworkId(u"F1"_s), {}, {}};
    bench.now += 300s;
    bench.feed(input::RecordReceived{{}, subscribed, {}});
    QVERIFY(!bench.wait());
    bench.arrive({u"O1"_s});
    QCOMPARE(bench.wait(), std::optional<std::chrono::milliseconds>(600s));
}

QTEST_GUILESS_MAIN(TestOfferHold)
#include "tst_offerhold.moc"
