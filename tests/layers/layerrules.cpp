// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "layers/layerrules.h"

#include <QRegularExpression>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxLines = 800;

QStringList cells(const QString& line)
{
    QStringList found = line.trimmed().split(u'|');
    if (found.size() < 3 || !found.first().isEmpty() || !found.last().trimmed().isEmpty())
        return {};
    found.removeFirst();
    found.removeLast();
    for (QString& cell : found)
        cell = cell.trimmed();
    return found;
}

/// Where the literal that starts with the quote at `quote` ends: just behind its closing quote.
qsizetype endOfLiteral(const QString& text, qsizetype quote)
{
    const QChar mark = text[quote];
    if (mark == u'"' && quote > 0 && text[quote - 1] == u'R') {
        const qsizetype open = text.indexOf(u'(', quote);
        if (open >= 0) {
            const QString closing = u')' + text.mid(quote + 1, open - quote - 1) + u'"';
            const qsizetype close = text.indexOf(closing, open);
            return close < 0 ? text.size() : close + closing.size();
        }
    }
    qsizetype at = quote + 1;
    while (at < text.size() && text[at] != mark && text[at] != u'\n')
        at += text[at] == u'\\' ? 2 : 1;
    return qMin(at + 1, text.size());
}

void blank(QString& text, qsizetype from, qsizetype to)
{
    for (qsizetype i = from; i < to && i < text.size(); ++i) {
        if (text[i] != u'\n')
            text[i] = u' ';
    }
}

bool isIncludeLine(const QString& text, qsizetype at)
{
    const qsizetype start = at == 0 ? 0 : text.lastIndexOf(u'\n', at - 1) + 1;
    static const QRegularExpression directive(uR"(^\s*#\s*include\s*$)"_s);
    return directive.match(text.mid(start, at - start)).hasMatch();
}

} // namespace

LayerTable LayerTable::parse(const QString& markdown)
{
    LayerTable table;
    bool isInside = false;
    QMap<QString, QString> allowances;
    const QStringList lines = markdown.split(u'\n');
    for (const QString& line : lines) {
        const QStringList row = cells(line);
        if (!isInside) {
            isInside = row == QStringList{u"Folder"_s, u"Holds"_s, u"May include"_s};
            continue;
        }
        if (row.size() != 3)
            break;
        if (row[0].startsWith(u"---"_s))
            continue;
        QString folder = row[0];
        folder.remove(u'`');
        if (allowances.contains(folder))
            table.m_problems.append(u"the folder %1 has two rows"_s.arg(folder));
        allowances.insert(folder, row[2]);
    }

    static const QRegularExpression note(uR"(\([^)]*\))"_s);
    const QStringList folders = allowances.keys();
    for (const QString& folder : folders) {
        QString allowance = allowances.value(folder);
        allowance.remove(note).remove(u'`');
        QSet<QString>& allowed = table.m_rows[folder];
        const QStringList names = allowance.split(u',', Qt::SkipEmptyParts);
        for (const QString& entry : names) {
            const QString name = entry.trimmed();
            if (name == u"all"_s)
                allowed.unite(QSet<QString>(folders.cbegin(), folders.cend()));
            else if (folders.contains(name))
                allowed.insert(name);
            else if (name != u"–"_s)
                table.m_problems.append(u"the row of %1 names %2, which has no row"_s.arg(folder, name));
        }
    }
    return table;
}

bool LayerTable::allows(const QString& from, const QString& to) const
{
    return from == to || m_rows.value(from).contains(to);
}

bool LayerTable::mayTranslate(const QString& folder) const
{
    return allows(folder, u"models"_s);
}

QString withoutCommentsAndStrings(const QString& source)
{
    QString text = source;
    qsizetype at = 0;
    while (at < source.size()) {
        const QChar c = source[at];
        const QChar next = at + 1 < source.size() ? source[at + 1] : QChar();
        qsizetype end = at + 1;
        if (c == u'/' && next == u'/') {
            end = source.indexOf(u'\n', at);
            end = end < 0 ? source.size() : end;
            blank(text, at, end);
        } else if (c == u'/' && next == u'*') {
            end = source.indexOf(u"*/"_s, at + 2);
            end = end < 0 ? source.size() : end + 2;
            blank(text, at, end);
        } else if (c == u'"') {
            end = endOfLiteral(source, at);
            if (!isIncludeLine(text, at))
                blank(text, at + 1, end - 1);
        } else if (c == u'\'' && (at == 0 || !source[at - 1].isDigit())) {
            // An apostrophe behind a digit separates thousands.
            end = endOfLiteral(source, at);
            blank(text, at + 1, end - 1);
        }
        at = end;
    }
    return text;
}

QStringList sourceViolations(const LayerTable& table, const QString& path, const QString& text)
{
    const qsizetype slash = path.indexOf(u'/');
    const QString folder = path.left(qMax(slash, qsizetype(0)));
    if (!table.contains(folder))
        return {u"the folder \"%1\" has no row in the table"_s.arg(folder)};

    QStringList found;
    const QString code = withoutCommentsAndStrings(text);

    static const QRegularExpression include(uR"(^\s*#\s*include\s*(["<])([^">]+)[">])"_s,
                                            QRegularExpression::MultilineOption);
    QRegularExpressionMatchIterator includes = include.globalMatch(code);
    while (includes.hasNext()) {
        const QRegularExpressionMatch match = includes.next();
        const bool isQuoted = match.captured(1) == u"\""_s;
        const QString name = match.captured(2);
        const QString target = name.section(u'/', 0, 0);
        const bool isGenerated = name.endsWith(u".moc"_s) || (name.startsWith(u"moc_"_s) && name.endsWith(u".cpp"_s));
        if (name.section(u'/', -1) == u"keychain.h"_s && folder != u"credentials"_s)
            found.append(u"includes %1: QtKeychain belongs to credentials"_s.arg(name));
        if (!isQuoted && table.contains(target))
            found.append(u"includes <%1>: our own headers are quoted"_s.arg(name));
        if (!isQuoted || isGenerated)
            continue;
        if (name.startsWith(u"ui_"_s)) {
            if (folder != u"widgets"_s)
                found.append(u"includes %1: forms belong to widgets"_s.arg(name));
        } else if (!name.contains(u'/') || !table.contains(target)) {
            found.append(
                u"includes \"%1\": write it from src/ when it is ours, in angle brackets when it is not"_s.arg(name));
        } else if (!table.allows(folder, target)) {
            found.append(u"includes \"%1\": %2 may not include %3"_s.arg(name, folder, target));
        }
    }

    static const QRegularExpression keychain(uR"(\bQ(t)?Keychain\b)"_s);
    if (folder != u"credentials"_s && keychain.match(code).hasMatch())
        found.append(u"uses QtKeychain, which belongs to credentials"_s);

    static const QRegularExpression translation(uR"(\b(tr|translate|QT_TR_NOOP|QT_TRANSLATE_NOOP)\s*\()"_s);
    const QRegularExpressionMatch call = translation.match(code);
    // QPainter::translate() moves a picture and is nothing of ours; below models nobody paints.
    if (!table.mayTranslate(folder) && call.hasMatch())
        found.append(u"calls %1(): sentences for people are made in models or above"_s.arg(call.captured(1)));
    return found;
}

QStringList buildViolations(const LayerTable& table, const QString& folder, const QString& text)
{
    QString code = text;
    static const QRegularExpression comment(uR"(#[^\n]*)"_s);
    code.remove(comment);

    QStringList found;
    static const QRegularExpression call(uR"(mesoscribe_layer\(\s*(\w+)([^)]*)\))"_s);
    static const QRegularExpression keyword(uR"(^(SOURCES|LIBRARIES|PRIVATE_LIBRARIES|USES)$)"_s);
    static const QRegularExpression blanks(uR"(\s+)"_s);
    QRegularExpressionMatchIterator calls = call.globalMatch(code);
    while (calls.hasNext()) {
        const QRegularExpressionMatch match = calls.next();
        const QString layer = match.captured(1);
        if (layer != folder)
            found.append(u"names its library %1 in the folder %2"_s.arg(layer, folder));
        bool isUse = false;
        const QStringList words = match.captured(2).split(blanks, Qt::SkipEmptyParts);
        for (const QString& word : words) {
            if (keyword.match(word).hasMatch())
                isUse = word == u"USES"_s;
            else if (isUse && !table.allows(folder, word))
                found.append(u"links %1, which the row of %2 does not allow"_s.arg(word, folder));
        }
    }
    return found;
}

QStringList fileViolations(const QString& text)
{
    QStringList found;
    const QString head = text.section(u'\n', 0, 4);
    if (!head.contains(u"SPDX-FileCopyrightText: "_s) || !head.contains(u"SPDX-License-Identifier: Apache-2.0"_s))
        found.append(u"lacks the two SPDX lines at its top"_s);
    const qsizetype lines = text.count(u'\n') + (text.endsWith(u'\n') || text.isEmpty() ? 0 : 1);
    if (lines > MaxLines)
        found.append(u"has %1 lines; %2 is the most"_s.arg(lines).arg(MaxLines));
    return found;
}

} // namespace mesoscribe
