// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace mesoscribe {

/// Turns a RecordIO stream, cut anywhere, into whole records. A record is a decimal byte count, a line feed and that
/// many bytes, with nothing between two records (Mesos: docs/recordio.md, 3rdparty/stout/include/stout/recordio.hpp).
///
/// Stricter than Mesos' own decoder where laxness would hide a stream that is out of step: a length is digits only, at
/// most MaxDigits of them and no larger than the cap. As the document's pseudo-code does, blank lines before a length
/// are passed over. A length of zero, which Mesos never sends, is passed over as well. Failure is final: there is no
/// way to find the next record once a length is wrong. One decoder serves one stream.
class RecordDecoder
{
public:
    /// No record may be larger, whatever the constructor is given; bytes.
    static constexpr qint64 HardLimit = qint64(1) << 30;
    /// 2^64 - 1 has this many digits.
    static constexpr qsizetype MaxDigits = 20;
    /// Readable bytes behind every record's end, zeroed, so that simdjson may read past it without a copy
    /// (SIMDJSON_PADDING). They are capacity, not size: a copy that detaches loses them.
    static constexpr qsizetype Padding = 64;
    /// Longest excerpt in a Failure, in bytes.
    static constexpr qsizetype MaxExcerpt = 64;

    /// Why the stream cannot be read further.
    struct Failure
    {
        enum class Kind {
            NotALength,    ///< something else than digits and a line feed where a length must stand
            TooManyDigits, ///< more than MaxDigits digits
            TooLarge,      ///< a length above the cap
            EndedInLength, ///< the stream ended before the line feed
            EndedInRecord, ///< the stream ended before the record's last byte
        };

        Kind kind;
        /// Position in the stream, from 0: where the length begins; for EndedInRecord where the record's data begin.
        qint64 offset = 0;
        /// The bytes at `offset` as far as they have been seen, at most MaxExcerpt.
        QByteArray excerpt;
        /// The record's length as announced, for TooLarge (held at 2^64 - 1) and EndedInRecord.
        quint64 announced = 0;
        /// Bytes of the record that did come, for EndedInRecord.
        qint64 received = 0;

        /// "Expected a record's length at byte 18204, found 3c 68 74 6d 6c 3e “<html>”."
        QString text() const;
    };

    /// `maxRecordSize` in bytes, brought into 1 … HardLimit.
    explicit RecordDecoder(qint64 maxRecordSize = HardLimit);

    /// Takes the next bytes of the stream and appends every record they complete to `records`, in order. On a malformed
    /// length the records before it are still appended; the error is Protocol with Failure::text(), and every later
    /// call returns it too.
    Result<void> feed(QByteArrayView bytes, QList<QByteArray>& records);

    /// Tells that the stream ended. An error (Protocol, "The stream ended inside a record: 118 of 675 bytes.") unless
    /// it ended between two records; the earlier error if there was one.
    Result<void> finish();

    /// Bytes taken in since the beginning; those fed after a failure are not counted.
    qint64 bytesSeen() const { return m_bytesSeen; }
    bool hasFailed() const { return m_failure.has_value(); }
    const std::optional<Failure>& failure() const { return m_failure; }

    /// Memory held for the unfinished record, in bytes. It follows what has come, never what was merely announced: at
    /// most twice the bytes received, or 64 KiB, and the padding.
    qint64 reservedBytes() const { return m_record.capacity(); }

private:
    QByteArrayView takeLength(QByteArrayView bytes);
    QByteArrayView takeData(QByteArrayView bytes, QList<QByteArray>& records);
    void failLength(Failure::Kind kind, QByteArrayView rest, quint64 announced = 0);
    Result<void> error() const;

    qint64 m_maxRecordSize;
    qint64 m_bytesSeen = 0;
    qint64 m_offset = 0; ///< of the length or the data being read
    QByteArray m_digits;
    qsizetype m_recordSize = 0; ///< 0 while a length is being read
    QByteArray m_record;        ///< what has come of a record that was cut
    std::optional<Failure> m_failure;
};

/// `data` as one record: its size in bytes, a line feed, the bytes.
QByteArray encodeRecord(QByteArrayView data);

} // namespace mesoscribe
