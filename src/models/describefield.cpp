// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describe.h"

#include <QCoreApplication>

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

QString describe(RoleProblem problem, const QString& role)
{
    switch (problem) {
    case RoleProblem::Empty:
        return Words::tr("A role cannot be empty.");
    case RoleProblem::StartsWithSlash:
        return Words::tr("“%1”: a role cannot start with a slash.").arg(role);
    case RoleProblem::EndsWithSlash:
        return Words::tr("“%1”: a role cannot end with a slash.").arg(role);
    case RoleProblem::AdjacentSlashes:
        return Words::tr("“%1”: a role cannot contain two slashes in a row.").arg(role);
    case RoleProblem::ReservedComponent:
        return Words::tr("“%1”: no part of a role can be “.”, “..” or “*”.").arg(role);
    case RoleProblem::StartsWithDash:
        return Words::tr("“%1”: no part of a role can start with a dash.").arg(role);
    case RoleProblem::Whitespace:
        return Words::tr("“%1”: a role cannot contain blanks.").arg(role);
    }
    return {};
}

QString describe(AddressProblem problem, const QString& offender)
{
    switch (problem) {
    case AddressProblem::Empty:
        return Words::tr("Type the host and port of a master, e.g. localhost:5050.");
    case AddressProblem::ZooKeeper:
        return Words::tr("ZooKeeper addresses are not supported; type one or more masters, e.g. m1:5050,m2:5050.");
    case AddressProblem::NoHost:
        return Words::tr("“%1” names no host.").arg(offender);
    case AddressProblem::BadPort:
        return Words::tr("“%1”: a port is a number from 1 to 65535.").arg(offender);
    case AddressProblem::BadScheme:
        return Words::tr("“%1”: a master speaks http or https.").arg(offender);
    case AddressProblem::Malformed:
        return Words::tr("“%1” is not a host and port.").arg(offender);
    }
    return {};
}

QString describe(IdProblem problem, const QString& id)
{
    switch (problem) {
    case IdProblem::Empty:
        return Words::tr("An id cannot be empty.");
    case IdProblem::TooLong:
        return Words::tr("An id has at most 255 characters.");
    case IdProblem::Dots:
        return Words::tr("“%1” cannot be an id.").arg(id);
    case IdProblem::InvalidCharacters:
        return Words::tr("An id cannot contain slashes, backslashes or control characters.");
    }
    return {};
}

} // namespace mesoscribe
