// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/programs.h"
#include "practice/shellrun.h"

#include <QRegularExpression>

#include <algorithm>

/// What single commands do, the shell's own and programs by name.
namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds ProgramRuns = 60s;
constexpr int NotFound = 127;
constexpr int TimedOut = 124;

struct SignalName
{
    int number;
    const char* name;
    const char* text;
};

constexpr SignalName Signals[] = {
    {1, "HUP", "Hangup"},
    {2, "INT", "Interrupt"},
    {3, "QUIT", "Quit"},
    {6, "ABRT", "Aborted"},
    {7, "BUS", "Bus error"},
    {8, "FPE", "Floating point exception"},
    {9, "KILL", "Killed"},
    {10, "USR1", "User defined signal 1"},
    {11, "SEGV", "Segmentation fault"},
    {12, "USR2", "User defined signal 2"},
    {13, "PIPE", "Broken pipe"},
    {14, "ALRM", "Alarm clock"},
    {15, "TERM", "Terminated"},
};

constexpr std::chrono::milliseconds LongestSleep = std::chrono::hours(365 * 24);

/// "5", "1.5", "2m", "infinity".
std::chrono::milliseconds sleepTime(QByteArray amount)
{
    if (amount.startsWith("inf"))
        return LongestSleep;
    double factor = 1000;
    if (amount.endsWith('m'))
        factor *= 60;
    else if (amount.endsWith('h'))
        factor *= 3600;
    else if (amount.endsWith('d'))
        factor *= 86400;
    if (!amount.isEmpty() && QByteArrayView("smhd").contains(amount.back()))
        amount.chop(1);
    const double time = amount.toDouble() * factor;
    return time > 0 ? std::chrono::milliseconds(qint64(std::min(time, double(LongestSleep.count())))) : 0ms;
}

/// Of `test` and `[`; files are taken not to exist.
bool isTrue(QByteArrayList words)
{
    if (!words.isEmpty() && words.constFirst() == "!")
        return !isTrue(words.sliced(1));
    if (words.size() == 1)
        return !words[0].isEmpty();
    if (words.size() == 2)
        return words[0] == "-z" ? words[1].isEmpty() : words[0] == "-n" && !words[1].isEmpty();
    if (words.size() != 3)
        return false;
    const qint64 left = words[0].toLongLong();
    const qint64 right = words[2].toLongLong();
    const QByteArray& relation = words[1];
    if (relation == "=" || relation == "==")
        return words[0] == words[2];
    if (relation == "!=")
        return words[0] != words[2];
    if (relation == "-eq")
        return left == right;
    if (relation == "-ne")
        return left != right;
    if (relation == "-lt")
        return left < right;
    if (relation == "-le")
        return left <= right;
    if (relation == "-gt")
        return left > right;
    return relation == "-ge" && left >= right;
}

bool isShell(const QByteArray& program)
{
    static const QByteArrayList Shells = {"sh", "bash", "dash", "ash", "zsh", "ksh"};
    return Shells.contains(program.sliced(program.lastIndexOf('/') + 1));
}

/// `python3 -c "time.sleep(5); sys.exit(2)"`, as far as such a text tells.
struct InlineCode
{
    std::chrono::milliseconds duration{0};
    int status = 0;
};

InlineCode planInlineCode(const QByteArray& code)
{
    static const QRegularExpression sleep(QStringLiteral("\\bsleep\\s*\\(?\\s*(\\d+(?:\\.\\d+)?)"));
    static const QRegularExpression exit(QStringLiteral("\\bexit\\s*\\(?\\s*(\\d{1,3})"));
    const QString text = QString::fromUtf8(code);
    InlineCode plan;
    for (auto found = sleep.globalMatch(text); found.hasNext();)
        plan.duration += sleepTime(found.next().captured(1).toUtf8());
    if (const auto found = exit.match(text); found.hasMatch())
        plan.status = found.captured(1).toInt() & 0xff;
    return plan;
}

} // namespace

int signalNumber(const QByteArray& name)
{
    QByteArray plain = name.toUpper();
    if (plain.startsWith("SIG"))
        plain.remove(0, 3);
    for (const SignalName& signal : Signals) {
        if (plain == signal.name || plain == QByteArray::number(signal.number))
            return signal.number;
    }
    return 0;
}

QByteArray signalText(int number)
{
    const auto found = std::ranges::find(Signals, number, &SignalName::number);
    return found == std::end(Signals) ? "Unknown signal " + QByteArray::number(number) : QByteArray(found->text);
}

bool ShellRun::runBuiltin(const QByteArrayList& words)
{
    const QByteArray name = words[0].sliced(words[0].lastIndexOf('/') + 1);
    if (name == "true" || name == ":") {
        m_status = 0;
    } else if (name == "false") {
        m_status = 1;
    } else if (name == "exit" || name == "return") {
        end(words.size() > 1 ? int(words[1].toLongLong() & 0xff) : m_status);
    } else if (name == "sleep") {
        Time time{0};
        for (const QByteArray& amount : words.sliced(1))
            time = std::min(time + sleepTime(amount), Longest);
        m_status = 0;
        spend(time);
    } else if (name == "break" || name == "continue") {
        (name == "break" ? m_breaks : m_continues) = true;
    } else if (name == "wait") {
        m_status = 0;
        if (m_backgroundEnd > m_elapsed)
            spend(m_backgroundEnd - m_elapsed);
    } else if (name == "set") {
        m_status = 0;
        if (words.size() > 1 && words[1].startsWith('-') && words[1].contains('e'))
            m_endsOnError = true;
    } else if (name == "trap") {
        setTrap(words);
    } else if (name == "kill") {
        sendSignal(words);
    } else if (name == "test" || name == "[" || name == "[[") {
        QByteArrayList condition = words.sliced(1);
        if (name != "test" && !condition.isEmpty())
            condition.removeLast();
        m_status = isTrue(condition) ? 0 : 1;
    } else if (name == "eval") {
        runNested(words.sliced(1).join(' '));
    } else if (name == "timeout") {
        limit(words.sliced(1));
    } else if (isShell(words[0])) {
        runShell(words);
    } else {
        return false;
    }
    return true;
}

void ShellRun::runProgramNamed(const QByteArrayList& words)
{
    const QByteArray& name = words.constFirst();
    Program program = findProgram(name);
    if (program == Program::Unknown) {
        const bool isInOwnFolder = name.contains('/') && !name.startsWith('/') && m_options.hasOwnFiles;
        if (!m_options.allProgramsExist && !isInOwnFolder) {
            m_status = NotFound;
            return;
        }
        program = Program::Runs;
    }
    m_status = 0;
    const QByteArray base = name.sliced(name.lastIndexOf('/') + 1);
    if (base == "tail" && !words.contains("-f") && !words.contains("-F"))
        program = Program::Instant;
    if (base == "ping" && words.contains("-c") && words.last() != "-c") {
        spend(sleepTime(words[words.indexOf("-c") + 1]));
        return;
    }
    switch (program) {
    case Program::Unknown:
    case Program::Instant:
        return;
    case Program::Endless:
        spend(Longest);
        return;
    case Program::Runs:
        break;
    }
    const qsizetype code = std::max(words.indexOf("-c"), words.indexOf("-e"));
    if (code > 0 && code + 1 < words.size()) {
        const InlineCode plan = planInlineCode(words[code + 1]);
        m_status = plan.status;
        spend(plan.duration);
        return;
    }
    if (words.contains("--version") || words.contains("--help"))
        return;
    m_listens = true;
    spend(ProgramRuns);
}

void ShellRun::runShell(const QByteArrayList& words)
{
    const auto hasScript = [](const QByteArray& word) { return word.startsWith('-') && word.endsWith('c'); };
    const auto option = std::ranges::find_if(words.begin() + 1, words.end(), hasScript);
    if (option != words.end() && option + 1 != words.end()) {
        runNested(*(option + 1));
        return;
    }
    const auto file =
        std::ranges::find_if(words.begin() + 1, words.end(), [](const auto& word) { return !word.startsWith('-'); });
    m_status = 0;
    if (file == words.end())
        return;
    if (m_options.hasOwnFiles || m_options.allProgramsExist)
        spend(ProgramRuns);
    else
        m_status = NotFound;
}

void ShellRun::runNested(const QByteArray& script)
{
    if (m_depth >= DeepestNesting) {
        spend(Longest);
        return;
    }
    ShellRun nested(m_options, m_depth + 1);
    nested.m_steps = m_steps;
    nested.m_wordsRead = m_wordsRead + int(script.size());
    const CommandPlan plan = nested.runScript(script);
    m_steps = nested.m_steps;
    m_wordsRead = nested.m_wordsRead;
    m_listens = m_listens || plan.listens;
    if (nested.m_trap)
        m_trap = nested.m_trap;
    m_status = plan.signal == 0 ? plan.exitStatus : 128 + plan.signal;
    spend(plan.duration);
}

void ShellRun::setTrap(const QByteArrayList& words)
{
    m_status = 0;
    const bool isMeant = std::ranges::any_of(words.begin() + 1, words.end(),
                                             [](const QByteArray& word) { return signalNumber(word) == 15; });
    if (!isMeant || words.size() < 3)
        return;
    if (words[1] == "-")
        m_trap.reset();
    else
        m_trap = words[1];
}

/// Only what a shell does to itself counts; nobody else is there.
void ShellRun::sendSignal(const QByteArrayList& words)
{
    int number = 15;
    if (words.size() > 2 && words[1].startsWith('-'))
        number = signalNumber(words[1] == "-s" ? words[2] : words[1].sliced(1));
    const QByteArray& target = words.last();
    m_status = target == "$$" || target == "$!" ? 0 : 1;
    if (target != "$$" || number == 0 || (number == 15 && m_trap))
        return;
    end(m_status);
    m_signal = number;
}

void ShellRun::limit(const QByteArrayList& words)
{
    QByteArrayList rest = words;
    while (!rest.isEmpty() && rest.constFirst().startsWith('-')) {
        const bool takesValue = rest.constFirst() == "-k" || rest.constFirst() == "-s";
        rest.removeFirst();
        if (takesValue && !rest.isEmpty())
            rest.removeFirst();
    }
    m_status = 0;
    if (rest.size() < 2)
        return;
    const Time most = sleepTime(rest.takeFirst());
    ShellRun limited(m_options, m_depth + 1);
    limited.runWords(rest);
    m_listens = m_listens || limited.m_listens;
    const bool isTooLong = most > 0ms && limited.m_elapsed > most;
    m_status = isTooLong ? TimedOut : limited.m_status;
    spend(isTooLong ? most : limited.m_elapsed);
}

} // namespace mesoscribe::practice
