// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "curl/shellwords.h"

#include "curl/shellsplitter.h"

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

QStringList ShellWord::expansionTexts() const
{
    QStringList texts;
    for (const Expansion& expansion : expansions)
        texts.append(text.mid(expansion.from, expansion.length));
    return texts;
}

ShellWord ShellWord::part(qsizetype from, qsizetype length) const
{
    ShellWord part{text.mid(from, length), {}};
    for (const Expansion& expansion : expansions) {
        if (expansion.from >= from && expansion.from + expansion.length <= from + part.text.size())
            part.expansions.append({expansion.from - from, expansion.length});
    }
    return part;
}

Result<ShellCommand> splitShell(QStringView text)
{
    return ShellSplitter(text).run();
}

QString shellQuote(const QString& text)
{
    const bool hasLines = text.contains(u'\n') || text.contains(u'\r');
    QString quoted = u"'"_s;
    QChar before;
    for (const QChar c : text) {
        const bool callsBack = (c == u'!' && hasLines) || (c == u'^' && (before == u'\n' || before == u'\r'));
        if (c == u'\'' || callsBack)
            quoted += u"'\\"_s + c + u'\'';
        else if (!c.isNull())
            quoted += c;
        if (!c.isNull())
            before = c;
    }
    return quoted + u'\'';
}

} // namespace mesoscribe
