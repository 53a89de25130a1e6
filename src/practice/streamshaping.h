// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/clusterparts.h"

namespace mesoscribe::practice {

/// How the records of streams are laid out in chunks. A master that is not told otherwise writes one record to one
/// chunk.
enum class StreamShape {
    RecordPerChunk,
    Split, ///< every record in many chunks, byte by byte when it is short
    Glued, ///< all records that are ready at once in one chunk
};

/// One step of writing a stream.
struct StreamWrite
{
    enum class Kind { Chunk, End, Break };

    Kind kind = Kind::Chunk;
    QByteArray bytes; ///< of the chunk

    friend bool operator==(const StreamWrite&, const StreamWrite&) = default;
};

std::vector<StreamWrite> shapeStream(const std::vector<StreamItem>& items, StreamShape shape);

} // namespace mesoscribe::practice
