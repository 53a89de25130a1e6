// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/identitymodel.h"

#include "offersamples.h"

#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

using Id = IdentityModel::Id;

class TestIdentityModel : public QObject
{
    Q_OBJECT

private slots:
    void isEmptyAtFirst();
    void showsTheFirstLiveOfferUnlessSomethingIsSelected();
    void followsTheSelection();
    void writesIdsAsCallsWantThem();
    void voidIdsStayWhole();
    void aNewStreamIdIsMarkedUntilCopied();
    void aFinishedFrameworkIsVoid();
    void selectedOffersThatVanishLeaveTheSelection();
    void tellsOnlyWhatChanged();
};

namespace {

OfferPtr offer(const QString& id, const QString& agent)
{
    return samples::offer(id, agent, u"web1"_s, u"eng"_s, {samples::scalar(u"cpus"_s, 1)});
}

struct Desk
{
    void apply() { model.apply(scene.state, scene.take()); }

    samples::Scene scene;
    IdentityModel model;
};

const QString Master = u"089a7212-4aba-4aac-8425-7337161ece30-"_s;

} // namespace

void TestIdentityModel::isEmptyAtFirst()
{
    const IdentityModel model;
    for (const Id id : {Id::Framework, Id::Stream, Id::Agent, Id::Offers}) {
        QCOMPARE(model.text(id), QString());
        QCOMPARE(model.json(id), QString());
        QCOMPARE(model.count(id), 0);
        QVERIFY(!model.isVoid(id));
        QVERIFY(!model.isNew(id));
    }
}

void TestIdentityModel::showsTheFirstLiveOfferUnlessSomethingIsSelected()
{
    Desk desk;
    desk.scene.subscribe();
    desk.scene.arrive({offer(u"O1"_s, u"S1"_s), offer(u"O2"_s, u"S2"_s)});
    desk.apply();
    QCOMPARE(desk.model.text(Id::Framework), u"F1"_s);
    QCOMPARE(desk.model.text(Id::Stream), u"stream-1"_s);
    QCOMPARE(desk.model.text(Id::Agent), Master + u"S1"_s);
    QCOMPARE(desk.model.text(Id::Offers), Master + u"O1"_s);

    desk.scene.rescind(OfferId(Master + u"O1"_s));
    desk.apply();
    QCOMPARE(desk.model.text(Id::Agent), Master + u"S2"_s);
    QCOMPARE(desk.model.text(Id::Offers), Master + u"O2"_s);
    desk.scene.rescind(OfferId(Master + u"O2"_s));
    desk.apply();
    QCOMPARE(desk.model.count(Id::Offers), 0);
    QCOMPARE(desk.model.text(Id::Agent), QString());
}

void TestIdentityModel::followsTheSelection()
{
    Desk desk;
    desk.scene.subscribe();
    desk.scene.arrive({offer(u"O1"_s, u"S1"_s), offer(u"O2"_s, u"S2"_s), offer(u"O3"_s, u"S2"_s)});
    desk.apply();
    const AgentId s2(Master + u"S2"_s);
    desk.model.setSelection({OfferId(Master + u"O2"_s), OfferId(Master + u"O3"_s)}, {s2, s2});
    QCOMPARE(desk.model.text(Id::Agent), Master + u"S2"_s);
    QCOMPARE(desk.model.count(Id::Agent), 1);
    QCOMPARE(desk.model.text(Id::Offers), Master + u"O2\n"_s + Master + u"O3"_s);
    QCOMPARE(desk.model.count(Id::Offers), 2);
    // Two of them gone, the ids of a live one are at hand.
    for (const QString& gone : {u"O2"_s, u"O3"_s})
        desk.scene.rescind(OfferId(Master + gone));
    desk.apply();
    QCOMPARE(desk.model.text(Id::Offers), Master + u"O1"_s);
    QCOMPARE(desk.model.text(Id::Agent), Master + u"S1"_s);
    desk.model.setSelection({}, {});
    QCOMPARE(desk.model.text(Id::Offers), Master + u"O1"_s);
}

void TestIdentityModel::writesIdsAsCallsWantThem()
{
    Desk desk;
    desk.scene.subscribe();
    desk.scene.arrive({offer(u"O1"_s, u"S1"_s)});
    desk.apply();
    desk.model.setSelection({OfferId(u"a\"b"_s), OfferId(u"c"_s)}, {AgentId(u"S1"_s)});
    QCOMPARE(desk.model.json(Id::Framework), uR"({"value":"F1"})"_s);
    QCOMPARE(desk.model.json(Id::Stream), u"stream-1"_s);
    QCOMPARE(desk.model.json(Id::Agent), uR"({"value":"S1"})"_s);
    QCOMPARE(desk.model.json(Id::Offers), uR"([{"value":"a\"b"},{"value":"c"}])"_s);
    desk.model.setSelection({OfferId(u"c"_s)}, {AgentId(u"S1"_s), AgentId(u"S2"_s)});
    QCOMPARE(desk.model.json(Id::Offers), uR"([{"value":"c"}])"_s);
    QCOMPARE(desk.model.json(Id::Agent), uR"([{"value":"S1"},{"value":"S2"}])"_s);
}

void TestIdentityModel::voidIdsStayWhole()
{
    Desk desk;
    desk.scene.subscribe();
    desk.scene.arrive({offer(u"O1"_s, u"S1"_s), offer(u"O2"_s, u"S2"_s)});
    desk.apply();
    desk.scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
    desk.apply();
    QCOMPARE(desk.model.text(Id::Stream), u"stream-1"_s);
    QCOMPARE(desk.model.text(Id::Offers), Master + u"O1"_s);
    QCOMPARE(desk.model.text(Id::Agent), Master + u"S1"_s);
    QVERIFY(desk.model.isVoid(Id::Stream));
    QVERIFY(desk.model.isVoid(Id::Offers));
    QVERIFY(desk.model.isVoid(Id::Agent));
    QVERIFY(!desk.model.isVoid(Id::Framework));

    desk.scene.subscribe(u"F1"_s, u"stream-2"_s);
    desk.apply();
    QVERIFY(!desk.model.isVoid(Id::Stream));
    QVERIFY(!desk.model.isVoid(Id::Offers));
    QCOMPARE(desk.model.count(Id::Offers), 0);
}

void TestIdentityModel::aNewStreamIdIsMarkedUntilCopied()
{
    Desk desk;
    desk.scene.subscribe();
    desk.apply();
    QVERIFY(!desk.model.isNew(Id::Stream));
    desk.scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::ConnectionLost)});
    desk.scene.subscribe(u"F1"_s, u"stream-2"_s);
    desk.apply();
    QVERIFY(desk.model.isNew(Id::Stream));
    QVERIFY(!desk.model.isNew(Id::Framework));
    QSignalSpy changed(&desk.model, &IdentityModel::changed);
    desk.model.markSeen(Id::Stream);
    QVERIFY(!desk.model.isNew(Id::Stream));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().at(0).value<IdentityModel::Id>(), Id::Stream);

    // Also when a person subscribes anew and there is none for a while.
    desk.scene.feed(input::SubscribeRequested{});
    desk.apply();
    QCOMPARE(desk.model.count(Id::Stream), 0);
    desk.scene.subscribe(u"F2"_s, u"stream-3"_s);
    desk.apply();
    QVERIFY(desk.model.isNew(Id::Stream));
    QVERIFY(desk.model.isNew(Id::Framework));
}

void TestIdentityModel::aFinishedFrameworkIsVoid()
{
    Desk desk;
    desk.scene.subscribe();
    desk.apply();
    desk.scene.feed(input::GaveUp{samples::trouble(Trouble::Kind::TakenOver)});
    desk.apply();
    QVERIFY(!desk.model.isVoid(Id::Framework));
    desk.scene.feed(input::GaveUp{samples::trouble(Trouble::Kind::FrameworkRemoved)});
    desk.apply();
    QVERIFY(desk.model.isVoid(Id::Framework));
    QCOMPARE(desk.model.text(Id::Framework), u"F1"_s);
}

void TestIdentityModel::selectedOffersThatVanishLeaveTheSelection()
{
    Desk desk;
    desk.scene.subscribe();
    desk.scene.arrive({offer(u"O1"_s, u"S1"_s), offer(u"O2"_s, u"S2"_s), offer(u"O3"_s, u"S2"_s)});
    desk.apply();
    desk.model.setSelection({OfferId(Master + u"O2"_s), OfferId(Master + u"O3"_s)}, {AgentId(Master + u"S2"_s)});
    desk.scene.rescind(OfferId(Master + u"O2"_s));
    desk.scene.pass(60s);
    desk.apply();
    QCOMPARE(desk.model.text(Id::Offers), Master + u"O3"_s);
    desk.scene.rescind(OfferId(Master + u"O3"_s));
    desk.scene.pass(60s);
    desk.apply();
    QCOMPARE(desk.model.text(Id::Offers), Master + u"O1"_s);
    QCOMPARE(desk.model.text(Id::Agent), Master + u"S1"_s);
}

void TestIdentityModel::tellsOnlyWhatChanged()
{
    Desk desk;
    desk.scene.subscribe();
    desk.scene.arrive({offer(u"O1"_s, u"S1"_s)});
    desk.apply();
    QSignalSpy changed(&desk.model, &IdentityModel::changed);
    desk.scene.receive(u"HEARTBEAT"_s, HeartbeatEvent{});
    desk.scene.arrive({offer(u"O2"_s, u"S1"_s)});
    desk.apply();
    QCOMPARE(changed.count(), 0);
    desk.model.setSelection({OfferId(Master + u"O2"_s)}, {AgentId(Master + u"S1"_s)});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().at(0).value<IdentityModel::Id>(), Id::Offers);
}

QTEST_GUILESS_MAIN(TestIdentityModel)
#include "tst_identitymodel.moc"
