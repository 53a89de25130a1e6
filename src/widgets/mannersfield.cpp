// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/mannersfield.h"

#include "models/describe.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QInputDialog>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

// Data of the entries that are no number of seconds.
constexpr int DeclineAtOnce = 0;
constexpr int AnotherTime = -1;

} // namespace

MannersField::MannersField(QWidget* parent)
    : QWidget(parent)
    , m_offers(new QComboBox(this))
    , m_acknowledges(new QCheckBox(tr("Acknowledge task updates once they are shown"), this))
    , m_confirms(new QCheckBox(tr("Ask before every launch and every kill"), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::gap(fontMetrics()) - 2);
    column->addWidget(m_offers);
    column->addWidget(m_acknowledges);
    column->addWidget(m_confirms);
    m_offers->setAccessibleName(u"Offers held"_s);
    m_offers->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_offers->setToolTip(tr("Nobody else can use what is offered to you while you hold it. Offers given back by "
                            "themselves are refused for %1, or until Revive.")
                             .arg(describeDuration(Manners::GiveBackFilter)));
    setFocusProxy(m_offers);
    connect(m_offers, &QComboBox::activated, this, &MannersField::choose);
    connect(m_acknowledges, &QCheckBox::clicked, this, [this](bool on) {
        Manners next = m_manners;
        next.acknowledges = on;
        edit(next);
    });
    connect(m_confirms, &QCheckBox::clicked, this, [this](bool on) {
        Manners next = m_manners;
        next.confirms = on;
        edit(next);
    });
    show();
}

QList<QWidget*> MannersField::controls() const
{
    return {m_offers};
}

void MannersField::setManners(const Manners& manners)
{
    if (m_manners == manners)
        return;
    m_manners = manners;
    show();
}

void MannersField::show()
{
    const QSignalBlocker blocker(m_offers);
    m_offers->clear();
    QList<int> times{60, 600, 3600};
    const int held = static_cast<int>(m_manners.giveBackAfter.count());
    const bool isHeld = m_manners.onOffers == Manners::OnOffers::Hold;
    if (isHeld && !times.contains(held))
        times.append(held);
    std::ranges::sort(times);
    for (const int seconds : std::as_const(times)) {
        m_offers->addItem(
            tr("Hold offers, and give them back after %1").arg(describeDuration(std::chrono::seconds(seconds))),
            seconds);
    }
    m_offers->addItem(tr("Hold offers, and give them back after…"), AnotherTime);
    m_offers->addItem(tr("Just watch: decline every offer at once"), DeclineAtOnce);
    m_offers->setCurrentIndex(m_offers->findData(isHeld ? held : DeclineAtOnce));
    m_acknowledges->setChecked(m_manners.acknowledges);
    m_confirms->setChecked(m_manners.confirms);
}

void MannersField::choose(int row)
{
    const int chosen = m_offers->itemData(row).toInt();
    if (chosen == AnotherTime) {
        askTime();
        return;
    }
    Manners next = m_manners;
    next.onOffers = chosen == DeclineAtOnce ? Manners::OnOffers::DeclineAtOnce : Manners::OnOffers::Hold;
    if (chosen > 0)
        next.giveBackAfter = std::chrono::seconds(chosen);
    edit(next);
}

void MannersField::askTime()
{
    auto* dialog = new QInputDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setWindowTitle(tr("Give offers back"));
    dialog->setLabelText(tr("Give offers back after this many seconds:"));
    dialog->setIntRange(static_cast<int>(Manners::ShortestHold.count()),
                        static_cast<int>(Manners::LongestHold.count()));
    dialog->setIntValue(static_cast<int>(m_manners.giveBackAfter.count()));
    connect(dialog, &QInputDialog::intValueSelected, this, [this](int seconds) {
        Manners next = m_manners;
        next.onOffers = Manners::OnOffers::Hold;
        next.giveBackAfter = std::chrono::seconds(seconds);
        edit(next);
    });
    // What is chosen follows what is in force, also when this is cancelled.
    connect(dialog, &QDialog::finished, this, &MannersField::show);
    dialog->open();
}

void MannersField::edit(const Manners& manners)
{
    if (m_manners == manners)
        return;
    m_manners = manners;
    show();
    emit mannersEdited(m_manners);
}

} // namespace mesoscribe
