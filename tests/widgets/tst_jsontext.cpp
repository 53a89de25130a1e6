// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/jsontext.h"

#include <QJsonDocument>
#include <QTest>

using namespace mesoscribe;

class TestJsonText : public QObject
{
    Q_OBJECT

private slots:
    void indentsWithoutChangingALiteral_data();
    void indentsWithoutChangingALiteral();
    void indentsTheSameTwice();
    void survivesTextThatIsNoJson_data();
    void survivesTextThatIsNoJson();
    void doesNotGrowWithoutBoundWhenDeep();
};

void TestJsonText::indentsWithoutChangingALiteral_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("members") << QByteArray(R"({"a":1,"b":[true,null]})")
                             << QByteArray("{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}");
    QTest::newRow("empty") << QByteArray(R"({"a":{},"b":[ ]})") << QByteArray("{\n  \"a\": {},\n  \"b\": []\n}");
    QTest::newRow("19 digits") << QByteArray(R"([9223372036854775807])") << QByteArray("[\n  9223372036854775807\n]");
    QTest::newRow("marks in strings") << QByteArray(R"({"a,:{":"]}\"\\"})")
                                      << QByteArray("{\n  \"a,:{\": \"]}\\\"\\\\\"\n}");
    QTest::newRow("escapes stay") << QByteArray(R"(["\u00e9é"])") << QByteArray("[\n  \"\\u00e9é\"\n]");
    QTest::newRow("already indented") << QByteArray("{\n \"a\" : 1\n}") << QByteArray("{\n  \"a\": 1\n}");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void TestJsonText::indentsWithoutChangingALiteral()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    QCOMPARE(indentedJson(json), expected);
    QCOMPARE(QJsonDocument::fromJson(indentedJson(json)), QJsonDocument::fromJson(json));
}

void TestJsonText::indentsTheSameTwice()
{
    const QByteArray json = R"({"type":"OFFERS","offers":{"offers":[{"id":{"value":"O1"},"x":[]}]}})";
    QCOMPARE(indentedJson(indentedJson(json)), indentedJson(json));
}

void TestJsonText::survivesTextThatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("open string") << QByteArray(R"({"a":"b)");
    QTest::newRow("backslash at the end") << QByteArray(R"("a\)");
    QTest::newRow("closed too often") << QByteArray("}}]]");
    QTest::newRow("words") << QByteArray("<html>no</html>");
    QTest::newRow("zero byte") << QByteArray("a\0b", 3);
}

void TestJsonText::survivesTextThatIsNoJson()
{
    QFETCH(QByteArray, text);
    const auto bare = [](QByteArray bytes) { return bytes.replace(' ', "").replace('\n', ""); };
    QCOMPARE(bare(indentedJson(text)), bare(text));
}

void TestJsonText::doesNotGrowWithoutBoundWhenDeep()
{
    const QByteArray deep(20'000, '[');
    QVERIFY(indentedJson(deep).size() < deep.size() * 200);
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
