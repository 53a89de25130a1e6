// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QLatin1StringView>

#include <optional>
#include <vector>

/// JSON with the place of everything in it, for the linter: where a value stands matters as much as what it is, a name
/// may stand twice, and what is no JSON is explained. Takes exactly what a master takes (picojson 1.3.0: numbers such
/// as "01" and "1." too).
namespace mesoscribe {

struct LintMember;

struct LintNode
{
    enum class Kind {
        Null,
        Bool,
        Number,
        String,
        Array,
        Object,
        BareInfinity, ///< Infinity or -Infinity without quotes, which is no JSON
    };

    Kind kind = Kind::Null;
    bool truth = false;
    qsizetype offset = 0; ///< of the first byte, quotes included
    qsizetype length = 0;
    QByteArray text; ///< of a String, without escapes; of a Number or BareInfinity, as it stands
    std::vector<LintMember> members;
    std::vector<LintNode> items;

    bool isNull() const { return kind == Kind::Null; }
    bool isString() const { return kind == Kind::String; }
    bool isObject() const { return kind == Kind::Object; }
    bool isArray() const { return kind == Kind::Array; }

    /// As a master sees it: the last member of that name; null when there is none, or when its value is `null`.
    const LintNode* member(QByteArrayView name) const;
};

struct LintMember
{
    QByteArray name;
    qsizetype offset = 0; ///< of the name, quotes included
    qsizetype length = 0;
    bool isOverridden = false; ///< the same name comes again, so that this one counts for nothing
    LintNode value;
};

/// What a repeated field holds for a master: a single value is a list of one, lists within lists are one list, `null`
/// is nothing.
std::vector<const LintNode*> lintItems(const LintNode* node);

/// What a map holds for a master: the members of an object, or of all objects of a list.
std::vector<const LintMember*> lintEntries(const LintNode* map);

struct LintProblem
{
    QLatin1StringView reason; ///< of notjson
    QByteArray found;         ///< what stands there
    qsizetype offset = 0;
    qsizetype length = 0;
};

struct LintDocument
{
    LintNode root; ///< as far as it was read when there is a problem
    std::optional<LintProblem> problem;
    std::vector<std::pair<qsizetype, qsizetype>> bareInfinities; ///< offset and length
};

/// Linear in time; deeper than MaxLintDepth is a problem.
LintDocument scanJson(QByteArrayView text);

inline constexpr int MaxLintDepth = 200;

/// A number as a master takes it: the text is all of it. Nothing when it is none; infinite when it is out of range.
std::optional<double> lintNumber(QByteArrayView text);

} // namespace mesoscribe
