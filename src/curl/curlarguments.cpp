// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "curl/curlarguments.h"

#include <QRegularExpression>
#include <QUrl>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;
using Meaning = CurlOption::Meaning;

namespace {

constexpr QChar EnDash = u'–';
constexpr QChar EmDash = u'—';

/// Web pages make one long dash of the two before a long option.
void straightenDash(ShellWord& word)
{
    if (word.text.size() < 2 || (word.text[0] != EnDash && word.text[0] != EmDash))
        return;
    const QString dashes = word.text.size() > 2 ? u"--"_s : u"-"_s;
    word.text.replace(0, 1, dashes);
    for (auto& expansion : word.expansions)
        expansion.from += dashes.size() - 1;
}

std::optional<QString> decodeBasic(const QString& value)
{
    const QStringList parts = value.split(u' ', Qt::SkipEmptyParts);
    if (parts.size() != 2 || parts[0].compare(u"basic", Qt::CaseInsensitive) != 0)
        return {};
    const auto decoded = QByteArray::fromBase64Encoding(parts[1].toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || !(*decoded).contains(':'))
        return {};
    return QString::fromUtf8(*decoded);
}

} // namespace

CurlArguments::CurlArguments(const QList<ShellWord>& arguments)
    : m_arguments(arguments)
{
}

Result<CurlParse> CurlArguments::read()
{
    while (m_position < m_arguments.size()) {
        if (const auto argument = readArgument(); !argument)
            return std::unexpected(argument.error());
    }
    if (!m_hasUrl)
        return fail(Error::Kind::InvalidInput, u"This curl command names no address (URL)."_s);
    finish();
    return m_parse;
}

Result<void> CurlArguments::readArgument()
{
    ShellWord word = m_arguments[m_position++];
    if (m_optionsEnded) {
        addUrl(word);
        return {};
    }
    straightenDash(word);
    if (word.text == u"--") {
        m_optionsEnded = true;
        return {};
    }
    if (word.text.startsWith(u"--"))
        return readLong(word);
    if (word.text.size() > 1 && word.text.startsWith(u'-'))
        return readShort(word);
    addUrl(word);
    return {};
}

Result<void> CurlArguments::readLong(const ShellWord& word)
{
    QString written = word.text;
    std::optional<CurlOption> option = longCurlOption(QStringView(written).sliced(2));
    std::optional<ShellWord> argument;
    if (const qsizetype equals = written.indexOf(u'='); !option && equals > 0) {
        option = longCurlOption(QStringView(written).sliced(2, equals - 2));
        if (option && option->takesArgument) {
            argument = word.part(equals + 1);
            written.truncate(equals);
        } else {
            option.reset();
        }
    }
    if (!option) {
        name(written);
        return {};
    }
    if (option->takesArgument && !argument) {
        const auto next = nextWord(written);
        if (!next)
            return std::unexpected(next.error());
        argument = *next;
    }
    apply(*option, written, argument.value_or(ShellWord()));
    return {};
}

/// Several letters may share a dash; the argument of the last may follow without a blank.
Result<void> CurlArguments::readShort(const ShellWord& word)
{
    for (qsizetype i = 1; i < word.text.size(); ++i) {
        const QString written = u"-"_s + word.text[i];
        const auto option = shortCurlOption(word.text[i]);
        if (!option) {
            name(i == 1 ? word.text : written);
            if (i == 1)
                return {};
            continue;
        }
        if (!option->takesArgument) {
            apply(*option, written, {});
            continue;
        }
        if (i + 1 < word.text.size()) {
            apply(*option, written, word.part(i + 1));
        } else {
            const auto next = nextWord(written);
            if (!next)
                return std::unexpected(next.error());
            apply(*option, written, *next);
        }
        return {};
    }
    return {};
}

Result<ShellWord> CurlArguments::nextWord(const QString& option)
{
    if (m_position >= m_arguments.size()) {
        return fail(Error::Kind::InvalidInput,
                    u"The command breaks off behind “%1”, which needs something after it."_s.arg(option));
    }
    return m_arguments[m_position++];
}

void CurlArguments::apply(const CurlOption& option, const QString& written, const ShellWord& argument)
{
    switch (option.meaning) {
    case Meaning::Nothing:
        break;
    case Meaning::NotUsed:
        name(option.takesArgument ? written + u' ' + argument.text : written);
        break;
    case Meaning::Secret:
        name(written + u" …"_s);
        break;
    case Meaning::Request:
        m_parse.request.method = use(argument);
        m_hasMethod = true;
        break;
    case Meaning::Header:
        addHeader(written, argument);
        break;
    case Meaning::Data:
    case Meaning::DataRaw:
    case Meaning::DataUrlEncode:
    case Meaning::Json:
        addData(option, written, argument);
        break;
    case Meaning::User:
        setUser(argument);
        break;
    case Meaning::Insecure:
        m_parse.request.insecure = !option.isNegated;
        break;
    case Meaning::Location:
        m_parse.request.followRedirects = !option.isNegated;
        break;
    case Meaning::Url:
        addUrl(argument);
        break;
    case Meaning::Get:
        m_isGet = !option.isNegated;
        break;
    case Meaning::Head:
        m_isHead = !option.isNegated;
        break;
    case Meaning::Next: {
        QStringList rest = {written};
        while (m_position < m_arguments.size())
            rest.append(m_arguments[m_position++].text);
        name(rest.join(u' '));
        break;
    }
    }
}

/// "Name: value" sets, "Name;" sets an empty value, "Name:" takes away what curl would add (curl's manual, -H).
void CurlArguments::addHeader(const QString& written, const ShellWord& argument)
{
    const QString& text = argument.text;
    const qsizetype colon = text.indexOf(u':');
    const QString key = text.left(colon).trimmed();
    const QString value = colon < 0 ? QString() : text.mid(colon + 1).trimmed();
    if (text.startsWith(u'@') || (colon < 0 && !text.endsWith(u';'))) {
        name(written + u' ' + text);
    } else if (colon < 0) {
        use(argument);
        m_parse.request.headers.append({key.chopped(1), QString(u""_s)});
    } else if (value.isEmpty()) {
        // Often written to silence "Expect: 100-continue", which is not sent anyway.
        if (key.compare(u"expect", Qt::CaseInsensitive) != 0)
            name(written + u' ' + text);
    } else if (const auto basic = decodeBasic(value);
               basic && key.compare(u"authorization", Qt::CaseInsensitive) == 0) {
        setUser({*basic, {}});
    } else {
        use(argument);
        m_parse.request.headers.append({key, value});
    }
}

void CurlArguments::addData(const CurlOption& option, const QString& written, const ShellWord& argument)
{
    const bool isJson = option.meaning == Meaning::Json;
    QString text = argument.text;
    m_postsData = true;
    m_isJson = m_isJson || isJson;
    bool isFile = option.meaning != Meaning::DataRaw && text.startsWith(u'@');
    if (option.meaning == Meaning::DataUrlEncode) {
        const qsizetype separator = text.indexOf(QRegularExpression(u"[=@]"_s));
        isFile = separator >= 0 && text[separator] == u'@';
        const QString key = separator > 0 ? text.left(separator) + u'=' : QString();
        text = key + QString::fromLatin1(QUrl::toPercentEncoding(text.mid(separator + 1)));
    }
    if (isFile) {
        name(written + u' ' + argument.text);
        return;
    }
    use(argument);
    CurlRequest& request = m_parse.request;
    if (request.hasBody && !isJson)
        request.body += '&';
    request.body += text.toUtf8();
    request.hasBody = true;
}

void CurlArguments::addUrl(const ShellWord& word)
{
    if (m_hasUrl) {
        name(word.text);
        return;
    }
    m_hasUrl = !word.text.isEmpty();
    m_parse.request.url = use(word);
}

void CurlArguments::setUser(const ShellWord& word)
{
    use(word);
    m_hasUser = true;
    qsizetype colon = word.text.indexOf(u':');
    for (const auto& expansion : word.expansions) {
        if (colon >= expansion.from && colon < expansion.from + expansion.length)
            colon = word.text.indexOf(u':', expansion.from + expansion.length);
    }
    const ShellWord user = colon < 0 ? word : word.part(0, colon);
    m_parse.request.user = user.expansions.isEmpty() ? user.text : QString();
    m_parse.request.secret.reset();
    if (const ShellWord secret = word.part(colon + 1); colon >= 0 && secret.expansions.isEmpty())
        m_parse.request.secret = secret.text;
}

void CurlArguments::takeUserOutOfUrl()
{
    QString& url = m_parse.request.url;
    const qsizetype begin = url.indexOf(u"://"_s) + 3;
    const qsizetype pathBegin = url.indexOf(QRegularExpression(u"[/?#]"_s), begin);
    const qsizetype at = url.left(pathBegin).lastIndexOf(u'@');
    if (at < begin)
        return;
    const QString user = url.mid(begin, at - begin);
    url.remove(begin, at + 1 - begin);
    if (m_hasUser)
        return;
    const qsizetype colon = user.indexOf(u':');
    const auto decoded = [](const QString& text) { return QUrl::fromPercentEncoding(text.toUtf8()); };
    m_parse.request.user = decoded(user.left(colon));
    if (colon >= 0)
        m_parse.request.secret = decoded(user.mid(colon + 1));
}

void CurlArguments::finish()
{
    CurlRequest& request = m_parse.request;
    static const QRegularExpression scheme(u"^[A-Za-z][A-Za-z0-9+.-]*://"_s);
    if (!scheme.match(request.url).hasMatch())
        request.url.prepend(u"http://"_s);
    takeUserOutOfUrl();
    if (m_isGet && request.hasBody) {
        request.url += (request.url.contains(u'?') ? u'&' : u'?') + QString::fromUtf8(request.body);
        request.body.clear();
        request.hasBody = false;
    }
    if (m_isJson) {
        for (const QString& key : {u"Content-Type"_s, u"Accept"_s}) {
            if (!hasHeader(key))
                request.headers.append({key, u"application/json"_s});
        }
    }
    if (!m_hasMethod)
        request.method = m_isHead ? u"HEAD"_s : m_postsData && !m_isGet ? u"POST"_s : u"GET"_s;
}

/// The text of a word that becomes part of the request.
const QString& CurlArguments::use(const ShellWord& word)
{
    for (const QString& expansion : word.expansionTexts())
        name(expansion);
    return word.text;
}

void CurlArguments::name(const QString& piece)
{
    if (!m_parse.notUnderstood.contains(piece))
        m_parse.notUnderstood.append(piece);
}

bool CurlArguments::hasHeader(QStringView headerName) const
{
    for (const auto& header : m_parse.request.headers) {
        if (header.first.compare(headerName, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace mesoscribe
