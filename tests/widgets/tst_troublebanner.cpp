// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/troublebanner.h"

#include "widgets/theme.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

template<class Widget>
Widget* part(const TroubleBanner& banner, const char* name)
{
    return banner.findChild<Widget*>(QLatin1StringView(name));
}

TroubleText sample()
{
    TroubleText text;
    text.headline = u"Nothing answers at localhost:5050."_s;
    text.consequence = u"Either no master runs there or a firewall is in the way."_s;
    text.actions = {TroubleAction::TryAgain, TroubleAction::StartPractice};
    return text;
}

} // namespace

class TestTroubleBanner : public QObject
{
    Q_OBJECT

private slots:
    void isHiddenUntilThereIsTrouble();
    void saysWhatHappenedAndWhatItMeans();
    void showsMarkupInTheMastersWordsAsPlainText();
    void offersAtMostTwoButtons_data();
    void offersAtMostTwoButtons();
    void asksForTheActionOfTheButton();
    void togglesTheMastersAnswer();
    void keepsTheAnswerOpenWhileACountdownRuns();
    void closesTheAnswerForAnotherTrouble();
    void isRedWhenItIsThePersonsTurnAndAmberOtherwise();
    void wrapsInANarrowWindow();
};

void TestTroubleBanner::isHiddenUntilThereIsTrouble()
{
    QWidget window;
    TroubleBanner banner(&window);
    window.show();
    QVERIFY(banner.isHidden());
    banner.setTrouble(sample(), {});
    QVERIFY(banner.isVisible());
    banner.clear();
    QVERIFY(banner.isHidden());
}

void TestTroubleBanner::saysWhatHappenedAndWhatItMeans()
{
    TroubleBanner banner;
    banner.setTrouble(sample(), {});
    QCOMPARE(part<QLabel>(banner, "headline")->text(), sample().headline);
    QVERIFY(part<QLabel>(banner, "headline")->font().weight() >= QFont::DemiBold);
    QCOMPARE(part<QLabel>(banner, "consequence")->text(), sample().consequence);
    QCOMPARE(banner.accessibleDescription(), sample().headline + u' ' + sample().consequence);

    TroubleText brief = sample();
    brief.consequence.clear();
    banner.setTrouble(brief, {});
    QVERIFY(part<QLabel>(banner, "consequence")->isHidden());
}

void TestTroubleBanner::showsMarkupInTheMastersWordsAsPlainText()
{
    const QString markup = u"<b>bold</b> <img src=\"http://example.com/x.png\"> &amp;"_s;
    TroubleText text;
    text.headline = markup;
    text.consequence = markup;
    text.masterWords = markup;
    TroubleBanner banner;
    banner.setTrouble(text, {});
    for (const char* name : {"headline", "consequence"}) {
        const auto* label = part<QLabel>(banner, name);
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QCOMPARE(label->text(), markup);
    }
    part<QPushButton>(banner, "detailsToggle")->click();
    const auto* details = part<QPlainTextEdit>(banner, "details");
    QCOMPARE(details->toPlainText(), markup);
    QVERIFY(details->isReadOnly());
}

void TestTroubleBanner::offersAtMostTwoButtons_data()
{
    QTest::addColumn<int>("actions");
    QTest::newRow("none") << 0;
    QTest::newRow("one") << 1;
    QTest::newRow("two") << 2;
}

void TestTroubleBanner::offersAtMostTwoButtons()
{
    QFETCH(int, actions);
    TroubleText text = sample();
    text.actions.resize(actions);
    TroubleBanner banner;
    banner.setTrouble(text, {});
    QCOMPARE(part<QPushButton>(banner, "firstAction")->isHidden(), actions < 1);
    QCOMPARE(part<QPushButton>(banner, "secondAction")->isHidden(), actions < 2);
    if (actions > 0) {
        QCOMPARE(part<QPushButton>(banner, "firstAction")->text(), describe(TroubleAction::TryAgain, Trouble{}));
    }
}

void TestTroubleBanner::asksForTheActionOfTheButton()
{
    TroubleBanner banner;
    banner.setTrouble(sample(), {});
    QList<TroubleAction> asked;
    connect(&banner, &TroubleBanner::actionRequested, this, [&](TroubleAction action) { asked += action; });
    part<QPushButton>(banner, "secondAction")->click();
    part<QPushButton>(banner, "firstAction")->click();
    QCOMPARE(asked, (QList{TroubleAction::StartPractice, TroubleAction::TryAgain}));
}

void TestTroubleBanner::togglesTheMastersAnswer()
{
    TroubleBanner banner;
    banner.setTrouble(sample(), {});
    auto* toggle = part<QPushButton>(banner, "detailsToggle");
    const auto* details = part<QPlainTextEdit>(banner, "details");
    QVERIFY2(toggle->isHidden(), "there is nothing to show");

    TroubleText text = sample();
    text.masterWords = u"No leader elected"_s;
    banner.setTrouble(text, {});
    QVERIFY(!toggle->isHidden());
    QCOMPARE(toggle->text(), u"Show the master's answer"_s);
    QVERIFY(details->isHidden());
    toggle->click();
    QVERIFY(!details->isHidden());
    QCOMPARE(toggle->text(), u"Hide the master's answer"_s);
    toggle->click();
    QVERIFY(details->isHidden());
}

void TestTroubleBanner::keepsTheAnswerOpenWhileACountdownRuns()
{
    TroubleText text = sample();
    text.masterWords = u"No leader elected"_s;
    TroubleBanner banner;
    banner.setTrouble(text, {});
    part<QPushButton>(banner, "detailsToggle")->click();
    text.consequence = u"Trying again in 3 s."_s;
    banner.setTrouble(text, {});
    QVERIFY(!part<QPlainTextEdit>(banner, "details")->isHidden());
    QCOMPARE(part<QLabel>(banner, "consequence")->text(), u"Trying again in 3 s."_s);
}

void TestTroubleBanner::closesTheAnswerForAnotherTrouble()
{
    TroubleText text = sample();
    text.masterWords = u"No leader elected"_s;
    TroubleBanner banner;
    banner.setTrouble(text, {});
    part<QPushButton>(banner, "detailsToggle")->click();
    text.masterWords = u"Master has not finished recovery"_s;
    banner.setTrouble(text, {});
    QVERIFY(part<QPlainTextEdit>(banner, "details")->isHidden());
    QCOMPARE(part<QPlainTextEdit>(banner, "details")->toPlainText(), text.masterWords);
}

void TestTroubleBanner::isRedWhenItIsThePersonsTurnAndAmberOtherwise()
{
    const auto behind = [](bool isRed) {
        TroubleText text = sample();
        text.isRed = isRed;
        TroubleBanner banner;
        banner.resize(800, 90);
        banner.setTrouble(text, {});
        const QImage picture = banner.grab().toImage();
        return picture.pixelColor(picture.width() / 2, 3);
    };
    const Theme theme{QPalette()};
    QCOMPARE(behind(true), theme.dangerTint);
    QCOMPARE(behind(false), theme.warningTint);
}

void TestTroubleBanner::wrapsInANarrowWindow()
{
    TroubleBanner banner;
    banner.setTrouble(sample(), {});
    QVERIFY(banner.minimumSizeHint().width() < banner.fontMetrics().averageCharWidth() * 66);
    QVERIFY(banner.heightForWidth(400) > banner.heightForWidth(1200));
}

QTEST_MAIN(TestTroubleBanner)
#include "tst_troublebanner.moc"
