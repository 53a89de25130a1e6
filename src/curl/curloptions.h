// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QChar>
#include <QString>
#include <QStringView>

#include <optional>

namespace mesoscribe {

/// An option of curl as far as Mesoscribe cares (curl 7.88, `curl --help all`).
struct CurlOption
{
    enum class Meaning {
        Nothing, ///< changes what curl prints or how it connects, not what is asked: passed over
        NotUsed, ///< changes the request in a way that is not taken over: named
        Secret,  ///< as NotUsed, and its argument is not shown
        Request,
        Header,
        Data,
        DataRaw, ///< as Data, and a leading @ is data
        DataUrlEncode,
        Json,
        User,
        Insecure,
        Location,
        Url,
        Get,
        Head,
        Next, ///< begins another request
    };

    Meaning meaning = Meaning::NotUsed;
    bool takesArgument = false;
    /// It is the --no-… form.
    bool isNegated = false;
};

/// The option -`letter`.
std::optional<CurlOption> shortCurlOption(QChar letter);

/// The option --`name`, which may be shortened as long as it is unambiguous, or `no-` and the name of a switch.
std::optional<CurlOption> longCurlOption(QStringView name);

} // namespace mesoscribe
