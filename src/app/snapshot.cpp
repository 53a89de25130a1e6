// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/snapshot.h"

#include "models/describe.h"

#include <QApplication>
#include <QFile>
#include <QPixmap>
#include <QTextStream>
#include <QWidget>

#include <cstdio>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

/// Offers of one round may come in several records; the marks of new rows fade after two seconds.
constexpr auto SettleTime = 2600ms;
constexpr auto Patience = 90s;
constexpr int IdColumnWidth = 14;

void print(FILE* to, const QString& text)
{
    QTextStream(to) << text << Qt::flush;
}

} // namespace

QString snapshotText(const Desk& desk)
{
    using Id = IdentityModel::Id;
    QString text;
    const auto line = [&](const QString& name, const QString& value) {
        text += name.leftJustified(IdColumnWidth) + value + u'\n';
    };
    line(u"Framework ID"_s, desk.identity.text(Id::Framework));
    line(u"Stream ID"_s, desk.identity.text(Id::Stream));
    line(u"Agent ID"_s, desk.identity.text(Id::Agent));
    QStringList offers;
    for (const LiveOffer& offer : desk.session.state().offers) {
        if (isHeld(offer.fate))
            offers.append(offer.offer->id.value());
    }
    for (const QString& id : std::as_const(offers))
        line(id == offers.first() ? u"Offer IDs"_s : QString(), id);

    text += u'\n';
    const OfferTreeModel& model = desk.offers;
    for (int group = 0; group < model.rowCount(); ++group) {
        const QModelIndex parent = model.index(group, OfferTreeModel::Name);
        text += parent.data().toString() + u"  "_s + model.agentId(parent).value() + u'\n';
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const auto cell = [&](int column) { return model.index(row, column, parent).data().toString(); };
            text += u"  %1  role %2  cpus %3  mem %4  disk %5  gpus %6  ports %7  %8\n"_s.arg(
                cell(OfferTreeModel::Name), cell(OfferTreeModel::OfferRole), cell(OfferTreeModel::Cpus),
                cell(OfferTreeModel::Mem), cell(OfferTreeModel::Disk), cell(OfferTreeModel::Gpus),
                cell(OfferTreeModel::Ports), cell(OfferTreeModel::Attributes));
        }
    }
    return text;
}

Snapshot::Snapshot(QString file, QWidget& window, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_window(window)
    , m_clock(clock)
{
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &Snapshot::take);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        fail(tr("No offers came within %1. The master may have no agent that is free, or another framework holds them "
                "all.")
                 .arg(describeDuration(Patience)));
    });
    m_patience.start(Patience);
}

void Snapshot::watch(Desk& desk)
{
    if (m_desk)
        m_desk->disconnect(this);
    m_desk = &desk;
    connect(&desk, &Desk::changed, this, &Snapshot::look);
    look();
}

void Snapshot::look()
{
    const SessionState& state = m_desk->session.state();
    if (state.phase == Phase::Stopped && state.trouble) {
        const TroubleText text = describe(*state.trouble, state, m_clock.wall());
        fail((text.headline + u' ' + text.consequence).trimmed());
    } else if (state.offers.heldCount() > 0 && !m_settle.isActive()) {
        m_settle.start(SettleTime);
    }
}

void Snapshot::take()
{
    if (!m_window.grab().save(m_file, "PNG")) {
        fail(tr("The picture cannot be written to %1. Choose another folder.").arg(m_file));
        return;
    }
    print(stdout, snapshotText(*m_desk));
    QApplication::exit(0);
}

void Snapshot::fail(const QString& sentence)
{
    m_settle.stop();
    m_patience.stop();
    print(stderr, sentence + u'\n');
    QApplication::exit(1);
}

} // namespace mesoscribe
