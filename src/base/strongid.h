// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>

#include <compare>

namespace mesoscribe {

/// A Mesos id: an opaque string whose type keeps an offer's id from being passed where an agent's is meant.
/// On the wire it is `{"value": "…"}` (include/mesos/v1/mesos.proto).
template<class Tag>
class StrongId
{
public:
    StrongId() = default;
    explicit StrongId(QString value)
        : m_value(std::move(value))
    {
    }

    const QString& value() const { return m_value; }
    bool isEmpty() const { return m_value.isEmpty(); }

    friend bool operator==(const StrongId& left, const StrongId& right) { return left.m_value == right.m_value; }
    friend auto operator<=>(const StrongId& left, const StrongId& right)
    {
        return QString::compare(left.m_value, right.m_value) <=> 0;
    }
    friend size_t qHash(const StrongId& id, size_t seed = 0) { return ::qHash(id.m_value, seed); }

private:
    QString m_value;
};

} // namespace mesoscribe
