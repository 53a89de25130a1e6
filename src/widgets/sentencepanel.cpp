// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/sentencepanel.h"

#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

SentencePanel::SentencePanel(QWidget* parent)
    : QWidget(parent)
    , m_headline(new QLabel(this))
    , m_words(new QLabel(this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_headline->setObjectName("sentence"_L1);
    m_words->setObjectName("explanation"_L1);
    const int gap = Theme::gap(fontMetrics());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(gap * 4, gap, gap * 4, gap);
    column->setSpacing(gap - 2);
    column->addStretch();
    for (QLabel* label : {m_headline, m_words}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addStretch();
    refreshLook();
}

void SentencePanel::setSentence(const QString& headline, const QString& words)
{
    if (m_headline->text() != headline)
        m_headline->setText(headline);
    if (m_words->text() != words)
        m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
}

void SentencePanel::refreshLook()
{
    m_headline->setFont(Theme::scaled(font(), 1.3, QFont::DemiBold));
    setMuted(*m_words);
}

void SentencePanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

} // namespace mesoscribe
