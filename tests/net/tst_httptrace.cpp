// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/httptrace.h"

#include "base/clock.h"
#include "base/logging.h"
#include "net/eventstream.h"
#include "support/fakemaster.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Secret = "wonderland-7f3a9c";
const QByteArray Encoded = ("alice:" + Secret).toBase64();

QString logged;

void keepMessage(QtMsgType, const QMessageLogContext&, const QString& text)
{
    logged += text + u'\n';
}

bool holdsSecret(const QString& text)
{
    if (text.contains(QString::fromLatin1(Secret)) || text.contains(QString::fromLatin1(Encoded)))
        return true;
    // Nor any half of the encoded form.
    return text.contains(QString::fromLatin1(Encoded.left(12))) ||
           text.contains(QString::fromLatin1(Encoded.right(12)));
}

} // namespace

class TestHttpTrace : public QObject
{
    Q_OBJECT

private slots:
    void showsTheRequest();
    void hidesSecrets_data();
    void hidesSecrets();
    void showsTheAnswer();
    void showsTheError();
    void logsAWholeAttemptWithoutItsSecret();
};

void TestHttpTrace::showsTheRequest()
{
    QNetworkRequest request(QUrl(u"http://m1:5050/api/v1/scheduler?a=%20b"_s));
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Content-Type", "application/json");
    QCOMPARE(traceOf("POST", request), u"POST http://m1:5050/api/v1/scheduler?a=%20b\n"
                                       "  Accept: application/json\n"
                                       "  Content-Type: application/json"_s);
}

void TestHttpTrace::hidesSecrets_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("shown");

    QTest::newRow("basic") << "Authorization"_ba
                           << "Basic " + Encoded << u"Basic ***"_s;
    QTest::newRow("lower case") << "authorization"_ba
                                << "Basic " + Encoded << u"Basic ***"_s;
    QTest::newRow("bearer") << "Authorization"_ba
                            << "Bearer " + Secret << u"Bearer ***"_s;
    QTest::newRow("no scheme") << "Authorization"_ba << Secret << u"***"_s;
    QTest::newRow("secret in the scheme's place") << "Authorization"_ba << Secret + " x" << u"***"_s;
    QTest::newRow("scheme alone") << "Authorization"_ba
                                  << "Basic"_ba << u"***"_s;
    QTest::newRow("blanks first") << "Authorization"_ba
                                  << "  Basic " + Encoded << u"Basic ***"_s;
    QTest::newRow("proxy") << "Proxy-Authorization"_ba
                           << "Basic " + Encoded << u"Basic ***"_s;
    QTest::newRow("cookie") << "Cookie"_ba
                            << "a=" + Secret << u"***"_s;
}

void TestHttpTrace::hidesSecrets()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QString, shown);
    QUrl url(u"http://m1:5050/"_s);
    url.setUserName(u"alice"_s);
    url.setPassword(QString::fromLatin1(Secret));
    QNetworkRequest request(url);
    request.setRawHeader(name, value);
    const QString text = traceOf("GET", request);
    QCOMPARE(text, u"GET http://m1:5050/\n  %1: %2"_s.arg(QString::fromLatin1(name), shown));
    QVERIFY(!holdsSecret(text));
}

void TestHttpTrace::showsTheAnswer()
{
    FakeMaster master;
    master.answer(
        answerBytes(401, "no", "text/plain", {{"WWW-Authenticate", "Basic realm=\"x\""}, {"Set-Cookie", Secret}}));
    QNetworkAccessManager manager;
    manager.setProxy(QNetworkProxy::NoProxy);
    std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(master.url(u"/version"_s))));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QTRY_COMPARE(finished.size(), 1);
    const QString text = traceOf(*reply);
    QVERIFY2(text.startsWith(u"401 Unauthorized from %1\n"_s.arg(master.url(u"/version"_s).toString())),
             qPrintable(text));
    QVERIFY(text.contains(u"\n  WWW-Authenticate: Basic realm=\"x\""_s));
    QVERIFY(text.contains(u"\n  Set-Cookie: ***"_s));
    QVERIFY(!holdsSecret(text));
}

void TestHttpTrace::showsTheError()
{
    FakeMaster master;
    master.stopListening();
    QNetworkAccessManager manager;
    manager.setProxy(QNetworkProxy::NoProxy);
    std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(master.url())));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(traceOf(*reply).startsWith(u"ConnectionRefusedError ("_s));
}

void TestHttpTrace::logsAWholeAttemptWithoutItsSecret()
{
    FakeMaster master;
    master.answer(answerBytes(401, "401 Unauthorized."));
    logged.clear();
    QLoggingCategory::setFilterRules(u"*.debug=true"_s);
    const QtMessageHandler before = qInstallMessageHandler(keepMessage);

    const SystemClock clock;
    EventStream stream(clock);
    QSignalSpy ended(&stream, &EventStream::ended);
    StreamRequest request;
    request.url = master.url();
    request.body = R"({"type":"SUBSCRIBE"})";
    request.authorization = "Basic " + Encoded;
    stream.open(request);
    const bool hasEnded = QTest::qWaitFor([&ended] { return ended.size() == 1; });

    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    QVERIFY(hasEnded);
    QVERIFY2(logged.contains(u"POST http://127.0.0.1"_s), qPrintable(logged));
    QVERIFY(logged.contains(u"Authorization: Basic ***"_s));
    QVERIFY(logged.contains(u"401 Unauthorized from"_s));
    QVERIFY2(!holdsSecret(logged), qPrintable(logged));
    QCOMPARE(master.requests().first().header("Authorization"), "Basic " + Encoded);
}

QTEST_GUILESS_MAIN(TestHttpTrace)
#include "tst_httptrace.moc"
