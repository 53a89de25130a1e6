// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "curl/curlcommand.h"
#include "curl/curloptions.h"

namespace mesoscribe {

/// Reads curl's arguments, one after the other, into a request.
class CurlArguments
{
public:
    /// `arguments` are the words behind "curl".
    explicit CurlArguments(const QList<ShellWord>& arguments);

    /// Once per object. Errors: InvalidInput, see parseCurl().
    Result<CurlParse> read();

private:
    Result<void> readArgument();
    Result<void> readLong(const ShellWord& word);
    Result<void> readShort(const ShellWord& word);
    Result<ShellWord> nextWord(const QString& option);
    void apply(const CurlOption& option, const QString& written, const ShellWord& argument);
    void addHeader(const QString& written, const ShellWord& argument);
    void addData(const CurlOption& option, const QString& written, const ShellWord& argument);
    void addUrl(const ShellWord& word);
    void setUser(const ShellWord& word);
    void takeUserOutOfUrl();
    void finish();

    const QString& use(const ShellWord& word);
    void name(const QString& piece);
    bool hasHeader(QStringView name) const;

    QList<ShellWord> m_arguments;
    qsizetype m_position = 0;
    bool m_optionsEnded = false;
    CurlParse m_parse;
    bool m_hasMethod = false;
    bool m_hasUrl = false;
    bool m_hasUser = false;
    bool m_postsData = false; ///< also when the data are in a file, which is not read
    bool m_isGet = false;
    bool m_isHead = false;
    bool m_isJson = false;
};

} // namespace mesoscribe
