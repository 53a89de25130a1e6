// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/offerspanel.h"

#include "models/describe.h"
#include "models/describecall.h"
#include "models/offerproxy.h"
#include "models/offertext.h"
#include "models/offerticks.h"
#include "models/roles.h"
#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include "ui_offerspanel.h"

#include <QEvent>
#include <QHeaderView>
#include <QTextDocument>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

OffersPanel::OffersPanel(OfferTreeModel& model, OfferTicks& ticks, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_ticks(ticks)
    , m_proxy(new OfferProxy(model, this))
    , m_ui(std::make_unique<Ui::OffersPanel>())
{
    m_ui->setupUi(this);
    m_ui->offers->setModel(m_proxy);
    m_ui->offers->setSortingEnabled(true);
    m_ui->offers->sortByColumn(OfferTreeModel::Name, Qt::AscendingOrder);
    m_ui->voidNote->hide();
    m_ui->filtersBar->hide();
    m_ui->filters->setAccessibleName(u"Refused offers"_s);
    m_proxy->setTicks(&ticks);
    refreshLook();

    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex& group, int first, int last) {
        if (!group.isValid())
            expandNewGroups(first, last);
    });
    connect(m_proxy, &QAbstractItemModel::modelReset, this, [this] { expandNewGroups(0, m_proxy->rowCount() - 1); });
    connect(m_ui->offers->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        refreshTotals();
        emit selectionChanged();
        emit choiceChanged();
    });
    connect(&m_ticks, &OfferTicks::changed, this, [this] {
        refreshTotals();
        emit choiceChanged();
    });
    connect(m_ui->offers, &OfferView::returnPressed, this, [this] {
        if (!chosenOffers().isEmpty())
            emit launchRequested();
    });
    connect(&m_model, &OfferTreeModel::totalsChanged, this, &OffersPanel::refreshTotals);
    expandNewGroups(0, m_proxy->rowCount() - 1);
    refreshTotals();
}

OffersPanel::~OffersPanel() = default;

OfferView& OffersPanel::view()
{
    return *m_ui->offers;
}

QByteArray OffersPanel::saveColumns() const
{
    return m_ui->offers->saveColumns();
}

void OffersPanel::restoreColumns(const QByteArray& columns)
{
    if (m_ui->offers->restoreColumns(columns))
        m_columnsSet = true;
}

QStringList OffersPanel::setFilterText(const QString& text)
{
    const OfferFilter filter = OfferFilter::parse(text);
    m_proxy->setFilter(filter);
    return filter.notUnderstood();
}

void OffersPanel::setGrouping(OfferTreeModel::Grouping grouping)
{
    if (m_model.grouping() == grouping)
        return;
    m_model.setGrouping(grouping);
    expandNewGroups(0, m_proxy->rowCount() - 1);
    m_ui->offers->setRootIsDecorated(true);
    emit groupingChanged(grouping);
}

void OffersPanel::expandNewGroups(int first, int last)
{
    if (m_model.grouping() == OfferTreeModel::Grouping::None)
        return;
    for (int row = first; row <= last; ++row)
        m_ui->offers->expand(m_proxy->index(row, 0));
}

void OffersPanel::refresh(const SessionState& state, WallTime now)
{
    m_ui->voidNote->setVisible(state.offersVoidSince.has_value() && !state.offers.isEmpty());
    if (state.offersVoidSince)
        m_ui->voidNote->setText(describeVoidSince(*state.offersVoidSince));

    refreshFilters(state, now);
    if (m_proxy->rowCount() > 0) {
        m_ui->stack->setCurrentWidget(m_ui->offers);
        return;
    }
    if (!state.offers.isEmpty()) {
        showSentence(tr("No offer matches the filter"),
                     (state.offers.size() == 1
                          ? tr("It hides 1 offer.")
                          : tr("It hides %Ln offers.", nullptr, static_cast<int>(state.offers.size()))) +
                         u' ' + tr("Escape in the filter field clears it."));
    } else if (!state.isSubscribed()) {
        showSentence(state.isActive() ? tr("Not subscribed yet") : tr("Not connected"),
                     tr("Offers appear here while the framework is subscribed."));
    } else if (now - state.subscribedSince < ExplainAfter) {
        showSentence(tr("Waiting for offers…"), {});
    } else {
        QStringList reasons;
        if (!state.suppressedRoles.isEmpty())
            reasons +=
                tr("Suppressed roles get no offers: %1. Revive ends that.").arg(state.suppressedRoles.join(u", "_s));
        if (!state.filters.isEmpty())
            reasons += tr("You refused %1. Revive clears that.").arg(describeFilters(state.filters, now));
        if (!state.settings.framework.has("GPU_RESOURCES"_L1))
            reasons += tr("Agents with GPUs offer nothing to a framework without GPU_RESOURCES.");
        reasons += tr("Other frameworks may hold everything, or no agent has registered with the master.");
        showSentence(tr("No offers yet"), reasons.join(u'\n'));
    }
}

void OffersPanel::showSentence(const QString& headline, const QString& words)
{
    m_ui->sentencePage->setSentence(headline, words);
    m_ui->stack->setCurrentWidget(m_ui->sentencePage);
}

QModelIndexList OffersPanel::selectedSourceRows() const
{
    QModelIndexList rows = m_ui->offers->selectionModel()->selectedRows();
    for (QModelIndex& row : rows)
        row = m_proxy->mapToSource(row);
    return rows;
}

QList<OfferId> OffersPanel::selectedOffers() const
{
    QList<OfferId> offers;
    QSet<OfferId> seen;
    const auto add = [&](const OfferPtr& offer) {
        if (offer && !seen.contains(offer->id)) {
            seen.insert(offer->id);
            offers += offer->id;
        }
    };
    for (const QModelIndex& row : selectedSourceRows()) {
        if (m_model.kind(row) != OfferTreeModel::Kind::Group) {
            add(m_model.offer(row));
            continue;
        }
        // What the filter hides is not what a person sees selected.
        const QModelIndex group = m_proxy->mapFromSource(row);
        for (int child = 0; child < m_proxy->rowCount(group); ++child)
            add(m_model.offer(m_proxy->mapToSource(m_proxy->index(child, 0, group))));
    }
    return offers;
}

QList<AgentId> OffersPanel::selectedAgents() const
{
    QList<AgentId> agents;
    QSet<AgentId> seen;
    for (const QModelIndex& row : selectedSourceRows()) {
        const AgentId agent = m_model.agentId(row);
        if (!agent.isEmpty() && !seen.contains(agent)) {
            seen.insert(agent);
            agents += agent;
        }
    }
    return agents;
}

QModelIndex OffersPanel::currentSource() const
{
    const QItemSelectionModel* selection = m_ui->offers->selectionModel();
    if (!selection->hasSelection())
        return {};
    const QModelIndex current = selection->currentIndex().siblingAtColumn(0);
    if (selection->isSelected(current))
        return m_proxy->mapToSource(current);
    const QModelIndexList rows = selection->selectedRows();
    return rows.isEmpty() ? QModelIndex() : m_proxy->mapToSource(rows.first());
}

namespace {

/// Rows in the order in which the tree shows them.
bool isBefore(const QModelIndex& left, const QModelIndex& right)
{
    const auto path = [](QModelIndex index) {
        QList<int> rows;
        for (; index.isValid(); index = index.parent())
            rows.prepend(index.row());
        return rows;
    };
    const QList<int> a = path(left);
    const QList<int> b = path(right);
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

QStringList valuesOf(const QItemSelectionModel& selection, int role)
{
    QModelIndexList rows = selection.selectedRows();
    std::sort(rows.begin(), rows.end(), isBefore);
    QStringList values;
    QSet<QString> seen;
    for (const QModelIndex& row : rows) {
        const QString value = row.data(role).toString();
        if (!value.isEmpty() && !seen.contains(value)) {
            seen.insert(value);
            values += value;
        }
    }
    return values;
}

} // namespace

QString OffersPanel::copyText() const
{
    return valuesOf(*m_ui->offers->selectionModel(), CopyRole).join(u'\n');
}

QString OffersPanel::copyJson() const
{
    return valuesOf(*m_ui->offers->selectionModel(), JsonRole).join(u'\n');
}

QString OffersPanel::totalsText(const OfferTreeModel::Totals& totals, bool withAll)
{
    QStringList parts{totals.offers == 1 ? tr("1 offer") : tr("%Ln offers", nullptr, totals.offers)};
    if (totals.cpus > Scalar{})
        parts += tr("%1 cpus").arg(wholeNumberText(totals.cpus));
    if (totals.mem > Scalar{})
        parts += describeMebibytes(totals.mem);
    if (withAll && totals.disk > Scalar{})
        parts += tr("%1 disk").arg(describeMebibytes(totals.disk));
    if (totals.gpus > Scalar{})
        parts += tr("%1 gpus").arg(wholeNumberText(totals.gpus));
    if (withAll && totals.ports > 0)
        parts += portCountText(totals.ports);
    return parts.join(u" · "_s);
}

void OffersPanel::refreshFilters(const SessionState& state, WallTime now)
{
    QStringList parts;
    if (state.isSuppressed())
        parts += tr("Suppressed: no offers come until Revive");
    else if (!state.suppressedRoles.isEmpty())
        parts += tr("Suppressed: %1").arg(state.suppressedRoles.join(u", "_s));
    if (!state.filters.isEmpty())
        parts += tr("Refused: %1").arg(describeFilters(state.filters, now));
    const bool shown = state.isSubscribed() && !parts.isEmpty();
    m_ui->filtersBar->setVisible(shown);
    if (!shown)
        return;
    m_ui->filters->setText(parts.join(u" · "_s));
    if (state.filters.isEmpty()) {
        m_ui->filters->setToolTip({});
        return;
    }
    constexpr qsizetype MostLines = 20;
    QStringList lines;
    for (const RunningFilter& filter : state.filters.filters().first(qMin(MostLines, state.filters.filters().size())))
        lines += describe(filter, now);
    lines += tr("Revive clears all of this. A filter covers only offers that hold no more than what was refused.");
    m_ui->filters->setToolTip(Qt::convertFromPlainText(lines.join(u'\n')));
}

QList<OfferId> OffersPanel::chosenOffers() const
{
    if (!m_ticks.isEmpty())
        return m_ticks.ids();
    QList<OfferId> chosen = selectedOffers();
    chosen.removeIf([this](const OfferId& id) {
        return static_cast<OfferFate>(m_model.indexOf(id).data(FateRole).toInt()) != OfferFate::Live;
    });
    return chosen;
}

void OffersPanel::refreshTotals()
{
    QModelIndexList rows;
    for (const OfferPtr& offer : m_ticks.offers())
        rows += m_model.indexOf(offer->id);
    m_ui->selectedLabel->setText(rows.isEmpty() ? tr("Selected:") : tr("Ticked:"));
    if (rows.isEmpty())
        rows = selectedSourceRows();
    const OfferTreeModel::Totals selected = m_model.totalsOf(rows);
    m_ui->selectedLabel->setVisible(selected.offers > 0);
    m_ui->selectedTotals->setText(selected.offers > 0 ? totalsText(selected, true) : QString());
    m_ui->allTotals->setText(tr("All: %1").arg(totalsText(m_model.totals(), false)));
}

void OffersPanel::refreshLook()
{
    const Theme theme(*this);
    setMuted(*m_ui->selectedLabel);
    setMuted(*m_ui->allTotals);
    setMuted(*m_ui->voidNote);
    setMuted(*m_ui->filters);
    const int side = fontMetrics().height();
    m_ui->filtersSign->setPixmap(
        Theme::icon(u"decline"_s, Theme::Ink::Muted).pixmap(QSize(side, side), devicePixelRatioF()));
    m_ui->selectedTotals->setFont(Theme::scaled(font(), 1.0, QFont::DemiBold));
    QPalette note = m_ui->voidNote->palette();
    note.setColor(QPalette::Window, theme.chip);
    m_ui->voidNote->setPalette(note);
}

void OffersPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

void OffersPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_columnsSet) {
        // Fonts are final only now.
        m_columnsSet = true;
        m_ui->offers->resetColumns();
    }
}

} // namespace mesoscribe
