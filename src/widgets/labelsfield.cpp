// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/labelsfield.h"

#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

LabelsField::LabelsField(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_add(new QPushButton(tr("Add a label"), this))
{
    m_add->setObjectName("addLabel"_L1);
    m_add->setAutoDefault(false);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Theme::gap(fontMetrics()) - 2);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addLine({});
        m_lines.last().key->setFocus();
        emit labelsEdited(labels());
    });
}

Labels LabelsField::labels() const
{
    Labels labels;
    for (const Line& line : m_lines) {
        Label label{line.key->text(), {}};
        if (!line.value->text().isEmpty() || line.hasEmptyValue)
            label.value = line.value->text();
        labels.append(label);
    }
    return labels;
}

void LabelsField::setLabels(const Labels& labels)
{
    if (labels == this->labels())
        return;
    while (!m_lines.isEmpty())
        delete m_lines.takeLast().widget;
    for (const Label& label : labels)
        addLine(label);
}

void LabelsField::addLine(const Label& label)
{
    Line line;
    line.widget = new QWidget(this);
    line.key = new QLineEdit(label.key, line.widget);
    line.value = new QLineEdit(label.value.value_or(QString()), line.widget);
    line.hasEmptyValue = label.value && label.value->isEmpty();
    line.key->setPlaceholderText(tr("key"));
    line.value->setPlaceholderText(tr("value, or nothing"));
    auto* remove = new QPushButton(line.widget);
    remove->setIcon(Theme::icon(u"close"_s, Theme::Ink::Muted));
    remove->setToolTip(tr("Remove this label"));
    remove->setFlat(true);
    remove->setAutoDefault(false);

    auto* row = new QHBoxLayout(line.widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::gap(fontMetrics()) - 2);
    row->addWidget(line.key, 2);
    row->addWidget(line.value, 3);
    row->addWidget(remove);
    m_layout->insertWidget(static_cast<int>(m_lines.size()), line.widget);
    line.widget->show();

    m_lines.append(line);
    nameLines();
    QWidget* const widget = line.widget;
    connect(line.key, &QLineEdit::textChanged, this, [this] { emit labelsEdited(labels()); });
    connect(line.value, &QLineEdit::textChanged, this, [this, widget] {
        for (Line& each : m_lines) {
            if (each.widget == widget)
                each.hasEmptyValue = false;
        }
        emit labelsEdited(labels());
    });
    connect(remove, &QPushButton::clicked, this, [this, widget] { removeLine(widget); });
}

void LabelsField::removeLine(QWidget* widget)
{
    m_lines.removeIf([widget](const Line& line) { return line.widget == widget; });
    widget->hide();
    widget->deleteLater(); // its button is what was clicked
    nameLines();
    m_add->setFocus();
    emit labelsEdited(labels());
}

void LabelsField::nameLines()
{
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const QString number = QString::number(i + 1);
        m_lines.at(i).key->setAccessibleName("Label key "_L1 + number);
        m_lines.at(i).value->setAccessibleName("Label value "_L1 + number);
        m_lines.at(i).widget->findChild<QPushButton*>()->setAccessibleName("Remove label "_L1 + number);
    }
}

} // namespace mesoscribe
