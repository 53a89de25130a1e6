// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/statusline.h"

#include "models/describe.h"
#include "models/describecall.h"
#include "models/offertext.h"
#include "models/recordtablemodel.h"
#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

void put(QLabel& label, const QString& text, const QString& plain = {})
{
    if (label.text() != text) {
        label.setText(text);
        label.setAccessibleDescription(plain.isEmpty() ? text : plain);
    }
    label.setVisible(!text.isEmpty());
}

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent)
    , m_heart(new QLabel(this))
    , m_heard(new QLabel(this))
    , m_holding(new QLabel(this))
    , m_release(new QPushButton(tr("Release all"), this))
    , m_kept(new QLabel(this))
    , m_version(new QLabel(this))
{
    const int gap = Theme::gap(fontMetrics());
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(gap * 2, gap / 2, gap * 2, gap / 2);
    line->setSpacing(gap * 2);
    auto* heart = new QHBoxLayout;
    heart->setSpacing(gap / 2 + 1);
    heart->addWidget(m_heart);
    heart->addWidget(m_heard);
    line->addLayout(heart);
    auto* holding = new QHBoxLayout;
    holding->setSpacing(gap);
    holding->addWidget(m_holding);
    holding->addWidget(m_release);
    line->addLayout(holding);
    line->addStretch();
    line->addWidget(m_kept);
    line->addWidget(m_version);
    m_heard->setObjectName("heartbeat"_L1);
    m_heard->setAccessibleName(u"Heartbeat"_s);
    m_holding->setObjectName("holding"_L1);
    m_holding->setAccessibleName(u"Holding"_s);
    m_release->setObjectName("releaseAll"_L1);
    m_release->setFlat(true);
    m_release->setFocusPolicy(Qt::TabFocus);
    connect(m_release, &QPushButton::clicked, this, &StatusLine::releaseAllRequested);
    m_kept->setObjectName("kept"_L1);
    m_kept->setAccessibleName(u"Records kept"_s);
    m_version->setObjectName("mesosVersion"_L1);
    m_version->setAccessibleName(u"Mesos version"_s);
    for (QLabel* label : {m_heard, m_kept, m_version})
        label->setTextFormat(Qt::PlainText);
    m_holding->setTextFormat(Qt::RichText); // numbers of ours only
    refreshLook();
    clear();
}

void StatusLine::clear()
{
    for (QLabel* label : {m_heart, m_heard, m_holding, m_kept, m_version})
        label->hide();
    m_release->hide();
}

void StatusLine::refreshHeart(const SessionState& state, WallTime now)
{
    const bool isAlive = state.isSubscribed() && state.lastHeard.has_value();
    const bool isQuiet = state.phase == Phase::Quiet;
    m_heart->setVisible(isAlive);
    QString words;
    if (isAlive && isQuiet)
        words = tr("No heartbeat for %1").arg(describeDuration(now - *state.lastHeard));
    else if (isAlive)
        words = describeAgo(now - *state.lastHeard);
    put(*m_heard, words);
    m_heard->setToolTip(
        isAlive ? tr("The master sends a sign of life every %1.").arg(describeDuration(state.heartbeatInterval))
                : QString());
    if (isQuiet != m_isQuiet || isAlive != m_isAlive) {
        m_isQuiet = isQuiet;
        m_isAlive = isAlive;
        refreshLook();
    }
}

void StatusLine::setSession(const SessionState& state, const OfferTreeModel::Totals& held,
                            const RecordTableModel& records, WallTime now)
{
    refreshHeart(state, now);

    QStringList amounts;
    if (held.cpus > Scalar{})
        amounts += tr("%1 cpus").arg(wholeNumberText(held.cpus));
    if (held.mem > Scalar{})
        amounts += describeMebibytes(held.mem);
    if (held.offers == 0 || !state.isSubscribed()) {
        put(*m_holding, state.isSubscribed() ? tr("Holding nothing") : QString());
    } else {
        const QString offers = held.offers == 1 ? tr("1 offer") : tr("%Ln offers", nullptr, held.offers);
        const QString pattern = amounts.isEmpty() ? tr("Holding %1 nobody else can use")
                                                  : tr("Holding %1: %2 nobody else can use", "offers, amounts");
        const auto fill = [&](const QString& count) {
            return amounts.isEmpty() ? pattern.arg(count) : pattern.arg(count, amounts.join(u", "_s));
        };
        put(*m_holding, fill(u"<b>"_s + offers + u"</b>"_s), fill(offers));
    }
    m_release->setVisible(held.offers > 0 && state.isSubscribed());
    m_holding->setToolTip(m_release->isHidden() ? QString() : describeGivingBack(state, now));

    const int count = records.rowCount();
    const QString counted = count == 1 ? tr("1 record") : tr("%Ln records", nullptr, count);
    put(*m_kept, count == 0
                     ? QString()
                     : tr("%1, %2 of %3", "64 records, 0.2 MiB of 64 MiB")
                           .arg(counted, describeBytes(records.rawBytes()), describeBytes(records.maxRawBytes())));
    const QString version = state.masterInfo ? state.masterInfo->version : QString();
    put(*m_version, version.isEmpty() ? QString() : tr("Mesos %1").arg(version));
}

void StatusLine::refreshLook()
{
    const Theme theme(*this);
    const int side = fontMetrics().height();
    m_heart->setPixmap(Theme::icon(u"heart"_s, m_isQuiet ? Theme::Ink::Warning : Theme::Ink::Danger)
                           .pixmap(QSize(side, side), devicePixelRatioF()));
    for (QLabel* label : {m_heard, m_holding, m_kept, m_version})
        setMuted(*label);
    QPalette link = m_release->palette();
    link.setColor(QPalette::ButtonText, theme.accent);
    m_release->setPalette(link);
    if (m_isQuiet) {
        QPalette amber = m_heard->palette();
        amber.setColor(QPalette::WindowText, theme.warning);
        m_heard->setPalette(amber);
    }
}

void StatusLine::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

} // namespace mesoscribe
