// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/identitystrip.h"

#include "widgets/identitychip.h"
#include "widgets/theme.h"

#include <QGridLayout>
#include <QPainter>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

IdentityStrip::IdentityStrip(IdentityModel& model, QWidget* parent)
    : QWidget(parent)
{
    setObjectName("identityStrip"_L1);
    setAccessibleName(tr("Identity"));
    using Id = IdentityModel::Id;
    const int gap = Theme::gap(fontMetrics());
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(gap * 2, gap + gap / 2, gap * 2, gap + gap / 2 + 1);
    grid->setSpacing(gap + gap / 4);
    m_chips = {new IdentityChip(model, Id::Framework, u"Framework ID"_s, u"Copy framework ID"_s, this),
               new IdentityChip(model, Id::Stream, u"Stream ID"_s, u"Copy stream ID"_s, this),
               new IdentityChip(model, Id::Agent, u"Agent ID"_s, u"Copy agent ID"_s, this),
               new IdentityChip(model, Id::Offers, u"Offer IDs"_s, u"Copy offer IDs"_s, this)};
    connect(&model, &IdentityModel::changed, this, [this](IdentityModel::Id id) { chip(id).refresh(); });
    arrange(4);
}

void IdentityStrip::arrange(int columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    auto* grid = static_cast<QGridLayout*>(layout());
    for (int column = 0; column < 4; ++column)
        grid->setColumnStretch(column, column < columns ? 1 : 0);
    int place = 0;
    for (IdentityChip* chip : m_chips) {
        grid->removeWidget(chip);
        grid->addWidget(chip, place / columns, place % columns);
        ++place;
    }
}

void IdentityStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange(width() < fontMetrics().averageCharWidth() * 72 ? 2 : 4);
}

void IdentityStrip::paintEvent(QPaintEvent*)
{
    const Theme theme(*this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.base);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.hairline);
}

} // namespace mesoscribe
