// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/shellrun.h"

#include <QRegularExpression>

#include <algorithm>

namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

constexpr int MostSteps = 10'000;
constexpr int MostWords = 1'000'000;
constexpr int MostNested = 100;
constexpr int NotFound = 127;
constexpr int KilledByTerm = 128 + 15;

/// Programs that only start another one, and how many of their own words follow besides options.
bool isWrapper(const QByteArray& word)
{
    static const QByteArrayList Wrappers = {"exec",    "env",       "nohup",  "nice",     "time",   "command",
                                            "builtin", "sudo",      "setsid", "stdbuf",   "ionice", "chrt",
                                            "unshare", "catchsegv", "tini",   "dumb-init"};
    return Wrappers.contains(word.sliced(word.lastIndexOf('/') + 1));
}

const QRegularExpression& assignment()
{
    static const QRegularExpression Form(QStringLiteral("\\A([A-Za-z_]\\w*)=(.*)\\z"),
                                         QRegularExpression::DotMatchesEverythingOption);
    return Form;
}

} // namespace

CommandPlan ShellRun::runScript(const QByteArray& script)
{
    m_tokens = shellTokens(script);
    m_options.variables["$"] = "$$";
    while (!isAtEnd()) {
        runList({});
        // A closing word that closes nothing.
        if (!isAtEnd())
            ++m_at;
    }
    return plan();
}

CommandPlan ShellRun::runProgram(const QByteArrayList& words)
{
    runWords(words);
    if (m_status == NotFound)
        m_status = 1;
    return plan();
}

CommandPlan ShellRun::plan() const
{
    CommandPlan plan;
    plan.duration = std::min(m_elapsed, Longest);
    plan.exitStatus = m_status & 0xff;
    plan.signal = m_signal;
    plan.listens = m_listens;
    if (!m_trap || m_depth > DeepestNesting)
        return plan;
    if (m_trap->isEmpty()) {
        plan.onTerminate = CommandPlan::OnTerminate::Ignores;
        return plan;
    }
    ShellRun action(m_options, m_depth + 1);
    action.m_trap.reset();
    action.m_tokens = shellTokens(*m_trap);
    action.runList({});
    if (!action.m_hasEnded && plan.duration >= Longest) {
        // The trap returns into a loop that never ends.
        plan.onTerminate = CommandPlan::OnTerminate::Ignores;
        return plan;
    }
    plan.onTerminate = CommandPlan::OnTerminate::Exits;
    plan.terminateStatus = action.m_hasEnded ? action.m_status & 0xff : KilledByTerm;
    plan.terminateDelay = action.m_elapsed;
    return plan;
}

bool ShellRun::isWord(QByteArrayView text) const
{
    return !isAtEnd() && !m_tokens[m_at].isOperator && m_tokens[m_at].text == text;
}

bool ShellRun::isOperator(QByteArrayView text) const
{
    return !isAtEnd() && m_tokens[m_at].isOperator && m_tokens[m_at].text == text;
}

void ShellRun::skipBlank()
{
    while (isOperator(";") || isOperator("\n") || isOperator(";;"))
        ++m_at;
}

void ShellRun::spend(Time time)
{
    if (m_isInBackground) {
        m_backgroundEnd = std::max(m_backgroundEnd, std::min(m_elapsed + time, Longest));
        return;
    }
    m_elapsed = std::min(m_elapsed + time, Longest);
    if (m_elapsed >= Longest)
        m_hasEnded = true;
}

void ShellRun::giveUp()
{
    m_at = m_tokens.size();
    m_elapsed = Longest;
    m_hasEnded = true;
}

void ShellRun::end(int status)
{
    if (m_isInBackground)
        return;
    m_status = status;
    m_hasEnded = true;
}

void ShellRun::runList(const QByteArrayList& endWords)
{
    for (skipBlank(); !isAtEnd() && !isOperator(")"); skipBlank()) {
        if (!m_tokens[m_at].isOperator && endWords.contains(m_tokens[m_at].text))
            return;
        const size_t before = m_at;
        runPipeline();
        while (isOperator("&&") || isOperator("||")) {
            const bool isTaken = isOperator("&&") == (m_status == 0);
            ++m_at;
            while (isOperator("\n"))
                ++m_at;
            if (!isTaken)
                ++m_skipped;
            runPipeline();
            if (!isTaken)
                --m_skipped;
        }
        if (isOperator("&"))
            ++m_at;
        if (m_at == before)
            ++m_at;
    }
}

void ShellRun::runPipeline()
{
    bool isNegated = false;
    while (isWord("!")) {
        isNegated = !isNegated;
        ++m_at;
    }
    const bool wasInBackground = m_isInBackground;
    size_t ahead = m_at;
    int depth = 0;
    // Only a simple pipeline is looked through; "{ …; } &" and "( … ) &" find their "&" behind the bracket.
    for (; ahead < m_tokens.size() && depth >= 0; ++ahead) {
        const ShellToken& token = m_tokens[ahead];
        if (token.text == "(" || token.text == "{")
            ++depth;
        else if (token.text == ")" || token.text == "}")
            --depth;
        else if (depth == 0 && token.isOperator && !token.text.startsWith('>') && !token.text.startsWith('<') &&
                 token.text != "|")
            break;
    }
    m_wordsRead += int(ahead - m_at);
    if (ahead < m_tokens.size() && m_tokens[ahead].isOperator && m_tokens[ahead].text == "&")
        m_isInBackground = true;

    const bool wasRunning = isRunning();
    const Time begin = m_elapsed;
    Time latest = begin;
    runCommand();
    latest = std::max(latest, m_elapsed);
    while (isOperator("|")) {
        ++m_at;
        while (isOperator("\n"))
            ++m_at;
        if (wasRunning && !m_isInBackground) {
            // What reads a few lines ends what writes for ever.
            if (isWord("head"))
                latest = begin;
            m_hasEnded = false;
            m_elapsed = begin;
        }
        runCommand();
        latest = std::max(latest, m_elapsed);
    }
    if (wasRunning)
        m_elapsed = latest;
    if (m_elapsed >= Longest)
        m_hasEnded = true;
    if (m_isInBackground && !wasInBackground && isRunning()) {
        m_status = 0;
        m_options.variables["!"] = "$!";
    }
    m_isInBackground = wasInBackground;
    if (isNegated && isRunning())
        m_status = m_status == 0 ? 1 : 0;
    const bool isTested = isOperator("&&") || isOperator("||") || isNegated;
    if (m_endsOnError && m_conditions == 0 && !isTested && m_status != 0 && isRunning())
        end(m_status);
}

void ShellRun::runCommand()
{
    if (++m_nesting > MostNested)
        giveUp();
    runCommandHere();
    --m_nesting;
}

void ShellRun::runCommandHere()
{
    if (isOperator("(")) {
        ++m_at;
        const bool hadEnded = m_hasEnded;
        runList({});
        // What ends inside the brackets is a shell of its own.
        if (!hadEnded && m_elapsed < Longest && m_signal == 0)
            m_hasEnded = false;
        if (isOperator(")"))
            ++m_at;
    } else if (isWord("{")) {
        ++m_at;
        runList({"}"});
        if (isWord("}"))
            ++m_at;
    } else if (isWord("while") || isWord("until")) {
        const bool untilTrue = isWord("until");
        ++m_at;
        runLoop(untilTrue);
    } else if (isWord("for")) {
        ++m_at;
        runFor();
    } else if (isWord("if")) {
        ++m_at;
        runIf();
    } else {
        runSimple();
        return;
    }
    while (!isAtEnd() && m_tokens[m_at].isOperator &&
           (m_tokens[m_at].text.startsWith('>') || m_tokens[m_at].text.startsWith('<')))
        skipRedirection();
}

void ShellRun::runLoop(bool untilTrue)
{
    const size_t begin = m_at;
    while (true) {
        m_at = begin;
        const bool wasRunning = isRunning();
        ++m_conditions;
        runList({"do"});
        --m_conditions;
        if (isWord("do"))
            ++m_at;
        const bool isTaken = isRunning() && (m_status == 0) != untilTrue;
        if (!isTaken)
            ++m_skipped;
        runList({"done"});
        if (isWord("done"))
            ++m_at;
        if (!isTaken)
            --m_skipped;
        m_continues = false;
        if (isTaken && !m_breaks && !m_hasEnded && ++m_steps < MostSteps)
            continue;
        if (isTaken && m_steps >= MostSteps)
            giveUp();
        if (wasRunning && !m_hasEnded && !m_breaks)
            m_status = 0;
        m_breaks = false;
        return;
    }
}

void ShellRun::runFor()
{
    const QByteArray name = isAtEnd() ? QByteArray() : m_tokens[m_at++].text;
    QByteArrayList items;
    if (isWord("in"))
        ++m_at;
    static const QRegularExpression sequence(QStringLiteral(
        "\\A(?:\\$\\(|`)seq\\s+(\\d{1,5})(?:\\s+(\\d{1,5}))?\\s*(?:\\)|`)\\z|\\A\\{(\\d{1,5})\\.\\.(\\d{1,5})\\}\\z"));
    for (; !isAtEnd() && !m_tokens[m_at].isOperator && !isWord("do"); ++m_at) {
        const QRegularExpressionMatch match = sequence.match(QString::fromUtf8(m_tokens[m_at].text));
        if (!match.hasMatch()) {
            items += expandShellWord(m_tokens[m_at].text, m_options.variables);
            continue;
        }
        const bool isBraced = !match.captured(3).isEmpty();
        const bool hasOne = !isBraced && match.captured(2).isEmpty();
        const int first = isBraced ? match.captured(3).toInt() : hasOne ? 1 : match.captured(1).toInt();
        const int last = match.captured(isBraced ? 4 : hasOne ? 1 : 2).toInt();
        for (int item = first; item <= last && items.size() < MostSteps; ++item)
            items += QByteArray::number(item);
    }
    skipBlank();
    if (isWord("do"))
        ++m_at;
    const size_t begin = m_at;
    const bool wasRunning = isRunning();
    for (qsizetype index = 0; index == 0 || (index < items.size() && isRunning()); ++index) {
        m_at = begin;
        const bool isTaken = isRunning() && index < items.size();
        if (isTaken)
            m_options.variables[name] = items[index];
        else
            ++m_skipped;
        runList({"done"});
        if (isWord("done"))
            ++m_at;
        if (!isTaken)
            --m_skipped;
        m_continues = m_continues && !isTaken;
        if (++m_steps >= MostSteps && isRunning())
            giveUp();
    }
    if (wasRunning)
        m_breaks = false;
}

void ShellRun::runIf()
{
    bool isDone = false;
    while (true) {
        const bool wasDone = isDone;
        if (wasDone)
            ++m_skipped;
        ++m_conditions;
        runList({"then"});
        --m_conditions;
        if (isWord("then"))
            ++m_at;
        const bool isTaken = !wasDone && isRunning() && m_status == 0;
        if (!isTaken && !wasDone)
            ++m_skipped;
        runList({"elif", "else", "fi"});
        if (!isTaken)
            --m_skipped;
        isDone = wasDone || isTaken;
        if (!isWord("elif"))
            break;
        ++m_at;
    }
    if (isWord("else")) {
        ++m_at;
        if (isDone)
            ++m_skipped;
        runList({"fi"});
        if (isDone)
            --m_skipped;
    } else if (!isDone && isRunning()) {
        m_status = 0;
    }
    if (isWord("fi"))
        ++m_at;
}

void ShellRun::skipRedirection()
{
    ++m_at;
    if (!isAtEnd() && !m_tokens[m_at].isOperator)
        ++m_at;
}

void ShellRun::runSimple()
{
    QByteArrayList words;
    while (!isAtEnd()) {
        const ShellToken& token = m_tokens[m_at];
        if (token.isOperator && (token.text.contains('>') || token.text.startsWith('<'))) {
            skipRedirection();
            continue;
        }
        if (token.isOperator)
            break;
        ++m_wordsRead;
        if (m_wordsRead > MostWords) {
            giveUp();
            return;
        }
        words += m_skipped == 0 ? expandShellWord(token.text, m_options.variables) : token.text;
        ++m_at;
    }
    // "name() { … }" is not known here; its brackets are stepped over.
    if (isOperator("(") && !words.isEmpty())
        ++m_at;
    if (!words.isEmpty() && isRunning())
        runWords(words);
}

void ShellRun::runWords(QByteArrayList words)
{
    if (++m_steps >= MostSteps) {
        giveUp();
        return;
    }
    bool isWrapped = false;
    while (!words.isEmpty()) {
        const QRegularExpressionMatch match = assignment().match(QString::fromUtf8(words.constFirst()));
        if (match.hasMatch()) {
            m_options.variables[match.captured(1).toUtf8()] = match.captured(2).toUtf8();
            words.removeFirst();
        } else if (words.size() > 1 && isWrapper(words.constFirst())) {
            isWrapped = isWrapped || words.constFirst() == "exec";
            words.removeFirst();
            while (words.size() > 1 && words.constFirst().startsWith('-')) {
                const bool takesValue = words.constFirst() == "-n" || words.constFirst() == "-u";
                words.removeFirst();
                if (takesValue && words.size() > 1)
                    words.removeFirst();
            }
        } else {
            break;
        }
    }
    if (words.isEmpty()) {
        m_status = 0;
        return;
    }
    if (!runBuiltin(words))
        runProgramNamed(words);
    m_options.variables["?"] = QByteArray::number(m_status);
    if (isWrapped)
        end(m_status);
}

} // namespace mesoscribe::practice
