// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/jsonwriter.h"

#include "mesos/prettyjson.h"

#include <QLocale>

#include <cmath>
#include <cstdlib>
#include <utility>

namespace mesoscribe {

namespace {

// Doubles hold every whole number up to here.
constexpr double MaxWhole = 9007199254740992.0;

void appendQuoted(QByteArray& out, const QByteArray& utf8)
{
    static constexpr char Digits[] = "0123456789abcdef";
    out += '"';
    for (const char c : utf8) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (const auto code = static_cast<unsigned char>(c); code < 0x20) {
                out += "\\u00";
                out += Digits[code >> 4];
                out += Digits[code & 15];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

} // namespace

void JsonWriter::separate()
{
    if (m_needsComma)
        m_text += ',';
    m_needsComma = true;
}

void JsonWriter::beginObject()
{
    separate();
    m_text += '{';
    m_needsComma = false;
}

void JsonWriter::endObject()
{
    m_text += '}';
    m_needsComma = true;
}

void JsonWriter::beginArray()
{
    separate();
    m_text += '[';
    m_needsComma = false;
}

void JsonWriter::endArray()
{
    m_text += ']';
    m_needsComma = true;
}

void JsonWriter::key(QAnyStringView name)
{
    separate();
    appendQuoted(m_text, name.toString().toUtf8());
    m_text += ':';
    m_needsComma = false;
}

void JsonWriter::text(QAnyStringView value)
{
    separate();
    appendQuoted(m_text, value.toString().toUtf8());
}

void JsonWriter::boolean(bool value)
{
    separate();
    m_text += value ? "true" : "false";
}

void JsonWriter::integer(qint64 value)
{
    separate();
    m_text += QByteArray::number(value);
}

void JsonWriter::unsignedInteger(quint64 value)
{
    separate();
    m_text += QByteArray::number(value);
}

void JsonWriter::thousandths(qint64 value)
{
    separate();
    const qint64 whole = value / 1000;
    const qint64 rest = std::abs(value % 1000);
    if (value < 0 && whole == 0)
        m_text += '-';
    m_text += QByteArray::number(whole);
    if (rest == 0)
        return;
    QByteArray decimals = QByteArray::number(1000 + rest);
    while (decimals.endsWith('0'))
        decimals.chop(1);
    m_text += '.' + decimals.mid(1);
}

void JsonWriter::number(double value)
{
    separate();
    if (std::isnan(value))
        m_text += "null";
    else if (std::isinf(value))
        m_text += value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    else if (std::trunc(value) == value && std::abs(value) <= MaxWhole)
        m_text += QByteArray::number(static_cast<qint64>(value));
    else if (std::trunc(value) == value)
        m_text += QByteArray::number(value, 'f', QLocale::FloatingPointShortest);
    else
        m_text += QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

QByteArray JsonWriter::take(JsonStyle style)
{
    m_needsComma = false;
    QByteArray compact = std::exchange(m_text, {});
    switch (style) {
    case JsonStyle::Compact:
        return compact;
    case JsonStyle::Indented:
        return prettyJson(compact);
    }
    Q_UNREACHABLE();
}

} // namespace mesoscribe
