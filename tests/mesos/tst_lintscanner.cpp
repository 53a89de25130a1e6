// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/lintscanner.h"

#include "mesos/calllint.h"
#include "mesos/lintdump.h"
#include "mesos/nearestname.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

class TestLintScanner : public QObject
{
    Q_OBJECT

private slots:
    void saysWhyItIsNoJson_data();
    void saysWhyItIsNoJson();
    void keepsPlaces();
    void readsEscapes();
    void readsNumbersAsMasters_data();
    void readsNumbersAsMasters();
    void flattensLists();
    void survivesRandomBytes();
    void staysQuick_data();
    void staysQuick();
    void keepsErrorsAmongHints();
    void shortensForeignText();
    void measuresNames_data();
    void measuresNames();
};

void TestLintScanner::saysWhyItIsNoJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("finding");
    const auto row = [](const char* name, const QByteArray& json, const char* finding) {
        QTest::newRow(name) << json << u"Refused NotJson - "_s + QString::fromUtf8(finding);
    };
    row("empty", "", "@1:1 `` subject=empty");
    row("blanks", " \n ", "@2:2 `` subject=empty");
    row("ends early", "{\"type\":", "@1:9 `` subject=end");
    row("ends in a text", "{\"type\":\"REV", "@1:13 `` subject=end");
    row("ends after a value", "{\"type\":1", "@1:10 `` subject=end");
    row("trailing text", "{} x", "@1:4 `x` subject=trailing within=x");
    row("trailing comma", "{\n\"a\": 1,\n}", "@2:7 `,` subject=comma within=,");
    row("trailing comma in a list", "{\"a\":[1,]}", "@1:8 `,` subject=comma within=,");
    row("missing comma", "{\"a\":1\n \"b\":2}", "@2:2 `\"` subject=missing comma within=\"");
    row("missing colon", "{\"a\" 1}", "@1:6 `1` subject=missing colon within=1");
    row("single quotes", "{'a':1}", "@1:2 `'` subject=single quotes within='");
    row("single quotes for a value", "{\"a\":'b'}", "@1:6 `'` subject=single quotes within='");
    row("curly quotes", "{“a”:1}", "@1:2 `“` subject=curly quotes within=“");
    row("a name without quotes", "{type: 1}", "@1:2 `type` subject=name within=type");
    row("a word", "{\"a\": None}", "@1:7 `None` subject=word within=None");
    row("not a number", "{\"a\": NaN}", "@1:7 `NaN` subject=word within=NaN");
    row("a comment", "{\"a\": 1, // b\n\"c\": 1}", "@1:10 `//` subject=comment within=//");
    row("a comment at the end", "{\"a\": 1 /* b */}", "@1:9 `/*` subject=comment within=/*");
    row("a line break in a text", "{\"a\": \"b\nc\"}", "@1:9 `\n` subject=control within=\n");
    row("a bad escape", R"({"a": "\ü"})", R"(@1:8 `\ü` subject=escape within=\ü)");
    row("half a pair", R"({"a": "\ud83d"})", R"(@1:8 `\ud83d` subject=escape within=\ud83d)");
    row("a bad number", "{\"a\": 1-2}", "@1:7 `1-2` subject=number within=1-2");
    row("out of range", "{\"a\": 1e999}", "@1:7 `1e999` subject=range within=1e999");
    row("a plus", "{\"a\": +1}", "@1:7 `+` subject=unexpected within=+");
}

void TestLintScanner::saysWhyItIsNoJson()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, finding);
    QCOMPARE(dumped(json), finding);
}

void TestLintScanner::keepsPlaces()
{
    const QByteArray json = "{ \"a\" : [1, {\"b\": null}], \"a\": \"x\\n\" }";
    const LintDocument document = scanJson(json);
    QVERIFY(!document.problem);
    QCOMPARE(document.root.length, json.size());
    QCOMPARE(document.root.members.size(), size_t(2));
    const LintMember& first = document.root.members[0];
    QVERIFY(first.isOverridden);
    QCOMPARE(json.mid(first.offset, first.length), QByteArray("\"a\""));
    QCOMPARE(json.mid(first.value.offset, first.value.length), QByteArray("[1, {\"b\": null}]"));
    const LintNode& object = first.value.items[1];
    QCOMPARE(json.mid(object.offset, object.length), QByteArray("{\"b\": null}"));
    QVERIFY(!object.member("b"));
    QVERIFY(!document.root.members[1].isOverridden);
    QCOMPARE(document.root.member("a")->text, QByteArray("x\n"));
}

void TestLintScanner::readsEscapes()
{
    const LintDocument document = scanJson(R"(["\"\\\/\b\f\n\r\t\u00fc\ud83d\ude00"])");
    QVERIFY(!document.problem);
    QCOMPARE(document.root.items[0].text, QByteArray("\"\\/\b\f\n\r\t\xc3\xbc\xf0\x9f\x98\x80"));
}

void TestLintScanner::readsNumbersAsMasters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isNumber");
    QTest::addColumn<double>("value");
    const auto row = [](const char* text, bool isNumber, double value = 0) {
        QTest::newRow(*text ? text : "empty") << QByteArray(text) << isNumber << value;
    };
    row("0", true, 0);
    row("-1", true, -1);
    row("01", true, 1);
    row("1.", true, 1);
    row("-.5", true, -0.5);
    row("2.5e-1", true, 0.25);
    row("1E3", true, 1000);
    row("1e-999", true, 0);
    row("1e999", true, std::numeric_limits<double>::infinity());
    row("", false);
    row("-", false);
    row(".", false);
    row("+1", false);
    row("1e", false);
    row("1e+", false);
    row("1.2.3", false);
    row("1-2", false);
    row("0x10", false);
    row("inf", false);
    row("nan", false);
    row(" 1", false);
}

void TestLintScanner::readsNumbersAsMasters()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isNumber);
    QFETCH(double, value);
    const std::optional<double> read = lintNumber(text);
    QCOMPARE(read.has_value(), isNumber);
    if (read)
        QCOMPARE(*read, value);
}

void TestLintScanner::flattensLists()
{
    const LintDocument document = scanJson("[[1,[2]],null,3]");
    QByteArrayList texts;
    for (const LintNode* item : lintItems(&document.root))
        texts.append(item->text);
    QCOMPARE(texts.join(','), QByteArray("1,2,3"));
    QVERIFY(lintItems(nullptr).empty());
    const LintDocument single = scanJson("7");
    QCOMPARE(lintItems(&single.root).size(), size_t(1));
}

void TestLintScanner::survivesRandomBytes()
{
    QRandomGenerator random(7);
    const QByteArray alphabet = "{}[]\",:\\u0d8 \n-+.eE1truefalsnInfinity'\xff\xc3\xa4";
    const QByteArrayList words = {"\"type\"", "\"framework_id\"", "\"value\"", "\"accept\"", "\"REVIVE\"", "null"};
    for (int round = 0; round < 20000; ++round) {
        QByteArray json;
        const bool isAnything = round % 4 == 0;
        for (int length = int(random.bounded(60)); length > 0; --length) {
            if (isAnything)
                json += char(random.bounded(256));
            else if (random.bounded(6) == 0)
                json += words[random.bounded(int(words.size()))];
            else
                json += alphabet[random.bounded(int(alphabet.size()))];
        }
        qsizetype before = 0;
        for (const LintFinding& finding : lintCall(json)) {
            QVERIFY(finding.offset >= before);
            QVERIFY(finding.length >= 0);
            QVERIFY(finding.offset + finding.length <= json.size());
            QVERIFY(finding.line >= 1 && finding.column >= 1);
            before = finding.offset;
        }
    }
}

void TestLintScanner::staysQuick_data()
{
    QTest::addColumn<QByteArray>("json");
    constexpr int Many = 300000;
    const auto row = [](const char* name, const QByteArray& json) { QTest::newRow(name) << json; };
    const QByteArray head = R"({"framework_id":{"value":"F"},"type":"DECLINE","decline":{)";
    row("brackets", QByteArray(Many, '['));
    row("braces", QByteArray("{\"a\":").repeated(Many));
    row("one long text", "{\"type\":\"" + QByteArray(10 * Many, 'x') + "\"}");
    row("one long name", "{\"" + QByteArray(10 * Many, 'x') + "\":1}");
    row("one long number", "{\"type\":" + QByteArray(10 * Many, '9') + "}");
    row("the same name", head + QByteArray("\"offer_ids\":[],").repeated(Many) + "\"filters\":{}}}");
    row("unknown names", head + QByteArray("\"offer_idx\":[],").repeated(Many) + "\"filters\":{}}}");
    row("bare ids", head + "\"offer_ids\":[" + QByteArray("\"o\",").repeated(Many) + "\"o\"]}}");
    row("lists of lists", head + "\"offer_ids\":[" + QByteArray(150, '[') + QByteArray("{},").repeated(Many) + "{}" +
                              QByteArray(150, ']') + "]}}");
    row("roles", R"({"type":"SUBSCRIBE","subscribe":{"framework_info":{"roles":[)" +
                     QByteArray("\"r\",").repeated(Many) + "\"r\"]}}}");
}

void TestLintScanner::staysQuick()
{
    QFETCH(QByteArray, json);
    QElapsedTimer timer;
    timer.start();
    const QList<LintFinding> findings = lintCall(json);
    // A hundred times what it takes: only a time that grows with the square would pass it.
    QVERIFY2(timer.elapsed() < 20000, QByteArray::number(timer.elapsed()));
    QVERIFY(!findings.isEmpty());
    QVERIFY(findings.size() <= MaxFindings);
    for (const LintFinding& finding : findings) {
        QVERIFY(finding.path.size() < 1000);
        QVERIFY(finding.subject.size() <= MaxSubject);
        QVERIFY(finding.suggestion.size() < 1000);
    }
}

void TestLintScanner::keepsErrorsAmongHints()
{
    const QByteArray json = R"({"framework_id":{"value":"F"},"type":"DECLINE","decline":{)" +
                            QByteArray("\"x\":1,").repeated(2 * MaxFindings) + R"("offer_ids":["o"]}})";
    const QList<LintFinding> findings = lintCall(json);
    QCOMPARE(findings.size(), MaxFindings);
    QCOMPARE(findings.last().kind, LintFinding::Kind::BareString);
}

void TestLintScanner::shortensForeignText()
{
    const QByteArray text = QByteArray("ä").repeated(500);
    const QList<LintFinding> findings = lintCall("{\"type\":\"" + text + "\"}");
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings[0].subject, QString(MaxSubject - 1, u'ä') + u'…');
}

void TestLintScanner::measuresNames_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<int>("distance");
    const auto row = [](const char* name, const QString& left, const QString& right, int distance) {
        QTest::newRow(name) << left << right << distance;
    };
    row("same", u"role"_s, u"role"_s, 0);
    row("case", u"ROLE"_s, u"role"_s, 0);
    row("one more", u"role"_s, u"roles"_s, 1);
    row("swapped", u"roels"_s, u"roles"_s, 1);
    row("replaced", u"rolez"_s, u"roles"_s, 1);
    row("three", u"rls"_s, u"xroles"_s, 3);
    row("nothing", u""_s, u"abc"_s, 3);
    row("too far", u"filters"_s, u"operations"_s, 4);
}

void TestLintScanner::measuresNames()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(int, distance);
    QCOMPARE(editDistance(left, right, 3), distance);
    QCOMPARE(editDistance(right, left, 3), distance);
}

QTEST_APPLESS_MAIN(TestLintScanner)
#include "tst_lintscanner.moc"
