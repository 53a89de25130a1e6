// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "recordio/recorddecoder.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype FirstStep = 64 * 1024;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The number, held at 2^64 - 1.
quint64 toNumber(QByteArrayView digits)
{
    constexpr quint64 max = std::numeric_limits<quint64>::max();
    quint64 number = 0;
    for (const char c : digits) {
        const quint64 digit = quint64(c - '0');
        if (number > (max - digit) / 10)
            return max;
        number = number * 10 + digit;
    }
    return number;
}

QByteArray paddedCopy(QByteArrayView data)
{
    QByteArray copy(data.size() + RecordDecoder::Padding, Qt::Uninitialized);
    std::memcpy(copy.data(), data.data(), size_t(data.size()));
    std::memset(copy.data() + data.size(), 0, size_t(RecordDecoder::Padding));
    copy.resize(data.size());
    return copy;
}

/// "3c 68 74 6d 6c 3e “<html>”"; what cannot be printed is a dot.
QString dump(const QByteArray& bytes)
{
    QString printable;
    for (const char c : bytes)
        printable += QLatin1Char(c >= ' ' && c <= '~' ? c : '.');
    return QString::fromLatin1(bytes.toHex(' ')) + u" “"_s + printable + u"”"_s;
}

} // namespace

QString RecordDecoder::Failure::text() const
{
    switch (kind) {
    case Kind::NotALength:
        return u"Expected a record's length at byte %1, found %2."_s.arg(offset).arg(dump(excerpt));
    case Kind::TooManyDigits:
        return u"The record's length at byte %1 has more than %2 digits: %3."_s.arg(offset).arg(MaxDigits).arg(
            dump(excerpt));
    case Kind::TooLarge:
        return u"The record at byte %1 announces %2 bytes, more than is accepted: %3."_s.arg(offset).arg(announced).arg(
            dump(excerpt));
    case Kind::EndedInLength:
        return u"The stream ended inside a record's length at byte %1: %2."_s.arg(offset).arg(dump(excerpt));
    case Kind::EndedInRecord:
        return u"The stream ended inside a record: %1 of %2 bytes."_s.arg(received).arg(announced);
    }
    Q_UNREACHABLE();
}

RecordDecoder::RecordDecoder(qint64 maxRecordSize)
    : m_maxRecordSize(std::clamp<qint64>(maxRecordSize, 1, HardLimit))
{
}

Result<void> RecordDecoder::feed(QByteArrayView bytes, QList<QByteArray>& records)
{
    if (m_failure)
        return error();
    m_bytesSeen += bytes.size();
    while (!bytes.isEmpty()) {
        if (m_recordSize > 0) {
            bytes = takeData(bytes, records);
        } else {
            bytes = takeLength(bytes);
            if (m_failure)
                return error();
        }
    }
    return {};
}

Result<void> RecordDecoder::finish()
{
    if (m_failure)
        return error();
    if (m_recordSize > 0) {
        m_failure = Failure{Failure::Kind::EndedInRecord, m_offset, m_record.left(MaxExcerpt), quint64(m_recordSize),
                            m_record.size()};
        m_record = {};
    } else if (!m_digits.isEmpty()) {
        m_failure = Failure{Failure::Kind::EndedInLength, m_offset, m_digits};
    }
    return m_failure ? error() : Result<void>();
}

/// Reads up to and including a line feed; returns what is left. `bytes` is not empty.
QByteArrayView RecordDecoder::takeLength(QByteArrayView bytes)
{
    if (m_digits.isEmpty()) {
        const auto length = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c != '\n'; });
        bytes = bytes.sliced(length - bytes.begin());
        m_offset = m_bytesSeen - bytes.size();
        if (bytes.isEmpty())
            return {};
    }

    // One byte more than there may be digits, so that the line feed of the longest length is within sight.
    const QByteArrayView window = bytes.first(std::min(bytes.size(), MaxDigits - m_digits.size() + 1));
    const auto end = std::find_if_not(window.begin(), window.end(), isDigit);
    const qsizetype digits = end - window.begin();
    if (end != window.end() && *end != '\n') {
        failLength(Failure::Kind::NotALength, bytes);
        return {};
    }
    if (m_digits.size() + digits > MaxDigits) {
        failLength(Failure::Kind::TooManyDigits, bytes);
        return {};
    }
    if (end == window.end()) {
        m_digits.append(window);
        return {};
    }

    const quint64 size = m_digits.isEmpty() ? toNumber(window.first(digits))
                                            : toNumber(QByteArray(m_digits).append(window.first(digits)));
    if (size > quint64(m_maxRecordSize)) {
        failLength(Failure::Kind::TooLarge, bytes, size);
        return {};
    }
    m_digits.clear();
    m_recordSize = qsizetype(size);
    bytes = bytes.sliced(digits + 1);
    m_offset = m_bytesSeen - bytes.size();
    return bytes;
}

/// Reads the data of a record whose length is known; returns what is left.
QByteArrayView RecordDecoder::takeData(QByteArrayView bytes, QList<QByteArray>& records)
{
    if (m_record.isEmpty() && bytes.size() >= m_recordSize) {
        records.append(paddedCopy(bytes.first(m_recordSize)));
        return bytes.sliced(std::exchange(m_recordSize, 0));
    }

    const qsizetype taken = std::min(bytes.size(), m_recordSize - m_record.size());
    const qsizetype needed = m_record.size() + taken;
    if (needed + Padding > m_record.capacity()) {
        // Doubling keeps the copying linear; the announced size is only ever an upper bound.
        const qsizetype step = std::min(m_recordSize, std::max(FirstStep, 2 * needed));
        m_record.reserve(step + Padding);
    }
    m_record.append(bytes.first(taken));
    if (m_record.size() == m_recordSize) {
        m_record.resize(m_recordSize + Padding);
        std::memset(m_record.data() + m_recordSize, 0, size_t(Padding));
        m_record.resize(m_recordSize);
        records.append(std::exchange(m_record, {}));
        m_recordSize = 0;
    }
    return bytes.sliced(taken);
}

/// `rest` begins where m_digits ends.
void RecordDecoder::failLength(Failure::Kind kind, QByteArrayView rest, quint64 announced)
{
    QByteArray excerpt = m_digits;
    excerpt.append(rest.first(std::min(rest.size(), MaxExcerpt - m_digits.size())));
    m_failure = Failure{kind, m_offset, excerpt, announced};
}

Result<void> RecordDecoder::error() const
{
    return fail(Error::Kind::Protocol, m_failure->text());
}

QByteArray encodeRecord(QByteArrayView data)
{
    QByteArray record = QByteArray::number(data.size());
    record.reserve(record.size() + 1 + data.size());
    record += '\n';
    record.append(data);
    return record;
}

} // namespace mesoscribe
