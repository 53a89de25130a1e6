// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/stringpool.h"

#include <cstring>

namespace mesoscribe {

namespace {

template<class Word>
quint64 wordAt(const char* bytes)
{
    Word word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

// Whole words, the last one overlapping the one before: no byte outside the text is read, and no loop over single bytes
// is needed.
quint64 hashOf(std::string_view text)
{
    constexpr quint64 Factor = 0x9E3779B97F4A7C15;
    quint64 hash = text.size() * Factor;
    const auto mix = [&hash](quint64 word) {
        hash = (hash ^ word) * Factor;
        hash ^= hash >> 32;
    };
    const std::size_t size = text.size();
    const char* const bytes = text.data();
    if (size >= 8) {
        for (std::size_t at = 0; at + 8 < size; at += 8)
            mix(wordAt<quint64>(bytes + at));
        mix(wordAt<quint64>(bytes + size - 8));
    } else if (size >= 4) {
        mix(wordAt<quint32>(bytes) << 32 | wordAt<quint32>(bytes + size - 4));
    } else if (size > 0) {
        mix(wordAt<quint8>(bytes) << 16 | wordAt<quint8>(bytes + size / 2) << 8 | wordAt<quint8>(bytes + size - 1));
    }
    return hash;
}

// As memcmp, without the call: nearly every text is two to six words long.
bool isEqual(const char* left, const char* right, std::size_t size)
{
    if (size < 8) {
        for (std::size_t at = 0; at < size; ++at) {
            if (left[at] != right[at])
                return false;
        }
        return true;
    }
    for (std::size_t at = 0; at + 8 < size; at += 8) {
        if (wordAt<quint64>(left + at) != wordAt<quint64>(right + at))
            return false;
    }
    return wordAt<quint64>(left + size - 8) == wordAt<quint64>(right + size - 8);
}

QString converted(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

StringPool::StringPool(std::size_t slotCount)
    : m_slots(slotCount)
{
    Q_ASSERT(slotCount > 0 && (slotCount & (slotCount - 1)) == 0);
}

QString StringPool::intern(std::string_view utf8)
{
    if (utf8.empty() || utf8.size() > MaxLength)
        return converted(utf8);
    Slot& slot = m_slots[hashOf(utf8) & (m_slots.size() - 1)];
    if (slot.length != utf8.size() || !isEqual(slot.utf8.data(), utf8.data(), utf8.size())) {
        slot.text = converted(utf8);
        slot.length = utf8.size();
        std::memcpy(slot.utf8.data(), utf8.data(), utf8.size());
    }
    return slot.text;
}

} // namespace mesoscribe
