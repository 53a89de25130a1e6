// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/identitymodel.h"
#include "models/offertreemodel.h"

#include "models/describe.h"
#include "tasksamples.h"

#include <QAbstractItemModelTester>
#include <QFont>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto First = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s,
                                  {samples::scalar(u"cpus"_s, 4), samples::ports({{31000, 31099}})});
const auto Second = samples::offer(u"O2"_s, u"S1"_s, u"web1"_s, u"eng"_s,
                                   {samples::scalar(u"cpus"_s, 2), samples::ports({{31100, 31199}})});

struct Desk
{
    Desk()
    {
        scene.subscribe();
        scene.arrive({First, Second});
        apply();
    }

    void apply()
    {
        const Changes changes = scene.take();
        model.apply(scene.state, changes);
        model.setNow(scene.now);
        identity.apply(scene.state, changes);
    }
    QModelIndex at(const OfferPtr& offer, int column = 0) const
    {
        return model.indexOf(offer->id).siblingAtColumn(column);
    }
    QString remark(const OfferPtr& offer) const { return at(offer, OfferTreeModel::Ports).data().toString(); }
    QString aloud(const OfferPtr& offer) const { return at(offer).data(Qt::AccessibleTextRole).toString(); }
    bool isStruck(const OfferPtr& offer) const
    {
        return qvariant_cast<QFont>(at(offer).data(Qt::FontRole)).strikeOut();
    }
    QList<Fact> facts(const OfferPtr& offer) const
    {
        return factsOf(*scene.state.offers.find(offer->id), scene.state, scene.now);
    }

    samples::CallScene scene;
    OfferTreeModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    IdentityModel identity;
};

const Fact* find(const QList<Fact>& facts, const QString& label)
{
    for (const Fact& fact : facts) {
        if (fact.label == label)
            return &fact;
    }
    return nullptr;
}

QString valueOf(const QList<Fact>& facts, const QString& label)
{
    const Fact* fact = find(facts, label);
    return fact == nullptr ? u"(no such fact)"_s : fact->value;
}

} // namespace

/// Offers on their way through calls: what the tree, the inspector and the chips say of them.
class TestOfferFates : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void offersInACallAreLockedAndStillHeld();
    void usedOffersNameTheirCall();
    void declinedOffersCountDown();
    void revivedFiltersEndTheCountdown();
    void refusedCallsGiveTheirOffersBack();
    void groupsShowWhatIsHeld();
    void heldOffersSayWhenTheyAreGivenBack();
    void maintenanceIsSaid();
    void chipsLeaveOutWhatNoCallCanUse();
};

void TestOfferFates::offersInACallAreLockedAndStillHeld()
{
    Desk desk;
    desk.scene.send(samples::launch(First, {u"web"_s}));
    desk.scene.pass(65s);
    desk.apply();
    QCOMPARE(desk.model.fate(desk.at(First)), OfferFate::InCall);
    QCOMPARE(desk.remark(First), u"in call 1"_s);
    QCOMPARE(desk.aloud(First), u"Offer O1, agent web1, role eng, 4 cpus, in call 1"_s);
    QCOMPARE(desk.at(First, OfferTreeModel::Age).data().toString(), u"1:05"_s);
    QVERIFY(!desk.isStruck(First));
    QCOMPARE(desk.model.totals().offers, 2);
    QCOMPARE(desk.model.totals().cpus, Scalar::fromDouble(6));
    QCOMPARE(valueOf(desk.facts(First), u"held"_s), u"1:05"_s);
    QCOMPARE(valueOf(desk.facts(First), u"locked"_s), u"in call 1"_s);
}

void TestOfferFates::usedOffersNameTheirCall()
{
    Desk desk;
    desk.scene.answer(desk.scene.send(samples::launch(First, {u"web"_s})));
    desk.scene.pass(3s);
    desk.apply();
    QCOMPARE(desk.remark(First), u"used by call 1"_s);
    QCOMPARE(desk.aloud(First), u"Offer O1, agent web1, role eng, 4 cpus, used by call 1"_s);
    QVERIFY(desk.isStruck(First));
    QCOMPARE(desk.model.totals().offers, 1);
    QCOMPARE(desk.at(First, OfferTreeModel::Age).data().toString(), u"0:00"_s); // stands still
    const QList<Fact> facts = desk.facts(First);
    QCOMPARE(valueOf(facts, u"used"_s), u"3 s ago"_s);
    QCOMPARE(find(facts, u"used"_s)->note, u"(by call 1)"_s);
    desk.scene.pass(OfferTable::GoneKeptFor);
    desk.apply();
    QVERIFY(!desk.model.indexOf(First->id).isValid());
}

void TestOfferFates::declinedOffersCountDown()
{
    Desk desk;
    desk.scene.answer(desk.scene.send(samples::offerCall(u"DECLINE"_s, {First, Second}, 50)));
    desk.scene.pass(3s);
    desk.apply();
    QCOMPARE(desk.remark(First), u"declined, not offered again for 0:47"_s);
    QCOMPARE(desk.remark(Second), u"declined, not offered again for 0:47"_s);
    QCOMPARE(valueOf(desk.facts(First), u"declined"_s), u"3 s ago"_s);
    QCOMPARE(valueOf(desk.facts(First), u"not offered again"_s), u"for 0:47"_s);

    QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    desk.model.setNow(desk.scene.now + 1s);
    QVERIFY(changed.count() > 0);
    QCOMPARE(desk.remark(First), u"declined, not offered again for 0:46"_s);
    desk.scene.pass(48s);
    desk.apply();
    QCOMPARE(desk.remark(First), u"declined 51 s ago"_s);
    QVERIFY(find(desk.facts(First), u"not offered again"_s) == nullptr);
}

void TestOfferFates::revivedFiltersEndTheCountdown()
{
    Desk desk;
    desk.scene.answer(desk.scene.send(samples::offerCall(u"DECLINE"_s, {First}, 3600)));
    desk.apply();
    QCOMPARE(desk.remark(First), u"declined, not offered again for 1:00:00"_s);
    QSignalSpy changed(&desk.model, &QAbstractItemModel::dataChanged);
    desk.scene.answer(desk.scene.send(samples::call(u"REVIVE"_s)));
    desk.apply();
    QVERIFY(changed.count() > 0);
    QCOMPARE(desk.remark(First), u"declined just now"_s);
}

void TestOfferFates::refusedCallsGiveTheirOffersBack()
{
    Desk desk;
    const quint64 number = desk.scene.send(samples::offerCall(u"DECLINE"_s, {First}));
    desk.apply();
    QCOMPARE(desk.remark(First), u"in call 1"_s);
    desk.scene.answer(number, 503, "No leader elected");
    desk.apply();
    QCOMPARE(desk.model.fate(desk.at(First)), OfferFate::Live);
    QCOMPARE(desk.remark(First), u"31000–31099"_s);
}

void TestOfferFates::groupsShowWhatIsHeld()
{
    Desk desk;
    const QModelIndex group = desk.model.index(0, 0);
    desk.scene.answer(desk.scene.send(samples::launch(First, {u"web"_s})));
    desk.scene.send(samples::launch(Second, {u"db"_s}));
    desk.apply();
    QCOMPARE(group.data(FateRole).toInt(), static_cast<int>(OfferFate::Live));
    QCOMPARE(group.data(BadgeRole).toInt(), 1);
    QCOMPARE(group.siblingAtColumn(OfferTreeModel::Cpus).data().toString(), u"2.0"_s);
    QCOMPARE(group.siblingAtColumn(OfferTreeModel::Ports).data().toString(), u"31100–31199"_s);
    QCOMPARE(group.data(Qt::AccessibleTextRole).toString(), u"web1.example.com, 1 offer, 2 cpus"_s);
    desk.scene.answer(2);
    desk.apply();
    QCOMPARE(group.data(FateRole).toInt(), static_cast<int>(OfferFate::Used));
    QCOMPARE(group.data(BadgeRole).toInt(), 0);
    QCOMPARE(desk.model.totals(), OfferTreeModel::Totals());
    QCOMPARE(desk.model.totalsOf({group}), OfferTreeModel::Totals());
}

void TestOfferFates::heldOffersSayWhenTheyAreGivenBack()
{
    Desk desk;
    desk.scene.pass(118s);
    QCOMPARE(valueOf(desk.facts(First), u"held"_s), u"1:58"_s);
    QCOMPARE(valueOf(desk.facts(First), u"given back"_s), u"in 8:02"_s);
    Manners manners;
    manners.giveBackAfter = 60s;
    desk.scene.feed(input::MannersChanged{manners});
    QCOMPARE(valueOf(desk.facts(First), u"given back"_s), u"now"_s);
    manners.onOffers = Manners::OnOffers::DeclineAtOnce;
    manners.giveBackAfter = 600s;
    desk.scene.feed(input::MannersChanged{manners});
    QCOMPARE(valueOf(desk.facts(First), u"given back"_s), u"now"_s);
}

void TestOfferFates::maintenanceIsSaid()
{
    Desk desk;
    const auto nanoseconds = [](WallTime time) { return time.time_since_epoch().count() * 1'000'000; };
    const auto noteOf = [&](WallTime start, std::optional<std::chrono::seconds> duration) {
        auto offer = samples::offer(u"O9"_s, u"S9"_s, u"web9"_s, u"eng"_s);
        offer->unavailability = Unavailability{nanoseconds(start), {}};
        if (duration)
            offer->unavailability->durationNanoseconds = qint64(duration->count()) * 1'000'000'000;
        const LiveOffer live{.offer = offer, .arrived = samples::Start, .fateAt = samples::Start};
        const QList<Fact> facts = factsOf(live, desk.scene.state, samples::Start);
        const Fact* fact = find(facts, u"maintenance"_s);
        return fact == nullptr ? QString() : fact->note;
    };
    QCOMPARE(noteOf(samples::Start + 1h, 1h), u"(tasks there will be asked to leave)"_s);
    QCOMPARE(noteOf(samples::Start - 1h, 2h), u"(it is under way)"_s);
    QCOMPARE(noteOf(samples::Start - 1h, 1h), u"(it is over)"_s);
    QCOMPARE(noteOf(samples::Start - 1h, std::nullopt), u"(it has begun)"_s);
}

void TestOfferFates::chipsLeaveOutWhatNoCallCanUse()
{
    using Id = IdentityModel::Id;
    Desk desk;
    QCOMPARE(desk.identity.text(Id::Offers), First->id.value());
    const quint64 number = desk.scene.send(samples::launch(First, {u"web"_s}));
    desk.apply();
    QCOMPARE(desk.identity.text(Id::Offers), Second->id.value());
    desk.identity.setSelection({First->id, Second->id}, {First->agentId});
    QCOMPARE(desk.identity.text(Id::Offers), Second->id.value());
    QCOMPARE(desk.identity.text(Id::Agent), First->agentId.value());
    desk.scene.answer(number);
    desk.apply();
    QCOMPARE(desk.identity.text(Id::Offers), Second->id.value());
    desk.scene.send(samples::offerCall(u"DECLINE"_s, {Second}));
    desk.apply();
    QCOMPARE(desk.identity.count(Id::Offers), 0);
    QCOMPARE(desk.identity.text(Id::Agent), First->agentId.value()); // the agent is still there to be named
    desk.scene.answer(2, 503, "No leader elected");
    desk.apply();
    QCOMPARE(desk.identity.text(Id::Offers), Second->id.value());
    desk.identity.setSelection({}, {});
    desk.scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
    desk.apply();
    QCOMPARE(desk.identity.text(Id::Offers), Second->id.value());
    QVERIFY(desk.identity.isVoid(Id::Offers));
}

QTEST_MAIN(TestOfferFates)
#include "tst_offerfates.moc"
