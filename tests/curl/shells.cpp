// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "curl/shells.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QStringDecoder>

#include <unistd.h>

namespace mesoscribe::test {

using namespace Qt::Literals::StringLiterals;

namespace {

/// QString::fromUtf8() would drop a byte order mark.
QString fromUtf8(const QByteArray& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder(bytes);
}

} // namespace

QList<Shell> installedShells()
{
    QList<Shell> shells = {
        {u"sh"_s, u"sh"_s, {}, false},
        {u"bash"_s, u"bash"_s, {u"--norc"_s, u"--noprofile"_s}, false},
        {u"zsh"_s, u"zsh"_s, {u"-f"_s}, false},
        {u"bash at a prompt"_s, u"bash"_s, {u"--norc"_s, u"--noprofile"_s, u"--noediting"_s, u"-i"_s}, true},
        {u"zsh at a prompt"_s, u"zsh"_s, {u"-f"_s, u"-i"_s}, true},
    };
    for (Shell& shell : shells)
        shell.program = QStandardPaths::findExecutable(shell.program);
    shells.removeIf([](const Shell& shell) { return shell.program.isEmpty(); });
    return shells;
}

ShellRunner::ShellRunner()
{
    QFile curl(m_folder.filePath(u"curl"_s));
    if (curl.open(QIODevice::WriteOnly)) {
        curl.write("#!/bin/sh\nprintf '%s\\0' \"$#\" \"$@\" >> \"$CURL_ARGUMENTS\"\n");
        curl.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
}

std::optional<QList<QStringList>> ShellRunner::run(const Shell& shell, const QString& script)
{
    const QString noted = m_folder.filePath(u"arguments"_s);
    QFile::remove(noted);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, m_folder.path() + u':' + environment.value(u"PATH"_s));
    environment.insert(u"CURL_ARGUMENTS"_s, noted);
    environment.insert(u"HOME"_s, m_folder.path());
    environment.insert(u"HISTFILE"_s, u"/dev/null"_s);
    environment.insert(u"MESOS_PRINCIPAL"_s, u"some principal"_s);
    environment.insert(u"MESOS_SECRET"_s, u"it's $ecret"_s);
    environment.insert(u"MESOS_AUTHORIZATION"_s, u"Bearer token"_s);

    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder.path());
    // Without a terminal of its own no interactive shell can take the one the test was started from.
    process.setChildProcessModifier([] { ::setsid(); });
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(shell.program, shell.arguments);
    process.write(script.toUtf8());
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};

    QFile file(noted);
    QList<QByteArray> pieces = file.open(QIODevice::ReadOnly) ? file.readAll().split('\0') : QList<QByteArray>();
    QList<QStringList> commands;
    for (qsizetype i = 0; i + 1 < pieces.size();) {
        const qsizetype count = pieces[i++].toLongLong();
        QStringList arguments;
        for (qsizetype end = i + count; i < end && i < pieces.size(); ++i)
            arguments.append(fromUtf8(pieces[i]));
        commands.append(arguments);
    }
    return commands;
}

QString nastyText(QRandomGenerator& random)
{
    static const QStringList pieces = {
        u"'"_s,
        u"''"_s,
        u"'\\''"_s,
        u"\""_s,
        u"\\"_s,
        u"\\\\"_s,
        u"\\\n"_s,
        u"\n"_s,
        u"\r"_s,
        u"\r\n"_s,
        u"\t"_s,
        u" "_s,
        u"  "_s,
        u"$"_s,
        u"$HOME"_s,
        u"${HOME}"_s,
        u"$(exit 3)"_s,
        u"`exit 3`"_s,
        u"$'\\n'"_s,
        u"!"_s,
        u"!!"_s,
        u"!$"_s,
        u"!curl"_s,
        u"!-1"_s,
        u"^a^b"_s,
        u"^\n"_s,
        u"#"_s,
        u" # "_s,
        u"@"_s,
        u"@/etc/passwd"_s,
        u"-"_s,
        u"--"_s,
        u"-d"_s,
        u"~"_s,
        u"*"_s,
        u"?"_s,
        u"[a-z]"_s,
        u"{a,b}"_s,
        u"{1..3}"_s,
        u"=ls"_s,
        u"%s"_s,
        u"%20"_s,
        u"\\x41"_s,
        u"\\0"_s,
        u"&"_s,
        u"&&"_s,
        u"|"_s,
        u";"_s,
        u"<"_s,
        u">"_s,
        u">("_s,
        u"("_s,
        u")"_s,
        u"<<EOF\n"_s,
        u"\nEOF\n"_s,
        u"a"_s,
        u"word"_s,
        u"2>&1"_s,
        u":"_s,
        u","_s,
        u"{\"type\":\"SUBSCRIBE\"}"_s,
        u"it's"_s,
        u"ü"_s,
        u"é"_s,
        u"e\u0301"_s,
        u"東京"_s,
        u"😀"_s,
        u"👩‍🚀"_s,
        u"“"_s,
        u"”"_s,
        u"‘"_s,
        u"’"_s,
        u"–"_s,
        u"\u00a0"_s,
        u"\u2028"_s,
        u"\u200b"_s,
        u"\u001b[0m"_s,
        u"\u0007"_s,
        u"\u007f"_s,
        u"\u0085"_s,
        u"\ufeff"_s,
        u"$ "_s,
        u"\\ "_s,
        u"0"_s,
        u"\u0001"_s,
    };
    QString text;
    for (int count = random.bounded(12); count > 0; --count)
        text += pieces[random.bounded(int(pieces.size()))];
    return text;
}

} // namespace mesoscribe::test
