// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/connectionlistmodel.h"

#include "models/naturalorder.h"
#include "models/offertext.h"

#include <QColor>
#include <QSet>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

struct Environment
{
    QLatin1StringView name;
    QLatin1StringView color;
};

/// In the order of the sidebar. Their colours are a warning, not decoration, so they are the same in light and dark.
constexpr std::array<Environment, 3> KnownEnvironments = {
    {{"Local"_L1, "#8e8e93"_L1}, {"Staging"_L1, "#e0982e"_L1}, {"Production"_L1, "#d93f3c"_L1}}};

/// Index into KnownEnvironments, its size for others.
size_t rankOf(const QString& environment)
{
    const auto known = std::ranges::find_if(
        KnownEnvironments, [&](const Environment& e) { return environment.compare(e.name, Qt::CaseInsensitive) == 0; });
    return static_cast<size_t>(known - KnownEnvironments.begin());
}

bool comesBefore(const QString& left, const QString& right)
{
    const size_t rankLeft = rankOf(left);
    const size_t rankRight = rankOf(right);
    return rankLeft != rankRight ? rankLeft < rankRight : compareNaturally(left, right) < 0;
}

QString environmentOf(const Connection& connection)
{
    return connection.environment.isEmpty() ? QString(KnownEnvironments.front().name) : connection.environment;
}

ConnectionListModel::State stateOf(const SessionState& state)
{
    using State = ConnectionListModel::State;
    switch (state.phase) {
    case Phase::Off:
        return State::Off;
    case Phase::Connecting:
    case Phase::WaitingForSubscribed:
        return State::Connecting;
    case Phase::Subscribed:
        return State::Live;
    case Phase::Quiet:
        return State::Quiet;
    case Phase::Reconnecting:
        return State::Reconnecting;
    case Phase::Stopped:
        break;
    }
    // A framework that was torn down ended as it was meant to.
    return state.trouble && state.trouble->kind == Trouble::Kind::TornDown ? State::Off : State::Trouble;
}

QString retryText(const SessionState& state, WallTime now)
{
    if (state.phase != Phase::Reconnecting || !state.retryAt)
        return {};
    const auto left = std::chrono::ceil<std::chrono::seconds>(*state.retryAt - now).count();
    return left > 0 ? ConnectionListModel::tr("again in %1 s").arg(left) : ConnectionListModel::tr("again now");
}

QString stateWord(ConnectionListModel::State state)
{
    switch (state) {
    case ConnectionListModel::State::Off:
        return ConnectionListModel::tr("not connected");
    case ConnectionListModel::State::Connecting:
        return ConnectionListModel::tr("connecting");
    case ConnectionListModel::State::Live:
        return ConnectionListModel::tr("subscribed");
    case ConnectionListModel::State::Quiet:
        return ConnectionListModel::tr("no heartbeat");
    case ConnectionListModel::State::Reconnecting:
        return ConnectionListModel::tr("reconnecting");
    case ConnectionListModel::State::Trouble:
        return ConnectionListModel::tr("stopped");
    }
    return {};
}

struct Section;

struct Row
{
    Section* section = nullptr; ///< null for a section itself
};

struct Entry : Row
{
    Connection connection;
    ConnectionListModel::State state = ConnectionListModel::State::Off;
    QString detail;
    int unseen = 0;
};

struct Section : Row
{
    QString name;
    std::vector<std::unique_ptr<Entry>> entries;
};

/// The row of an item in its list: these lists are short.
template<class Item>
int rowIn(const std::vector<std::unique_ptr<Item>>& list, const Item* item)
{
    return static_cast<int>(std::ranges::find(list, item, &std::unique_ptr<Item>::get) - list.begin());
}

} // namespace

QColor environmentColor(const QString& environment, const QString& chosen)
{
    if (const QColor color(chosen); color.isValid())
        return color;
    const size_t rank = rankOf(environment);
    return QColor(KnownEnvironments[rank < KnownEnvironments.size() ? rank : 0].color);
}

struct ConnectionListModel::Private
{
    explicit Private(ConnectionListModel& model)
        : q(model)
    {
    }

    QModelIndex indexOf(const Section* section) const
    {
        return q.createIndex(rowIn(sections, section), 0, static_cast<const Row*>(section));
    }
    QModelIndex indexOf(const Entry* entry) const
    {
        return q.createIndex(rowIn(entry->section->entries, entry), 0, static_cast<const Row*>(entry));
    }
    static const Row* row(const QModelIndex& index) { return static_cast<const Row*>(index.constInternalPointer()); }

    void removeOthers(const QSet<QString>& kept);
    Section* sectionOf(const QString& environment);
    void place(const Connection& connection, Section* section, int at);
    void removeEmptySections();
    QColor colorOfSection(const Section& section) const;
    QString sentence(const Entry& entry) const;

    ConnectionListModel& q;
    std::vector<std::unique_ptr<Section>> sections;
    QHash<QString, Entry*> entries;
};

void ConnectionListModel::Private::removeOthers(const QSet<QString>& kept)
{
    for (const std::unique_ptr<Section>& section : sections) {
        auto& list = section->entries;
        for (int row = static_cast<int>(list.size()) - 1; row >= 0; --row) {
            const QString id = list[static_cast<size_t>(row)]->connection.id;
            if (kept.contains(id))
                continue;
            q.beginRemoveRows(indexOf(section.get()), row, row);
            entries.remove(id);
            list.erase(list.begin() + row);
            q.endRemoveRows();
        }
    }
}

Section* ConnectionListModel::Private::sectionOf(const QString& environment)
{
    const auto at = std::ranges::lower_bound(sections, environment, comesBefore,
                                             [](const std::unique_ptr<Section>& s) { return s->name; });
    if (at != sections.end() && !comesBefore(environment, (*at)->name))
        return at->get();
    const auto row = static_cast<int>(at - sections.begin());
    auto section = std::make_unique<Section>();
    section->name = environment;
    Section* made = section.get();
    q.beginInsertRows({}, row, row);
    sections.insert(at, std::move(section));
    q.endInsertRows();
    return made;
}

void ConnectionListModel::Private::place(const Connection& connection, Section* section, int at)
{
    Entry* entry = entries.value(connection.id);
    if (entry == nullptr) {
        auto made = std::make_unique<Entry>();
        made->section = section;
        made->connection = connection;
        q.beginInsertRows(indexOf(section), at, at);
        entries.insert(connection.id, made.get());
        section->entries.insert(section->entries.begin() + at, std::move(made));
        q.endInsertRows();
        return;
    }
    Section* from = entry->section;
    const int row = rowIn(from->entries, entry);
    if (from != section || row != at) {
        // Rows above `at` are in place already: a move within a section only ever goes up.
        q.beginMoveRows(indexOf(from), row, row, indexOf(section), at);
        std::unique_ptr<Entry> moved = std::move(from->entries[static_cast<size_t>(row)]);
        from->entries.erase(from->entries.begin() + row);
        moved->section = section;
        section->entries.insert(section->entries.begin() + at, std::move(moved));
        q.endMoveRows();
    }
    if (entry->connection != connection) {
        entry->connection = connection;
        const QModelIndex index = indexOf(entry);
        emit q.dataChanged(index, index);
    }
}

void ConnectionListModel::Private::removeEmptySections()
{
    for (int row = static_cast<int>(sections.size()) - 1; row >= 0; --row) {
        if (!sections[static_cast<size_t>(row)]->entries.empty())
            continue;
        q.beginRemoveRows({}, row, row);
        sections.erase(sections.begin() + row);
        q.endRemoveRows();
    }
}

QColor ConnectionListModel::Private::colorOfSection(const Section& section) const
{
    for (const std::unique_ptr<Entry>& entry : section.entries) {
        if (!entry->connection.color.isEmpty())
            return environmentColor(section.name, entry->connection.color);
    }
    return environmentColor(section.name, {});
}

/// What assistive technology reads: the state is never told by colour or shape alone.
QString ConnectionListModel::Private::sentence(const Entry& entry) const
{
    QStringList parts{entry.connection.name, stateWord(entry.state)};
    if (!entry.detail.isEmpty())
        parts.append(entry.detail);
    if (entry.unseen == 1)
        parts.append(tr("1 new offer"));
    else if (entry.unseen > 1)
        parts.append(tr("%Ln new offers", nullptr, entry.unseen));
    return parts.join(u", "_s);
}

ConnectionListModel::ConnectionListModel(QObject* parent)
    : QAbstractItemModel(parent)
    , d(std::make_unique<Private>(*this))
{
}

ConnectionListModel::~ConnectionListModel() = default;

void ConnectionListModel::setConnections(const QList<Connection>& connections)
{
    QSet<QString> ids;
    for (const Connection& connection : connections)
        ids.insert(connection.id);
    d->removeOthers(ids);

    QSet<QString> placed;
    QHash<Section*, int> rows;
    for (const Connection& connection : connections) {
        if (placed.contains(connection.id))
            continue;
        placed.insert(connection.id);
        Section* section = d->sectionOf(environmentOf(connection));
        d->place(connection, section, rows[section]++);
    }
    d->removeEmptySections();
    if (!d->sections.empty()) {
        const int last = static_cast<int>(d->sections.size()) - 1;
        emit dataChanged(index(0, 0), index(last, 0), {ColorRole});
    }
}

void ConnectionListModel::setState(const QString& connectionId, const SessionState& state, int unseen, WallTime now)
{
    Entry* entry = d->entries.value(connectionId);
    if (entry == nullptr)
        return;
    const State next = stateOf(state);
    const QString detail = retryText(state, now);
    if (entry->state == next && entry->detail == detail && entry->unseen == unseen)
        return;
    entry->state = next;
    entry->detail = detail;
    entry->unseen = unseen;
    const QModelIndex index = d->indexOf(entry);
    emit dataChanged(index, index, {StateRole, DetailRole, BadgeRole, Qt::AccessibleTextRole});
}

QModelIndex ConnectionListModel::indexOf(const QString& connectionId) const
{
    const Entry* entry = d->entries.value(connectionId);
    return entry == nullptr ? QModelIndex() : d->indexOf(entry);
}

const Connection* ConnectionListModel::connection(const QModelIndex& index) const
{
    if (!index.isValid() || Private::row(index)->section == nullptr)
        return nullptr;
    return &static_cast<const Entry*>(Private::row(index))->connection;
}

QModelIndex ConnectionListModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    const auto at = static_cast<size_t>(row);
    if (!parent.isValid())
        return createIndex(row, 0, static_cast<const Row*>(d->sections[at].get()));
    const auto* section = static_cast<const Section*>(Private::row(parent));
    return createIndex(row, 0, static_cast<const Row*>(section->entries[at].get()));
}

QModelIndex ConnectionListModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || Private::row(child)->section == nullptr)
        return {};
    return d->indexOf(Private::row(child)->section);
}

int ConnectionListModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(d->sections.size());
    const Row* row = Private::row(parent);
    return row->section == nullptr ? static_cast<int>(static_cast<const Section*>(row)->entries.size()) : 0;
}

int ConnectionListModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant ConnectionListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row* row = Private::row(index);
    if (role == SectionRole)
        return row->section == nullptr;
    if (row->section == nullptr) {
        const auto& section = *static_cast<const Section*>(row);
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return section.name;
        return role == ColorRole ? QVariant(d->colorOfSection(section)) : QVariant();
    }
    const auto& entry = *static_cast<const Entry*>(row);
    switch (role) {
    case Qt::DisplayRole:
        return entry.connection.name;
    case Qt::ToolTipRole:
        return plainToolTip(entry.connection.settings.masters);
    case Qt::AccessibleTextRole:
        return d->sentence(entry);
    case StateRole:
        return static_cast<int>(entry.state);
    case DetailRole:
        return entry.detail;
    case BadgeRole:
        return entry.unseen;
    case ColorRole:
        return environmentColor(entry.section->name, entry.connection.color);
    case IdRole:
        return entry.connection.id;
    default:
        return {};
    }
}

Qt::ItemFlags ConnectionListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    // A section is a heading.
    return Private::row(index)->section == nullptr ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace mesoscribe
