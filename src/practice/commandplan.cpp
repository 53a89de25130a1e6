// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/commandplan.h"

#include <QRegularExpression>

#include <algorithm>

namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds Instant = 100ms;
constexpr std::chrono::milliseconds Otherwise = 60s;
constexpr double LongestSleepSeconds = 365.0 * 24 * 3600;

} // namespace

CommandPlan planCommand(const JsonValue& taskInfo)
{
    const JsonValue& command = taskInfo.has("command") ? taskInfo.at("command") : taskInfo.at("executor").at("command");
    QString text = QString::fromUtf8(command.at("value").text());
    for (const JsonValue& argument : command.at("arguments").array())
        text += u' ' + QString::fromUtf8(argument.text());

    static const QRegularExpression sleep(QStringLiteral("\\bsleep\\s+(\\d+(?:\\.\\d+)?|infinity)"));
    static const QRegularExpression exit(QStringLiteral("\\bexit\\s+(\\d{1,3})\\b"));
    static const QRegularExpression word(QStringLiteral("^\\s*(?:/bin/)?(true|false)\\s*$"));

    CommandPlan plan;
    double seconds = 0;
    bool isKnown = false;
    for (auto found = sleep.globalMatch(text); found.hasNext(); isKnown = true) {
        const QString amount = found.next().captured(1);
        seconds += amount == u"infinity" ? LongestSleepSeconds : amount.toDouble();
    }
    if (const auto found = exit.match(text); found.hasMatch()) {
        plan.exitStatus = found.captured(1).toInt() & 0xff;
        isKnown = true;
    }
    if (const auto found = word.match(text); found.hasMatch()) {
        plan.exitStatus = found.captured(1) == u"false" ? 1 : 0;
        isKnown = true;
    }
    const auto slept = std::chrono::milliseconds(qint64(std::min(seconds, LongestSleepSeconds) * 1000));
    plan.duration = isKnown ? std::max(slept, Instant) : Otherwise;
    return plan;
}

} // namespace mesoscribe::practice
