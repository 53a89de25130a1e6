// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/connectionpage.h"

#include "models/identitymodel.h"
#include "models/offerproxy.h"
#include "models/recordtablemodel.h"
#include "models/roles.h"
#include "state/masteraddress.h"
#include "widgets/countbadge.h"
#include "widgets/identitychip.h"
#include "widgets/identitystrip.h"
#include "widgets/offerspanel.h"
#include "widgets/offerview.h"
#include "widgets/recordspanel.h"
#include "widgets/recordview.h"
#include "widgets/theme.h"
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
    CountBadge* offerCount = nullptr;
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
    , m_offers(new OffersPanel(*models.offers, this))
    , m_records(new RecordsPanel(*models.records, this))
{
    m_ui->tabs = new QTabWidget(this);
    m_ui->tabs->setObjectName("views"_L1);
    m_ui->tabs->setDocumentMode(true);
    m_ui->tabs->addTab(m_offers, tr("Offers"));
    m_ui->tabs->tabBar()->setAccessibleName(tr("Views"));
    m_ui->tabs->setBackgroundRole(QPalette::Base);
    m_ui->tabs->setAutoFillBackground(true);
    m_ui->offerCount = new CountBadge;
    m_ui->tabs->tabBar()->setTabButton(0, QTabBar::RightSide, m_ui->offerCount);
    m_ui->grouping = new QComboBox;
    m_ui->grouping->setObjectName("grouping"_L1);
    m_ui->grouping->setAccessibleName(u"Group by"_s);
    m_ui->grouping->setFrame(false);
    m_ui->grouping->addItem(tr("Group by Agent"), QVariant::fromValue(OfferTreeModel::Grouping::Agent));
    m_ui->grouping->addItem(tr("Group by Role"), QVariant::fromValue(OfferTreeModel::Grouping::Role));
    m_ui->grouping->addItem(tr("Not grouped"), QVariant::fromValue(OfferTreeModel::Grouping::None));
    m_ui->tabs->setCornerWidget(m_ui->grouping, Qt::TopRightCorner);

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

    connect(m_banner, &TroubleBanner::actionRequested, this, &ConnectionPage::troubleActionRequested);
    connect(m_offers, &OffersPanel::selectionChanged, this, &ConnectionPage::offersSelected);
    connect(m_records, &RecordsPanel::selectionChanged, this, &ConnectionPage::recordSelected);
    connect(m_ui->grouping, &QComboBox::activated, this, [this](int row) {
        m_offers->setGrouping(m_ui->grouping->itemData(row).value<OfferTreeModel::Grouping>());
    });
    const auto showGrouping = [this] {
        m_ui->grouping->setCurrentIndex(m_ui->grouping->findData(QVariant::fromValue(m_models.offers->grouping())));
    };
    connect(m_offers, &OffersPanel::groupingChanged, this, showGrouping);
    connect(m_offers, &OffersPanel::groupingChanged, this, &ConnectionPage::layoutChanged);
    connect(&m_offers->view(), &OfferView::columnsChanged, this, &ConnectionPage::layoutChanged);
    connect(m_records, &RecordsPanel::heartbeatsShownChanged, this, &ConnectionPage::layoutChanged);
    connect(m_ui->splitter, &QSplitter::splitterMoved, this, &ConnectionPage::layoutChanged);
    showGrouping();
    setNow(m_clock.wall());
}

ConnectionPage::~ConnectionPage() = default;

void ConnectionPage::apply(const Changes& changes)
{
    if (!isVisible()) {
        m_behind = true;
    } else {
        const WallTime now = m_clock.wall();
        if (changes.phase || changes.trouble)
            refreshTrouble();
        m_offers->refresh(state(), now);
        refreshCounts();
    }
    emit applied();
}

void ConnectionPage::setNow(WallTime now)
{
    m_behind = false;
    m_models.offers->setNow(now);
    m_offers->refresh(state(), now);
    refreshTrouble();
    refreshCounts();
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
    const int live = m_models.offers->totals().offers;
    const QString count = locale().toString(live);
    if (m_ui->offerCount->text() != count) {
        m_ui->offerCount->setText(count);
        m_ui->offerCount->setFixedSize(m_ui->offerCount->sizeHint());
        // The tab bar measures its buttons only when it is told.
        m_ui->tabs->tabBar()->setTabButton(0, QTabBar::RightSide, nullptr);
        m_ui->tabs->tabBar()->setTabButton(0, QTabBar::RightSide, m_ui->offerCount);
        m_ui->tabs->setTabToolTip(0, live == 1 ? tr("1 offer held") : tr("%Ln offers held", nullptr, live));
    }
    m_records->refresh();
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
    if (m_offers->currentSource().isValid())
        m_subject = Subject::Offers;
    else if (m_subject == Subject::Offers)
        m_subject = Subject::Connection;
    emit inspectionChanged();
}

void ConnectionPage::recordSelected()
{
    if (m_records->selectedRecord())
        m_subject = Subject::Record;
    else if (m_subject == Subject::Record)
        m_subject = Subject::Connection;
    emit inspectionChanged();
}

namespace {

Inspection inspectGroup(const OfferTreeModel& model, const QModelIndex& group, const SessionState& state, WallTime now)
{
    Inspection inspection;
    inspection.title = group.data().toString();
    inspection.json = group.data(JsonRole).toByteArray();
    const AgentId agent = model.agentId(group);
    if (!agent.isEmpty()) {
        inspection.subtitle = ConnectionPage::tr("Agent");
        inspection.facts = factsOfAgent(agent, state, now);
        return inspection;
    }
    inspection.subtitle = ConnectionPage::tr("Role");
    const OfferTreeModel::Totals totals = model.totalsOf({group});
    const auto add = [&](const QString& label, const QString& value) {
        Fact fact;
        fact.label = label;
        fact.value = value;
        inspection.facts += fact;
    };
    add(ConnectionPage::tr("offers held"), QLocale().toString(totals.offers));
    add(u"cpus"_s, describeScalar(totals.cpus));
    add(u"mem"_s, describeMebibytes(totals.mem));
    add(u"disk"_s, describeMebibytes(totals.disk));
    if (totals.gpus > Scalar{})
        add(u"gpus"_s, describeScalar(totals.gpus));
    add(u"ports"_s, QLocale().toString(totals.ports));
    return inspection;
}

} // namespace

Inspection ConnectionPage::inspection() const
{
    const WallTime now = m_clock.wall();
    Inspection inspection;
    if (m_subject == Subject::Record) {
        if (const RecordEntry* record = m_records->selectedRecord()) {
            inspection.title = inspectorTitle(*record);
            inspection.subtitle = inspectorSubtitle(*record);
            inspection.facts = factsOf(*record);
            inspection.json = record->raw;
            return inspection;
        }
    }
    if (m_subject == Subject::Offers) {
        const QModelIndex row = m_offers->currentSource();
        if (row.isValid() && m_models.offers->kind(row) == OfferTreeModel::Kind::Group)
            return inspectGroup(*m_models.offers, row, state(), now);
        if (const Resource* resource = row.isValid() ? m_models.offers->resource(row) : nullptr) {
            inspection.title = inspectorTitle(*resource);
            inspection.subtitle = inspectorSubtitle(*resource);
            inspection.facts = factsOf(*resource);
            inspection.json = row.data(JsonRole).toByteArray();
            return inspection;
        }
        const OfferPtr offer = row.isValid() ? m_models.offers->offer(row) : OfferPtr();
        if (const LiveOffer* live = offer ? state().offers.find(offer->id) : nullptr) {
            inspection.title = inspectorTitle(*live);
            inspection.subtitle = inspectorSubtitle(*live);
            inspection.facts = factsOf(*live, state(), now);
            inspection.json = offer->raw.bytes();
            return inspection;
        }
    }
    inspection.title = state().settings.framework.name;
    if (inspection.title.isEmpty())
        inspection.title = tr("Framework");
    if (!state().master.isEmpty())
        inspection.subtitle = tr("on %1").arg(displayAddress(state().master));
    inspection.facts = factsOf(state(), now);
    return inspection;
}

QString ConnectionPage::copyText() const
{
    switch (m_subject) {
    case Subject::Offers:
        return m_offers->copyText();
    case Subject::Record:
        return m_records->copyText();
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
    case Subject::Record:
        return m_records->copyText();
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
        << static_cast<qint32>(m_models.offers->grouping());
    return layout;
}

void ConnectionPage::restoreLayout(const QByteArray& layout)
{
    QDataStream in(layout);
    QByteArray splitter;
    QByteArray columns;
    bool heartbeats = false;
    qint32 grouping = 0;
    in >> splitter >> columns >> heartbeats >> grouping;
    if (in.status() != QDataStream::Ok)
        return;
    m_ui->splitter->restoreState(splitter);
    m_ui->splitter->setChildrenCollapsible(false);
    m_offers->restoreColumns(columns);
    m_records->setHeartbeatsShown(heartbeats);
    for (const auto known :
         {OfferTreeModel::Grouping::Agent, OfferTreeModel::Grouping::Role, OfferTreeModel::Grouping::None}) {
        if (static_cast<qint32>(known) == grouping)
            m_offers->setGrouping(known);
    }
}

} // namespace mesoscribe
