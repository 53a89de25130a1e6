// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/offerchoicebar.h"

#include "models/amounts.h"
#include "models/describe.h"
#include "models/launchmodel.h"
#include "models/offertext.h"
#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

QString contentsOf(const QList<OfferPtr>& offers)
{
    AmountSums sums;
    for (const OfferPtr& offer : offers)
        sums.add(amountsOf(*offer));
    const Amounts amounts = sums.value();
    QStringList parts = {OfferChoiceBar::tr("%1 cpus").arg(describeScalar(amounts.cpus)),
                         describeMebibytes(amounts.mem)};
    if (amounts.gpus > Scalar{})
        parts.append(OfferChoiceBar::tr("%1 gpus").arg(wholeNumberText(amounts.gpus)));
    return parts.join(u" · "_s);
}

} // namespace

OfferChoiceBar::OfferChoiceBar(QWidget* parent)
    : QWidget(parent)
    , m_sign(new QLabel(this))
    , m_headline(new QLabel(this))
    , m_details(new QLabel(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    for (QLabel* label : {m_headline, m_details}) {
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        label->setWordWrap(true);
    }
    const int gap = Theme::gap(fontMetrics());
    auto* words = new QVBoxLayout;
    words->setSpacing(gap / 2);
    words->addWidget(m_headline);
    words->addWidget(m_details);
    m_list = new QWidget(this);
    m_lines = new QVBoxLayout(m_list);
    m_lines->setContentsMargins(0, gap / 2, 0, 0);
    m_lines->setSpacing(gap / 2);
    words->addWidget(m_list);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(gap * 3, gap + gap / 2, gap * 2, gap + gap / 2);
    line->setSpacing(gap + gap / 2);
    line->addWidget(m_sign, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    refreshLook();
    hide();
}

void OfferChoiceBar::setChoices(const QString& headline, const QList<QList<OfferPtr>>& choices)
{
    m_headline->setText(headline);
    m_details->setText(choices.isEmpty() ? tr("Everything you typed is kept. No other offer has room for it now; those "
                                              "that come and fit will be listed here.")
                       : choices.size() > MostShown ? tr("Everything you typed is kept. Choose another, for instance:")
                                                    : tr("Everything you typed is kept. Choose another:"));
    setAccessibleName(headline);
    setAccessibleDescription(m_details->text());
    const QList<QList<OfferPtr>> shown = choices.mid(0, MostShown);
    m_list->setVisible(!shown.isEmpty());
    if (shown == m_shown)
        return; // a button under the pointer stays where it is
    m_shown = shown;
    while (const QLayoutItem* const item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its button may be what was clicked
        delete item;
    }
    for (const QList<OfferPtr>& offers : shown)
        addChoice(offers);
}

void OfferChoiceBar::addChoice(const QList<OfferPtr>& offers)
{
    const int gap = Theme::gap(fontMetrics());
    auto* line = new QWidget(m_list);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap * 2);
    const QString place = LaunchModel::headline(offers);
    auto* use = new QPushButton(tr("Use this"), line);
    use->setAutoDefault(false);
    use->setAccessibleName(tr("Use %1").arg(place));
    auto* words = new ElidedLabel(line);
    words->setText(u"%1 · %2"_s.arg(place, contentsOf(offers)));
    layout->addWidget(use);
    layout->addWidget(words, 1);
    m_lines->addWidget(line);
    line->show();
    connect(use, &QPushButton::clicked, this, [this, offers] { emit chosen(offers); });
}

void OfferChoiceBar::refreshLook()
{
    m_headline->setFont(Theme::scaled(font(), 1.0, QFont::DemiBold));
    const QIcon sign = Theme::icon(u"warning"_s, Theme::Ink::Danger);
    const int side = fontMetrics().height() + 2;
    m_sign->setPixmap(sign.isNull() ? QPixmap() : sign.pixmap(QSize(side, side), devicePixelRatioF()));
}

void OfferChoiceBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

void OfferChoiceBar::paintEvent(QPaintEvent*)
{
    const Theme theme(*this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.dangerTint);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.hairline);
}

} // namespace mesoscribe
