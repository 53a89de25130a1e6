// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/callskeleton.h"

namespace mesoscribe {

/// An ACCEPT of the ticked offers with an operation of that type ("LAUNCH"), or with two where one alone could not
/// work: a volume is created on a disk that is reserved first. Nothing for a type that is none.
std::optional<AcceptCall> acceptSkeleton(const QString& operationType, const SkeletonFacts& facts);

/// The types of acceptSkeleton, in the order of the proto but with the launches first.
QStringList operationTypes();

/// The role a skeleton works for: that of the offers, else the framework's first; "<role>" when there is none.
QString skeletonRole(const SkeletonFacts& facts);

/// `id`, or `placeholder` when it is empty.
template<class Id>
Id idOr(const Id& id, const QString& placeholder)
{
    return id.isEmpty() ? Id(placeholder) : id;
}

} // namespace mesoscribe
