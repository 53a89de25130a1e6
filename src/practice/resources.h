// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/jsonvalue.h"

#include <expected>
#include <functional>
#include <utility>

namespace mesoscribe::practice {

/// Sorted, apart, both ends inclusive.
using Ranges = std::vector<std::pair<quint64, quint64>>;

/// An amount of several resources, as Mesos reckons: scalars as whole thousandths, ranges as sets of numbers
/// (src/v1/resources.cpp, src/v1/values.cpp). Reservations, disks, providers, being shared and being revocable set
/// pieces of the same name apart. To whom they are allocated is not kept: the caller knows. Keeps the order in which
/// pieces were added, which is the order they are written in.
class Resources
{
public:
    struct Piece
    {
        QByteArray name;
        JsonArray reservations; ///< ReservationInfos with type and role, oldest first; empty when unreserved
        JsonValue disk;         ///< a DiskInfo, or null
        QByteArray providerId;  ///< empty for the agent's own
        bool isShared = false;
        bool isRevocable = false;
        qint64 thousandths = 0; ///< for scalars
        Ranges ranges;          ///< for ranges
        bool isRanges = false;

        bool isEmpty() const { return isRanges ? ranges.empty() : thousandths <= 0; }
        bool isReserved() const { return !reservations.empty(); }
        bool isDynamicallyReserved() const;
        /// The role it is reserved for, the last one of a refined reservation; empty when unreserved.
        QByteArray reservationRole() const;
        bool isVolume() const { return disk.has("persistence"); }
        /// "PATH", "MOUNT", "BLOCK" or "RAW"; empty for a disk of the agent's own.
        const QByteArray& sourceType() const { return disk.at("source").at("type").text(); }
        /// Whether it can only be had as a whole and is never joined with others.
        bool isExclusive() const;
        /// Whether the two differ in nothing but their amount. What a volume is mounted as does not count.
        bool isLike(const Piece& other) const;
        /// The same without its last reservation.
        Piece popped() const;
        /// The plain disk that a persistent volume was made of.
        Piece withoutVolume() const;

        friend bool operator==(const Piece&, const Piece&) = default;
    };

    /// How reservations are written (mesos-api: the three formats).
    enum class Format {
        Bare,     ///< a list of reservations: with RESERVATION_REFINEMENT, and inside AgentInfo
        WithRole, ///< a role, "*" for the unreserved, and one reservation: without RESERVATION_REFINEMENT
        Endpoint, ///< both, for the operator API
    };

    Resources() = default;
    explicit Resources(const Piece& piece) { add(piece); }

    /// One piece, in either format of a message that went through decodeMessage. The error is Mesos's own, e.g.
    /// "Resource 'cpus:0' is invalid: Invalid scalar resource: value <= 0".
    static std::expected<Piece, QByteArray> pieceFromJson(const JsonValue& resource);
    static std::expected<Resources, QByteArray> fromJson(const JsonArray& resources);

    Resources& addScalar(const QByteArray& name, double amount);
    Resources& addRange(const QByteArray& name, quint64 begin, quint64 end);

    void add(const Piece& piece);
    void add(const Resources& other);
    /// Takes away as much of `other` as there is.
    void subtract(const Resources& other);
    bool contains(const Resources& other) const;
    bool isEmpty() const { return m_pieces.empty(); }
    /// The pieces that pass.
    Resources filtered(const std::function<bool(const Piece&)>& isWanted) const;
    /// The same in the order in which a master offers them: ranges, then cpus, mem, disk and the rest, of each the
    /// reserved before the unreserved.
    Resources inOfferOrder() const;
    bool hasGpus() const { return scalar("gpus") > 0; }

    /// Amount of all scalars of that name, 0 when there is none.
    double scalar(QByteArrayView name) const;
    const std::vector<Piece>& pieces() const { return m_pieces; }

    /// `role` is what they are allocated to; empty writes no allocation_info.
    JsonArray toJson(Format format, const QByteArray& role = {}) const;
    /// As in messages of the master: "cpus(allocated: eng):0.5; mem(allocated: eng):64".
    QByteArray toText(const QByteArray& role) const;

    friend bool operator==(const Resources&, const Resources&) = default;

private:
    Piece* like(const Piece& kind);
    void dropEmpty();

    std::vector<Piece> m_pieces;
};

} // namespace mesoscribe::practice
