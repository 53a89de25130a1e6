// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/streamshaping.h"

#include "recordio/recorddecoder.h"

#include <algorithm>

namespace mesoscribe::practice {

namespace {

/// A record is split into no more chunks than this, so that a large one still ends.
constexpr qsizetype MostPieces = 4096;

QByteArray toBytes(const StreamItem& item)
{
    QByteArray record = encodeRecord(item.json);
    switch (item.kind) {
    case StreamItem::Kind::BadLengthRecord:
        record[record.indexOf('\n') - 1] = 'x';
        return record;
    case StreamItem::Kind::HalfRecord:
        return record.first(record.size() / 2);
    case StreamItem::Kind::Record:
    case StreamItem::Kind::End:
    case StreamItem::Kind::Break:
        break;
    }
    return record;
}

} // namespace

std::vector<StreamWrite> shapeStream(const std::vector<StreamItem>& items, StreamShape shape)
{
    std::vector<StreamWrite> writes;
    for (const StreamItem& item : items) {
        if (item.kind == StreamItem::Kind::End || item.kind == StreamItem::Kind::Break) {
            const bool isEnd = item.kind == StreamItem::Kind::End;
            writes.push_back({isEnd ? StreamWrite::Kind::End : StreamWrite::Kind::Break, {}});
            continue;
        }
        const QByteArray record = toBytes(item);
        switch (shape) {
        case StreamShape::RecordPerChunk:
            writes.push_back({StreamWrite::Kind::Chunk, record});
            break;
        case StreamShape::Split: {
            const qsizetype size = record.size() / MostPieces + 1;
            for (qsizetype at = 0; at < record.size(); at += size)
                writes.push_back({StreamWrite::Kind::Chunk, record.mid(at, size)});
            break;
        }
        case StreamShape::Glued:
            if (writes.empty() || writes.back().kind != StreamWrite::Kind::Chunk)
                writes.push_back({StreamWrite::Kind::Chunk, {}});
            writes.back().bytes += record;
            break;
        }
    }
    return writes;
}

} // namespace mesoscribe::practice
