// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/idsource.h"

#include <QRandomGenerator>

namespace mesoscribe::practice {

IdSource::IdSource(std::optional<quint64> seed)
    : m_engine(seed ? *seed : QRandomGenerator::system()->generate64())
{
}

QByteArray IdSource::uuidBytes()
{
    QByteArray bytes;
    for (int word = 0; word < 2; ++word) {
        const quint64 random = m_engine();
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes += char(uchar(random >> shift));
    }
    bytes[6] = char((uchar(bytes[6]) & 0x0f) | 0x40);
    bytes[8] = char((uchar(bytes[8]) & 0x3f) | 0x80);
    return bytes;
}

QByteArray IdSource::uuid()
{
    QByteArray text = uuidBytes().toHex();
    for (const int dash : {20, 16, 12, 8})
        text.insert(dash, '-');
    return text;
}

} // namespace mesoscribe::practice
