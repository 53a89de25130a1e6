// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/mainwindow.h"

#include "curl/curlcommand.h"
#include "models/connectionlistmodel.h"
#include "models/offerfilter.h"
#include "models/recordtablemodel.h"
#include "models/roles.h"
#include "state/masteraddress.h"
#include "widgets/connectionsidebar.h"
#include "widgets/filterfield.h"
#include "widgets/firstrunpanel.h"
#include "widgets/inspectorpanel.h"
#include "widgets/offerspanel.h"
#include "widgets/offerview.h"
#include "widgets/recordspanel.h"
#include "widgets/statepill.h"
#include "widgets/statusline.h"
#include "widgets/subscribepanel.h"
#include "widgets/windowactions.h"
#include "widgets/windowmemory.h"
#include "widgets/windowparts.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QMessageBox>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds AnnouncementTime{3};

QString environmentTag(const Connection& connection)
{
    const bool isUsual = connection.environment.isEmpty() || connection.environment == "Local"_L1;
    return isUsual ? QString() : connection.environment;
}

} // namespace

MainWindow::MainWindow(ConnectionListModel& connections, const Clock& clock, QWidget* parent)
    : QMainWindow(parent)
    , m_connections(connections)
    , m_clock(clock)
{
    setObjectName("mainWindow"_L1);
    setWindowTitle(QGuiApplication::applicationDisplayName());
    setUnifiedTitleAndToolBarOnMac(true);
    setContextMenuPolicy(Qt::NoContextMenu); // no menu that hides the tool bar for good
    const int letter = fontMetrics().averageCharWidth();
    setMinimumSize(qMin(900, letter * 128), qMin(560, fontMetrics().height() * 35));
    // Room for the frame, whose size is not known yet.
    const QSize room = screen()->availableSize() - QSize(0, fontMetrics().height() * 2);
    resize(QSize(1280, 800).boundedTo(room));

    m_actions = new WindowActions(*this);
    m_sidebar = new ConnectionSidebar(connections);
    m_firstRun = new FirstRunPanel;
    m_form = new SubscribePanel;
    m_inspector = new InspectorPanel;
    m_pill = new StatePill;
    m_filter = new FilterField;
    m_status = new StatusLine;
    m_parts = std::make_unique<WindowParts>(*this, WindowParts::Contents{.sidebar = m_sidebar,
                                                                         .firstRun = m_firstRun,
                                                                         .form = m_form,
                                                                         .inspector = m_inspector,
                                                                         .pill = m_pill,
                                                                         .filter = m_filter,
                                                                         .status = m_status});
    m_memory = new WindowMemory(*this, *m_parts->sidebarSplitter);
    m_memory->restore();

    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &MainWindow::tick);
    wireSidebar();
    wireToolBar();
    wireActions();
    wireCalls();
    qApp->installEventFilter(this);
    showFirstRun();
}

MainWindow::~MainWindow()
{
    qApp->removeEventFilter(this);
    // They refer to the models, which may end before QObject takes the children down.
    m_connections.disconnect(this);
}

ConnectionPage* MainWindow::addPage(const QString& connectionId, const PageModels& models)
{
    if (ConnectionPage* known = page(connectionId))
        return known;
    auto* made = new ConnectionPage(connectionId, models, m_clock);
    m_pages.insert(connectionId, made);
    m_parts->stack->addWidget(made);
    if (!m_memory->pageLayout().isEmpty())
        made->restoreLayout(m_memory->pageLayout());
    connect(made, &ConnectionPage::troubleActionRequested, this,
            [this, connectionId](TroubleAction action) { emit troubleActionRequested(connectionId, action); });
    connect(made, &ConnectionPage::applied, this, [this, made] {
        if (made != currentPage())
            return;
        refreshSession();
        refreshInspection();
    });
    connect(made, &ConnectionPage::inspectionChanged, this, [this, made] {
        if (made == currentPage())
            refreshInspection();
    });
    connect(made, &ConnectionPage::choiceChanged, this, [this, made] {
        if (made == currentPage())
            refreshCalls();
    });
    connect(&made->offers(), &OffersPanel::launchRequested, this,
            [this, connectionId] { emit launchRequested(connectionId); });
    connect(made, &ConnectionPage::layoutChanged, this, [this, made] {
        m_memory->setPageLayout(made->saveLayout());
        if (made == currentPage())
            refreshSession();
    });
    return made;
}

ConnectionPage* MainWindow::page(const QString& connectionId) const
{
    return m_pages.value(connectionId);
}

ConnectionPage* MainWindow::currentPage() const
{
    return m_view == View::Page ? page(m_current) : nullptr;
}

void MainWindow::removePage(const QString& connectionId)
{
    ConnectionPage* gone = m_pages.take(connectionId);
    if (!gone)
        return;
    m_parts->stack->removeWidget(gone);
    if (m_view == View::Page && m_current == connectionId)
        setView(View::Form, connectionId);
    delete gone;
}

void MainWindow::showPage(const QString& connectionId)
{
    if (page(connectionId))
        setView(View::Page, connectionId);
    else
        setView(View::Form, connectionId);
}

void MainWindow::showForm(const QString& connectionId)
{
    setView(View::Form, connectionId);
}

void MainWindow::showFirstRun()
{
    setView(View::FirstRun, {});
}

void MainWindow::setView(View view, const QString& connectionId)
{
    m_view = view;
    m_current = connectionId;
    m_sidebar->select(connectionId);
    QWidget* shown = m_firstRun;
    if (view == View::Form)
        shown = m_form;
    else if (view == View::Page)
        shown = page(connectionId);
    m_parts->stack->setCurrentWidget(shown);
    // The keyboard begins at the offers, and no chip looks chosen.
    const QWidget* focus = QApplication::focusWidget();
    if (view == View::Page && !(focus && (focus == m_filter || m_sidebar->isAncestorOf(focus)))) {
        QWidget& tree = page(connectionId)->tabFocus();
        // While there are no rows the tree is hidden and cannot have it.
        (tree.isVisible() ? &tree : shown)->setFocus();
    }
    if (const ConnectionPage* current = currentPage()) {
        const QSignalBlocker blocker(m_filter);
        m_filter->setText(current->filterText());
        m_filter->setNotUnderstood(OfferFilter::parse(current->filterText()).notUnderstood());
    }
    applyView();
    refreshInspection();
}

void MainWindow::applyView()
{
    const bool isPage = m_view == View::Page;
    m_parts->toolBar->setVisible(m_view != View::FirstRun);
    for (QAction* part : m_parts->pageOnly)
        part->setVisible(isPage);
    fitToolBar();
    m_status->setVisible(isPage && statusBar()->currentMessage().isEmpty());
    statusBar()->setVisible(isPage || !statusBar()->currentMessage().isEmpty());
    m_sidebar->setVisible(m_memory->sidebarShown() && m_connections.rowCount() > 0);
    m_actions->showSidebar->setChecked(m_memory->sidebarShown());
    for (QAction* action :
         {m_actions->find, m_actions->showOffers, m_actions->showTasks, m_actions->showCalls, m_actions->showRecords,
          m_actions->showInspector, m_actions->showHeartbeats, m_actions->copyJson})
        action->setEnabled(isPage);
    for (QAction* action : m_actions->copyIds)
        action->setEnabled(isPage);
    m_actions->grouping->setEnabled(isPage);
    fitInspector();
    refreshSession();
}

void MainWindow::fitInspector()
{
    // A narrow window belongs to the offers.
    const int letter = fontMetrics().averageCharWidth();
    const int sidebar = m_sidebar->isHidden() ? 0 : m_sidebar->width();
    const int hint = m_inspector->sizeHint().width();
    const int inspector = m_parts->inspectorDock->isHidden() ? hint : qMax(hint, m_parts->inspectorDock->width());
    const bool fits = width() - sidebar - inspector >= letter * 72;
    const bool shown = m_view == View::Page && m_memory->inspectorShown() && fits;
    if (shown == m_parts->inspectorDock->isHidden()) {
        m_parts->inspectorDock->setVisible(shown);
        if (shown)
            refreshInspection();
    }
    m_actions->showInspector->setChecked(shown);
}

void MainWindow::fitToolBar()
{
    if (m_view != View::Page)
        return;
    const bool isWide = width() >= fontMetrics().averageCharWidth() * 150;
    for (QAction* part : m_parts->wideOnly)
        part->setVisible(isWide);
}

void MainWindow::refreshSession()
{
    const ConnectionPage* page = currentPage();
    const SessionState* state = page ? &page->state() : nullptr;
    const WallTime now = m_clock.wall();
    const QModelIndex row = m_connections.indexOf(m_current);
    const Connection* connection = m_connections.connection(row);
    const bool isActive = state && state->isActive();

    m_pill->setState(state, now);
    m_pill->setEnvironment(connection ? environmentTag(*connection) : QString(), row.data(ColorRole).value<QColor>());
    m_parts->showSessionButton(isActive);

    const bool isKnown = connection != nullptr;
    m_actions->subscribe->setEnabled(isKnown && !isActive);
    m_actions->disconnect->setEnabled(isActive);
    m_actions->tryNow->setEnabled(state && state->phase == Phase::Reconnecting);
    m_actions->copyAsCurl->setEnabled(isKnown);
    m_actions->edit->setEnabled(isKnown);
    m_actions->duplicate->setEnabled(isKnown);
    m_actions->remove->setEnabled(isKnown);
    m_actions->practice->setEnabled(connection && connection->isPractice && isActive);

    QString title = QGuiApplication::applicationDisplayName();
    if (connection) {
        title = connection->name;
        const QString address =
            state && !state->master.isEmpty() ? displayAddress(state->master) : connection->settings.masters;
        if (!address.isEmpty())
            title += u" — "_s + address;
        if (const QString tag = environmentTag(*connection); !tag.isEmpty())
            title += u" ("_s + tag + u')';
    }
    setWindowTitle(title);

    if (page) {
        m_status->setSession(*state, page->models().offers->totals(), *page->models().records, now);
        m_actions->showHeartbeats->setChecked(m_pages.value(m_current)->records().areHeartbeatsShown());
        for (QAction* action : m_actions->grouping->actions()) {
            if (action->data().value<OfferTreeModel::Grouping>() == page->models().offers->grouping())
                action->setChecked(true);
        }
    }
    refreshCalls();
    refreshTimer();
}

void MainWindow::refreshInspection()
{
    if (const ConnectionPage* page = currentPage(); page && !m_parts->inspectorDock->isHidden())
        m_inspector->setInspection(page->inspection());
}

void MainWindow::refreshTimer()
{
    const ConnectionPage* page = currentPage();
    const bool moves = page && page->state().isActive() && isVisible() && !isMinimized();
    if (moves && !m_second.isActive())
        m_second.start();
    else if (!moves)
        m_second.stop();
}

void MainWindow::tick()
{
    if (ConnectionPage* page = currentPage())
        page->setNow(m_clock.wall());
    refreshSession();
    refreshInspection();
}

void MainWindow::filterEdited(const QString& text)
{
    if (ConnectionPage* page = currentPage())
        m_filter->setNotUnderstood(page->setFilterText(text));
}

void MainWindow::pasteCurl()
{
    emit pasteCurlRequested(QApplication::clipboard()->text());
}

void MainWindow::paste()
{
    const QString words = QApplication::clipboard()->text();
    if (looksLikeCurl(words))
        emit pasteCurlRequested(words);
    else if (QWidget* field = focusWidget())
        QMetaObject::invokeMethod(field, "paste"); // chosen from the menu while a text field has the focus
}

void MainWindow::copySelected(bool asJson)
{
    // From the menu; the key itself goes to a text field that has the focus.
    if (const auto* field = qobject_cast<QLineEdit*>(focusWidget()); field && !asJson && field->hasSelectedText()) {
        QApplication::clipboard()->setText(field->selectedText());
        return;
    }
    const ConnectionPage* page = currentPage();
    const QString words = page ? (asJson ? page->copyJson() : page->copyText()) : QString();
    if (words.isEmpty())
        return;
    QApplication::clipboard()->setText(words);
    announce(tr("Copied"));
}

void MainWindow::focusPane(int step)
{
    QList<QWidget*> panes{&m_sidebar->tree()};
    if (ConnectionPage* page = currentPage())
        panes += {page->identityFocus(), &page->tabFocus(), &page->records(), m_inspector};
    else
        panes += m_parts->stack->currentWidget();
    panes.removeIf([](const QWidget* pane) { return !pane->isVisible(); });
    if (panes.isEmpty())
        return;
    qsizetype current = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (panes[i] == focusWidget() || panes[i]->isAncestorOf(focusWidget()))
            current = i;
    }
    QWidget* next = panes[(current + step + panes.size()) % panes.size()];
    if (next->focusPolicy() == Qt::NoFocus && !next->focusProxy())
        next = next->nextInFocusChain();
    next->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
}

void MainWindow::confirmDelete(const QString& connectionId)
{
    const Connection* connection = m_connections.connection(m_connections.indexOf(connectionId));
    if (!connection)
        return;
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Question);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Delete “%1”?").arg(connection->name));
    box->setInformativeText(tr("Its settings and the framework ids it has used are forgotten."));
    const QPushButton* remove = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(remove, &QPushButton::clicked, this, [this, connectionId] { emit deleteRequested(connectionId); });
    box->open();
}

void MainWindow::setPracticeFaults(const QList<std::pair<QString, QString>>& faults)
{
    m_actions->setFaults(faults);
}

void MainWindow::setAppearance(Appearance appearance)
{
    for (QAction* action : m_actions->appearance->actions()) {
        if (action->data().toInt() == static_cast<int>(appearance))
            action->setChecked(true);
    }
}

void MainWindow::announce(const QString& sentence)
{
    statusBar()->showMessage(sentence, static_cast<int>(std::chrono::milliseconds(AnnouncementTime).count()));
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QMainWindow::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget->window() != this || !key->matches(QKeySequence::Paste))
        return QMainWindow::eventFilter(watched, event);
    const QString words = QApplication::clipboard()->text();
    if (!looksLikeCurl(words))
        return QMainWindow::eventFilter(watched, event);
    // Taken from shortcuts and text fields alike: a curl command fills the form wherever the cursor stands.
    key->accept();
    if (event->type() == QEvent::KeyPress)
        emit pasteCurlRequested(words);
    return true;
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (m_parts && event->type() == QEvent::WindowStateChange)
        refreshTimer();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_mayClose && !m_mayClose()) {
        event->ignore();
        return;
    }
    m_memory->write();
    QMainWindow::closeEvent(event);
}

void MainWindow::closeForGood()
{
    m_mayClose = nullptr;
    close();
}

void MainWindow::hideEvent(QHideEvent* event)
{
    QMainWindow::hideEvent(event);
    refreshTimer();
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!m_settled && !m_memory->sizesRestored())
        m_parts->settleSizes();
    m_settled = true;
    applyView();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    fitToolBar();
    fitInspector();
    m_memory->touch();
}

} // namespace mesoscribe
