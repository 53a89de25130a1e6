// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "curl/curlcommand.h"

#include "curl/curlarguments.h"

#include <QRegularExpression>
#include <QStringDecoder>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxPiece = 120;

/// The text from the command's first word on, and the assignments before it.
struct CommandStart
{
    QString text;
    QStringList assignments;
};

QRegularExpressionMatch matchAt(const QRegularExpression& expression, const QString& text, qsizetype position)
{
    return expression.match(text, position, QRegularExpression::NormalMatch,
                            QRegularExpression::AnchorAtOffsetMatchOption);
}

/// A copied terminal shows "> " or "quote> " before every further line of a command; a script does not.
QString withoutSecondaryPrompts(const QString& text)
{
    static const QRegularExpression prompt(u"^(?:quote|dquote)?> ?"_s);
    QStringList lines = text.split(u'\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const auto match = prompt.match(lines[i]);
        if (!match.hasMatch())
            break;
        lines[i].remove(0, match.capturedLength());
    }
    return lines.join(u'\n');
}

CommandStart findCommand(const QString& text)
{
    static const QRegularExpression blanks(uR"((?:\s++|\\\r?\n|#[^\n]*+(?:\n|$))++)"_s);
    // "$ ", and what the shells of Debian, Fedora and macOS put before it.
    static const QRegularExpression prompt(
        uR"((?:[$%❯➜]\s+|[^\n'"|;&=]{1,80}?(?:[$%❯➜]|(?<=[\w~\])/])#)\s+(?=sudo\s|curl\s|[A-Za-z_]\w*=)))"_s);
    static const QRegularExpression assignment(
        uR"(([A-Za-z_]\w*)=(?:[^\s'"\\]++|'[^']*+'|"(?:[^"\\]++|\\[\s\S])*+"|\\[\s\S])*+\s+)"_s);
    static const QRegularExpression wrapper(uR"((?:sudo(?:\s+(?:-[ugh]\s+\S+|-\S+))*+|time|command|exec)\s+)"_s);

    CommandStart start;
    qsizetype position = 0;
    const auto skip = [&](const QRegularExpression& expression) {
        const auto match = matchAt(expression, text, position);
        position += match.capturedLength();
        return match;
    };
    skip(blanks);
    const bool hasPrompt = skip(prompt).hasMatch();
    while (true) {
        const auto match = skip(assignment);
        if (match.hasMatch())
            start.assignments.append(match.captured(1) + u"=…"_s);
        else if (!skip(wrapper).hasMatch() && !skip(blanks).hasMatch())
            break;
    }
    start.text = hasPrompt ? withoutSecondaryPrompts(text.mid(position)) : text.mid(position);
    return start;
}

/// The first word is curl, perhaps with its folder.
bool beginsWithCurl(const QString& text)
{
    static const QRegularExpression curl(u"(?:[^\\s'\":]*/)?curl(?:\\.exe)?(?=\\s|\\\\\\s|$)"_s);
    return matchAt(curl, text, 0).hasMatch();
}

QString shortened(const QString& text)
{
    const QString line = text.simplified();
    return line.size() > MaxPiece ? line.left(MaxPiece) + u"…"_s : line;
}

bool isToken(const QString& name)
{
    static const QRegularExpression token(u"^[A-Za-z0-9!#$%&'*+.^_`|~-]+\\z"_s);
    return token.match(name).hasMatch();
}

bool isPlainWord(const QString& text)
{
    static const QRegularExpression letters(u"^[A-Za-z]+\\z"_s);
    return letters.match(text).hasMatch();
}

QString headerLine(const QString& name, const QString& value)
{
    if (name.compare(u"authorization", Qt::CaseInsensitive) == 0)
        return u"-H \"%1: $MESOS_AUTHORIZATION\""_s.arg(name);
    static const QRegularExpression lineBreaks(u"[\\r\\n]+"_s);
    const QString clean = QString(value).replace(lineBreaks, u" "_s).remove(QChar::Null).trimmed();
    return u"-H "_s + shellQuote(clean.isEmpty() ? name + u';' : name + u": "_s + clean);
}

/// QString::fromUtf8() would drop a byte order mark.
QString fromUtf8(const QByteArray& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder(bytes);
}

QString urlWithoutUser(const QString& url)
{
    static const QRegularExpression user(u"^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@"_s);
    return QString(url).replace(user, u"\\1"_s);
}

} // namespace

bool looksLikeCurl(const QString& text)
{
    // A command begins early; the rest of a long clipboard is not looked at.
    return beginsWithCurl(findCommand(text.left(16 * 1024)).text);
}

Result<CurlParse> parseCurl(const QString& text)
{
    const CommandStart start = findCommand(text);
    if (start.text.isEmpty())
        return fail(Error::Kind::InvalidInput, u"There is no command in this text."_s);
    if (!beginsWithCurl(start.text)) {
        static const QRegularExpression blank(u"\\s"_s);
        return fail(Error::Kind::InvalidInput, u"This is not a curl command: it starts with “%1”."_s.arg(
                                                   start.text.section(blank, 0, 0).left(40)));
    }
    const auto command = splitShell(start.text);
    if (!command)
        return std::unexpected(command.error());
    auto parse = CurlArguments(command->words.mid(1)).read();
    if (!parse)
        return parse;
    for (auto assigned = start.assignments.crbegin(); assigned != start.assignments.crend(); ++assigned)
        parse->notUnderstood.prepend(*assigned);
    if (!command->rest.isEmpty())
        parse->notUnderstood.append(shortened(command->rest));
    return parse;
}

QString toCurl(const CurlRequest& request)
{
    const QString url = urlWithoutUser(request.url);
    QString first = u"curl -N"_s;
    if (request.insecure)
        first += u" -k"_s;
    if (request.followRedirects)
        first += u" -L"_s;
    // Else curl takes these for a pattern of several URLs.
    static const QRegularExpression globs(u"[][{}]"_s);
    if (url.contains(globs))
        first += u" -g"_s;
    if (request.method == u"HEAD" && !request.hasBody)
        first += u" -I"_s;
    else if (request.method != u"GET" || request.hasBody)
        first += u" -X "_s + (isPlainWord(request.method) ? request.method : shellQuote(request.method));
    first += url.startsWith(u'-') ? u" --url "_s : u" "_s;

    QStringList lines = {first + shellQuote(url)};
    if (!request.user.isEmpty() || request.secret)
        lines.append(u"-u \"$MESOS_PRINCIPAL:$MESOS_SECRET\""_s);
    for (const auto& [name, value] : request.headers) {
        if (isToken(name))
            lines.append(headerLine(name, value));
    }
    if (request.hasBody) {
        const QString option = request.body.startsWith('@') ? u"--data-raw "_s : u"-d "_s;
        lines.append(option + shellQuote(fromUtf8(request.body)));
    }
    return lines.join(u" \\\n  "_s);
}

} // namespace mesoscribe
