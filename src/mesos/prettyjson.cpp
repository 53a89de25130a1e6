// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/prettyjson.h"

namespace mesoscribe {

namespace {

constexpr qsizetype MaxLine = 72;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isScalarCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-' ||
           c == '.';
}

class Printer
{
public:
    Printer(QByteArrayView text, int indent)
        : m_text(text)
        , m_indent(indent)
    {
        m_out.reserve(text.size() * 2);
    }

    QByteArray print()
    {
        qsizetype understood = 0;
        while (m_expect != Expect::Nothing) {
            m_at = skipSpace(m_at);
            if (m_at == m_text.size() || !step())
                break;
            understood = m_at;
        }
        if (m_expect == Expect::Nothing && skipSpace(understood) == m_text.size())
            return m_out;
        m_out += m_text.sliced(understood);
        return m_out;
    }

private:
    enum class Expect { Value, ValueOrEnd, Name, NameOrEnd, Colon, CommaOrEnd, Nothing };

    char current() const { return m_text[m_at]; }

    qsizetype skipSpace(qsizetype at) const
    {
        while (at < m_text.size() && isSpace(m_text[at]))
            ++at;
        return at;
    }

    // Where the scalar that begins at `at` ends; `at` itself when there is none.
    qsizetype scalarEnd(qsizetype at) const
    {
        if (at == m_text.size())
            return at;
        if (m_text[at] != '"') {
            qsizetype end = at;
            while (end < m_text.size() && isScalarCharacter(m_text[end]))
                ++end;
            return end;
        }
        for (qsizetype end = at + 1; end < m_text.size(); ++end) {
            if (m_text[end] == '\\')
                ++end;
            else if (m_text[end] == '"')
                return end + 1;
        }
        return at;
    }

    void breakLine()
    {
        m_out += '\n';
        m_out.append(m_open.size() * m_indent, ' ');
    }

    // Whatever stands before a value or a name inside a list or an object.
    void lead()
    {
        if (m_expect == Expect::ValueOrEnd || m_expect == Expect::NameOrEnd)
            breakLine();
    }

    Expect afterValue() const { return m_open.isEmpty() ? Expect::Nothing : Expect::CommaOrEnd; }

    bool takeScalar(Expect next)
    {
        const qsizetype end = scalarEnd(m_at);
        if (end == m_at)
            return false;
        lead();
        m_out += m_text.sliced(m_at, end - m_at);
        m_at = end;
        m_expect = next;
        return true;
    }

    // The whole list on one line, when it is short and holds scalars only.
    bool takeShortList()
    {
        QByteArray line = "[";
        qsizetype at = skipSpace(m_at + 1);
        while (true) {
            const qsizetype end = scalarEnd(at);
            if (end == at || line.size() + end - at > MaxLine)
                return false;
            line += m_text.sliced(at, end - at);
            at = skipSpace(end);
            if (at == m_text.size())
                return false;
            if (m_text[at] == ']')
                break;
            if (m_text[at] != ',')
                return false;
            line += ", ";
            at = skipSpace(at + 1);
        }
        lead();
        m_out += line + ']';
        m_at = at + 1;
        m_expect = afterValue();
        return true;
    }

    // An object of one scalar, such as {"value": "…"}, on one line when it is short.
    bool takeShortObject()
    {
        const qsizetype name = skipSpace(m_at + 1);
        if (name == m_text.size() || m_text[name] != '"')
            return false;
        const qsizetype nameEnd = scalarEnd(name);
        const qsizetype colon = skipSpace(nameEnd);
        if (nameEnd == name || colon == m_text.size() || m_text[colon] != ':')
            return false;
        const qsizetype value = skipSpace(colon + 1);
        const qsizetype valueEnd = scalarEnd(value);
        const qsizetype closing = skipSpace(valueEnd);
        if (valueEnd == value || closing == m_text.size() || m_text[closing] != '}')
            return false;
        if (nameEnd - name + valueEnd - value > MaxLine)
            return false;
        lead();
        m_out += '{';
        m_out += m_text.sliced(name, nameEnd - name);
        m_out += ": ";
        m_out += m_text.sliced(value, valueEnd - value);
        m_out += '}';
        m_at = closing + 1;
        m_expect = afterValue();
        return true;
    }

    bool open(char bracket)
    {
        const char closing = bracket == '{' ? '}' : ']';
        if (const qsizetype next = skipSpace(m_at + 1); next < m_text.size() && m_text[next] == closing) {
            lead();
            m_out += bracket;
            m_out += closing;
            m_at = next + 1;
            m_expect = afterValue();
            return true;
        }
        if (bracket == '[' ? takeShortList() : takeShortObject())
            return true;
        if (m_open.size() == MaxPrettyDepth)
            return false;
        lead();
        m_out += bracket;
        m_open += closing;
        ++m_at;
        m_expect = bracket == '{' ? Expect::NameOrEnd : Expect::ValueOrEnd;
        return true;
    }

    bool close()
    {
        m_open.chop(1);
        breakLine();
        m_out += current();
        ++m_at;
        m_expect = afterValue();
        return true;
    }

    bool step()
    {
        switch (m_expect) {
        case Expect::Value:
        case Expect::ValueOrEnd:
            if (current() == '{' || current() == '[')
                return open(current());
            return takeScalar(afterValue());
        case Expect::Name:
        case Expect::NameOrEnd:
            return current() == '"' && takeScalar(Expect::Colon);
        case Expect::Colon:
            if (current() != ':')
                return false;
            m_out += ": ";
            ++m_at;
            m_expect = Expect::Value;
            return true;
        case Expect::CommaOrEnd:
            if (current() == m_open.back())
                return close();
            if (current() != ',')
                return false;
            m_out += ',';
            ++m_at;
            breakLine();
            m_expect = m_open.back() == '}' ? Expect::Name : Expect::Value;
            return true;
        case Expect::Nothing:
            return false;
        }
        Q_UNREACHABLE();
    }

    QByteArrayView m_text;
    int m_indent;
    qsizetype m_at = 0;
    Expect m_expect = Expect::Value;
    QByteArray m_open; ///< the closing brackets still to come
    QByteArray m_out;
};

} // namespace

QByteArray prettyJson(QByteArrayView json, int indent)
{
    return Printer(json, indent).print();
}

} // namespace mesoscribe
