// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QSyntaxHighlighter>

namespace mesoscribe {

/// JSON laid out for reading: two blanks per level, one member a line. Literals stay as they are on the wire (19-digit
/// numbers, escapes, order). Text that is no JSON comes out readable enough, never lost.
QByteArray indentedJson(QByteArrayView json);

/// Colours keys and strings of a JSON text, from Theme. Rehighlight on PaletteChange.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit JsonHighlighter(QTextDocument* document);

protected:
    void highlightBlock(const QString& text) override;
};

} // namespace mesoscribe
