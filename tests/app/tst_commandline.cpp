// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commandline.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

class TestCommandLine : public QObject
{
    Q_OBJECT

private slots:
    void opensWithoutArguments();
    void takesAMaster();
    void takesOptionsInAnyOrder_data();
    void takesOptionsInAnyOrder();
    void refusesWithASentence_data();
    void refusesWithASentence();
    void helpNamesEveryOption();
};

void TestCommandLine::opensWithoutArguments()
{
    const auto line = CommandLine::parse({});
    QVERIFY(line.has_value());
    QVERIFY(line->master.isEmpty());
    QVERIFY(!line->subscribe && !line->practice && !line->showHelp && !line->showVersion);
}

void TestCommandLine::takesAMaster()
{
    const auto line = CommandLine::parse({u"http://host:5050"_s});
    QVERIFY(line.has_value());
    QCOMPARE(line->master, u"http://host:5050"_s);
    QVERIFY(!line->subscribe);
}

void TestCommandLine::takesOptionsInAnyOrder_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("options first") << QStringList{u"--subscribe"_s,  u"--snapshot"_s, u"a.png"_s,
                                                  u"--appearance"_s, u"dark"_s,       u"m1:5050"_s};
    QTest::newRow("master first") << QStringList{u"m1:5050"_s, u"--appearance=dark"_s, u"--snapshot=a.png"_s,
                                                 u"--subscribe"_s};
}

void TestCommandLine::takesOptionsInAnyOrder()
{
    QFETCH(QStringList, arguments);
    const auto line = CommandLine::parse(arguments);
    QVERIFY2(line.has_value(), line ? "" : qPrintable(line.error().detail));
    QCOMPARE(line->master, u"m1:5050"_s);
    QCOMPARE(line->snapshot, u"a.png"_s);
    QCOMPARE(line->appearance, u"dark"_s);
    QVERIFY(line->subscribe);
}

void TestCommandLine::refusesWithASentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("names");
    QTest::newRow("unknown option") << QStringList{u"--frobnicate"_s} << u"--frobnicate"_s;
    QTest::newRow("ZooKeeper") << QStringList{u"zk://z1:2181/mesos"_s} << u"zk://z1:2181/mesos"_s;
    QTest::newRow("two masters") << QStringList{u"m1"_s, u"m2"_s} << u"m2"_s;
    QTest::newRow("subscribe to nothing") << QStringList{u"--subscribe"_s} << u"--subscribe"_s;
    QTest::newRow("snapshot of nothing") << QStringList{u"--snapshot"_s, u"a.png"_s} << u"--snapshot"_s;
    QTest::newRow("snapshot without a file") << QStringList{u"--practice"_s, u"--snapshot"_s} << u"--snapshot"_s;
    QTest::newRow("snapshot that is no PNG") << QStringList{u"--practice"_s, u"--snapshot"_s, u"a.jpg"_s} << u"a.jpg"_s;
    QTest::newRow("practice and a master") << QStringList{u"--practice"_s, u"m1"_s} << u"--practice"_s;
    QTest::newRow("appearance") << QStringList{u"--appearance"_s, u"pink"_s} << u"--appearance"_s;
}

void TestCommandLine::refusesWithASentence()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, names);
    const auto line = CommandLine::parse(arguments);
    QVERIFY(!line);
    QCOMPARE(line.error().kind, Error::Kind::InvalidInput);
    QVERIFY2(line.error().detail.contains(names), qPrintable(line.error().detail));
    QVERIFY2(line.error().detail.endsWith(u'.'), qPrintable(line.error().detail));
}

void TestCommandLine::helpNamesEveryOption()
{
    for (const QString& option :
         {u"--subscribe"_s, u"--practice"_s, u"--snapshot"_s, u"--appearance"_s, u"--version"_s, u"--help"_s})
        QVERIFY(CommandLine::helpText().contains(option));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
