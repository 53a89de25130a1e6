// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/connectionpage.h"

#include "models/describetask.h"
#include "models/identitymodel.h"
#include "models/offertreemodel.h"
#include "models/tasktreemodel.h"
#include "widgets/callspanel.h"
#include "widgets/callview.h"
#include "widgets/countbadge.h"
#include "widgets/identitychip.h"
#include "widgets/identitystrip.h"
#include "widgets/offerspanel.h"
#include "widgets/offerview.h"
#include "widgets/recordspanel.h"
#include "widgets/taskspanel.h"
#include "widgets/taskview.h"
#include "widgets/troublebanner.h"

#include <QComboBox>
#include <QDataStream>
#include <QLineEdit>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

struct ConnectionPage::Ui
{
    QSplitter* splitter = nullptr;
    QTabWidget* tabs = nullptr;
    std::array<CountBadge*, 3> counts{}; ///< in the order of Tab
    QComboBox* grouping = nullptr;
};

ConnectionPage::ConnectionPage(const QString& connectionId, const PageModels& models, const Clock& clock,
                               QWidget* parent)
    : QWidget(parent)
    , m_connectionId(connectionId)
    , m_models(models)
    , m_clock(clock)
    , m_ui(std::make_unique<Ui>())
    , m_banner(new TroubleBanner(this))
    , m_identity(new IdentityStrip(*models.identity, this))
    , m_offers(new OffersPanel(*models.offers, *models.ticks, this))
    , m_tasks(new TasksPanel(*models.tasks, this))
    , m_calls(new CallsPanel(*models.calls, this))
    , m_records(new RecordsPanel(*models.records, this))
{
    addTabs();
    m_ui->splitter = new QSplitter(Qt::Vertical, this);
    m_ui->splitter->setChildrenCollapsible(false);
    m_ui->splitter->addWidget(m_ui->tabs);
    m_ui->splitter->addWidget(m_records);
    m_ui->splitter->setStretchFactor(0, 7);
    m_ui->splitter->setStretchFactor(1, 3);
    m_ui->splitter->setSizes({700, 300});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_identity);
    layout->addWidget(m_ui->splitter, 1);
    connectPanels();
    setNow(m_clock.wall());
}

void ConnectionPage::addTabs()
{
    m_ui->tabs = new QTabWidget(this);
    m_ui->tabs->setObjectName("views"_L1);
    m_ui->tabs->setDocumentMode(true);
    m_ui->tabs->addTab(m_offers, tr("Offers"));
    m_ui->tabs->addTab(m_tasks, tr("Tasks"));
    m_ui->tabs->addTab(m_calls, tr("Calls"));
    m_ui->tabs->tabBar()->setAccessibleName(tr("Views"));
    m_ui->tabs->setBackgroundRole(QPalette::Base);
    m_ui->tabs->setAutoFillBackground(true);
    for (size_t tab = 0; tab < m_ui->counts.size(); ++tab) {
        m_ui->counts[tab] = new CountBadge;
        m_ui->tabs->tabBar()->setTabButton(static_cast<int>(tab), QTabBar::RightSide, m_ui->counts[tab]);
    }
    m_ui->grouping = new QComboBox;
    m_ui->grouping->setObjectName("grouping"_L1);
    m_ui->grouping->setAccessibleName(u"Group by"_s);
    m_ui->grouping->setFrame(false);
    m_ui->grouping->addItem(tr("Group by Agent"), QVariant::fromValue(OfferTreeModel::Grouping::Agent));
    m_ui->grouping->addItem(tr("Group by Role"), QVariant::fromValue(OfferTreeModel::Grouping::Role));
    m_ui->grouping->addItem(tr("Not grouped"), QVariant::fromValue(OfferTreeModel::Grouping::None));
    m_ui->tabs->setCornerWidget(m_ui->grouping, Qt::TopRightCorner);
}

void ConnectionPage::connectPanels()
{
    connect(m_banner, &TroubleBanner::actionRequested, this, &ConnectionPage::troubleActionRequested);
    connect(m_offers, &OffersPanel::selectionChanged, this, &ConnectionPage::offersSelected);
    connect(m_offers, &OffersPanel::choiceChanged, this, &ConnectionPage::choiceChanged);
    connect(m_tasks, &TasksPanel::selectionChanged, this,
            [this] { follow(Subject::Tasks, m_tasks->currentSource().isValid()); });
    connect(m_calls, &CallsPanel::selectionChanged, this,
            [this] { follow(Subject::Calls, m_calls->selectedCall() != nullptr); });
    connect(m_records, &RecordsPanel::selectionChanged, this,
            [this] { follow(Subject::Records, m_records->selectedRecord() != nullptr); });
    connect(m_calls, &CallsPanel::recordRequested, m_records, &RecordsPanel::select);
    connect(m_tasks, &TasksPanel::recordRequested, m_records, &RecordsPanel::select);
    connect(m_records, &RecordsPanel::callRequested, this, &ConnectionPage::revealCall);
    connect(m_ui->tabs, &QTabWidget::currentChanged, this, [this] {
        m_ui->grouping->setVisible(tab() == Tab::Offers);
        setNow(m_clock.wall());
        emit choiceChanged();
    });
    connect(m_ui->grouping, &QComboBox::activated, this, [this](int row) {
        m_offers->setGrouping(m_ui->grouping->itemData(row).value<OfferTreeModel::Grouping>());
    });
    const auto showGrouping = [this] {
        m_ui->grouping->setCurrentIndex(m_ui->grouping->findData(QVariant::fromValue(m_models.offers->grouping())));
    };
    connect(m_offers, &OffersPanel::groupingChanged, this, showGrouping);
    connect(m_offers, &OffersPanel::groupingChanged, this, &ConnectionPage::layoutChanged);
    connect(&m_offers->view(), &OfferView::columnsChanged, this, &ConnectionPage::layoutChanged);
    connect(m_calls, &CallsPanel::automaticShownChanged, this, &ConnectionPage::layoutChanged);
    connect(m_records, &RecordsPanel::heartbeatsShownChanged, this, &ConnectionPage::layoutChanged);
    connect(m_ui->splitter, &QSplitter::splitterMoved, this, &ConnectionPage::layoutChanged);
    showGrouping();
}

ConnectionPage::~ConnectionPage() = default;

void ConnectionPage::apply(const Changes& changes)
{
    if (!isVisible()) {
        m_behind = true;
    } else {
        if (changes.phase || changes.trouble)
            refreshTrouble();
        refreshTab(m_clock.wall());
        refreshCounts();
    }
    emit applied();
}

void ConnectionPage::setNow(WallTime now)
{
    m_behind = false;
    m_models.offers->setNow(now);
    m_models.tasks->setNow(now);
    m_models.calls->setNow(now);
    refreshTab(now);
    refreshTrouble();
    refreshCounts();
}

void ConnectionPage::refreshTab(WallTime now)
{
    switch (tab()) {
    case Tab::Offers:
        m_offers->refresh(state(), now);
        break;
    case Tab::Tasks:
        m_tasks->refresh(state(), now);
        break;
    case Tab::Calls:
        m_calls->refresh(state(), now);
        break;
    }
}

void ConnectionPage::showTab(Tab tab)
{
    m_ui->tabs->setCurrentIndex(static_cast<int>(tab));
}

ConnectionPage::Tab ConnectionPage::tab() const
{
    return static_cast<Tab>(m_ui->tabs->currentIndex());
}

QWidget& ConnectionPage::tabFocus()
{
    switch (tab()) {
    case Tab::Tasks:
        return m_tasks->view();
    case Tab::Calls:
        return m_calls->view();
    case Tab::Offers:
        break;
    }
    return m_offers->view();
}

quint64 ConnectionPage::selectedCall() const
{
    const CallEntry* call = m_subject == Subject::Calls ? m_calls->selectedCall() : nullptr;
    return call ? call->number : 0;
}

void ConnectionPage::revealCall(quint64 call)
{
    showTab(Tab::Calls);
    m_calls->select(call);
}

void ConnectionPage::revealTask(const TaskId& task)
{
    showTab(Tab::Tasks);
    m_tasks->select(task);
}

void ConnectionPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_behind)
        setNow(m_clock.wall());
}

void ConnectionPage::refreshTrouble()
{
    if (state().trouble)
        m_banner->setTrouble(describe(*state().trouble, state(), m_clock.wall()), *state().trouble);
    else
        m_banner->clear();
}

void ConnectionPage::refreshCounts()
{
    const int held = m_models.offers->totals().offers;
    countTab(Tab::Offers, held, held == 1 ? tr("1 offer held") : tr("%Ln offers held", nullptr, held));
    const TaskTreeModel::Counts tasks = m_models.tasks->counts();
    QStringList words{tasks.tasks == 1 ? tr("1 task") : tr("%Ln tasks", nullptr, tasks.tasks)};
    if (tasks.running > 0)
        words += tasks.running == 1 ? tr("1 is running") : tr("%Ln are running", nullptr, tasks.running);
    if (tasks.unacknowledged > 0)
        words += describeUnacknowledged(tasks.unacknowledged);
    countTab(Tab::Tasks, tasks.tasks, words.join(u", "_s));
    const int calls = static_cast<int>(qMin<qsizetype>(state().calls.size(), std::numeric_limits<int>::max()));
    countTab(Tab::Calls, calls, calls == 1 ? tr("1 call") : tr("%Ln calls", nullptr, calls));
    m_records->refresh();
}

void ConnectionPage::countTab(Tab tab, int count, const QString& toolTip)
{
    const int place = static_cast<int>(tab);
    CountBadge* badge = m_ui->counts[static_cast<size_t>(place)];
    m_ui->tabs->setTabToolTip(place, toolTip);
    const QString text = locale().toString(count);
    if (badge->text() == text)
        return;
    badge->setText(text);
    badge->setFixedSize(badge->sizeHint());
    // The tab bar measures its buttons only when it is told.
    m_ui->tabs->tabBar()->setTabButton(place, QTabBar::RightSide, nullptr);
    m_ui->tabs->tabBar()->setTabButton(place, QTabBar::RightSide, badge);
}

QStringList ConnectionPage::setFilterText(const QString& text)
{
    m_filterText = text;
    const QStringList notUnderstood = m_offers->setFilterText(text);
    m_offers->refresh(state(), m_clock.wall());
    return notUnderstood;
}

void ConnectionPage::offersSelected()
{
    const QList<OfferId> offers = m_offers->selectedOffers();
    const QList<AgentId> agents = m_offers->selectedAgents();
    m_models.identity->setSelection(offers, agents);
    follow(Subject::Offers, m_offers->currentSource().isValid());
}

void ConnectionPage::follow(Subject subject, bool isSelected)
{
    if (isSelected)
        m_subject = subject;
    else if (m_subject == subject)
        m_subject = Subject::Connection;
    emit inspectionChanged();
}

QString ConnectionPage::copyText() const
{
    switch (m_subject) {
    case Subject::Offers:
        return m_offers->copyText();
    case Subject::Records:
        return m_records->copyText();
    case Subject::Tasks:
        return m_tasks->copyText();
    case Subject::Calls:
        return m_calls->copyText();
    case Subject::Connection:
        return state().frameworkId.value();
    }
    return {};
}

QString ConnectionPage::copyJson() const
{
    switch (m_subject) {
    case Subject::Offers:
        return m_offers->copyJson();
    case Subject::Records:
        return m_records->copyText();
    case Subject::Tasks:
        return m_tasks->copyJson();
    case Subject::Calls:
        return m_calls->copyText();
    case Subject::Connection:
        return m_models.identity->json(IdentityModel::Id::Framework);
    }
    return {};
}

QWidget* ConnectionPage::identityFocus()
{
    return m_identity->findChild<QLineEdit*>();
}

void ConnectionPage::copyId(int chip)
{
    m_identity->chip(static_cast<IdentityModel::Id>(chip)).copy();
}

QByteArray ConnectionPage::saveLayout() const
{
    QByteArray layout;
    QDataStream out(&layout, QIODevice::WriteOnly);
    out << m_ui->splitter->saveState() << m_offers->saveColumns() << m_records->areHeartbeatsShown()
        << static_cast<qint32>(m_models.offers->grouping()) << m_calls->isAutomaticShown();
    return layout;
}

void ConnectionPage::restoreLayout(const QByteArray& layout)
{
    QDataStream in(layout);
    QByteArray splitter;
    QByteArray columns;
    bool heartbeats = false;
    qint32 grouping = 0;
    bool automatic = false;
    in >> splitter >> columns >> heartbeats >> grouping >> automatic;
    if (in.status() != QDataStream::Ok)
        return;
    m_ui->splitter->restoreState(splitter);
    m_ui->splitter->setChildrenCollapsible(false);
    m_offers->restoreColumns(columns);
    m_records->setHeartbeatsShown(heartbeats);
    m_calls->setAutomaticShown(automatic);
    for (const auto known :
         {OfferTreeModel::Grouping::Agent, OfferTreeModel::Grouping::Role, OfferTreeModel::Grouping::None}) {
        if (static_cast<qint32>(known) == grouping)
            m_offers->setGrouping(known);
    }
}

} // namespace mesoscribe
