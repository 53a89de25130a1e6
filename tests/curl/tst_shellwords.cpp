// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "curl/shellwords.h"

#include "curl/shells.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList texts(const ShellCommand& command)
{
    QStringList words;
    for (const ShellWord& word : command.words)
        words.append(word.text);
    return words;
}

} // namespace

class TestShellWords : public QObject
{
    Q_OBJECT

private slots:
    void splitsAsRealShellsDo_data();
    void splitsAsRealShellsDo();
    void forgivesWhatPastingDoes_data();
    void forgivesWhatPastingDoes();
    void keepsExpansionsAsWritten_data();
    void keepsExpansionsAsWritten();
    void takesPartsWithTheirExpansions();
    void endsAtTheFirstCommand_data();
    void endsAtTheFirstCommand();
    void explainsWhatIsNotClosed_data();
    void explainsWhatIsNotClosed();
    void quotes_data();
    void quotes();
    void readsBackWhatItQuoted();
    void shellsCallCommandsBack_data();
    void shellsCallCommandsBack();
    void quotesSoThatRealShellsGetTheSame_data();
    void quotesSoThatRealShellsGetTheSame();

private:
    void addShells(bool onlyInteractive);

    test::ShellRunner m_runner;
};

void TestShellWords::addShells(bool onlyInteractive)
{
    QTest::addColumn<test::Shell>("shell");
    for (const test::Shell& shell : test::installedShells()) {
        if (shell.isInteractive || !onlyInteractive)
            QTest::newRow(qPrintable(shell.name)) << shell;
    }
}

void TestShellWords::splitsAsRealShellsDo_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<bool>("inSh"); ///< not all that bash and zsh know

    const auto row = [](const char* name, const QString& text, const QStringList& words, bool inSh = true) {
        QTest::newRow(name) << text << words << inSh;
    };
    row("words", u"a  b\tc"_s, {u"a"_s, u"b"_s, u"c"_s});
    row("single quotes", u"'a b' 'c\\' '\"$X`'"_s, {u"a b"_s, u"c\\"_s, u"\"$X`"_s});
    row("single quotes over lines", u"'a\n  b\n\nc'"_s, {u"a\n  b\n\nc"_s});
    row("empty quotes", u"'' \"\" a''\"\"b"_s, {u""_s, u""_s, u"ab"_s});
    row("quote in single quotes", u"'it'\\''s' 'it'\"'\"'s'"_s, {u"it's"_s, u"it's"_s});
    row("adjacent quotes", u"a'b c'\"d e\"f\\ g"_s, {u"ab cd ef g"_s});
    row("double quotes", u"\"a b\" \"'\""_s, {u"a b"_s, u"'"_s});
    row("escapes in double quotes", u"\"\\\" \\\\ \\$X \\`\""_s, {u"\" \\ $X `"_s});
    row("no escapes in double quotes", u"\"\\n \\a \\' \\!\""_s, {u"\\n \\a \\' \\!"_s});
    row("line joined in double quotes", u"\"a\\\nb\nc\""_s, {u"ab\nc"_s});
    row("line joined", u"a \\\n  b\\\nc \\\n 'd'"_s, {u"a"_s, u"bc"_s, u"d"_s});
    row("line joined inside single quotes", u"'a\\\nb'"_s, {u"a\\\nb"_s});
    row("backslash", u"\\a \\\\ \\' \\\" \\$X \\# \\  \\; \\| \\😀"_s,
        {u"a"_s, u"\\"_s, u"'"_s, u"\""_s, u"$X"_s, u"#"_s, u" "_s, u";"_s, u"|"_s, u"😀"_s});
    row("number sign inside a word", u"a#b 'a'#b http://h/#f"_s, {u"a#b"_s, u"a#b"_s, u"http://h/#f"_s});
    row("dollar alone", u"a$ '$' \"$\" $, \"a$ b\" 5$."_s, {u"a$"_s, u"$"_s, u"$"_s, u"$,"_s, u"a$ b"_s, u"5$."_s});
    row("operators in quotes", u"'a|b' \"c;d\" 'e>f' \"g&h\" i\\&j"_s,
        {u"a|b"_s, u"c;d"_s, u"e>f"_s, u"g&h"_s, u"i&j"_s});
    row("unicode", u"ü '東京' \"😀\" –x"_s, {u"ü"_s, u"東京"_s, u"😀"_s, u"–x"_s});
    row("JSON", u"-d '{\n  \"a\" : \"b\\n\",\n  \"c\": [1]\n}'"_s,
        {u"-d"_s, u"{\n  \"a\" : \"b\\n\",\n  \"c\": [1]\n}"_s});
    row("JSON in double quotes", u"-d \"{\\\"a\\\":\\\"b\\\\n\\\"}\""_s, {u"-d"_s, u"{\"a\":\"b\\n\"}"_s});
    row("option with quotes", u"-H'a: b' --x=\"c d\" -d\\@e"_s, {u"-Ha: b"_s, u"--x=c d"_s, u"-d@e"_s});
    row("comment", u"a 'b' # c 'd"_s, {u"a"_s, u"b"_s});
    row("semicolon", u"a b; true"_s, {u"a"_s, u"b"_s});
    row("pipe", u"a b|cat"_s, {u"a"_s, u"b"_s});
    row("redirection", u"a b >/dev/null"_s, {u"a"_s, u"b"_s});
    row("numbered redirection", u"a b2 2>/dev/null"_s, {u"a"_s, u"b2"_s});
    row("quoted number before a redirection", u"a '2'>/dev/null"_s, {u"a"_s, u"2"_s});
    row("and", u"a b&&true"_s, {u"a"_s, u"b"_s});
    row("line break", u"a b\ntrue c"_s, {u"a"_s, u"b"_s});
    row("ANSI quotes", u"$'a\\tb\\n\\'c\\' \\\"d\\\" \\\\ \\a\\b\\e\\E\\f\\v\\r'"_s,
        {u"a\tb\n'c' \"d\" \\ \a\b\u001b\u001b\f\v\r"_s}, false);
    row("ANSI numbers", u"$'\\x41\\x4a1 \\101\\60 \\u20ac \\U1F600'"_s, {u"AJ1 A0 € 😀"_s}, false);
    row("ANSI bytes of a character", u"$'\\xe2\\x82\\xac \\303\\274'"_s, {u"€ ü"_s}, false);
    row("ANSI quotes over lines", u"a$'{\n\"b\": \"it\\'s\"}'c"_s, {u"a{\n\"b\": \"it's\"}c"_s}, false);
    row("ANSI byte of a control character", u"$'\\x1|\\x7f'"_s, {u"\u0001|\u007f"_s}, false);
    row("ANSI quotes inside double quotes", u"\"$'a'\""_s, {u"$'a'"_s});
}

void TestShellWords::splitsAsRealShellsDo()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, words);
    QFETCH(const bool, inSh);

    const auto command = splitShell(text);
    QVERIFY(command);
    QCOMPARE(texts(*command), words);
    for (const ShellWord& word : command->words)
        QCOMPARE(word.expansionTexts(), QStringList());

    for (const test::Shell& shell : test::installedShells()) {
        if (shell.isInteractive || (shell.name == u"sh" && !inSh))
            continue;
        const auto commands = m_runner.run(shell, u"curl "_s + text + u'\n');
        QVERIFY(commands);
        QVERIFY2(commands->size() == 1, qPrintable(shell.name));
        QVERIFY2(commands->constFirst() == words,
                 qPrintable(shell.name + u" splits into "_s + commands->constFirst().join(u" ⏐ "_s)));
    }
}

void TestShellWords::forgivesWhatPastingDoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");

    QTest::newRow("lines that end in CR LF") << u"a \\\r\n  b\\\r\n  'c'\r\n"_s << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("CR LF inside quotes stays") << u"'a\r\nb'"_s << QStringList{u"a\r\nb"_s};
    QTest::newRow("CR LF joined in double quotes") << u"\"a\\\r\nb\""_s << QStringList{u"ab"_s};
    QTest::newRow("blanks behind the backslash") << u"a \\  \n b\\ \t\nc"_s << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("backslash at the end") << u"a b \\"_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("backslash and blanks at the end") << u"a b \\  "_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("no-break space") << u"a\u00a0b\u202fc '\u00a0'"_s
                                    << QStringList{u"a"_s, u"b"_s, u"c"_s, u"\u00a0"_s};
    QTest::newRow("typographic double quotes") << u"-H “a: b” c"_s << QStringList{u"-H"_s, u"a: b"_s, u"c"_s};
    QTest::newRow("typographic single quotes") << u"-H ‘a: b’ c"_s << QStringList{u"-H"_s, u"a: b"_s, u"c"_s};
    QTest::newRow("twice the closing quote") << u"-H ”a: b” ’c d’"_s << QStringList{u"-H"_s, u"a: b"_s, u"c d"_s};
    QTest::newRow("low quote") << u"„a b“ c"_s << QStringList{u"a b"_s, u"c"_s};
    QTest::newRow("JSON whose quotes are bent too")
        << u"-d ‘{“type” : “SUBSCRIBE”}’ u"_s << QStringList{u"-d"_s, u"{\"type\" : \"SUBSCRIBE\"}"_s, u"u"_s};
    QTest::newRow("JSON in the same quotes")
        << u"-d “{“type” : “SUBSCRIBE”, “a”: [ “b” ] }” u"_s
        << QStringList{u"-d"_s, u"{\"type\" : \"SUBSCRIBE\", \"a\": [ \"b\" ] }"_s, u"u"_s};
    QTest::newRow("JSON over lines") << u"-d ‘{\n “a” : “b”\n}’\n"_s << QStringList{u"-d"_s, u"{\n \"a\" : \"b\"\n}"_s};
    QTest::newRow("straight quotes inside") << u"‘{\"a\":\"“b”\"}’"_s << QStringList{u"{\"a\":\"“b”\"}"_s};
    QTest::newRow("bent quotes inside straight ones")
        << u"'{\"a\":\"“b” ‘c’\"}'"_s << QStringList{u"{\"a\":\"“b” ‘c’\"}"_s};
    QTest::newRow("unbalanced JSON") << u"‘{{’ a"_s << QStringList{u"{{"_s, u"a"_s};
    QTest::newRow("bent quote never closed") << u"“a b"_s << QStringList{u"“a"_s, u"b"_s};
    QTest::newRow("bent quotes inside a word") << u"a“b c”"_s << QStringList{u"a“b"_s, u"c”"_s};
    QTest::newRow("NUL ends an ANSI quote") << u"$'a\\0b'c $'\\x00'"_s << QStringList{u"ac"_s, u""_s};
    QTest::newRow("ANSI control character") << u"$'\\cA\\c[|'"_s << QStringList{u"\u0001\u001b|"_s};
    QTest::newRow("unknown ANSI escapes") << u"$'\\z \\xg \\u'"_s << QStringList{u"\\z \\xg \\u"_s};
    QTest::newRow("locale quotes") << u"$\"a b\""_s << QStringList{u"a b"_s};
    QTest::newRow("nothing") << u""_s << QStringList();
    QTest::newRow("only comments") << u"\n # a\n\n#b"_s << QStringList();
    QTest::newRow("comment first") << u"# a 'b\n\n  c d"_s << QStringList{u"c"_s, u"d"_s};
}

void TestShellWords::forgivesWhatPastingDoes()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, words);
    const auto command = splitShell(text);
    QVERIFY(command);
    QCOMPARE(texts(*command), words);
    QCOMPARE(command->rest, QString());
}

void TestShellWords::keepsExpansionsAsWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QStringList>("expansions");

    const auto row = [](const QString& text, const QString& word, const QStringList& expansions) {
        QTest::newRow(qPrintable(text)) << text << word << expansions;
    };
    row(u"$TOKEN"_s, u"$TOKEN"_s, {u"$TOKEN"_s});
    row(u"a$B_2-c"_s, u"a$B_2-c"_s, {u"$B_2"_s});
    row(u"\"a ${B:-c d} e\""_s, u"a ${B:-c d} e"_s, {u"${B:-c d}"_s});
    row(u"${A:-${B}}$C"_s, u"${A:-${B}}$C"_s, {u"${A:-${B}}"_s, u"$C"_s});
    row(u"\"$(date +%s)\"x`whoami`"_s, u"$(date +%s)x`whoami`"_s, {u"$(date +%s)"_s, u"`whoami`"_s});
    row(u"$((1+(2)))"_s, u"$((1+(2)))"_s, {u"$((1+(2)))"_s});
    row(u"$1$?$$"_s, u"$1$?$$"_s, {u"$1"_s, u"$?"_s, u"$$"_s});
    row(u"'$A'\\$B\"\\$C\"$'$D'"_s, u"$A$B$C$D"_s, {});
    row(u"'{\"a\":\"'$B'\"}'"_s, u"{\"a\":\"$B\"}"_s, {u"$B"_s});
    row(u"\"${A\""_s, u"${A"_s, {});
}

void TestShellWords::keepsExpansionsAsWritten()
{
    QFETCH(const QString, text);
    QFETCH(const QString, word);
    QFETCH(const QStringList, expansions);
    const auto command = splitShell(text);
    QVERIFY(command);
    QCOMPARE(texts(*command), QStringList{word});
    QCOMPARE(command->words.constFirst().expansionTexts(), expansions);
}

void TestShellWords::takesPartsWithTheirExpansions()
{
    const auto command = splitShell(u"$A:${B:-x}:c"_s);
    QVERIFY(command);
    const ShellWord& word = command->words.constFirst();
    QCOMPARE(word.part(0, 2).text, u"$A"_s);
    QCOMPARE(word.part(0, 2).expansionTexts(), QStringList{u"$A"_s});
    QCOMPARE(word.part(3).text, u"${B:-x}:c"_s);
    QCOMPARE(word.part(3).expansionTexts(), QStringList{u"${B:-x}"_s});
    QCOMPARE(word.part(10).expansionTexts(), QStringList());
}

void TestShellWords::endsAtTheFirstCommand_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rest");
    QTest::newRow("pipe") << u"a b | jq . "_s << u"| jq ."_s;
    QTest::newRow("redirection") << u"a b > out.txt"_s << u"> out.txt"_s;
    QTest::newRow("numbered redirection") << u"a b 2>&1 | tee x"_s << u"2>&1 | tee x"_s;
    QTest::newRow("input") << u"a b < in"_s << u"< in"_s;
    QTest::newRow("here document") << u"a b <<EOF\nx\nEOF\n"_s << u"<<EOF\nx\nEOF"_s;
    QTest::newRow("and") << u"a b && c"_s << u"&& c"_s;
    QTest::newRow("or") << u"a b || c"_s << u"|| c"_s;
    QTest::newRow("second command") << u"a b ; c"_s << u"; c"_s;
    QTest::newRow("second line") << u"a b\n\n# then\n c d\n"_s << u"c d"_s;
    QTest::newRow("second line with CR LF") << u"a b\r\nc d\r\n"_s << u"c d"_s;
    QTest::newRow("parenthesis") << u"a b)"_s << u")"_s;
    QTest::newRow("semicolon at the end") << u"a b; \n"_s << u""_s;
    QTest::newRow("background") << u"a b &\n"_s << u""_s;
    QTest::newRow("comments at the end") << u"a b # c\n# d\n\n"_s << u""_s;
}

void TestShellWords::endsAtTheFirstCommand()
{
    QFETCH(const QString, text);
    QFETCH(const QString, rest);
    const auto command = splitShell(text);
    QVERIFY(command);
    QCOMPARE(texts(*command), QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(command->rest, rest);
}

void TestShellWords::explainsWhatIsNotClosed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("detail");
    QTest::newRow("single quote") << u"a 'b c"_s << u"A single quote is opened but never closed: 'b c"_s;
    QTest::newRow("long") << u"a '{\n  \"type\" : \"SUBSCRIBE\", \"subscribe\""_s
                          << u"A single quote is opened but never closed: '{ \"type\" : \"SUBSCRIBE…"_s;
    QTest::newRow("double quote") << u"a \"b \\\" 'c'"_s
                                  << u"A double quote is opened but never closed: \"b \\\" 'c'"_s;
    QTest::newRow("ANSI quote") << u"a $'b\\'"_s << u"A quote $' is opened but never closed: 'b\\'"_s;
    QTest::newRow("backquote") << u"a `b"_s << u"A backquote is opened but never closed: `b"_s;
    QTest::newRow("PowerShell") << u"a `\n b"_s << u"A backquote is opened but never closed: ` b"_s;
    QTest::newRow("backquote in double quotes") << u"\"`b\""_s << u"A backquote is opened but never closed: `b\""_s;
    QTest::newRow("brace") << u"${b"_s << u"A “${” is opened but never closed: ${b"_s;
    QTest::newRow("parenthesis") << u"$(b"_s << u"A “$(” is opened but never closed: $(b"_s;
    const QString windows = u"This command is written for the Windows prompt: its lines end with “^”. "
                            "Lines must end with “\\”, as in sh and bash."_s;
    QTest::newRow("Windows") << u"a ^\n b"_s << windows;
    QTest::newRow("Windows with CR LF") << u"a ^\r\n b"_s << windows;
}

void TestShellWords::explainsWhatIsNotClosed()
{
    QFETCH(const QString, text);
    QFETCH(const QString, detail);
    const auto command = splitShell(text);
    QVERIFY(!command);
    QCOMPARE(command.error(), Error(Error::Kind::InvalidInput, detail));
}

void TestShellWords::quotes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("empty") << u""_s << u"''"_s;
    QTest::newRow("word") << u"a"_s << u"'a'"_s;
    QTest::newRow("quote") << u"it's"_s << u"'it'\\''s'"_s;
    QTest::newRow("only quotes") << u"''"_s << u"''\\'''\\'''"_s;
    QTest::newRow("exclamation mark in one line") << u"a!b"_s << u"'a!b'"_s;
    QTest::newRow("exclamation mark in two lines") << u"a\n!b"_s << u"'a\n'\\!'b'"_s;
    QTest::newRow("circumflex at the beginning of a line") << u"^a\n^b^c"_s << u"'^a\n'\\^'b^c'"_s;
    QTest::newRow("NUL") << u"a\0b"_s << u"'ab'"_s;
}

void TestShellWords::quotes()
{
    QFETCH(const QString, text);
    QFETCH(const QString, quoted);
    QCOMPARE(shellQuote(text), quoted);
}

void TestShellWords::readsBackWhatItQuoted()
{
    QRandomGenerator random(20171025);
    for (int round = 0; round < 3000; ++round) {
        const QStringList words = {test::nastyText(random), test::nastyText(random)};
        const QString text = shellQuote(words[0]) + u" \\\n "_s + shellQuote(words[1]);
        const auto command = splitShell(text);
        QVERIFY2(command, qPrintable(text));
        QCOMPARE(texts(*command), words);
        QCOMPARE(command->rest, QString());
    }
}

void TestShellWords::shellsCallCommandsBack_data()
{
    addShells(true);
}

/// Without this the next test would prove nothing about "!".
void TestShellWords::shellsCallCommandsBack()
{
    QFETCH(const test::Shell, shell);
    const auto commands = m_runner.run(shell, u"curl first\ncurl \"again!curl\"\n"_s);
    QVERIFY(commands);
    QCOMPARE(*commands, QList<QStringList>({{u"first"_s}, {u"againcurl first"_s}}));
}

void TestShellWords::quotesSoThatRealShellsGetTheSame_data()
{
    addShells(false);
}

void TestShellWords::quotesSoThatRealShellsGetTheSame()
{
    QFETCH(const test::Shell, shell);
    QRandomGenerator random(5050);
    QList<QStringList> expected = {
        {u"a!curl"_s, u"!!"_s}, {u"a\n!curl"_s, u"'\n'!!"_s}, {u"a\n^a^b"_s, u"^a^b\r^a^b"_s}};
    for (int round = 0; round < 150; ++round)
        expected.append({test::nastyText(random), test::nastyText(random)});
    QString script;
    for (const QStringList& words : std::as_const(expected))
        script += u"curl "_s + shellQuote(words[0]) + u' ' + shellQuote(words[1]) + u'\n';
    const auto commands = m_runner.run(shell, script);
    QVERIFY(commands);
    QCOMPARE(commands->size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(commands->at(i), expected[i]);
}

QTEST_GUILESS_MAIN(TestShellWords)
#include "tst_shellwords.moc"
