// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/calleditor.h"

#include "models/offersamples.h"
#include "widgets/remarklabel.h"

#include <QApplication>
#include <QComboBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

class Bench
{
public:
    Bench()
    {
        facts.frameworkId = FrameworkId(u"F1"_s);
        facts.framework.roles = {u"eng"_s};
        editor.setFacts(facts, context);
        editor.setCanSend(true);
        editor.show();
    }

    QPlainTextEdit& text() { return *editor.findChild<QPlainTextEdit*>(u"text"_s); }
    QListWidget& findings() { return *editor.findChild<QListWidget*>(u"findings"_s); }
    RemarkLabel& verdict() { return *editor.findChild<RemarkLabel*>(u"verdict"_s); }
    RemarkLabel& answer() { return *editor.findChild<RemarkLabel*>(u"answer"_s); }
    QPushButton& button(const QString& name) { return *editor.findChild<QPushButton*>(name); }

    SkeletonFacts facts;
    LintContext context;
    CallEditor editor;
};

const QString Broken =
    u"{\n  \"type\": \"REVIVE\",\n  \"revive\": {\"role\": \"größer\"},\n  \"framework_id\": \"x\"\n}"_s;

} // namespace

class TestCallEditor : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithASkeletonThatTheMasterAccepts_data();
    void beginsWithASkeletonThatTheMasterAccepts();
    void listsWhatIsWrong();
    void marksItInTheText();
    void goesToAFinding();
    void judgesWhatIsTyped();
    void keepsNothingFromBeingSent();
    void sendsByKey();
    void saysWhyItCannotSend();
    void renewsASkeletonNobodyTouched();
    void keepsWhatAPersonWrote();
    void hasTheEarlierTextBackWithUndo();
    void tidiesUp();
    void showsTheAnswer();
    void copiesTheTextAsCurl();
    void leavesTheTextWithTab();
};

void TestCallEditor::beginsWithASkeletonThatTheMasterAccepts_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : skeletonNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TestCallEditor::beginsWithASkeletonThatTheMasterAccepts()
{
    QFETCH(QString, name);
    Bench bench;
    auto* choice = bench.editor.findChild<QComboBox*>(u"skeleton"_s);
    const int row = choice->findText(name);
    QVERIFY(row >= 0);
    choice->setCurrentIndex(row);
    emit choice->activated(row);
    QCOMPARE(bench.editor.text(), callSkeleton(name, bench.facts));
    QVERIFY(bench.editor.text().contains("\"F1\""));
    // What it does not know it leaves to be filled in, and that is all that is found.
    for (const LintFinding& finding : bench.editor.findings())
        QVERIFY2(finding.kind == LintFinding::Kind::Placeholder || finding.kind == LintFinding::Kind::NotAUuid ||
                     finding.severity == LintFinding::Severity::Hint || finding.subject.startsWith(u'<'),
                 qPrintable(finding.path + u": "_s + QString::fromLatin1(toString(finding.kind))));
}

void TestCallEditor::listsWhatIsWrong()
{
    Bench bench;
    bench.text().setPlainText(Broken);
    QTRY_COMPARE(bench.findings().count(), 2);
    QVERIFY(bench.findings().isVisible());
    QString all;
    for (int row = 0; row < bench.findings().count(); ++row) {
        all += bench.findings().item(row)->text() + u'\n';
        QVERIFY(bench.findings().item(row)->text().startsWith("Line "_L1));
    }
    QVERIFY2(all.contains(u"Did you mean “roles”?"_s), qPrintable(all));
    QVERIFY(bench.verdict().tone() == RemarkLabel::Tone::Error);
    QCOMPARE(bench.verdict().text(), u"The master would refuse this, for 1 reason."_s);

    bench.text().setPlainText(
        u"{\"type\": \"REVIVE\", \"framework_id\": {\"value\": \"F1\"}, \"revive\": {\"role\": \"a\"}}"_s);
    QTRY_COMPARE(bench.findings().count(), 1);
    QVERIFY(bench.verdict().tone() == RemarkLabel::Tone::Note);

    // Worth knowing, and no fault.
    bench.text().setPlainText(u"{\"type\": \"REVIVE\", \"framework_id\": {\"value\": \"F1\"}}"_s);
    QTRY_VERIFY(bench.verdict().tone() == RemarkLabel::Tone::Good);
    QCOMPARE(bench.findings().count(), 1);
    QVERIFY(bench.text().extraSelections().isEmpty());

    bench.text().setPlainText(u"{\"type\": \"TEARDOWN\", \"framework_id\": {\"value\": \"F1\"}}"_s);
    QTRY_COMPARE(bench.findings().count(), 0);
    QVERIFY(bench.verdict().tone() == RemarkLabel::Tone::Good);
    QVERIFY(!bench.findings().isVisible());
}

void TestCallEditor::marksItInTheText()
{
    Bench bench;
    bench.text().setPlainText(Broken);
    QTRY_COMPARE(bench.text().extraSelections().size(), 2);
    QStringList marked;
    for (const QTextEdit::ExtraSelection& mark : bench.text().extraSelections()) {
        marked += mark.cursor.selectedText();
        QCOMPARE(mark.format.underlineStyle(), QTextCharFormat::WaveUnderline);
    }
    marked.sort();
    // The second stands behind letters that take two bytes.
    QCOMPARE(marked, (QStringList{u"\"role\""_s, u"\"x\""_s}));
}

void TestCallEditor::goesToAFinding()
{
    Bench bench;
    bench.text().setPlainText(Broken);
    QTRY_COMPARE(bench.findings().count(), 2);
    for (int row = 0; row < 2; ++row) {
        bench.findings().setCurrentRow(row);
        const QString line = u"Line %1:"_s.arg(bench.text().textCursor().blockNumber() + 1);
        QVERIFY2(bench.findings().item(row)->text().startsWith(line), qPrintable(line));
    }
    bench.findings().setFocus();
    QTest::keyClick(&bench.findings(), Qt::Key_Return);
    QCOMPARE(bench.editor.focusWidget(), &bench.text());
}

void TestCallEditor::judgesWhatIsTyped()
{
    Bench bench;
    bench.editor.setSkeleton(u"REVIVE"_s);
    QVERIFY(bench.verdict().tone() == RemarkLabel::Tone::Good);
    bench.text().moveCursor(QTextCursor::End);
    QTest::keyClicks(&bench.text(), u"}"_s);
    QTRY_VERIFY(bench.verdict().tone() == RemarkLabel::Tone::Error);
    QTest::keyClick(&bench.text(), Qt::Key_Backspace);
    QTRY_VERIFY(bench.verdict().tone() == RemarkLabel::Tone::Good);
}

void TestCallEditor::keepsNothingFromBeingSent()
{
    Bench bench;
    bench.text().setPlainText(u"{\"type\": \"no call\""_s);
    QSignalSpy sent(&bench.editor, &CallEditor::sendRequested);
    bench.button(u"send"_s).click(); // sooner than the typing has paused
    QCOMPARE(sent.count(), 1);
    QCOMPARE(sent.value(0).value(0).toByteArray(), QByteArray("{\"type\": \"no call\""));
    QVERIFY(bench.verdict().tone() == RemarkLabel::Tone::Error);
}

void TestCallEditor::sendsByKey()
{
    Bench bench;
    bench.editor.setSkeleton(u"REVIVE"_s);
    QSignalSpy sent(&bench.editor, &CallEditor::sendRequested);
    QApplication::setActiveWindow(&bench.editor);
    bench.text().setFocus();
    QTest::keyClick(&bench.text(), Qt::Key_Return); // belongs to the text
    QCOMPARE(sent.count(), 0);
    QTest::keyClick(&bench.text(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(sent.count(), 1);
}

void TestCallEditor::saysWhyItCannotSend()
{
    Bench bench;
    bench.editor.setSkeleton(u"REVIVE"_s);
    const QString reason = u"The stream is down."_s;
    bench.editor.setCanSend(false, reason);
    QVERIFY(!bench.button(u"send"_s).isEnabled());
    QCOMPARE(bench.button(u"send"_s).toolTip(), reason);
    QCOMPARE(bench.answer().text(), reason);
    QSignalSpy sent(&bench.editor, &CallEditor::sendRequested);
    QApplication::setActiveWindow(&bench.editor);
    QTest::keyClick(&bench.text(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(sent.count(), 0);
    // It can still be written and copied.
    QVERIFY(!bench.text().isReadOnly());
    QVERIFY(bench.button(u"copyCurl"_s).isEnabled());
    bench.editor.setCanSend(true);
    QVERIFY(bench.button(u"send"_s).isEnabled());
    QVERIFY(bench.answer().text().isEmpty());
}

void TestCallEditor::renewsASkeletonNobodyTouched()
{
    Bench bench;
    bench.editor.setSkeleton(u"DECLINE"_s);
    bench.facts.offers = {samples::offer(u"O12"_s, u"S0"_s, u"web1"_s, u"eng"_s)};
    bench.editor.setFacts(bench.facts, bench.context);
    QVERIFY2(bench.editor.text().contains("-O12\""), bench.editor.text().constData());
}

void TestCallEditor::keepsWhatAPersonWrote()
{
    Bench bench;
    bench.editor.setSkeleton(u"DECLINE"_s);
    bench.text().moveCursor(QTextCursor::End);
    QTest::keyClicks(&bench.text(), u" "_s);
    const QByteArray written = bench.editor.text();
    bench.facts.offers = {samples::offer(u"O12"_s, u"S0"_s, u"web1"_s, u"eng"_s)};
    bench.editor.setFacts(bench.facts, bench.context);
    QCOMPARE(bench.editor.text(), written);

    bench.editor.setText("{\"type\":\"SUPPRESS\"}");
    bench.editor.setFacts(bench.facts, bench.context);
    QVERIFY(bench.editor.text().contains("SUPPRESS"));
}

void TestCallEditor::hasTheEarlierTextBackWithUndo()
{
    Bench bench;
    bench.text().setPlainText(u"{\"mine\": 1}"_s);
    bench.editor.setSkeleton(u"REVIVE"_s);
    QVERIFY(bench.editor.text().contains("REVIVE"));
    bench.text().undo();
    QCOMPARE(bench.editor.text(), QByteArray("{\"mine\": 1}"));
}

void TestCallEditor::tidiesUp()
{
    Bench bench;
    bench.text().setPlainText(u"{\"type\":\"REVIVE\",\"framework_id\":{\"value\":\"F1\"}}"_s);
    bench.button(u"tidy"_s).click();
    QVERIFY(bench.text().document()->blockCount() > 2);
    QVERIFY(bench.verdict().tone() == RemarkLabel::Tone::Good);
    // Of what is no JSON nothing is lost.
    bench.text().setPlainText(u"{\"type\":"_s);
    bench.button(u"tidy"_s).click();
    QCOMPARE(bench.editor.text().simplified().replace(' ', ""), QByteArray("{\"type\":"));
}

void TestCallEditor::showsTheAnswer()
{
    Bench bench;
    bench.editor.showAnswer(u"The master has received the call (202)."_s, true);
    QVERIFY(bench.answer().tone() == RemarkLabel::Tone::Good);
    QVERIFY(bench.answer().isVisible());
    bench.editor.setCanSend(true); // said again with every change of the session
    QCOMPARE(bench.answer().text(), u"The master has received the call (202)."_s);
    bench.editor.showAnswer(u"This master does not know the framework."_s, false);
    QVERIFY(bench.answer().tone() == RemarkLabel::Tone::Error);
}

void TestCallEditor::copiesTheTextAsCurl()
{
    Bench bench;
    bench.text().setPlainText(u"{}"_s);
    QSignalSpy copied(&bench.editor, &CallEditor::copyAsCurlRequested);
    bench.button(u"copyCurl"_s).click();
    QCOMPARE(copied.value(0).value(0).toByteArray(), QByteArray("{}"));
}

void TestCallEditor::leavesTheTextWithTab()
{
    Bench bench;
    QApplication::setActiveWindow(&bench.editor);
    bench.text().setFocus();
    const QByteArray before = bench.editor.text();
    QTest::keyClick(&bench.text(), Qt::Key_Tab);
    QVERIFY(bench.editor.focusWidget() != &bench.text());
    QCOMPARE(bench.editor.text(), before);
}

QTEST_MAIN(TestCallEditor)
#include "tst_calleditor.moc"
