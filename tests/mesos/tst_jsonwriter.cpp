// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

class TestJsonWriter : public QObject
{
    Q_OBJECT

private slots:
    void writesNumbers_data();
    void writesNumbers();
    void escapesText();
    void separatesMembersAndElements();
};

void TestJsonWriter::writesNumbers_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("zero") << 0.0 << QByteArray("0");
    QTest::newRow("whole") << 604800.0 << QByteArray("604800");
    QTest::newRow("round") << 1000000.0 << QByteArray("1000000");
    QTest::newRow("large") << 9007199254740992.0 << QByteArray("9007199254740992");
    QTest::newRow("larger than an integer") << 1e20 << QByteArray("100000000000000000000");
    QTest::newRow("negative") << -3.0 << QByteArray("-3");
    QTest::newRow("fraction") << 0.1 << QByteArray("0.1");
    QTest::newRow("shortest") << 0.1 + 0.2 << QByteArray("0.30000000000000004");
    QTest::newRow("tiny") << 5e-324 << QByteArray("5e-324");
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << QByteArray("\"Infinity\"");
    QTest::newRow("negatively infinite") << -std::numeric_limits<double>::infinity() << QByteArray("\"-Infinity\"");
    QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << QByteArray("null");
}

void TestJsonWriter::writesNumbers()
{
    QFETCH(double, number);
    QFETCH(QByteArray, json);
    JsonWriter writer;
    writer.number(number);
    QCOMPARE(writer.take(), json);
    if (!json.startsWith('"') && json != "null")
        QCOMPARE(json.toDouble(), number);
}

void TestJsonWriter::escapesText()
{
    QString everything;
    for (char16_t c = 0; c < 0x200; ++c)
        everything += QChar(c);
    everything += u"\u2028 \U0001F680"_s;
    JsonWriter writer;
    writer.beginArray();
    writer.text(everything);
    writer.endArray();
    const QByteArray json = writer.take();
    QCOMPARE(QJsonDocument::fromJson(json).array().at(0).toString(), everything);
    for (const char* part : {"\\u0000\\u0001", "\\b\\t\\n\\u000b\\f\\r", "!\\\"#"})
        QVERIFY2(json.contains(part), part);
    QVERIFY(json.contains("./0"));
}

void TestJsonWriter::separatesMembersAndElements()
{
    JsonWriter writer;
    writer.beginObject();
    writer.key("a");
    writer.beginArray();
    writer.integer(-9223372036854775807 - 1);
    writer.boolean(true);
    writer.boolean(false);
    writer.beginObject();
    writer.endObject();
    writer.beginArray();
    writer.endArray();
    writer.endArray();
    writer.key(u"b\""_s);
    writer.text(u"x"_s);
    writer.endObject();
    const QByteArray expected = R"({"a":[-9223372036854775808,true,false,{},[]],"b\"":"x"})";
    QCOMPARE(writer.take(), expected);
    writer.beginArray();
    writer.endArray();
    QCOMPARE(writer.take(), QByteArray("[]"));
}

QTEST_APPLESS_MAIN(TestJsonWriter)
#include "tst_jsonwriter.moc"
