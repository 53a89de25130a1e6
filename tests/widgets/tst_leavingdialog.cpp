// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/leavingdialog.h"

#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

const LeavingText Demo{u"demo has 2 running tasks."_s,
                       u"If you leave, Mesos waits 10 minutes for you and then kills them."_s};
const LeavingText Other{u"<b>other</b> holds 1 offer."_s, u"It is given back."_s};

QPushButton* pushButton(const QMessageBox& box, const QString& text)
{
    for (QAbstractButton* button : box.buttons()) {
        if (button->text().remove(u'&') == text)
            return qobject_cast<QPushButton*>(button);
    }
    return nullptr;
}

} // namespace

class TestLeavingDialog : public QObject
{
    Q_OBJECT

private slots:
    void asksAboutOneFramework();
    void asksAboutSeveralAtOnce();
    void choosesTheDefault_data();
    void choosesTheDefault();
    void tellsWhatWasChosen_data();
    void tellsWhatWasChosen();
    void confirmsOnlyOnRequest();
};

void TestLeavingDialog::asksAboutOneFramework()
{
    QWidget window;
    LeavingDialog dialog({Demo}, false, &window);
    QCOMPARE(dialog.text(), Demo.headline);
    QCOMPARE(dialog.informativeText(), Demo.consequence);
    QCOMPARE(dialog.textFormat(), Qt::PlainText);
    QCOMPARE(dialog.windowModality(), Qt::WindowModal);
    QCOMPARE(dialog.buttons().size(), 3);
    for (const QString& text : {u"Tear down now"_s, u"Leave running"_s, u"Cancel"_s})
        QVERIFY2(pushButton(dialog, text), qPrintable(text));
}

void TestLeavingDialog::asksAboutSeveralAtOnce()
{
    QWidget window;
    LeavingDialog dialog({Demo, Other}, false, &window);
    QCOMPARE(dialog.text(), u"2 frameworks would be left."_s);
    for (const LeavingText& text : {Demo, Other}) {
        QVERIFY(dialog.informativeText().contains(text.headline));
        QVERIFY(dialog.informativeText().contains(text.consequence));
    }
}

void TestLeavingDialog::choosesTheDefault_data()
{
    QTest::addColumn<bool>("isThrowAway");
    QTest::addColumn<QString>("button");
    QTest::newRow("a framework that matters") << false << u"Leave running"_s;
    QTest::newRow("practice") << true << u"Tear down now"_s;
}

void TestLeavingDialog::choosesTheDefault()
{
    QFETCH(bool, isThrowAway);
    QFETCH(QString, button);
    QWidget window;
    LeavingDialog dialog({Demo}, isThrowAway, &window);
    QCOMPARE(dialog.defaultButton(), pushButton(dialog, button));
    QCOMPARE(dialog.escapeButton(), pushButton(dialog, u"Cancel"_s));
}

void TestLeavingDialog::tellsWhatWasChosen_data()
{
    QTest::addColumn<QString>("button"); // empty: Escape
    QTest::addColumn<int>("tearsDown");
    QTest::addColumn<int>("leaves");
    QTest::newRow("tear down") << u"Tear down now"_s << 1 << 0;
    QTest::newRow("leave") << u"Leave running"_s << 0 << 1;
    QTest::newRow("cancel") << u"Cancel"_s << 0 << 0;
    QTest::newRow("escape") << QString() << 0 << 0;
}

void TestLeavingDialog::tellsWhatWasChosen()
{
    QFETCH(QString, button);
    QFETCH(int, tearsDown);
    QFETCH(int, leaves);
    QWidget window;
    window.show();
    QPointer<LeavingDialog> dialog = new LeavingDialog({Demo}, false, &window);
    QSignalSpy torn(dialog, &LeavingDialog::tearDownChosen);
    QSignalSpy left(dialog, &LeavingDialog::leaveRunningChosen);
    dialog->open();
    if (button.isEmpty())
        QTest::keyClick(dialog, Qt::Key_Escape);
    else
        pushButton(*dialog, button)->click();
    QCOMPARE(torn.count(), tearsDown);
    QCOMPARE(left.count(), leaves);
    QTRY_VERIFY(dialog.isNull()); // it deletes itself
}

void TestLeavingDialog::confirmsOnlyOnRequest()
{
    QWidget window;
    window.show();
    for (const bool agrees : {false, true}) {
        QPointer<ConfirmDialog> dialog =
            new ConfirmDialog(u"Kill the task “web”?"_s, u"This is live, on Production."_s, u"Kill"_s, &window);
        QCOMPARE(dialog->text(), u"Kill the task “web”?"_s);
        QCOMPARE(dialog->textFormat(), Qt::PlainText);
        // Return alone kills nothing.
        QCOMPARE(dialog->defaultButton(), pushButton(*dialog, u"Cancel"_s));
        QSignalSpy confirmed(dialog, &ConfirmDialog::confirmed);
        dialog->open();
        if (agrees)
            pushButton(*dialog, u"Kill"_s)->click();
        else
            QTest::keyClick(dialog, Qt::Key_Return);
        QCOMPARE(confirmed.count(), agrees ? 1 : 0);
        QTRY_VERIFY(dialog.isNull());
    }
}

QTEST_MAIN(TestLeavingDialog)
#include "tst_leavingdialog.moc"
