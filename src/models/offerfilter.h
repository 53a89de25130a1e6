// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/offer.h"

#include <QStringList>

namespace mesoscribe {

/// The language of the filter field: words separated by blanks, all of which must match. `role:eng`, `host:web*`,
/// `attr:rack=a`, `id:O12`, `port:31000`, `cpus>=2`, `mem>4G`, `disk<1T`, `gpus=1` (operators = != < <= > >=, units K M
/// G T, mem and disk in MiB without one), the bare words `reserved`, `revocable`, `gpu`; anything else is free text
/// found in host, role, id, attributes. `-word` excludes. "quoted text" keeps blanks and the minus. Upper and lower
/// case are the same.
///
/// `role:` means the whole role (`role:*` the role named *); `host:` the whole name or its first parts (web1 finds
/// web1.example.com, not web10); `id:` a whole offer or agent id or its end behind a dash; `attr:rack` any value;
/// `port:` a port among those offered. Numbers are compared with the sum over all resources of that name.
class OfferFilter
{
public:
    OfferFilter() = default;

    /// Never fails: a term that cannot be read ("cpus>=x") is listed in `notUnderstood` and matches everything.
    static OfferFilter parse(QStringView text);

    bool isEmpty() const { return m_terms.isEmpty(); }
    bool matches(const Offer& offer) const;
    QStringList notUnderstood() const { return m_notUnderstood; }

    struct Term
    {
        enum class Field { Text, Role, Host, Attribute, Id, Port, Cpus, Mem, Disk, Gpus, Reserved, Revocable };
        enum class Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

        Field field = Field::Text;
        Comparison comparison = Comparison::Equal;
        QString text;  ///< may hold `*` and `?`
        QString value; ///< of an attribute; null: any
        Scalar number;
        quint64 port = 0;
        bool excludes = false;
    };

private:
    QList<Term> m_terms;
    QStringList m_notUnderstood;
};

} // namespace mesoscribe
