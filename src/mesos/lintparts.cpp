// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/lintrules.h"
#include "mesos/role.h"

#include <cmath>
#include <limits>

namespace mesoscribe {

using Kind = LintFinding::Kind;
using Severity = LintFinding::Severity;

std::optional<QByteArray> lintIdText(const LintNode* id)
{
    const LintNode* value = id && id->isObject() ? id->member("value") : nullptr;
    return value && value->isString() ? std::optional(value->text) : std::nullopt;
}

const LintNode& lintIdNode(const LintNode& id)
{
    const LintNode* value = id.isObject() ? id.member("value") : nullptr;
    return value ? *value : id;
}

void lintId(const LintNode* id, const LintPath& path, LintFinding::Severity severity, LintScope scope)
{
    const std::optional<QByteArray> text = lintIdText(id);
    if (text && idProblem(QString::fromUtf8(*text)))
        scope.report.add(Kind::InvalidId, severity, path, lintIdNode(*id), {lintText(*text), {}, {}});
}

std::optional<double> lintDouble(const LintNode* number)
{
    if (!number || (number->kind != LintNode::Kind::Number && !number->isString()))
        return std::nullopt;
    const QByteArray text = number->text.trimmed();
    if (number->isString() && (text == "Infinity" || text == "-Infinity")) {
        const double infinity = std::numeric_limits<double>::infinity();
        return text.startsWith('-') ? -infinity : infinity;
    }
    return lintNumber(text);
}

std::optional<bool> lintBool(const LintNode* boolean)
{
    if (boolean && boolean->kind == LintNode::Kind::Bool)
        return boolean->truth;
    const QByteArray text = boolean && boolean->isString() ? boolean->text.trimmed() : QByteArray();
    if (text == "true" || text == "false")
        return text == "true";
    return std::nullopt;
}

qint64 lintThousandths(double value)
{
    return Scalar::fromDouble(value).thousandths;
}

void lintNeeds(const LintNode& message, QByteArrayView field, const LintPath& path, QLatin1StringView within,
               LintScope scope, const QString& suggestion)
{
    if (!message.isObject() || message.member(field))
        return;
    scope.report.add(Kind::MissingField, Severity::Ignored, path.child(field), message.offset, 1,
                     {lintText(field), QString(within), suggestion});
}

} // namespace mesoscribe
