// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "state/masteraddress.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

class TestMasterAddress : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatPeopleType_data();
    void readsWhatPeopleType();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void namesTheSchedulerEndpoint();
    void showsHostAndPort();
    void knowsThisComputer_data();
    void knowsThisComputer();
};

void TestMasterAddress::readsWhatPeopleType_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("urls");

    QTest::newRow("host and port") << u"localhost:5050"_s << QStringList{u"http://localhost:5050"_s};
    QTest::newRow("host alone") << u"m1"_s << QStringList{u"http://m1:5050"_s};
    QTest::newRow("url") << u"http://m1:5051"_s << QStringList{u"http://m1:5051"_s};
    QTest::newRow("https without port") << u"https://m1.example.com"_s << QStringList{u"https://m1.example.com:443"_s};
    QTest::newRow("https with port") << u"https://m1:5050"_s << QStringList{u"https://m1:5050"_s};
    QTest::newRow("endpoint pasted") << u"http://localhost:5050/api/v1/scheduler"_s
                                     << QStringList{u"http://localhost:5050"_s};
    QTest::newRow("several") << u" m1:5050, https://m2:5443 ,m3 "_s
                             << QStringList{u"http://m1:5050"_s, u"https://m2:5443"_s, u"http://m3:5050"_s};
    QTest::newRow("the same twice") << u"m1,m1:5050"_s << QStringList{u"http://m1:5050"_s};
    QTest::newRow("IPv6") << u"[::1]:5050"_s << QStringList{u"http://[::1]:5050"_s};
    QTest::newRow("trailing comma") << u"m1:5050,"_s << QStringList{u"http://m1:5050"_s};
    QTest::newRow("upper case scheme") << u"HTTP://M1:5050"_s << QStringList{u"http://m1:5050"_s};
}

void TestMasterAddress::readsWhatPeopleType()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, urls);
    const MasterUrls read = masterUrls(typed);
    QVERIFY(!read.problem);
    QStringList found;
    for (const QUrl& url : read.urls)
        found.append(url.toString());
    QCOMPARE(found, urls);
}

void TestMasterAddress::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<AddressProblem>("problem");
    QTest::addColumn<QString>("offender");

    QTest::newRow("nothing") << u""_s << AddressProblem::Empty << u""_s;
    QTest::newRow("blanks and commas") << u" , ,"_s << AddressProblem::Empty << u""_s;
    QTest::newRow("ZooKeeper") << u"zk://z1:2181,z2:2181/mesos"_s << AddressProblem::ZooKeeper << u"zk://z1:2181"_s;
    QTest::newRow("another scheme") << u"ftp://m1:5050"_s << AddressProblem::BadScheme << u"ftp://m1:5050"_s;
    QTest::newRow("port too big") << u"m1:70000"_s << AddressProblem::BadPort << u"m1:70000"_s;
    QTest::newRow("port zero") << u"m1:0"_s << AddressProblem::BadPort << u"m1:0"_s;
    QTest::newRow("no host") << u"http://:5050"_s << AddressProblem::NoHost << u"http://:5050"_s;
    QTest::newRow("a blank inside") << u"m1 m2:5050"_s << AddressProblem::BadPort << u"m1 m2:5050"_s;
    QTest::newRow("second is wrong") << u"m1:5050,zk://z"_s << AddressProblem::ZooKeeper << u"zk://z"_s;
}

void TestMasterAddress::saysWhatIsWrong()
{
    QFETCH(QString, typed);
    QFETCH(AddressProblem, problem);
    QFETCH(QString, offender);
    const MasterUrls read = masterUrls(typed);
    QVERIFY(read.problem.has_value());
    if (QTest::currentDataTag() == "a blank inside"_L1)
        QVERIFY(*read.problem == AddressProblem::BadPort || *read.problem == AddressProblem::Malformed);
    else
        QCOMPARE(*read.problem, problem);
    QCOMPARE(read.offender, offender);
}

void TestMasterAddress::namesTheSchedulerEndpoint()
{
    QCOMPARE(schedulerUrl(QUrl(u"http://m1:5050"_s)), QUrl(u"http://m1:5050/api/v1/scheduler"_s));
}

void TestMasterAddress::showsHostAndPort()
{
    QCOMPARE(displayAddress(QUrl(u"http://m1:5050"_s)), u"m1:5050"_s);
    QCOMPARE(displayAddress(QUrl(u"https://m1:5443"_s)), u"https://m1:5443"_s);
    QCOMPARE(displayAddress(QUrl(u"http://[::1]:5050"_s)), u"[::1]:5050"_s);
}

void TestMasterAddress::knowsThisComputer_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isHere");
    QTest::newRow("localhost") << u"http://localhost:5050"_s << true;
    QTest::newRow("upper case") << u"http://LOCALHOST:5050"_s << true;
    QTest::newRow("127.0.0.1") << u"http://127.0.0.1:1"_s << true;
    QTest::newRow("127.9.9.9") << u"http://127.9.9.9:1"_s << true;
    QTest::newRow("::1") << u"http://[::1]:5050"_s << true;
    QTest::newRow("elsewhere") << u"http://10.0.0.1:5050"_s << false;
    QTest::newRow("a name that begins so") << u"http://localhost.example.com:5050"_s << false;
}

void TestMasterAddress::knowsThisComputer()
{
    QFETCH(QString, url);
    QFETCH(bool, isHere);
    QCOMPARE(isLoopback(QUrl(url)), isHere);
}

QTEST_GUILESS_MAIN(TestMasterAddress)
#include "tst_masteraddress.moc"
