// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/firstrunpanel.h"
#include "widgets/remarklabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

class TestFirstRunPanel : public QObject
{
    Q_OBJECT

private slots:
    void namesForAssistiveTechnology()
    {
        FirstRunPanel panel;
        QCOMPARE(panel.findChild<QLineEdit*>(u"master"_s)->accessibleName(), u"Master address"_s);
        QCOMPARE(panel.findChild<QPushButton*>(u"connectButton"_s)->text(), u"Subscribe…"_s);
        QCOMPARE(panel.findChild<QPushButton*>(u"practiceButton"_s)->accessibleName(), u"Use the practice cluster"_s);
        QCOMPARE(panel.findChild<QPushButton*>(u"pasteButton"_s)->accessibleName(), u"Paste curl from the clipboard"_s);
    }

    void asksForAProbeWhenShownAndWhenEdited()
    {
        FirstRunPanel panel;
        QSignalSpy edited(&panel, &FirstRunPanel::masterEdited);
        panel.show();
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited.first().first().toString(), u"localhost:5050"_s);
        panel.setProbe(u"Mesos 1.12.0, leader"_s, true);
        auto* const remark = panel.findChild<RemarkLabel*>(u"masterRemark"_s);
        QCOMPARE(remark->text(), u"Mesos 1.12.0, leader"_s);
        QCOMPARE(remark->tone(), RemarkLabel::Tone::Good);
        panel.findChild<QLineEdit*>(u"master"_s)->setText(u"m1:5050"_s);
        QCOMPARE(edited.size(), 2);
        QVERIFY(remark->text().isEmpty());
    }

    void wrongAddressIsSaidAndNotUsed()
    {
        FirstRunPanel panel;
        QSignalSpy connecting(&panel, &FirstRunPanel::connectRequested);
        panel.setMasterText(u"zk://a:2181/mesos"_s);
        auto* const button = panel.findChild<QPushButton*>(u"connectButton"_s);
        QVERIFY(!button->isEnabled());
        QVERIFY(panel.findChild<RemarkLabel*>(u"masterRemark"_s)->text().startsWith("ZooKeeper"_L1));
        QTest::keyClick(panel.findChild<QLineEdit*>(u"master"_s), Qt::Key_Return);
        QVERIFY(connecting.isEmpty());
        panel.setMasterText(u" m1:5050 "_s);
        button->click();
        QCOMPARE(connecting.size(), 1);
        QCOMPARE(connecting.first().first().toString(), u"m1:5050"_s);
    }

    void buttonsAsk()
    {
        FirstRunPanel panel;
        QSignalSpy practice(&panel, &FirstRunPanel::practiceRequested);
        QSignalSpy paste(&panel, &FirstRunPanel::pasteCurlRequested);
        panel.findChild<QPushButton*>(u"practiceButton"_s)->click();
        panel.findChild<QPushButton*>(u"pasteButton"_s)->click();
        QCOMPARE(practice.size(), 1);
        QCOMPARE(paste.size(), 1);
    }

    void dockerCommandIsCopiedWhole()
    {
        FirstRunPanel panel;
        panel.findChild<QPushButton*>(u"copyDocker"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"docker run --rm --name mesos --privileged=true -p 5050:5050 -p 5051:5051 "
                 "-it avhost/mesos-mini:latest /lib/systemd/systemd"_s);
    }

    void cardsStandBelowEachOtherWhenItIsNarrow()
    {
        FirstRunPanel panel;
        panel.resize(1000, 600);
        panel.show();
        auto* const first = panel.findChild<QWidget*>(u"connectCard"_s);
        auto* const second = panel.findChild<QWidget*>(u"practiceCard"_s);
        QTRY_COMPARE(first->y(), second->y());
        QVERIFY(first->x() < second->x());
        panel.resize(420, 600);
        QTRY_VERIFY(first->y() < second->y());
    }
};

QTEST_MAIN(TestFirstRunPanel)
#include "tst_firstrunpanel.moc"
