// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/factsview.h"

#include "widgets/elidedlabel.h"
#include "widgets/theme.h"
#include "widgets/wrappedlabel.h"

#include <QEvent>
#include <QGridLayout>
#include <QProgressBar>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int BarSteps = 1000;

/// A thin line across both columns.
class Hairline final : public QWidget
{
public:
    Hairline()
    {
        setFixedHeight(1);
        setAutoFillBackground(true);
        QPalette line = palette();
        line.setColor(QPalette::Window, Theme(line).hairline);
        setPalette(line);
    }
};

bool sameShape(const Fact& left, const Fact& right)
{
    return left.kind == right.kind && left.label == right.label;
}

} // namespace

FactsView::FactsView(QWidget* parent)
    : QScrollArea(parent)
{
    setObjectName("facts"_L1);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setBackgroundRole(QPalette::NoRole);
    viewport()->setAutoFillBackground(false);
    setFacts({});
}

void FactsView::setFacts(const QList<Fact>& facts)
{
    const bool same = m_grid && std::equal(facts.begin(), facts.end(), m_rows.begin(), m_rows.end(),
                                           [](const Fact& fact, const Row& row) { return sameShape(fact, row.fact); });
    if (!same) {
        rebuild(facts);
        return;
    }
    for (qsizetype i = 0; i < facts.size(); ++i)
        fill(m_rows[i], facts[i]);
}

void FactsView::rebuild(const QList<Fact>& facts)
{
    m_rows.clear();
    delete takeWidget();
    m_content = new QWidget;
    m_content->setAutoFillBackground(false);
    m_grid = new QGridLayout(m_content);
    const int gap = Theme::gap(fontMetrics());
    m_grid->setContentsMargins(gap * 2, 0, gap * 2, gap * 2);
    m_grid->setHorizontalSpacing(gap * 2);
    m_grid->setVerticalSpacing(qRound(gap * 1.15));
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(0, fontMetrics().horizontalAdvance(u"framework id"_s));
    int line = 0;
    bool idsBegan = false;
    for (const Fact& fact : facts) {
        Row row;
        if (fact.kind == Fact::Kind::Heading) {
            auto* heading = new QLabel(fact.label);
            heading->setTextFormat(Qt::PlainText);
            heading->setFont(Theme::scaled(font(), 1.0, QFont::DemiBold));
            heading->setContentsMargins(0, line == 0 ? 0 : gap, 0, 0);
            heading->setWordWrap(true);
            m_grid->addWidget(heading, line++, 0, 1, 2);
            row.fact = fact;
            m_rows += row;
            continue;
        }
        if (fact.kind == Fact::Kind::Id && !idsBegan && line > 0) {
            idsBegan = true;
            m_grid->addWidget(new Hairline, line++, 0, 1, 2);
        }
        auto* label = new QLabel(fact.label);
        label->setTextFormat(Qt::PlainText);
        label->setParent(m_content);
        setMuted(*label);
        m_grid->addWidget(label, line, 0, Qt::AlignTop);
        auto* value = new WrappedLabel(m_content);
        if (fact.kind == Fact::Kind::Id)
            value->setFont(Theme::monospaced(font()));
        row.value = value;
        label->setBuddy(value);
        if (fact.kind == Fact::Kind::Bar) {
            auto* bar = new QProgressBar;
            bar->setRange(0, BarSteps);
            bar->setTextVisible(false);
            bar->setFixedHeight(qMax(6, gap - 1));
            bar->setAccessibleName(fact.label);
            auto* box = new QVBoxLayout;
            box->setSpacing(gap / 2);
            box->addWidget(value);
            box->addWidget(bar);
            m_grid->addLayout(box, line, 1);
            row.bar = bar;
        } else {
            m_grid->addWidget(value, line, 1, Qt::AlignTop);
        }
        fill(row, fact);
        m_rows += row;
        ++line;
    }
    m_grid->setRowStretch(line, 1);
    setWidget(m_content);
    m_content->setAutoFillBackground(false); // which setWidget() switches on
}

void FactsView::fill(Row& row, const Fact& fact)
{
    if (auto* value = static_cast<WrappedLabel*>(row.value)) {
        if (value->text() != fact.value)
            value->setText(fact.value);
        value->setNote(fact.note);
    }
    if (auto* bar = static_cast<QProgressBar*>(row.bar))
        bar->setValue(qRound(fact.fraction * BarSteps));
    row.fact = fact;
}

void FactsView::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (m_grid && (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)) {
        QList<Fact> facts;
        for (const Row& row : m_rows)
            facts += row.fact;
        rebuild(facts);
    }
}

} // namespace mesoscribe
