// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/jsonhighlighter.h"

#include "widgets/jsonview.h"
#include "widgets/theme.h"

#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The pieces of a line that have the colour, separated by blanks.
QString colored(const QTextBlock& line, const QColor& color)
{
    QStringList pieces;
    for (const QTextLayout::FormatRange& range : line.layout()->formats()) {
        if (range.format.foreground().color() == color)
            pieces += line.text().mid(range.start, range.length);
    }
    return pieces.join(u' ');
}

} // namespace

class TestJsonHighlighter : public QObject
{
    Q_OBJECT

private slots:
    void colorsKeysAndStrings_data();
    void colorsKeysAndStrings();
    void showsJsonIndentedOrAsItCame();
    void saysHowMuchItLeavesOut();
};

void TestJsonHighlighter::colorsKeysAndStrings_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("strings");
    QTest::newRow("member") << uR"("type": "OFFERS",)"_s << uR"("type")"_s << uR"("OFFERS")"_s;
    QTest::newRow("number") << uR"("port": 5051)"_s << uR"("port")"_s << QString();
    QTest::newRow("list") << uR"("roles" : ["a", "b"])"_s << uR"("roles")"_s << uR"("a" "b")"_s;
    QTest::newRow("escaped quote") << uR"("a": "say \"hi\": now")"_s << uR"("a")"_s << uR"("say \"hi\": now")"_s;
    QTest::newRow("left open") << uR"("a": "b)"_s << uR"("a")"_s << uR"("b)"_s;
    QTest::newRow("backslash at the end") << uR"("a\)"_s << QString() << uR"("a\)"_s;
    QTest::newRow("nothing") << QString() << QString() << QString();
}

void TestJsonHighlighter::colorsKeysAndStrings()
{
    QFETCH(QString, line);
    QFETCH(QString, keys);
    QFETCH(QString, strings);
    QTextDocument document;
    JsonHighlighter highlighter(&document);
    document.setPlainText(line);
    highlighter.rehighlight();
    const Theme theme{QPalette()};
    QCOMPARE(colored(document.firstBlock(), theme.jsonKey), keys);
    QCOMPARE(colored(document.firstBlock(), theme.jsonString), strings);
}

void TestJsonHighlighter::showsJsonIndentedOrAsItCame()
{
    const QByteArray json = R"({"big":9223372036854775807,"list":[{"a":1,"b":2}]})";
    JsonView view;
    view.setJson(json);
    QVERIFY(view.isReadOnly());
    QVERIFY(view.document()->blockCount() > 3);
    QVERIFY(view.toPlainText().contains("9223372036854775807"_L1));
    view.setRaw(true);
    QCOMPARE(view.toPlainText(), QString::fromUtf8(json));
    view.setRaw(false);
    QVERIFY(view.document()->blockCount() > 3);
}

void TestJsonHighlighter::saysHowMuchItLeavesOut()
{
    const QByteArray json = "[\"" + QByteArray(2 * JsonView::MaxShown, 'x') + "\"]";
    JsonView view;
    view.setRaw(true);
    view.setJson(json);
    QVERIFY(view.toPlainText().size() < JsonView::MaxShown + 200);
    QVERIFY(view.toPlainText().contains("and 256"_L1));
    QCOMPARE(view.json(), json);
}

QTEST_MAIN(TestJsonHighlighter)
#include "tst_jsonhighlighter.moc"
