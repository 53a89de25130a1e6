// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/statepill.h"

#include "models/describe.h"
#include "models/offersamples.h"
#include "widgets/storypopover.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

class TestStatePill : public QObject
{
    Q_OBJECT

private slots:
    void isALabelWhoseDescriptionIsWhatItSays();
    void saysHowLongItHasBeenSubscribed();
    void countsDownToTheNextAttempt();
    void isWideEnoughForItsWords();
    void makesRoomForTheEnvironment();
    void opensTheStoryNewestFirst_data();
    void opensTheStoryNewestFirst();
    void saysSoWhenThereIsNoStory();
};

void TestStatePill::isALabelWhoseDescriptionIsWhatItSays()
{
    StatePill pill;
    pill.setState(nullptr, samples::Start);
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&pill);
    QVERIFY(accessible);
    QCOMPARE(accessible->role(), QAccessible::StaticText);
    QCOMPARE(accessible->text(QAccessible::Name), u"Connection state"_s);
    QCOMPARE(accessible->text(QAccessible::Description), describePhase(samples::Scene().state, samples::Start));
    QCOMPARE(accessible->text(QAccessible::Description), u"Not connected"_s);
}

void TestStatePill::saysHowLongItHasBeenSubscribed()
{
    samples::Scene scene;
    scene.subscribe();
    StatePill pill;
    pill.setState(&scene.state, scene.now + std::chrono::seconds(61));
    QCOMPARE(pill.text(), u"Subscribed 00:01:01"_s);
    QCOMPARE(pill.accessibleDescription(), pill.text());
    pill.setState(&scene.state, scene.now + std::chrono::seconds(62));
    QCOMPARE(pill.accessibleDescription(), u"Subscribed 00:01:02"_s);
}

void TestStatePill::countsDownToTheNextAttempt()
{
    samples::Scene scene;
    scene.subscribe();
    scene.feed(input::StreamEnded{samples::trouble(Trouble::Kind::MasterEnded)});
    scene.feed(input::RetryPlanned{scene.now + std::chrono::seconds(4)});
    StatePill pill;
    pill.setState(&scene.state, scene.now);
    QCOMPARE(pill.accessibleDescription(), u"Reconnecting in 4 s"_s);
}

void TestStatePill::isWideEnoughForItsWords()
{
    samples::Scene scene;
    scene.subscribe();
    StatePill pill;
    pill.setState(&scene.state, scene.now);
    QVERIFY(pill.sizeHint().width() > pill.fontMetrics().horizontalAdvance(pill.text()));
    QVERIFY(pill.minimumSizeHint().width() <= pill.sizeHint().width());
}

void TestStatePill::makesRoomForTheEnvironment()
{
    StatePill pill;
    pill.setState(nullptr, samples::Start);
    const int before = pill.sizeHint().width();
    pill.setEnvironment(u"Production"_s, Qt::red);
    QVERIFY(pill.sizeHint().width() >= before + pill.fontMetrics().horizontalAdvance(u"Production"_s));
    pill.setEnvironment({}, {});
    QCOMPARE(pill.sizeHint().width(), before);
}

void TestStatePill::opensTheStoryNewestFirst_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("click") << 0;
    QTest::newRow("space") << int(Qt::Key_Space);
    QTest::newRow("return") << int(Qt::Key_Return);
}

void TestStatePill::opensTheStoryNewestFirst()
{
    QFETCH(int, key);
    samples::Scene scene;
    scene.subscribe();
    QVERIFY(scene.state.story.size() >= 2);
    StatePill pill;
    pill.setState(&scene.state, scene.now);
    pill.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pill));
    if (key == 0)
        QTest::mouseClick(&pill, Qt::LeftButton);
    else
        QTest::keyClick(&pill, static_cast<Qt::Key>(key));
    auto* story = pill.findChild<StoryPopover*>();
    QVERIFY(story);
    QVERIFY(story->isVisible());
    QStringList words;
    for (const QLabel* label : story->findChildren<QLabel*>()) {
        if (label->wordWrap()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            words += label->text();
        }
    }
    QCOMPARE(words.size(), scene.state.story.size());
    QCOMPARE(words.first(), describe(scene.state.story.last()));
    QCOMPARE(words.last(), describe(scene.state.story.first()));
    story->close();
    QTRY_VERIFY(!pill.findChild<StoryPopover*>());
}

void TestStatePill::saysSoWhenThereIsNoStory()
{
    StatePill pill;
    pill.setState(nullptr, samples::Start);
    pill.show();
    pill.showStory();
    auto* story = pill.findChild<StoryPopover*>();
    QVERIFY(story);
    QVERIFY(!story->findChild<QLabel*>()->text().isEmpty());
}

QTEST_MAIN(TestStatePill)
#include "tst_statepill.moc"
