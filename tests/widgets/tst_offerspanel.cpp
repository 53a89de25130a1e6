// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/offerspanel.h"

#include "models/offerproxy.h"
#include "models/offerticks.h"
#include "models/roles.h"
#include "widgets/offerdelegate.h"
#include "widgets/offerview.h"
#include "widgets/windowsamples.h"

#include <QHeaderView>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Master = u"089a7212-4aba-4aac-8425-7337161ece30-"_s;

/// Lets a test see what a cell is painted with.
class OpenDelegate final : public QStyledItemDelegate
{
public:
    static QStyleOptionViewItem optionOf(OfferView& view, const QModelIndex& index)
    {
        QStyleOptionViewItem option;
        option.initFrom(&view);
        option.widget = &view;
        option.rect = view.visualRect(index);
        const auto* delegate = qobject_cast<OfferDelegate*>(view.itemDelegate());
        (delegate->*(&OpenDelegate::initStyleOption))(&option, index);
        return option;
    }
};

/// Two agents, three roles of offers.
class Bench
{
public:
    Bench()
        : desk(clock)
        , panel(desk.offers, desk.ticks)
    {
        panel.resize(1000, 500);
        panel.show();
        desk.scene.state.settings.framework.roles = {u"eng"_s, u"ops"_s};
        desk.scene.subscribe();
        desk.scene.arrive({o12, o15, o16, o18});
        show();
    }

    void show()
    {
        desk.show();
        desk.offers.setNow(desk.scene.now);
        panel.refresh(desk.scene.state, desk.scene.now);
    }

    OfferView& view() { return panel.view(); }

    QModelIndex row(const OfferPtr& offer) { return panel.proxy().mapFromSource(desk.offers.indexOf(offer->id)); }

    QRect box(const OfferPtr& offer)
    {
        const QStyleOptionViewItem option = OpenDelegate::optionOf(view(), row(offer));
        return view().style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option, &view());
    }

    void click(const QPoint& place) { QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, place); }

    QString label(const QString& name) { return panel.findChild<QLabel*>(name)->text(); }

    OfferPtr o12 = samples::offer(u"O12"_s, u"S0"_s, u"web1"_s, u"eng"_s, {samples::scalar(u"cpus"_s, 4)});
    OfferPtr o15 = samples::offer(u"O15"_s, u"S0"_s, u"web1"_s, u"eng"_s, {samples::scalar(u"cpus"_s, 2)});
    OfferPtr o16 = samples::offer(u"O16"_s, u"S0"_s, u"web1"_s, u"ops"_s, {samples::scalar(u"cpus"_s, 1)});
    OfferPtr o18 = samples::offer(u"O18"_s, u"S1"_s, u"gpu1"_s, u"eng"_s, {samples::scalar(u"cpus"_s, 8)});
    samples::StillClock clock;
    samples::Desk desk;
    OffersPanel panel;
};

} // namespace

class TestOffersPanel : public QObject
{
    Q_OBJECT

private slots:
    void ticksWithAClickAnywhereBesideTheName_data();
    void ticksWithAClickAnywhereBesideTheName();
    void selectsWithAClickOnTheName();
    void opensNoOfferByClickingItsBoxTwice();
    void ticksTheCurrentOfferWithSpace();
    void ticksTheOfferOfAResourceWithSpace();
    void greysBoxesThatCannotBeTicked();
    void ticksNothingAgainstTheRule();
    void locksOffersInACall();
    void keepsNamesInOneLine();
    void sumsUpWhatIsTicked();
    void choosesTheTickedElseTheSelected();
    void launchesWithReturn();
    void tellsWhatIsRefused();
    void tellsWhatIsSuppressed();
    void explainsSilence();
    void leavesRoomForRemarks();
};

void TestOffersPanel::ticksWithAClickAnywhereBesideTheName_data()
{
    QTest::addColumn<double>("height"); // share of the row
    QTest::newRow("top") << 0.03;
    QTest::newRow("middle") << 0.5;
    QTest::newRow("bottom") << 0.97;
}

void TestOffersPanel::ticksWithAClickAnywhereBesideTheName()
{
    QFETCH(double, height);
    Bench bench;
    const QRect row = bench.view().visualRect(bench.row(bench.o12));
    const QPoint place(bench.box(bench.o12).center().x(), row.top() + qRound(row.height() * height));
    bench.click(place);
    QVERIFY(bench.desk.ticks.isTicked(bench.o12->id));
    bench.click(place);
    QVERIFY(!bench.desk.ticks.isTicked(bench.o12->id));
    // The row below is another offer's.
    bench.click(QPoint(place.x(), bench.view().visualRect(bench.row(bench.o15)).top()));
    QCOMPARE(bench.desk.ticks.ids(), QList<OfferId>{bench.o15->id});
}

void TestOffersPanel::selectsWithAClickOnTheName()
{
    Bench bench;
    const QRect row = bench.view().visualRect(bench.row(bench.o12));
    bench.click(QPoint(bench.box(bench.o12).right() + row.height(), row.center().y()));
    QVERIFY(bench.desk.ticks.isEmpty());
    QCOMPARE(bench.panel.selectedOffers(), QList<OfferId>{bench.o12->id});
}

void TestOffersPanel::opensNoOfferByClickingItsBoxTwice()
{
    Bench bench;
    const QPoint place = bench.box(bench.o12).center();
    bench.click(place);
    QTest::mouseDClick(bench.view().viewport(), Qt::LeftButton, {}, place);
    QVERIFY(!bench.view().isExpanded(bench.row(bench.o12)));
}

void TestOffersPanel::ticksTheCurrentOfferWithSpace()
{
    Bench bench;
    // Whatever column the keyboard is in.
    bench.view().setCurrentIndex(bench.row(bench.o15).siblingAtColumn(OfferTreeModel::Mem));
    QTest::keyClick(&bench.view(), Qt::Key_Space);
    QCOMPARE(bench.desk.ticks.ids(), QList<OfferId>{bench.o15->id});
    QTest::keyClick(&bench.view(), Qt::Key_Space);
    QVERIFY(bench.desk.ticks.isEmpty());
    // A group has no box.
    bench.view().setCurrentIndex(bench.row(bench.o15).parent());
    QTest::keyClick(&bench.view(), Qt::Key_Space);
    QVERIFY(bench.desk.ticks.isEmpty());
}

void TestOffersPanel::ticksTheOfferOfAResourceWithSpace()
{
    Bench bench;
    bench.view().expand(bench.row(bench.o12));
    const QModelIndex resource = bench.panel.proxy().index(0, 0, bench.row(bench.o12));
    QVERIFY(resource.isValid());
    bench.view().setCurrentIndex(resource);
    QTest::keyClick(&bench.view(), Qt::Key_Space);
    QCOMPARE(bench.desk.ticks.ids(), QList<OfferId>{bench.o12->id});
}

void TestOffersPanel::greysBoxesThatCannotBeTicked()
{
    Bench bench;
    bench.desk.ticks.setTicked(bench.o12->id, true);
    const auto isGrey = [&](const OfferPtr& offer) {
        const QStyleOptionViewItem option = OpenDelegate::optionOf(bench.view(), bench.row(offer));
        [&] { QVERIFY(option.features & QStyleOptionViewItem::HasCheckIndicator); }();
        // Its text stays as good as that of any live offer.
        [&] {
            QCOMPARE(option.palette.color(option.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled,
                                          QPalette::Text),
                     bench.view().palette().color(QPalette::Active, QPalette::Text));
        }();
        return !(option.state & QStyle::State_Enabled);
    };
    QVERIFY(!isGrey(bench.o12));
    QVERIFY(!isGrey(bench.o15));
    QVERIFY(isGrey(bench.o16)); // another role
    QVERIFY(isGrey(bench.o18)); // another agent
    QVERIFY2(bench.row(bench.o18).data(Qt::ToolTipRole).toString().contains("must belong to one single agent"_L1),
             qPrintable(bench.row(bench.o18).data(Qt::ToolTipRole).toString()));
    QVERIFY(bench.row(bench.o16).data(Qt::ToolTipRole).toString().contains("must be allocated to the same role"_L1));
    bench.desk.ticks.clear();
    QVERIFY(!isGrey(bench.o18));
}

void TestOffersPanel::ticksNothingAgainstTheRule()
{
    Bench bench;
    bench.desk.ticks.setTicked(bench.o12->id, true);
    bench.click(bench.box(bench.o18).center());
    QCOMPARE(bench.desk.ticks.ids(), QList<OfferId>{bench.o12->id});
    bench.view().setCurrentIndex(bench.row(bench.o18));
    QTest::keyClick(&bench.view(), Qt::Key_Space);
    QCOMPARE(bench.desk.ticks.ids(), QList<OfferId>{bench.o12->id});
    // Whoever has no pointer to rest on the box reads the rule all the same.
    QVERIFY2(QToolTip::text().contains("must belong to one single agent"_L1), qPrintable(QToolTip::text()));
}

void TestOffersPanel::locksOffersInACall()
{
    Bench bench;
    bench.desk.ticks.setTicked(bench.o12->id, true);
    bench.desk.scene.send(samples::launch(bench.o12, {u"a"_s}));
    bench.show();
    QVERIFY(bench.desk.ticks.isEmpty());
    const QModelIndex row = bench.row(bench.o12);
    QVERIFY(row.isValid());
    const QStyleOptionViewItem option = OpenDelegate::optionOf(bench.view(), row);
    QVERIFY(!(option.features & QStyleOptionViewItem::HasCheckIndicator));
    QVERIFY(option.features & QStyleOptionViewItem::HasDecoration);
    QVERIFY(row.siblingAtColumn(OfferTreeModel::Ports).data().toString().startsWith("in call "_L1));
    bench.view().setCurrentIndex(row);
    QTest::keyClick(&bench.view(), Qt::Key_Space);
    QVERIFY(bench.desk.ticks.isEmpty());
    QVERIFY(bench.panel.chosenOffers().isEmpty());
}

void TestOffersPanel::keepsNamesInOneLine()
{
    Bench bench;
    bench.desk.scene.answer(bench.desk.scene.send(samples::offerCall(u"DECLINE"_s, {bench.o15})));
    bench.show();
    const auto nameAt = [&](const OfferPtr& offer) {
        const QStyleOptionViewItem option = OpenDelegate::optionOf(bench.view(), bench.row(offer));
        return bench.view().style()->subElementRect(QStyle::SE_ItemViewItemText, &option, &bench.view()).left();
    };
    QVERIFY(bench.row(bench.o15).isValid());
    QVERIFY(!bench.row(bench.o15).data(Qt::CheckStateRole).isValid());
    QCOMPARE(nameAt(bench.o15), nameAt(bench.o12));
}

void TestOffersPanel::sumsUpWhatIsTicked()
{
    Bench bench;
    bench.view().setCurrentIndex(bench.row(bench.o18));
    QCOMPARE(bench.label(u"selectedLabel"_s), u"Selected:"_s);
    QCOMPARE(bench.label(u"selectedTotals"_s), u"1 offer · 8 cpus"_s);
    bench.desk.ticks.setTicked(bench.o12->id, true);
    bench.desk.ticks.setTicked(bench.o15->id, true);
    QCOMPARE(bench.label(u"selectedLabel"_s), u"Ticked:"_s);
    QCOMPARE(bench.label(u"selectedTotals"_s), u"2 offers · 6 cpus"_s);
    bench.desk.scene.rescind(bench.o15->id);
    bench.show();
    QCOMPARE(bench.label(u"selectedTotals"_s), u"1 offer · 4 cpus"_s);
}

void TestOffersPanel::choosesTheTickedElseTheSelected()
{
    Bench bench;
    QSignalSpy changed(&bench.panel, &OffersPanel::choiceChanged);
    QVERIFY(bench.panel.chosenOffers().isEmpty());
    bench.view().setCurrentIndex(bench.row(bench.o18));
    QVERIFY(changed.count() > 0);
    QCOMPARE(bench.panel.chosenOffers(), QList<OfferId>{bench.o18->id});
    changed.clear();
    bench.desk.ticks.setTicked(bench.o12->id, true);
    QVERIFY(changed.count() > 0);
    QCOMPARE(bench.panel.chosenOffers(), QList<OfferId>{bench.o12->id});
    bench.desk.ticks.clear();
    bench.desk.scene.rescind(bench.o18->id);
    bench.show();
    QVERIFY(bench.panel.chosenOffers().isEmpty()); // what is gone cannot be declined
}

void TestOffersPanel::launchesWithReturn()
{
    Bench bench;
    QSignalSpy launch(&bench.panel, &OffersPanel::launchRequested);
    QTest::keyClick(&bench.view(), Qt::Key_Return);
    QCOMPARE(launch.count(), 0);
    bench.view().setCurrentIndex(bench.row(bench.o18));
    QTest::keyClick(&bench.view(), Qt::Key_Return);
    QCOMPARE(launch.count(), 1);
}

void TestOffersPanel::tellsWhatIsRefused()
{
    Bench bench;
    const auto* bar = bench.panel.findChild<QWidget*>(u"filtersBar"_s);
    QVERIFY(!bar->isVisible());
    bench.desk.scene.answer(bench.desk.scene.send(samples::offerCall(u"DECLINE"_s, {bench.o15}, 60.0)));
    bench.show();
    QVERIFY(bar->isVisible());
    QCOMPARE(bench.label(u"filters"_s), u"Refused: 1 offer of web1 for 1:00"_s);
    bench.desk.scene.pass(std::chrono::seconds(13));
    bench.show();
    QCOMPARE(bench.label(u"filters"_s), u"Refused: 1 offer of web1 for 0:47"_s);
    bench.desk.scene.answer(bench.desk.scene.send(samples::call(u"REVIVE"_s)));
    bench.show();
    QVERIFY(!bar->isVisible());
}

void TestOffersPanel::tellsWhatIsSuppressed()
{
    Bench bench;
    const auto* bar = bench.panel.findChild<QWidget*>(u"filtersBar"_s);
    CallFacts suppress = samples::call(u"SUPPRESS"_s);
    suppress.roles = {u"ops"_s};
    bench.desk.scene.answer(bench.desk.scene.send(suppress));
    bench.show();
    QVERIFY(bar->isVisible());
    QCOMPARE(bench.label(u"filters"_s), u"Suppressed: ops"_s);
    bench.desk.scene.answer(bench.desk.scene.send(samples::call(u"SUPPRESS"_s)));
    bench.show();
    QCOMPARE(bench.label(u"filters"_s), u"Suppressed: no offers come until Revive"_s);
    bench.desk.scene.feed(input::Disconnected{});
    bench.show();
    QVERIFY(!bar->isVisible());
}

void TestOffersPanel::explainsSilence()
{
    samples::StillClock clock;
    samples::Desk desk(clock);
    OffersPanel panel(desk.offers, desk.ticks);
    panel.show();
    desk.scene.state.settings.framework.roles = {u"eng"_s};
    desk.scene.subscribe();
    desk.scene.answer(desk.scene.send(samples::call(u"SUPPRESS"_s)));
    desk.scene.pass(std::chrono::seconds(20));
    desk.show();
    panel.refresh(desk.scene.state, desk.scene.now);
    QCOMPARE(panel.findChild<QLabel*>(u"sentence"_s)->text(), u"No offers yet"_s);
    const QString words = panel.findChild<QLabel*>(u"explanation"_s)->text();
    QVERIFY2(words.contains("Suppressed roles get no offers: eng. Revive ends that."_L1), qPrintable(words));
}

void TestOffersPanel::leavesRoomForRemarks()
{
    Bench bench;
    OfferView& view = bench.view();
    bench.panel.resize(view.fontMetrics().averageCharWidth() * 200, 500);
    QTRY_COMPARE(view.header()->length(), view.viewport()->width());
    // Names have what they need, and what is left stands where remarks run on.
    const int needed = static_cast<QAbstractItemView&>(view).sizeHintForColumn(OfferTreeModel::Name);
    QVERIFY(view.columnWidth(OfferTreeModel::Name) >= needed);
    QVERIFY(view.columnWidth(OfferTreeModel::Attributes) > view.columnWidth(OfferTreeModel::Name));
}

QTEST_MAIN(TestOffersPanel)
#include "tst_offerspanel.moc"
