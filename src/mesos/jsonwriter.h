// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

namespace mesoscribe {

enum class JsonStyle {
    Compact,  ///< as a master writes it: no white space at all
    Indented, ///< for people, by two spaces; see prettyJson
};

/// Writes JSON with the members in the order of the calls. What is written must be well-formed: a name before every
/// member, every begin with its end.
class JsonWriter
{
public:
    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    /// The name of the next member.
    void key(QAnyStringView name);

    void text(QAnyStringView value);
    void boolean(bool value);
    void integer(qint64 value);
    void unsignedInteger(quint64 value);
    /// Exactly value / 1000, with as many decimals as it takes.
    void thousandths(qint64 value);
    /// Shortest text that reads back as the same double; a whole number has neither fraction nor exponent. What JSON
    /// has no number for is quoted as Mesos reads it: "Infinity", "-Infinity".
    void number(double value);

    QByteArray take(JsonStyle style = JsonStyle::Compact);

private:
    void separate();

    QByteArray m_text;
    bool m_needsComma = false;
};

} // namespace mesoscribe
