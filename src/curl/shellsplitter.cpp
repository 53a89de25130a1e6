// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "curl/shellsplitter.h"

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QStringView SmartDouble = u"“”„‟";
constexpr QStringView SmartSingle = u"‘’‚‛";
constexpr qsizetype ExcerptLength = 24;

bool isBlank(QChar c)
{
    return c == u'\t' || c.category() == QChar::Separator_Space;
}

bool isOperator(QChar c)
{
    return QStringView(u"|&;<>()").contains(c);
}

bool isNameStart(QChar c)
{
    return c == u'_' || (c.unicode() < 128 && c.isLetter());
}

bool isNamePart(QChar c)
{
    return isNameStart(c) || (c >= u'0' && c <= u'9');
}

int digitValue(QChar c, int base)
{
    const char16_t u = c.unicode();
    int value = base;
    if (u >= u'0' && u <= u'9')
        value = u - u'0';
    else if ((u | 0x20) >= u'a' && (u | 0x20) <= u'f')
        value = (u | 0x20) - u'a' + 10;
    return value < base ? value : -1;
}

} // namespace

/// Length of a line break, 0 if there is none.
qsizetype ShellSplitter::lineBreakAt(qsizetype position) const
{
    if (at(position) == u'\n')
        return 1;
    return at(position) == u'\r' && at(position + 1) == u'\n' ? 2 : 0;
}

/// Length of blanks and a line break, or of blanks that end the text: what may follow a backslash that joins two lines.
qsizetype ShellSplitter::continuationAt(qsizetype position) const
{
    qsizetype end = position;
    while (end < m_text.size() && isBlank(m_text[end]))
        ++end;
    if (end >= m_text.size())
        return end - position;
    const qsizetype lineBreak = lineBreakAt(end);
    return lineBreak > 0 ? end - position + lineBreak : 0;
}

void ShellSplitter::begin()
{
    if (!m_isInWord)
        m_wordStart = m_position;
    m_isInWord = true;
}

void ShellSplitter::append(QStringView text)
{
    begin();
    m_word.text += text;
}

void ShellSplitter::endWord()
{
    if (m_isInWord)
        m_command.words.append(m_word);
    m_word = {};
    m_isInWord = false;
    m_isQuoted = false;
}

void ShellSplitter::stop(qsizetype from)
{
    m_hasStopped = true;
    m_position = from;
    // Comments and empty lines behind the command say nothing.
    while (!isAtEnd()) {
        if (here() == u'#')
            skipComment();
        else if (isBlank(here()) || here() == u'\r' || here() == u'\n')
            ++m_position;
        else
            break;
    }
    m_command.rest = m_text.sliced(m_position).trimmed().toString();
    if (m_command.rest == u";" || m_command.rest == u"&")
        m_command.rest.clear();
}

void ShellSplitter::skipComment()
{
    while (!isAtEnd() && lineBreakAt(m_position) == 0)
        ++m_position;
}

Result<ShellCommand> ShellSplitter::run()
{
    while (!isAtEnd() && !m_hasStopped) {
        if (const qsizetype lineBreak = lineBreakAt(m_position); lineBreak > 0) {
            endWord();
            m_position += lineBreak;
            if (!m_command.words.isEmpty())
                stop(m_position);
        } else if (isBlank(here())) {
            endWord();
            ++m_position;
        } else if (here() == u'#' && !m_isInWord) {
            skipComment();
        } else if (isOperator(here())) {
            // In 2>&1 the number belongs to the redirection.
            const bool isNumbered =
                m_isInWord && !m_isQuoted && (here() == u'<' || here() == u'>') &&
                std::all_of(m_word.text.begin(), m_word.text.end(), [](QChar c) { return digitValue(c, 10) >= 0; });
            const qsizetype from = isNumbered ? m_wordStart : m_position;
            if (isNumbered)
                m_isInWord = false;
            endWord();
            stop(from);
        } else if (here() == u'^' && m_position + 1 < m_text.size() && continuationAt(m_position + 1) > 0) {
            return fail(Error::Kind::InvalidInput,
                        u"This command is written for the Windows prompt: its lines end with “^”. "
                        "Lines must end with “\\”, as in sh and bash."_s);
        } else if (const auto piece = readPiece(); !piece) {
            return std::unexpected(piece.error());
        }
    }
    endWord();
    return m_command;
}

Result<void> ShellSplitter::readPiece()
{
    const QChar c = here();
    if (c == u'\'')
        return readSingle();
    if (c == u'"')
        return readDouble();
    if (c == u'$')
        return readDollar();
    if (c == u'`') {
        const auto end = closingOf(m_position);
        return end ? readExpansion(*end) : unclosed(u"backquote"_s, m_position);
    }
    if (c == u'\\') {
        readBackslash();
    } else if (m_isInWord || !readSmart()) {
        append(m_text.sliced(m_position, 1));
        ++m_position;
    }
    return {};
}

void ShellSplitter::readBackslash()
{
    const qsizetype continuation = continuationAt(m_position + 1);
    if (continuation > 0 || m_position + 1 >= m_text.size()) {
        // Blanks behind the backslash part two words, as they would without it.
        if (isBlank(at(m_position + 1)))
            endWord();
        m_position += 1 + continuation;
        return;
    }
    append(m_text.sliced(m_position + 1, 1));
    m_isQuoted = true;
    m_position += 2;
}

Result<void> ShellSplitter::readSingle()
{
    const qsizetype end = m_text.indexOf(u'\'', m_position + 1);
    if (end < 0)
        return unclosed(u"single quote"_s, m_position);
    append(m_text.sliced(m_position + 1, end - m_position - 1));
    m_isQuoted = true;
    m_position = end + 1;
    return {};
}

Result<void> ShellSplitter::readDouble()
{
    const qsizetype start = m_position;
    begin();
    m_isQuoted = true;
    ++m_position;
    while (!isAtEnd()) {
        const QChar c = here();
        if (c == u'"') {
            ++m_position;
            return {};
        }
        if (c == u'\\' && lineBreakAt(m_position + 1) > 0) {
            m_position += 1 + lineBreakAt(m_position + 1);
        } else if (c == u'\\' && QStringView(u"$`\"\\").contains(at(m_position + 1))) {
            append(m_text.sliced(m_position + 1, 1));
            m_position += 2;
        } else if (c == u'`' || (c == u'$' && closingOf(m_position))) {
            const auto end = closingOf(m_position);
            if (!end)
                return unclosed(u"backquote"_s, m_position);
            if (const auto expansion = readExpansion(*end); !expansion)
                return expansion;
        } else {
            append(m_text.sliced(m_position, 1));
            ++m_position;
        }
    }
    return unclosed(u"double quote"_s, start);
}

Result<void> ShellSplitter::readDollar()
{
    const QChar next = at(m_position + 1);
    if (next == u'\'') {
        ++m_position;
        return readAnsi();
    }
    if (next == u'"') {
        ++m_position;
        return readDouble();
    }
    if (const auto end = closingOf(m_position))
        return readExpansion(*end);
    if (next == u'{' || next == u'(')
        return unclosed(u"“$%1”"_s.arg(next), m_position);
    append(u"$");
    ++m_position;
    return {};
}

Result<void> ShellSplitter::readExpansion(qsizetype end)
{
    begin();
    m_word.expansions.append({m_word.text.size(), end - m_position});
    append(m_text.sliced(m_position, end - m_position));
    m_position = end;
    return {};
}

/// End of the expansion that begins with the $ or ` at `position`; none if it is not closed, or a $ by itself.
std::optional<qsizetype> ShellSplitter::closingOf(qsizetype position) const
{
    const QChar opening = at(position) == u'`' ? u'`' : at(position + 1);
    if (opening == u'`') {
        for (qsizetype end = position + 1; end < m_text.size(); ++end) {
            if (m_text[end] == u'\\')
                ++end;
            else if (m_text[end] == u'`')
                return end + 1;
        }
        return {};
    }
    if (opening == u'{' || opening == u'(') {
        const QChar closing = opening == u'{' ? u'}' : u')';
        int depth = 0;
        for (qsizetype end = position + 1; end < m_text.size(); ++end) {
            if (m_text[end] == u'\\')
                ++end;
            else if (m_text[end] == opening)
                ++depth;
            else if (m_text[end] == closing && --depth == 0)
                return end + 1;
        }
        return {};
    }
    if (isNameStart(opening)) {
        qsizetype end = position + 2;
        while (isNamePart(at(end)))
            ++end;
        return end;
    }
    if (position + 1 < m_text.size() && QStringView(u"0123456789@*#?-$!").contains(opening))
        return position + 2;
    return {};
}

Result<void> ShellSplitter::readAnsi()
{
    const qsizetype start = m_position;
    QByteArray bytes;
    begin();
    m_isQuoted = true;
    ++m_position;
    while (!isAtEnd()) {
        if (here() == u'\'') {
            ++m_position;
            // As in bash, a NUL ends the text of the quote.
            append(QString::fromUtf8(bytes.left(bytes.contains('\0') ? bytes.indexOf('\0') : bytes.size())));
            return {};
        }
        if (here() == u'\\' && m_position + 1 < m_text.size()) {
            ++m_position;
            readAnsiEscape(bytes);
            continue;
        }
        qsizetype end = m_position + 1;
        while (end < m_text.size() && m_text[end] != u'\'' && m_text[end] != u'\\')
            ++end;
        bytes += m_text.sliced(m_position, end - m_position).toUtf8();
        m_position = end;
    }
    return unclosed(u"quote $'"_s, start);
}

/// Begins behind the backslash.
void ShellSplitter::readAnsiEscape(QByteArray& bytes)
{
    static constexpr QStringView letters = u"abeEfnrtv\\'\"?";
    static constexpr char values[] = "\a\b\x1b\x1b\f\n\r\t\v\\'\"?";
    const QChar c = here();
    if (const qsizetype index = letters.indexOf(c); index >= 0) {
        bytes += values[index];
        ++m_position;
    } else if (digitValue(c, 8) >= 0) {
        bytes += char(readNumber(8, 3));
    } else if (c == u'x' && digitValue(at(m_position + 1), 16) >= 0) {
        ++m_position;
        bytes += char(readNumber(16, 2));
    } else if ((c == u'u' || c == u'U') && digitValue(at(m_position + 1), 16) >= 0) {
        ++m_position;
        const char32_t code = readNumber(16, c == u'u' ? 4 : 8);
        bytes += QString::fromUcs4(&code, 1).toUtf8();
    } else if (c == u'c' && at(m_position + 1).unicode() >= 0x40 && at(m_position + 1).unicode() < 0x80) {
        bytes += char(at(m_position + 1).unicode() & 0x1f);
        m_position += 2;
    } else {
        bytes += '\\';
    }
}

uint ShellSplitter::readNumber(int base, int maxDigits)
{
    uint number = 0;
    for (int digits = 0; digits < maxDigits && digitValue(here(), base) >= 0; ++digits, ++m_position)
        number = number * uint(base) + uint(digitValue(here(), base));
    return number;
}

/// Reads a word in typographic quotes; false if there is none here.
bool ShellSplitter::readSmart()
{
    const QStringView family = SmartDouble.contains(here()) ? SmartDouble : SmartSingle;
    if (!family.contains(here()))
        return false;
    const auto end = smartEnd(family);
    if (!end)
        return false;
    QString text = m_text.sliced(m_position + 1, *end - m_position - 1).toString();
    // The page that bent the outer quotes bent the inner ones as well.
    if (!text.contains(u'"')) {
        for (QChar& c : text) {
            if (SmartDouble.contains(c))
                c = u'"';
            else if (SmartSingle.contains(c))
                c = u'\'';
        }
    }
    append(text);
    m_isQuoted = true;
    m_position = *end + 1;
    return true;
}

/// A closing quote ends a word. Of those that do, the first outside all braces is meant: quotes inside JSON look the
/// same.
std::optional<qsizetype> ShellSplitter::smartEnd(QStringView family) const
{
    std::optional<qsizetype> first;
    int depth = 0;
    for (qsizetype end = m_position + 1; end < m_text.size(); ++end) {
        const QChar c = m_text[end];
        if (c == u'{' || c == u'[') {
            ++depth;
        } else if (c == u'}' || c == u']') {
            --depth;
        } else if (family.contains(c)) {
            const QChar next = at(end + 1);
            const bool endsWord =
                end + 1 == m_text.size() || isBlank(next) || isOperator(next) || lineBreakAt(end + 1) > 0;
            if (endsWord && depth <= 0)
                return end;
            if (endsWord && !first)
                first = end;
        }
    }
    return first;
}

std::unexpected<Error> ShellSplitter::unclosed(const QString& what, qsizetype position) const
{
    const QStringView from = m_text.sliced(position);
    const QString excerpt =
        from.left(ExcerptLength).toString().simplified() + (from.size() > ExcerptLength ? u"…"_s : QString());
    return fail(Error::Kind::InvalidInput, u"A %1 is opened but never closed: %2"_s.arg(what, excerpt));
}

} // namespace mesoscribe
