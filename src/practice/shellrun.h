// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "practice/commandplan.h"
#include "practice/shellwords.h"

#include <QByteArrayList>

#include <optional>

namespace mesoscribe::practice {

/// What a shell script would do, told from its text: how long it takes, how it ends, what SIGTERM does to it. Knows the
/// shell's own words and the programs of findProgram(), and reads, writes and starts nothing. Always comes to an end:
/// what goes on too long counts as endless.
class ShellRun
{
public:
    struct Options
    {
        ShellVariables variables;      ///< the environment
        bool allProgramsExist = false; ///< as in an image of which nothing is known
        bool hasOwnFiles = false;      ///< "./program" may exist
    };

    explicit ShellRun(Options options)
        : m_options(std::move(options))
    {
    }

    /// `/bin/sh -c script`.
    CommandPlan runScript(const QByteArray& script);
    /// A program without a shell; `words` begin with its name. What is not found ends with 1, as Mesos itself then
    /// says.
    CommandPlan runProgram(const QByteArrayList& words);

private:
    using Time = std::chrono::milliseconds;

    static constexpr Time Longest = std::chrono::hours(365 * 24);
    static constexpr int DeepestNesting = 8;

    ShellRun(Options options, int depth)
        : m_options(std::move(options))
        , m_depth(depth)
    {
    }

    void runList(const QByteArrayList& endWords);
    void runPipeline();
    void runCommand();
    void runCommandHere();
    void runLoop(bool untilTrue);
    void runFor();
    void runIf();
    void runSimple();
    void runWords(QByteArrayList words);

    // shellbuiltins.cpp
    bool runBuiltin(const QByteArrayList& words);
    void runProgramNamed(const QByteArrayList& words);
    void runShell(const QByteArrayList& words);
    void runNested(const QByteArray& script);
    void setTrap(const QByteArrayList& words);
    void sendSignal(const QByteArrayList& words);
    void limit(const QByteArrayList& words);

    bool isWord(QByteArrayView text) const;
    bool isOperator(QByteArrayView text) const;
    bool isAtEnd() const { return m_at >= m_tokens.size(); }
    void skipBlank();
    void skipRedirection();
    bool isRunning() const { return m_skipped == 0 && !m_hasEnded && !m_breaks && !m_continues; }
    void spend(Time time);
    void end(int status);
    void giveUp();
    CommandPlan plan() const;

    Options m_options;
    int m_depth = 0;
    std::vector<ShellToken> m_tokens;
    size_t m_at = 0;
    int m_skipped = 0; ///< inside so many branches that are not taken
    int m_steps = 0;
    int m_wordsRead = 0;
    int m_nesting = 0;
    int m_status = 0;
    int m_signal = 0;
    int m_conditions = 0; ///< inside so many conditions, where `set -e` does not count
    bool m_endsOnError = false;
    bool m_hasEnded = false;
    bool m_breaks = false;
    bool m_continues = false;
    bool m_isInBackground = false;
    bool m_listens = false;
    Time m_elapsed{0};
    Time m_backgroundEnd{0};
    std::optional<QByteArray> m_trap; ///< the action for SIGTERM; empty ignores it
};

/// Number of a signal by any of its names ("TERM", "SIGTERM", "15"), or 0.
int signalNumber(const QByteArray& name);
/// Its description as strsignal() gives it on Linux, e.g. "Terminated".
QByteArray signalText(int number);

} // namespace mesoscribe::practice
