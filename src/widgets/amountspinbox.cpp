// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/amountspinbox.h"

#include <QRegularExpression>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double Most = 1e12;
constexpr double Step = 1024.0;

} // namespace

AmountSpinBox::AmountSpinBox(QWidget* parent)
    : QDoubleSpinBox(parent)
{
    setDecimals(3);
    setRange(0.0, Most);
    setSingleStep(0.1);
    // Otherwise it is as wide as the largest number it could ever show.
    setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    setMaximumWidth(minimumWidth());
}

void AmountSpinBox::setUnit(Unit unit)
{
    m_unit = unit;
    setDecimals(unit == Unit::Whole ? 0 : 3);
    setSingleStep(unit == Unit::Number ? 0.1 : unit == Unit::Whole ? 1.0 : 32.0);
    setValue(value());
}

Scalar AmountSpinBox::amount() const
{
    return Scalar::fromDouble(value());
}

void AmountSpinBox::setAmount(Scalar amount)
{
    if (amount != this->amount())
        setValue(amount.toDouble());
}

QString AmountSpinBox::textFromValue(double value) const
{
    QString number = locale().toString(value, 'f', decimals());
    if (number.contains(locale().decimalPoint())) {
        while (number.endsWith(u'0'))
            number.chop(1);
        if (number.endsWith(locale().decimalPoint()))
            number.chop(locale().decimalPoint().size());
    }
    number.remove(locale().groupSeparator());
    return m_unit == Unit::Mebibytes ? tr("%1 MiB").arg(number) : number;
}

std::optional<double> AmountSpinBox::read(const QString& text) const
{
    static const QRegularExpression Form(u"^\\s*([0-9.,٫]+)\\s*(?:(m|g|t)i?b?)?\\s*$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = Form.match(text);
    if (!match.hasMatch())
        return {};
    bool isNumber = false;
    double number = locale().toDouble(match.captured(1), &isNumber);
    if (!isNumber)
        number = match.captured(1).toDouble(&isNumber);
    const QString unit = match.captured(2).toLower();
    if (!isNumber || (!unit.isEmpty() && m_unit != Unit::Mebibytes))
        return {};
    if (unit == "g"_L1)
        number *= Step;
    else if (unit == "t"_L1)
        number *= Step * Step;
    return number;
}

double AmountSpinBox::valueFromText(const QString& text) const
{
    return read(text).value_or(value());
}

QValidator::State AmountSpinBox::validate(QString& text, int& position) const
{
    Q_UNUSED(position)
    const std::optional<double> number = read(text);
    if (number)
        return *number <= maximum() ? QValidator::Acceptable : QValidator::Invalid;
    static const QRegularExpression Beginning(u"^\\s*[0-9.,٫]*\\s*[a-z]{0,3}\\s*$"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    return Beginning.match(text).hasMatch() ? QValidator::Intermediate : QValidator::Invalid;
}

} // namespace mesoscribe
