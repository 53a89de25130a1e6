// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <memory>
#include <vector>

namespace mesoscribe {

/// The rows of one parent: owns items that have an `int slot` member, in the order in which they were appended.
///
/// An item keeps its address and its slot while others come and go; its row is reckoned from a Fenwick tree that counts
/// the slots in use. Appending costs O(1) on average; taking, the row of an item and the item of a row O(log n), also
/// after any number of removals, so that no removal renumbers the rows behind it.
template<class Item>
class RowList
{
public:
    int size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

    /// `row` must be below size(). Borrowed until the item is taken.
    Item* at(int row) const
    {
        Q_ASSERT(row >= 0 && row < m_size);
        return m_slots[static_cast<size_t>(slotOf(row))].get();
    }

    int rowOf(const Item* item) const
    {
        if (!hasHoles())
            return item->slot;
        int row = 0;
        for (int end = item->slot; end > 0; end -= lowestBit(end))
            row += m_counts[static_cast<size_t>(end)];
        return row;
    }

    Item* append(std::unique_ptr<Item> item)
    {
        Item* appended = item.get();
        appended->slot = static_cast<int>(m_slots.size());
        m_slots.push_back(std::move(item));
        const int end = static_cast<int>(m_slots.size());
        int count = 1;
        for (int part = 1; part < lowestBit(end); part *= 2)
            count += m_counts[static_cast<size_t>(end - part)];
        m_counts.push_back(count);
        ++m_size;
        return appended;
    }

    std::unique_ptr<Item> take(const Item* item)
    {
        const int slot = item->slot;
        std::unique_ptr<Item> taken = std::move(m_slots[static_cast<size_t>(slot)]);
        Q_ASSERT(taken.get() == item);
        const int end = static_cast<int>(m_slots.size());
        for (int part = slot + 1; part <= end; part += lowestBit(part))
            --m_counts[static_cast<size_t>(part)];
        --m_size;
        compact();
        return taken;
    }

    void clear()
    {
        m_slots.clear();
        m_counts.assign(1, 0);
        m_size = 0;
    }

    template<class Function>
    void forEach(Function function) const
    {
        for (const std::unique_ptr<Item>& item : m_slots) {
            if (item)
                function(item.get());
        }
    }

private:
    static int lowestBit(int number) { return number & -number; }
    bool hasHoles() const { return static_cast<size_t>(m_size) != m_slots.size(); }

    int slotOf(int row) const
    {
        if (!hasHoles())
            return row;
        const int end = static_cast<int>(m_slots.size());
        int step = 1;
        while (step <= end / 2)
            step *= 2;
        int slot = 0;
        int rest = row + 1;
        for (; step > 0; step /= 2) {
            const int next = slot + step;
            if (next <= end && m_counts[static_cast<size_t>(next)] < rest) {
                slot = next;
                rest -= m_counts[static_cast<size_t>(next)];
            }
        }
        return slot;
    }

    /// Closes the holes when there are more of them than items: on average O(1) per removal.
    void compact()
    {
        constexpr size_t Few = 32;
        if (m_slots.size() < 2 * static_cast<size_t>(m_size) + Few && m_size > 0)
            return;
        std::vector<std::unique_ptr<Item>> kept = std::move(m_slots);
        clear();
        for (std::unique_ptr<Item>& item : kept) {
            if (item)
                append(std::move(item));
        }
    }

    std::vector<std::unique_ptr<Item>> m_slots; ///< null where an item was taken
    std::vector<int> m_counts{0};               ///< Fenwick tree over the slots, counted from 1
    int m_size = 0;
};

} // namespace mesoscribe
