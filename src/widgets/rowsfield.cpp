// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/rowsfield.h"

#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Kind = RowsField::Column::Kind;

constexpr int MostPort = 65535;

} // namespace

RowsField::RowsField(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_add(new QPushButton(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Theme::gap(fontMetrics()) - 2);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    m_add->setObjectName("add"_L1);
    m_add->setAutoDefault(false);
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (m_lines.isEmpty() && !m_firstRows.isEmpty()) {
            for (const Row& row : std::as_const(m_firstRows))
                addLine(row);
        } else {
            addLine(m_fresh);
        }
        // The line's first field that is still to be filled in.
        for (QWidget* cell : std::as_const(m_lines.last().cells)) {
            if (auto* text = qobject_cast<QLineEdit*>(cell); text && text->text().isEmpty()) {
                text->setFocus();
                break;
            }
        }
        emit rowsEdited();
    });
}

void RowsField::setColumns(const QList<Column>& columns, const QString& add, const QString& thing, const Row& fresh)
{
    m_columns = columns;
    m_thing = thing;
    m_fresh = fresh;
    m_add->setText(add);
}

QVariant RowsField::valueOf(const Column& column, const QWidget* cell) const
{
    switch (column.kind) {
    case Kind::Text:
        return qobject_cast<const QLineEdit*>(cell)->text();
    case Kind::Port:
        return qobject_cast<const QLineEdit*>(cell)->text().toUInt();
    case Kind::Flag:
        return qobject_cast<const QCheckBox*>(cell)->isChecked();
    case Kind::Choice:
        return qobject_cast<const QComboBox*>(cell)->currentText();
    }
    return {};
}

QList<RowsField::Row> RowsField::rows() const
{
    QList<Row> rows;
    for (const Line& line : m_lines) {
        Row row;
        for (qsizetype i = 0; i < m_columns.size(); ++i)
            row.append(valueOf(m_columns.at(i), line.cells.at(i)));
        rows.append(row);
    }
    return rows;
}

void RowsField::setRows(const QList<Row>& rows)
{
    if (rows == this->rows())
        return;
    while (!m_lines.isEmpty())
        delete m_lines.takeLast().widget;
    for (const Row& row : rows)
        addLine(row);
}

QWidget* RowsField::addCell(const Column& column, const QVariant& value, QWidget* line, QHBoxLayout* layout)
{
    if (column.kind == Kind::Flag) {
        auto* box = new QCheckBox(column.hint, line);
        box->setChecked(value.toBool());
        connect(box, &QCheckBox::toggled, this, &RowsField::rowsEdited);
        layout->addWidget(box);
        return box;
    }
    if (column.kind == Kind::Choice) {
        auto* choice = new QComboBox(line);
        choice->addItems(column.choices);
        choice->setCurrentIndex(std::max(0, choice->findText(value.toString())));
        choice->setFocusPolicy(Qt::StrongFocus);
        connect(choice, &QComboBox::currentIndexChanged, this, &RowsField::rowsEdited);
        layout->addWidget(choice);
        return choice;
    }
    auto* text = new QLineEdit(line);
    text->setPlaceholderText(column.hint);
    if (column.kind == Kind::Port) {
        text->setValidator(new QIntValidator(0, MostPort, text));
        text->setText(value.toUInt() == 0 ? QString() : QString::number(value.toUInt()));
    } else {
        text->setText(value.toString());
    }
    text->setCursorPosition(0);
    connect(text, &QLineEdit::textChanged, this, &RowsField::rowsEdited);
    layout->addWidget(text, column.stretch);
    return text;
}

void RowsField::addLine(const Row& row)
{
    const int gap = Theme::gap(fontMetrics());
    Line line;
    line.widget = new QWidget(this);
    auto* all = new QVBoxLayout(line.widget);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(gap / 2);
    auto* first = new QHBoxLayout;
    first->setSpacing(gap - 2);
    all->addLayout(first);

    // Several boxes would leave no room for the text: they get a line below it.
    QHBoxLayout* boxes = first;
    if (std::ranges::count(m_columns, Kind::Flag, &Column::kind) > 1) {
        boxes = new QHBoxLayout;
        boxes->setSpacing(gap * 2);
        all->addLayout(boxes);
    }
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        const Column& column = m_columns.at(i);
        line.cells.append(addCell(column, row.value(i), line.widget, column.kind == Kind::Flag ? boxes : first));
    }
    if (boxes != first)
        boxes->addStretch(1);

    line.remove = new QPushButton(line.widget);
    line.remove->setIcon(Theme::icon(u"close"_s, Theme::Ink::Muted));
    line.remove->setToolTip(tr("Remove this line"));
    line.remove->setFlat(true);
    line.remove->setAutoDefault(false);
    first->addWidget(line.remove);
    m_layout->insertWidget(static_cast<int>(m_lines.size()), line.widget);
    line.widget->show();

    m_lines.append(line);
    nameLines();
    // The Tab key goes down the lines, and then to the button: whatever is new stands at the end of its chain.
    QWidget* before = m_add;
    for (QWidget* const next : line.cells + QList<QWidget*>{line.remove, m_add}) {
        setTabOrder(before, next);
        before = next;
    }
    QWidget* const widget = line.widget;
    connect(line.remove, &QPushButton::clicked, this, [this, widget] { removeLine(widget); });
}

void RowsField::removeLine(QWidget* widget)
{
    m_lines.removeIf([widget](const Line& line) { return line.widget == widget; });
    widget->hide();
    widget->deleteLater(); // its button is what was clicked
    nameLines();
    m_add->setFocus();
    emit rowsEdited();
}

void RowsField::nameLines()
{
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const Line& line = m_lines.at(i);
        const QString number = QString::number(i + 1);
        for (qsizetype column = 0; column < m_columns.size(); ++column)
            line.cells.at(column)->setAccessibleName(m_columns.at(column).name + u' ' + number);
        line.remove->setAccessibleName("Remove "_L1 + m_thing + u' ' + number);
    }
}

} // namespace mesoscribe
