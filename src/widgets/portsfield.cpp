// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/portsfield.h"

#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>
#include <QSpinBox>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MostPorts = 1000;

} // namespace

PortsField::PortsField(QWidget* parent)
    : QWidget(parent)
    , m_any(new QSpinBox(this))
    , m_numbers(new QLineEdit(this))
{
    m_any->setObjectName("anyPorts"_L1);
    m_any->setAccessibleName(u"Ports"_s);
    m_any->setRange(0, MostPorts);
    m_any->setPrefix(tr("any ", "followed by a number of ports"));
    m_any->setSpecialValueText(tr("none"));
    m_any->setFixedWidth(fontMetrics().averageCharWidth() * 16);
    m_numbers->setObjectName("portNumbers"_L1);
    m_numbers->setAccessibleName(u"Port numbers"_s);
    m_numbers->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[0-9,;\\s–-]*"_s), m_numbers));
    setOffered({});

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap(fontMetrics()) * 2);
    layout->addWidget(m_any);
    layout->addWidget(m_numbers, 1);
    setFocusProxy(m_any);
    connect(m_any, &QSpinBox::valueChanged, this, [this] { emit portsEdited(any(), numbers()); });
    connect(m_numbers, &QLineEdit::textChanged, this, [this] { emit portsEdited(any(), numbers()); });
}

int PortsField::any() const
{
    return m_any->value();
}

QList<quint64> PortsField::numbers() const
{
    static const QRegularExpression Gap(u"[,;\\s]+"_s);
    QString text = m_numbers->text();
    text.replace(u'–', u'-');
    static const QRegularExpression Dash(u"\\s*-\\s*"_s);
    text.replace(Dash, u"-"_s);
    QList<quint64> numbers;
    for (const QString& piece : text.split(Gap, Qt::SkipEmptyParts)) {
        bool isFirst = false;
        bool isLast = false;
        const quint64 first = piece.section(u'-', 0, 0).toULongLong(&isFirst);
        const quint64 last = piece.section(u'-', -1).toULongLong(&isLast);
        if (isFirst)
            numbers.append(first);
        for (quint64 port = first + 1; isFirst && isLast && port <= last && numbers.size() < MostPorts; ++port)
            numbers.append(port);
    }
    return numbers;
}

void PortsField::setAny(int count)
{
    const QSignalBlocker blocker(m_any);
    if (count != m_any->value())
        m_any->setValue(count);
}

void PortsField::setNumbers(const QList<quint64>& numbers)
{
    if (numbers == this->numbers())
        return;
    QStringList texts;
    for (const quint64 number : numbers)
        texts.append(QString::number(number));
    const QSignalBlocker blocker(m_numbers);
    m_numbers->setText(texts.join(u", "_s));
}

void PortsField::setOffered(const QString& ranges)
{
    m_numbers->setPlaceholderText(ranges.isEmpty() ? tr("and these, by number") : tr("and these, of %1").arg(ranges));
}

} // namespace mesoscribe
