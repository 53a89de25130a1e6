// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/jsonvalue.h"

#include <expected>
#include <utility>

namespace mesoscribe::practice {

/// Sorted, apart, both ends inclusive.
using Ranges = std::vector<std::pair<quint64, quint64>>;

/// An amount of several resources, as Mesos reckons: scalars as whole thousandths, ranges as sets of numbers
/// (src/v1/resources.cpp, src/v1/values.cpp). What is reserved, shared, revocable or a disk of its own is a kind apart
/// from the plain resource of the same name. Keeps the order in which kinds were added, which is the order they are
/// written in.
class Resources
{
public:
    struct Piece
    {
        QByteArray name;
        QByteArray apart;       ///< the JSON that sets it apart from the plain resource, else empty
        qint64 thousandths = 0; ///< for scalars
        Ranges ranges;          ///< for ranges
        bool isRanges = false;

        bool isEmpty() const { return isRanges ? ranges.empty() : thousandths <= 0; }
        friend bool operator==(const Piece&, const Piece&) = default;
    };

    /// How a resource is written (mesos-api: the three formats).
    enum class Format {
        Bare,     ///< neither role nor allocation: inside AgentInfo, and offers with RESERVATION_REFINEMENT
        WithRole, ///< role "*": total resources, and offers without RESERVATION_REFINEMENT
    };

    Resources() = default;

    /// From the `resources` of a message that went through decodeMessage. The error is Mesos's own, e.g. "Resource
    /// 'cpus:0' is invalid: Invalid scalar resource: value <= 0".
    static std::expected<Resources, QByteArray> fromJson(const JsonArray& resources);

    Resources& addScalar(const QByteArray& name, double amount);
    Resources& addRange(const QByteArray& name, quint64 begin, quint64 end);

    void add(const Resources& other);
    /// Takes away as much of `other` as there is.
    void subtract(const Resources& other);
    bool contains(const Resources& other) const;
    bool isEmpty() const { return m_pieces.empty(); }
    /// The same with ranges before scalars, as the allocator of a master hands them out.
    Resources rangesFirst() const;
    bool hasGpus() const { return scalar("gpus") > 0; }

    /// Amount of the plain scalar of that name, 0 when there is none.
    double scalar(QByteArrayView name) const;
    const std::vector<Piece>& pieces() const { return m_pieces; }

    /// `role` is what they are allocated to; empty writes no allocation_info.
    JsonArray toJson(Format format, const QByteArray& role = {}) const;
    /// As in messages of the master: "cpus(allocated: eng):0.5; mem(allocated: eng):64".
    QByteArray toText(const QByteArray& role) const;

    friend bool operator==(const Resources&, const Resources&) = default;

private:
    Piece& piece(const Piece& kind);
    void dropEmpty();

    std::vector<Piece> m_pieces;
};

} // namespace mesoscribe::practice
