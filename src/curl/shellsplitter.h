// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "curl/shellwords.h"

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <optional>

namespace mesoscribe {

/// Reads one command; each read… function begins at its opening character and ends behind its closing one.
class ShellSplitter
{
public:
    explicit ShellSplitter(QStringView text)
        : m_text(text)
    {
    }

    /// Once per object; see splitShell().
    Result<ShellCommand> run();

private:
    QChar at(qsizetype position) const { return position < m_text.size() ? m_text[position] : QChar(); }
    QChar here() const { return at(m_position); }
    bool isAtEnd() const { return m_position >= m_text.size(); }
    qsizetype lineBreakAt(qsizetype position) const;
    qsizetype continuationAt(qsizetype position) const;

    void begin();
    void append(QStringView text);
    void endWord();
    void stop(qsizetype from);
    void skipComment();

    Result<void> readPiece();
    Result<void> readSingle();
    Result<void> readDouble();
    Result<void> readAnsi();
    Result<void> readDollar();
    Result<void> readExpansion(qsizetype end);
    bool readSmart();
    void readBackslash();
    void readAnsiEscape(QByteArray& bytes);
    uint readNumber(int base, int maxDigits);
    std::optional<qsizetype> closingOf(qsizetype position) const;
    std::optional<qsizetype> smartEnd(QStringView family) const;
    std::unexpected<Error> unclosed(const QString& what, qsizetype position) const;

    QStringView m_text;
    qsizetype m_position = 0;
    ShellCommand m_command;
    ShellWord m_word;
    bool m_isInWord = false;
    bool m_isQuoted = false; ///< some part of the word is
    bool m_hasStopped = false;
    qsizetype m_wordStart = 0;
};

} // namespace mesoscribe
