// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/mainwindow.h"

#include "models/connectionlistmodel.h"
#include "widgets/filterfield.h"
#include "widgets/identitychip.h"
#include "widgets/identitystrip.h"
#include "widgets/inspectorpanel.h"
#include "widgets/offerspanel.h"
#include "widgets/offerview.h"
#include "widgets/recordspanel.h"
#include "widgets/recordview.h"
#include "widgets/statepill.h"
#include "widgets/windowsamples.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Master = u"089a7212-4aba-4aac-8425-7337161ece30-"_s;

/// The accessible name assistive technology reads.
QString nameOf(QWidget& widget)
{
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&widget);
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

QAccessible::Role roleOf(QWidget& widget)
{
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&widget);
    return accessible ? accessible->role() : QAccessible::NoRole;
}

template<class Widget>
Widget* named(QWidget& within, const QString& name)
{
    for (Widget* widget : within.findChildren<Widget*>()) {
        if (widget->isVisible() && nameOf(*widget) == name)
            return widget;
    }
    return nullptr;
}

/// The window of one connection with two agents and three offers.
class Bench
{
public:
    explicit Bench(bool keepsSize = false)
        : window(list, clock)
        , desk(clock)
    {
        list.setConnections({samples::connection(u"a"_s, u"HelloWorld"_s), samples::connection(u"b"_s, u"Other"_s)});
        page = window.addPage(u"a"_s, desk.models());
        window.showPage(u"a"_s);
        if (!keepsSize)
            window.resize(1280, 800); // the screen of a run without a display is smaller
        window.show();
        QApplication::setActiveWindow(&window);
        desk.scene.subscribe(Master + u"0007"_s, u"274bcc35-78db-42f1-9c2c-6c9af0b5c1e8"_s);
        desk.scene.arrive({samples::offer(u"O12"_s, u"S0"_s, u"web1"_s, u"eng"_s, {samples::scalar(u"cpus"_s, 4)}),
                           samples::offer(u"O15"_s, u"S0"_s, u"web1"_s, u"eng"_s, {samples::scalar(u"cpus"_s, 2)}),
                           samples::offer(u"O18"_s, u"S1"_s, u"gpu1"_s, u"*"_s, {samples::scalar(u"gpus"_s, 2)})});
        desk.show(page);
    }

    OfferView& tree() { return page->offers().view(); }

    /// The row of the tree that shows `text`.
    QModelIndex row(const QString& text)
    {
        const QModelIndexList found = tree().model()->match(tree().model()->index(0, 0), Qt::DisplayRole, text, 1,
                                                            Qt::MatchExactly | Qt::MatchRecursive);
        return found.value(0);
    }

    void select(const QStringList& texts)
    {
        tree().selectionModel()->clear();
        for (const QString& text : texts)
            tree().selectionModel()->setCurrentIndex(row(text),
                                                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }

    void records(int count)
    {
        for (int i = 0; i < count; ++i)
            desk.scene.rescind(OfferId(u"O%1"_s.arg(i)));
        desk.show(page);
    }

    ConnectionListModel list;
    samples::StillClock clock;
    MainWindow window;
    samples::Desk desk;
    ConnectionPage* page = nullptr;
};

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void namesWhatAssistiveTechnologyLooksFor();
    void holdsWholeIdsInReadOnlyFields();
    void givesEveryActionAMenuRole();
    void hasNoAmbiguousShortcut();
    void copiesTheWholeIdFromAChip_data();
    void copiesTheWholeIdFromAChip();
    void copiesJsonWithAlt();
    void copiesOneOfferIdPerLine();
    void copiesTheWholeIdOfASelectedOffer();
    void copiesTheJsonOfASelectedOffer();
    void greysIdsOfAStreamThatIsGone();
    void showsOneButtonWithTwoFaces();
    void tellsWhatIsWantedWithTheConnectionsId();
    void followsTheRecordsOnlyAtTheEnd();
    void keepsTheSelectedRecord();
    void hidesHeartbeatsUnlessAsked();
    void filtersAndLeavesWithEscape();
    void namesTermsItDoesNotUnderstand();
    void pastesCurlAnywhere();
    void leavesOtherTextToTheField();
    void inspectsWhatWasSelectedLast();
    void saysWhatIsHeld();
    void saysWhyThereIsNothingToSee();
    void ticksOnlyWhileSomethingMoves();
    void givesANarrowWindowToTheOffers();
    void keepsItsPlaceAndColumns();
    void fallsBackToTheFormWithoutAPage();
    void enablesFaultsForLivePracticeConnectionsOnly();

private:
    QTemporaryDir m_settings;
};

void TestMainWindow::initTestCase()
{
    QVERIFY(m_settings.isValid());
    QCoreApplication::setOrganizationName(u"MesoscribeTest"_s);
    QCoreApplication::setApplicationName(u"tst_mainwindow"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestMainWindow::init()
{
    QSettings().clear();
    QApplication::clipboard()->clear();
}

void TestMainWindow::namesWhatAssistiveTechnologyLooksFor()
{
    Bench bench;
    MainWindow& window = bench.window;
    for (const QString& name : {u"Disconnect"_s, u"Paste curl"_s})
        QVERIFY2(named<QPushButton>(window, name), qPrintable(name));
    for (const QString& name : {u"Framework ID"_s, u"Stream ID"_s, u"Agent ID"_s, u"Offer IDs"_s})
        QVERIFY2(named<QLineEdit>(window, name), qPrintable(name));
    for (const QString& name : {u"Copy framework ID"_s, u"Copy stream ID"_s, u"Copy agent ID"_s, u"Copy offer IDs"_s}) {
        auto* button = named<QToolButton>(window, name);
        QVERIFY2(button, qPrintable(name));
        QCOMPARE(roleOf(*button), QAccessible::PushButton);
    }
    auto* offers = named<QTreeView>(window, u"Offers"_s);
    QVERIFY(offers);
    QCOMPARE(roleOf(*offers), QAccessible::Tree);
    auto* records = named<QTableView>(window, u"Records"_s);
    QVERIFY(records);
    QCOMPARE(roleOf(*records), QAccessible::Table);
    auto* state = named<QLabel>(window, u"Connection state"_s);
    QVERIFY(state);
    QCOMPARE(state->accessibleDescription(), state->text());
    QVERIFY(named<QLabel>(window, u"Holding"_s));
}

void TestMainWindow::holdsWholeIdsInReadOnlyFields()
{
    Bench bench;
    bench.select({u"Offer O12"_s, u"Offer O15"_s});
    const QHash<QString, QString> expected{
        {u"Framework ID"_s, Master + u"0007"_s},
        {u"Stream ID"_s, u"274bcc35-78db-42f1-9c2c-6c9af0b5c1e8"_s},
        {u"Agent ID"_s, Master + u"S0"_s},
        {u"Offer IDs"_s, Master + u"O12 "_s + Master + u"O15"_s},
    };
    for (auto entry = expected.begin(); entry != expected.end(); ++entry) {
        const auto* field = named<QLineEdit>(bench.window, entry.key());
        QVERIFY(field);
        QVERIFY(field->isReadOnly());
        QCOMPARE(field->text(), entry.value());
    }
}

void TestMainWindow::givesEveryActionAMenuRole()
{
    Bench bench;
    bench.window.setPracticeFaults({{u"rescind"_s, u"Setup of about options"_s}});
    int roles = 0;
    QList<QAction*> open = bench.window.menuBar()->actions();
    while (!open.isEmpty()) {
        const QAction* action = open.takeFirst();
        if (action->isSeparator())
            continue;
        if (const auto* menu = action->menu<QMenu*>())
            open += menu->actions();
        const QAction::MenuRole role = action->menuRole();
        if (action->objectName() == "about"_L1)
            QCOMPARE(role, QAction::AboutRole);
        else if (action->objectName() == "quit"_L1)
            QCOMPARE(role, QAction::QuitRole);
        else
            QVERIFY2(role == QAction::NoRole, qPrintable(action->text()));
        ++roles;
    }
    QVERIFY(roles > 30);
}

void TestMainWindow::hasNoAmbiguousShortcut()
{
    Bench bench;
    QHash<QKeySequence, QString> taken;
    for (const QAction* action : bench.window.findChildren<QAction*>()) {
        for (const QKeySequence& key : action->shortcuts()) {
            QVERIFY2(!taken.contains(key),
                     qPrintable(u"%1: %2 and %3"_s.arg(key.toString(), taken[key], action->text())));
            taken.insert(key, action->text());
        }
    }
    QVERIFY(taken.contains(QKeySequence(Qt::CTRL | Qt::Key_C)));
    QVERIFY(taken.contains(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_1)));
}

void TestMainWindow::copiesTheWholeIdFromAChip_data()
{
    QTest::addColumn<int>("chip");
    QTest::addColumn<QString>("expected");
    QTest::newRow("framework") << 0 << QString(Master + u"0007"_s);
    QTest::newRow("stream") << 1 << u"274bcc35-78db-42f1-9c2c-6c9af0b5c1e8"_s;
    QTest::newRow("agent") << 2 << QString(Master + u"S0"_s);
    QTest::newRow("offer") << 3 << QString(Master + u"O15"_s);
}

void TestMainWindow::copiesTheWholeIdFromAChip()
{
    QFETCH(int, chip);
    QFETCH(QString, expected);
    Bench bench;
    bench.select({u"Offer O15"_s});
    IdentityChip& clicked = bench.page->identity().chip(static_cast<IdentityModel::Id>(chip));
    auto* caption = clicked.findChild<QLabel*>();
    const QString before = caption->text();
    QSignalSpy copied(&clicked, &IdentityChip::copied);

    QTest::mouseClick(&clicked, Qt::LeftButton, {}, {10, 10});
    QCOMPARE(QApplication::clipboard()->text(), expected);
    QCOMPARE(copied.count(), 1);
    QCOMPARE(caption->text(), u"Copied"_s);
    QTRY_COMPARE(caption->text(), before);

    QApplication::clipboard()->clear();
    clicked.findChild<QToolButton*>()->click();
    QCOMPARE(QApplication::clipboard()->text(), expected);

    QApplication::clipboard()->clear();
    QTest::keyClick(&bench.window, static_cast<Qt::Key>(Qt::Key_1 + chip), Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(QApplication::clipboard()->text(), expected);
}

void TestMainWindow::copiesJsonWithAlt()
{
    Bench bench;
    IdentityChip& chip = bench.page->identity().chip(IdentityModel::Id::Framework);
    QTest::mouseClick(&chip, Qt::LeftButton, Qt::AltModifier, {10, 10});
    QCOMPARE(QApplication::clipboard()->text(), bench.desk.identity.json(IdentityModel::Id::Framework));
    QVERIFY(QApplication::clipboard()->text().contains("\"value\""_L1));
}

void TestMainWindow::copiesOneOfferIdPerLine()
{
    Bench bench;
    bench.select({u"Offer O12"_s, u"Offer O18"_s});
    QTest::mouseClick(named<QToolButton>(bench.window, u"Copy offer IDs"_s), Qt::LeftButton);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(QSet<QString>(lines.begin(), lines.end()), (QSet<QString>{Master + u"O12"_s, Master + u"O18"_s}));
}

void TestMainWindow::copiesTheWholeIdOfASelectedOffer()
{
    Bench bench;
    bench.select({u"Offer O18"_s});
    bench.tree().setFocus();
    QTest::keyClick(&bench.tree(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), Master + u"O18"_s);

    bench.select({u"web1.example.com"_s});
    QTest::keyClick(&bench.tree(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), Master + u"S0"_s);
}

void TestMainWindow::copiesTheJsonOfASelectedOffer()
{
    Bench bench;
    bench.select({u"Offer O18"_s});
    QTest::keyClick(&bench.tree(), Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"{\"id\":{\"value\":\"%1O18\"}}"_s.arg(Master));
}

void TestMainWindow::greysIdsOfAStreamThatIsGone()
{
    Bench bench;
    IdentityChip& chip = bench.page->identity().chip(IdentityModel::Id::Stream);
    QVERIFY(!chip.toolTip().contains("Void"_L1));
    bench.desk.scene.feed(input::Disconnected{});
    bench.desk.show(bench.page);
    QVERIFY(chip.toolTip().contains("Void"_L1));
    // It can still be copied.
    chip.copy();
    QCOMPARE(QApplication::clipboard()->text(), u"274bcc35-78db-42f1-9c2c-6c9af0b5c1e8"_s);
}

void TestMainWindow::showsOneButtonWithTwoFaces()
{
    Bench bench;
    QVERIFY(named<QPushButton>(bench.window, u"Disconnect"_s));
    QVERIFY(!named<QPushButton>(bench.window, u"Subscribe"_s));
    bench.desk.scene.feed(input::Disconnected{});
    bench.desk.show(bench.page);
    QVERIFY(!named<QPushButton>(bench.window, u"Disconnect"_s));
    QVERIFY(named<QPushButton>(bench.window, u"Subscribe"_s));
}

void TestMainWindow::tellsWhatIsWantedWithTheConnectionsId()
{
    Bench bench;
    QSignalSpy disconnected(&bench.window, &MainWindow::disconnectRequested);
    QSignalSpy subscribed(&bench.window, &MainWindow::subscribeRequested);
    QSignalSpy copied(&bench.window, &MainWindow::copyAsCurlRequested);
    named<QPushButton>(bench.window, u"Disconnect"_s)->click();
    QCOMPARE(disconnected.value(0).value(0).toString(), u"a"_s);
    named<QPushButton>(bench.window, u"Copy as curl"_s)->click();
    QCOMPARE(copied.value(0).value(0).toString(), u"a"_s);

    bench.desk.scene.feed(input::Disconnected{});
    bench.desk.show(bench.page);
    QTest::keyClick(&bench.window, Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(subscribed.value(0).value(0).toString(), u"a"_s);

    QSignalSpy selected(&bench.window, &MainWindow::connectionSelected);
    bench.window.showForm(u"b"_s);
    QCOMPARE(selected.count(), 0);
    QCOMPARE(bench.window.currentConnection(), u"b"_s);
    auto* sidebar = named<QTreeView>(bench.window, u"Connections"_s);
    QVERIFY(sidebar);
    sidebar->setCurrentIndex(bench.list.indexOf(u"a"_s));
    QCOMPARE(selected.value(0).value(0).toString(), u"a"_s);

    // A click beside the rows keeps the mark.
    QTest::mouseClick(sidebar->viewport(), Qt::LeftButton, {},
                      sidebar->viewport()->rect().bottomRight() - QPoint(3, 3));
    QVERIFY(sidebar->selectionModel()->isSelected(bench.list.indexOf(u"a"_s)));
}

void TestMainWindow::followsTheRecordsOnlyAtTheEnd()
{
    Bench bench;
    RecordView& view = bench.page->records().view();
    QScrollBar* bar = view.verticalScrollBar();
    bench.records(200);
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());

    bench.records(20);
    QTRY_COMPARE(bar->value(), bar->maximum());
    const QModelIndex last = view.model()->index(view.model()->rowCount() - 1, 0);
    QTRY_VERIFY(view.viewport()->rect().intersects(view.visualRect(last)));

    bar->setValue(bar->maximum() / 2);
    const int place = bar->value();
    const int end = bar->maximum();
    bench.records(20);
    QTRY_VERIFY(bar->maximum() > end);
    QCOMPARE(bar->value(), place);
    QVERIFY(!view.isAtEnd());

    bar->setValue(bar->maximum());
    bench.records(20);
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(view.isAtEnd());
}

void TestMainWindow::keepsTheSelectedRecord()
{
    Bench bench;
    bench.records(50);
    RecordView& view = bench.page->records().view();
    view.selectRow(10);
    const quint64 number = bench.page->records().selectedRecord()->number;
    bench.records(50);
    QVERIFY(bench.page->records().selectedRecord());
    QCOMPARE(bench.page->records().selectedRecord()->number, number);
}

void TestMainWindow::hidesHeartbeatsUnlessAsked()
{
    Bench bench;
    RecordsPanel& panel = bench.page->records();
    const int before = panel.view().model()->rowCount();
    for (int i = 0; i < 3; ++i)
        bench.desk.scene.receive(u"HEARTBEAT"_s, HeartbeatEvent{}, "{\"type\":\"HEARTBEAT\"}");
    bench.desk.show(bench.page);
    QCOMPARE(panel.view().model()->rowCount(), before);
    QVERIFY(panel.findChild<QLabel*>(u"counts"_s)->text().startsWith("3 heartbeats hidden"_L1));

    auto* action = bench.window.findChild<QAction*>(u"showHeartbeats"_s);
    action->trigger();
    QCOMPARE(panel.view().model()->rowCount(), before + 3);
    QVERIFY(!panel.findChild<QLabel*>(u"counts"_s)->text().contains("hidden"_L1));
    QVERIFY(action->isChecked());
}

void TestMainWindow::filtersAndLeavesWithEscape()
{
    Bench bench;
    QTest::keyClick(&bench.window, Qt::Key_F, Qt::ControlModifier);
    FilterField& filter = bench.window.filterField();
    QTRY_VERIFY(filter.hasFocus());
    QTest::keyClicks(&filter, u"host:web*"_s);
    QCOMPARE(bench.tree().model()->rowCount(), 1);
    QTest::keyClick(&filter, Qt::Key_Escape);
    QVERIFY(filter.text().isEmpty());
    QCOMPARE(bench.tree().model()->rowCount(), 2);
    QVERIFY(filter.hasFocus());
    QTest::keyClick(&filter, Qt::Key_Escape);
    QTRY_VERIFY(bench.tree().hasFocus());
}

void TestMainWindow::namesTermsItDoesNotUnderstand()
{
    Bench bench;
    FilterField& filter = bench.window.filterField();
    filter.setText(u"role:eng cpus>=x"_s);
    QVERIFY(filter.toolTip().contains("cpus>=x"_L1));
    QVERIFY(filter.accessibleDescription().contains("cpus>=x"_L1));
    filter.setText(u"role:eng"_s);
    QVERIFY(filter.accessibleDescription().isEmpty());
}

void TestMainWindow::pastesCurlAnywhere()
{
    Bench bench;
    const QString command = u"curl -X POST http://localhost:5050/api/v1/scheduler -d '{\"type\":\"SUBSCRIBE\"}'"_s;
    QApplication::clipboard()->setText(command);
    QSignalSpy pasted(&bench.window, &MainWindow::pasteCurlRequested);

    bench.tree().setFocus();
    QTest::keyClick(&bench.tree(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(pasted.count(), 1);
    QCOMPARE(pasted.value(0).value(0).toString(), command);

    // In a text field too: nobody filters by a curl command.
    FilterField& filter = bench.window.filterField();
    filter.setFocus();
    QTest::keyClick(&filter, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(pasted.count(), 2);
    QVERIFY(filter.text().isEmpty());

    named<QPushButton>(bench.window, u"Paste curl"_s)->click();
    QCOMPARE(pasted.count(), 3);
}

void TestMainWindow::leavesOtherTextToTheField()
{
    Bench bench;
    QApplication::clipboard()->setText(u"role:eng"_s);
    QSignalSpy pasted(&bench.window, &MainWindow::pasteCurlRequested);
    FilterField& filter = bench.window.filterField();
    filter.setFocus();
    QTest::keyClick(&filter, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(filter.text(), u"role:eng"_s);
    QTest::keyClick(&bench.tree(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(pasted.count(), 0);
}

void TestMainWindow::inspectsWhatWasSelectedLast()
{
    Bench bench;
    const auto* title = bench.window.inspector().findChild<QLabel*>(u"title"_s);
    QVERIFY(title);
    bench.select({u"Offer O12"_s});
    QCOMPARE(title->text(), u"Offer O12"_s);
    bench.page->records().view().selectRow(0);
    QVERIFY(title->text().startsWith("Record 1"_L1));
    bench.select({u"Offer O18"_s});
    QCOMPARE(title->text(), u"Offer O18"_s);
    bench.select({u"web1.example.com"_s});
    QCOMPARE(title->text(), u"web1.example.com"_s);
    bench.tree().selectionModel()->clear();
    QVERIFY(!title->text().contains("web1"_L1));
}

void TestMainWindow::saysWhatIsHeld()
{
    Bench bench;
    const auto* holding = named<QLabel>(bench.window, u"Holding"_s);
    QVERIFY(holding);
    QCOMPARE(holding->accessibleDescription(), u"Holding 3 offers: 6 cpus nobody else can use"_s);
    bench.desk.scene.rescind(OfferId(Master + u"O18"_s));
    bench.desk.scene.rescind(OfferId(Master + u"O15"_s));
    bench.desk.show(bench.page);
    QCOMPARE(holding->accessibleDescription(), u"Holding 1 offer: 4 cpus nobody else can use"_s);
}

void TestMainWindow::saysWhyThereIsNothingToSee()
{
    ConnectionListModel list;
    samples::StillClock clock;
    list.setConnections({samples::connection(u"a"_s, u"HelloWorld"_s)});
    MainWindow window(list, clock);
    samples::Desk desk(clock);
    ConnectionPage* page = window.addPage(u"a"_s, desk.models());
    window.showPage(u"a"_s);
    window.show();
    desk.scene.subscribe();
    desk.show(page);
    const auto* sentence = page->offers().findChild<QLabel*>(u"sentence"_s);
    QVERIFY(sentence->isVisible());
    QCOMPARE(sentence->text(), u"Waiting for offers…"_s);

    desk.scene.pass(std::chrono::seconds(16));
    desk.show(page);
    QCOMPARE(sentence->text(), u"No offers yet"_s);
    QVERIFY(!page->offers().findChild<QLabel*>(u"explanation"_s)->text().isEmpty());

    desk.scene.arrive({samples::offer(u"O1"_s, u"S0"_s, u"web1"_s, u"eng"_s)});
    desk.show(page);
    QVERIFY(!sentence->isVisible());
    window.filterField().setText(u"host:nowhere"_s);
    QVERIFY(sentence->isVisible());
    QCOMPARE(sentence->text(), u"No offer matches the filter"_s);
}

void TestMainWindow::ticksOnlyWhileSomethingMoves()
{
    Bench bench;
    QVERIFY(bench.window.isTicking());
    bench.clock.now += std::chrono::seconds(5);
    QTRY_COMPARE(bench.window.statePill().text(), u"Subscribed 00:00:05"_s);

    bench.window.hide();
    QVERIFY(!bench.window.isTicking());
    bench.window.show();
    QVERIFY(bench.window.isTicking());
    bench.desk.scene.feed(input::Disconnected{});
    bench.desk.show(bench.page);
    QVERIFY(!bench.window.isTicking());
}

void TestMainWindow::givesANarrowWindowToTheOffers()
{
    Bench bench;
    const auto* dock = bench.window.findChild<QDockWidget*>();
    bench.window.resize(1500, 800);
    QTRY_VERIFY(dock->isVisible());
    bench.window.resize(bench.window.minimumSize());
    QTRY_VERIFY(!dock->isVisible());
    bench.window.resize(1500, 800);
    QTRY_VERIFY(dock->isVisible());
    bench.window.findChild<QAction*>(u"showInspector"_s)->trigger();
    QVERIFY(!dock->isVisible());
    bench.window.resize(1600, 800);
    QVERIFY(!dock->isVisible());
}

void TestMainWindow::keepsItsPlaceAndColumns()
{
    {
        Bench bench;
        bench.window.resize(780, 640);
        bench.tree().setColumnHidden(OfferTreeModel::Gpus, true);
        emit bench.tree().columnsChanged();
        bench.page->offers().setGrouping(OfferTreeModel::Grouping::Role);
        bench.window.close();
    }
    Bench again(true);
    QCOMPARE(again.window.size(), QSize(780, 640));
    QVERIFY(again.tree().isColumnHidden(OfferTreeModel::Gpus));
    QVERIFY(!again.tree().isColumnHidden(OfferTreeModel::Cpus));
    QCOMPARE(again.desk.offers.grouping(), OfferTreeModel::Grouping::Role);
}

void TestMainWindow::fallsBackToTheFormWithoutAPage()
{
    Bench bench;
    QVERIFY(bench.window.view() == MainWindow::View::Page);
    bench.window.removePage(u"a"_s);
    QVERIFY(bench.window.view() == MainWindow::View::Form);
    QCOMPARE(bench.window.currentConnection(), u"a"_s);
    bench.window.showPage(u"b"_s);
    QVERIFY(bench.window.view() == MainWindow::View::Form);
    bench.window.showFirstRun();
    QVERIFY(bench.window.currentConnection().isEmpty());
}

void TestMainWindow::enablesFaultsForLivePracticeConnectionsOnly()
{
    Bench bench;
    bench.window.setPracticeFaults({{u"drop"_s, u"Drop the stream"_s}});
    QAction* fault = nullptr;
    for (QAction* action : bench.window.findChildren<QAction*>()) {
        if (action->text() == "Drop the stream"_L1)
            fault = action;
    }
    QVERIFY(fault);
    auto* menu = qobject_cast<QWidget*>(fault->parent());
    QVERIFY(menu);
    QVERIFY(!menu->isEnabled());

    Connection practice = samples::connection(u"a"_s, u"Practice"_s);
    practice.isPractice = true;
    bench.list.setConnections({practice});
    QVERIFY(menu->isEnabled());
    QSignalSpy asked(&bench.window, &MainWindow::practiceFaultRequested);
    fault->trigger();
    QCOMPARE(asked.value(0).value(0).toString(), u"a"_s);
    QCOMPARE(asked.value(0).value(1).toString(), u"drop"_s);
    bench.desk.scene.feed(input::Disconnected{});
    bench.desk.show(bench.page);
    QVERIFY(!menu->isEnabled());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
