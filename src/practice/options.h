// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/cluster.h"
#include "practice/credentials.h"

#include <QStringList>

#include <variant>

namespace mesoscribe::practice {

/// What the master says of its own role in the cluster of masters.
struct Leadership
{
    enum class Kind {
        Leading,
        Following, ///< answers 307 to `leader`
        NoLeader,  ///< answers 503
        Recovering ///< answers 503
    };

    Kind kind = Kind::Leading;
    QByteArray leader; ///< HOST:PORT
};

/// The command line of mesoscribe-practice.
struct Options
{
    ClusterOptions cluster; ///< its port is the one asked for; 0 for a free one
    Leadership leadership;
    std::optional<Credentials> credentials;
    bool endsWithParent = false; ///< ends when its standard input does
};

/// A text to show instead of serving.
struct OptionsText
{
    QString text;
    bool isError = false; ///< then it is one plain sentence
};

/// `arguments` begin with the program's name. Reads the credentials file.
std::variant<Options, OptionsText> parseOptions(const QStringList& arguments);

/// Whether the text is HOST:PORT.
bool isHostAndPort(const QByteArray& text);

} // namespace mesoscribe::practice
