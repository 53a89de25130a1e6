// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/naturalorder.h"

namespace mesoscribe {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// The run of digits at the front of `text`, which is left behind it; without leading zeros.
QStringView takeNumber(QStringView& text)
{
    qsizetype end = 0;
    while (end < text.size() && isDigit(text.at(end)))
        ++end;
    QStringView number = text.first(end);
    text = text.sliced(end);
    while (number.size() > 1 && number.front() == u'0')
        number = number.sliced(1);
    return number;
}

} // namespace

int compareNaturally(QStringView left, QStringView right)
{
    QStringView restLeft = left;
    QStringView restRight = right;
    while (!restLeft.isEmpty() && !restRight.isEmpty()) {
        if (isDigit(restLeft.front()) && isDigit(restRight.front())) {
            const QStringView numberLeft = takeNumber(restLeft);
            const QStringView numberRight = takeNumber(restRight);
            if (numberLeft.size() != numberRight.size())
                return numberLeft.size() < numberRight.size() ? -1 : 1;
            if (const int order = numberLeft.compare(numberRight); order != 0)
                return order;
            continue;
        }
        const QChar foldedLeft = restLeft.front().toCaseFolded();
        const QChar foldedRight = restRight.front().toCaseFolded();
        if (foldedLeft != foldedRight)
            return foldedLeft < foldedRight ? -1 : 1;
        restLeft = restLeft.sliced(1);
        restRight = restRight.sliced(1);
    }
    if (restLeft.isEmpty() != restRight.isEmpty())
        return restLeft.isEmpty() ? -1 : 1;
    return left.compare(right);
}

} // namespace mesoscribe
