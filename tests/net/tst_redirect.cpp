// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/redirect.h"

#include "support/chunked.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

class TestRedirect : public QObject
{
    Q_OBJECT

private slots:
    void leadsToTheLeader_data();
    void leadsToTheLeader();
    void refusesWhatIsNoWay_data();
    void refusesWhatIsNoWay();
    void readsRealMasters();
    void keepsCredentialsOnlyWhereTheyWereMeant_data();
    void keepsCredentialsOnlyWhereTheyWereMeant();
};

void TestRedirect::leadsToTheLeader_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("to");

    const QString plain = u"http://m1:5050/api/v1/scheduler"_s;
    const QString secure = u"https://m1:5050/api/v1/scheduler"_s;
    QTest::newRow("protocol-relative") << plain << "//m2:5050/master/api/v1/scheduler"_ba
                                       << u"http://m2:5050/master/api/v1/scheduler"_s;
    QTest::newRow("protocol-relative keeps https")
        << secure << "//m2:5050/master/api/v1/scheduler"_ba << u"https://m2:5050/master/api/v1/scheduler"_s;
    QTest::newRow("IPv4") << plain << "//172.17.0.4:5050/api/v1/scheduler"_ba
                          << u"http://172.17.0.4:5050/api/v1/scheduler"_s;
    QTest::newRow("IPv6") << plain << "//[fe80::1]:5050/api/v1/scheduler"_ba
                          << u"http://[fe80::1]:5050/api/v1/scheduler"_s;
    QTest::newRow("absolute") << plain << "http://m2:5051/x"_ba << u"http://m2:5051/x"_s;
    QTest::newRow("http to https") << plain << "https://m2/x"_ba << u"https://m2/x"_s;
    QTest::newRow("upper-case scheme") << plain << "HTTP://M2:5050/x"_ba << u"http://m2:5050/x"_s;
    QTest::newRow("path") << secure << "/master/api/v1/scheduler"_ba << u"https://m1:5050/master/api/v1/scheduler"_s;
    QTest::newRow("query stays") << plain << "//m2:5050/x?a=1&b=%20"_ba << u"http://m2:5050/x?a=1&b=%20"_s;
    QTest::newRow("base address") << plain << "//m2:5050"_ba << u"http://m2:5050/api/v1/scheduler"_s;
    QTest::newRow("base address with slash") << plain << "//m2:5050/"_ba << u"http://m2:5050/api/v1/scheduler"_s;
    QTest::newRow("no port") << plain << "//m2/x"_ba << u"http://m2/x"_s;
    QTest::newRow("user info and fragment go") << plain << "//bob:pw@m2:5050/x#y"_ba << u"http://m2:5050/x"_s;
    QTest::newRow("blanks around") << plain << "  //m2:5050/x\t"_ba << u"http://m2:5050/x"_s;
    QTest::newRow("itself") << plain << "//m1:5050/api/v1/scheduler"_ba << plain;
}

void TestRedirect::leadsToTheLeader()
{
    QFETCH(const QString, from);
    QFETCH(const QByteArray, location);
    QFETCH(const QString, to);
    const auto target = redirectTarget(QUrl(from), location);
    QVERIFY2(target, target ? "" : qPrintable(target.error().detail));
    QCOMPARE(target->toString(QUrl::FullyEncoded), to);
}

void TestRedirect::refusesWhatIsNoWay_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QByteArray>("location");

    const QString plain = u"http://m1:5050/api/v1/scheduler"_s;
    const QString secure = u"https://m1:5050/api/v1/scheduler"_s;
    QTest::newRow("nothing") << plain << ""_ba;
    QTest::newRow("blanks") << plain << "   "_ba;
    QTest::newRow("host and port, as the documentation has it") << plain << "masterhost2:5050"_ba;
    QTest::newRow("relative") << plain << "api/v1"_ba;
    QTest::newRow("no host") << plain << "//"_ba;
    QTest::newRow("no host but a path") << plain << "///x"_ba;
    QTest::newRow("no host but a port") << plain << "//:5050/x"_ba;
    QTest::newRow("port too large") << plain << "//m2:70000/x"_ba;
    QTest::newRow("port zero") << plain << "//m2:0/x"_ba;
    QTest::newRow("port no number") << plain << "//m2:x/x"_ba;
    QTest::newRow("another scheme") << plain << "ftp://m2/x"_ba;
    QTest::newRow("file") << plain << "file:///etc/passwd"_ba;
    QTest::newRow("script") << plain << "javascript:alert(1)"_ba;
    QTest::newRow("blank inside") << plain << "//m 2:5050/x"_ba;
    QTest::newRow("line feed inside") << plain << "//m2:5050/x\ny"_ba;
    QTest::newRow("zero byte inside") << plain << QByteArray("//m2\0:5050/", 11);
    QTest::newRow("https to http") << secure << "http://m1:5050/api/v1/scheduler"_ba;
}

void TestRedirect::refusesWhatIsNoWay()
{
    QFETCH(const QString, from);
    QFETCH(const QByteArray, location);
    const auto target = redirectTarget(QUrl(from), location);
    QVERIFY2(!target, target ? qPrintable(target->toString()) : "");
    QCOMPARE(target.error().kind, Error::Kind::Protocol);
    QVERIFY(!target.error().detail.isEmpty());
}

void TestRedirect::readsRealMasters()
{
    const test::Capture capture = test::readCapture(u"l01-subscribe-non-leader"_s);
    QCOMPARE(capture.status, 307);
    const auto target = redirectTarget(QUrl(u"http://127.0.0.1:5083/api/v1/scheduler"_s), capture.header("Location"));
    QVERIFY(target);
    QCOMPARE(*target, QUrl(u"http://127.0.0.1:5084/master/api/v1/scheduler"_s));
}

void TestRedirect::keepsCredentialsOnlyWhereTheyWereMeant_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("may");

    QTest::newRow("same") << u"http://m1:5050/a"_s << u"http://m1:5050/b"_s << true;
    QTest::newRow("another port of the same host") << u"http://m1:5050/a"_s << u"http://m1:5051/a"_s << true;
    QTest::newRow("case of the host") << u"http://M1:5050/a"_s << u"http://m1:5050/a"_s << true;
    QTest::newRow("to https") << u"http://m1:5050/a"_s << u"https://m1:5050/a"_s << true;
    QTest::newRow("https stays") << u"https://m1:5050/a"_s << u"https://m1:5050/a"_s << true;
    QTest::newRow("from https to http") << u"https://m1:5050/a"_s << u"http://m1:5050/a"_s << false;
    QTest::newRow("another host") << u"http://m1:5050/a"_s << u"http://m2:5050/a"_s << false;
    QTest::newRow("a longer name") << u"http://m1:5050/a"_s << u"http://m1.example.org:5050/a"_s << false;
    QTest::newRow("name and number") << u"http://localhost:5050/a"_s << u"http://127.0.0.1:5050/a"_s << false;
    QTest::newRow("no host") << u"http:/a"_s << u"http:/a"_s << false;
    QTest::newRow("no web") << u"http://m1/a"_s << u"ftp://m1/a"_s << false;
}

void TestRedirect::keepsCredentialsOnlyWhereTheyWereMeant()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    QFETCH(const bool, may);
    QCOMPARE(mayKeepCredentials(QUrl(from), QUrl(to)), may);
}

QTEST_GUILESS_MAIN(TestRedirect)
#include "tst_redirect.moc"
