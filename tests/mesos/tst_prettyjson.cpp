// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/prettyjson.h"

#include "support/chunked.h"

#include <QJsonDocument>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Without the white space outside of texts.
QByteArray squeezed(const QByteArray& json)
{
    QByteArray out;
    bool inText = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json.at(i);
        if (inText && c == '\\') {
            out += c;
            out += json.at(++i);
            continue;
        }
        if (c == '"')
            inText = !inText;
        if (inText || (c != ' ' && c != '\n' && c != '\r' && c != '\t'))
            out += c;
    }
    return out;
}

} // namespace

class TestPrettyJson : public QObject
{
    Q_OBJECT

private slots:
    void indents_data();
    void indents();
    void takesTheWidthOfTheIndent();
    void breaksLongLists();
    void changesWhiteSpaceOnly();
    void isItsOwnFixedPoint();
    void passesOnWhatItDoesNotUnderstand_data();
    void passesOnWhatItDoesNotUnderstand();
    void losesNothingOfACutText();
    void bearsDeepNesting();
};

void TestPrettyJson::indents_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("pretty");

    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("scalar") << QByteArray(" 1.50 ") << QByteArray("1.50");
    QTest::newRow("empty") << QByteArray("{ \n }") << QByteArray("{}");
    QTest::newRow("empty list") << QByteArray("[ ]") << QByteArray("[]");
    QTest::newRow("member") << QByteArray(R"({"a":1})") << QByteArray("{\"a\": 1}");
    QTest::newRow("wrapped id") << QByteArray(R"({"id": {"value" : "x"},"n":1})")
                                << QByteArray("{\n  \"id\": {\"value\": \"x\"},\n  \"n\": 1\n}");
    QTest::newRow("one long member") << QByteArray(R"({"a":")") + QByteArray(80, 'x') + R"("})"
                                     << QByteArray("{\n  \"a\": \"") + QByteArray(80, 'x') + "\"\n}";
    QTest::newRow("order and duplicates")
        << QByteArray(R"({"b":1,"a":{},"b":[]})") << QByteArray("{\n  \"b\": 1,\n  \"a\": {},\n  \"b\": []\n}");
    QTest::newRow("short list") << QByteArray(R"({"a":[1,"x" , true,null]})")
                                << QByteArray("{\n  \"a\": [1, \"x\", true, null]\n}");
    QTest::newRow("list of objects") << QByteArray(R"([{"a":1},{}])") << QByteArray("[\n  {\"a\": 1},\n  {}\n]");
    QTest::newRow("list of lists") << QByteArray("[[1,2],[3]]") << QByteArray("[\n  [1, 2],\n  [3]\n]");
    QTest::newRow("text as it came") << QByteArray(R"({"a":"\u00e9 \/ { } [ ] , : \" \\\\"})")
                                     << QByteArray("{\"a\": "
                                                   R"("\u00e9 \/ { } [ ] , : \" \\\\")"
                                                   "}");
    QTest::newRow("numbers as they came")
        << QByteArray(R"({"a":1470820171393027072,"b":1.0,"c":1E+2,"d":-0.10,"e":Infinity})")
        << QByteArray("{\n  \"a\": 1470820171393027072,\n  \"b\": 1.0,\n  \"c\": 1E+2,\n"
                      "  \"d\": -0.10,\n  \"e\": Infinity\n}");
}

void TestPrettyJson::indents()
{
    QFETCH(QByteArray, json);
    QTEST(prettyJson(json), "pretty");
}

void TestPrettyJson::takesTheWidthOfTheIndent()
{
    QCOMPARE(prettyJson(R"({"a":{"b":{"c":1}}})", 4),
             QByteArray("{\n    \"a\": {\n        \"b\": {\"c\": 1}\n    }\n}"));
    QCOMPARE(prettyJson(R"({"a":{"b":1}})", 0), QByteArray("{\n\"a\": {\"b\": 1}\n}"));
}

void TestPrettyJson::breaksLongLists()
{
    const QByteArray text = '"' + QByteArray(50, 'x') + '"';
    QCOMPARE(prettyJson('[' + text + ',' + text + ']'), QByteArray("[\n  " + text + ",\n  " + text + "\n]"));
}

void TestPrettyJson::changesWhiteSpaceOnly()
{
    int seen = 0;
    for (const QString& name : test::captureNames()) {
        const QByteArray body = test::readCapture(name).body;
        for (const QByteArray& line : body.split('\n')) {
            if (QJsonDocument::fromJson(line).isNull())
                continue;
            const QByteArray pretty = prettyJson(line);
            QCOMPARE(squeezed(pretty), squeezed(line));
            QCOMPARE(QJsonDocument::fromJson(pretty), QJsonDocument::fromJson(line));
            ++seen;
        }
    }
    QVERIFY(seen > 3);
}

void TestPrettyJson::isItsOwnFixedPoint()
{
    const QByteArray pretty = prettyJson(R"({"a":[1,2,{"b":[[],{},"x"]}],"c":{"d":null}})");
    QCOMPARE(prettyJson(pretty), pretty);
}

void TestPrettyJson::passesOnWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("pretty");

    QTest::newRow("no JSON") << QByteArray("<html> x </html>") << QByteArray("<html> x </html>");
    QTest::newRow("behind the object") << QByteArray(R"({"a":1} x )") << QByteArray("{\"a\": 1} x ");
    QTest::newRow("no comma") << QByteArray(R"({"a":1 "b" :2})") << QByteArray("{\n  \"a\": 1 \"b\" :2}");
    QTest::newRow("trailing comma") << QByteArray("[1,{},]") << QByteArray("[\n  1,\n  {},\n  ]");
    QTest::newRow("open text") << QByteArray(R"({"a":"b, 1})") << QByteArray("{\n  \"a\": \"b, 1}");
    QTest::newRow("crossed brackets") << QByteArray(R"({"a":1])") << QByteArray("{\n  \"a\": 1]");
    QTest::newRow("no name") << QByteArray("{1:2}") << QByteArray("{1:2}");
}

void TestPrettyJson::passesOnWhatItDoesNotUnderstand()
{
    QFETCH(QByteArray, json);
    QTEST(prettyJson(json), "pretty");
}

void TestPrettyJson::losesNothingOfACutText()
{
    const QByteArray json = R"({"a":[1,"b\"",{"c":null}],"d":{"e":[{},[]],"f":-1.5e3}})";
    for (qsizetype size = 0; size <= json.size(); ++size) {
        const QByteArray cut = json.first(size);
        QByteArray left = prettyJson(cut);
        left.removeIf([](char c) { return c == ' ' || c == '\n'; });
        QCOMPARE(left, cut);
    }
}

void TestPrettyJson::bearsDeepNesting()
{
    constexpr qsizetype Depth = 1000000;
    const QByteArray json = QByteArray(Depth, '[') + QByteArray(Depth, ']');
    const QByteArray pretty = prettyJson(json);
    QVERIFY(pretty.size() < json.size() + MaxPrettyDepth * MaxPrettyDepth * 2);
    QCOMPARE(squeezed(pretty), json);
}

QTEST_APPLESS_MAIN(TestPrettyJson)
#include "tst_prettyjson.moc"
