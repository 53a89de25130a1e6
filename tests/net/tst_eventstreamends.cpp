// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "net/eventstream.h"

#include "streamtest.h"
#include "support/chunked.h"

#include <QNetworkProxy>
#include <QTcpServer>
#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

using Kind = StreamEnd::Kind;

namespace {

const StillClock stillClock;

/// Says the same to everybody, at once or as soon as it is spoken to, and closes.
class BluntServer
{
public:
    BluntServer(const QByteArray& answer, bool greets)
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("cannot listen");
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, answer, greets] {
            connections += 1;
            QTcpSocket* socket = m_server.nextPendingConnection();
            const auto speak = [socket, answer] {
                socket->readAll();
                socket->write(answer);
                socket->disconnectFromHost();
            };
            if (greets)
                socket->write(answer);
            QObject::connect(socket, &QIODevice::readyRead, socket, speak);
        });
    }

    QUrl url(const QString& scheme) const
    {
        return QUrl(u"%1://127.0.0.1:%2/api/v1/scheduler"_s.arg(scheme).arg(m_server.serverPort()));
    }

    int connections = 0;

private:
    QTcpServer m_server;
};

} // namespace

/// How attempts end: one kind after the other, and what each carries.
class TestEventStreamEnds : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void classifiesTheEndOfAStream_data();
    void classifiesTheEndOfAStream();
    void stopsWhenOutOfStep();
    void refusesRecordsAboveTheCap();
    void keepsTheBeginningOfALongAnswer();
    void tellsAnAnswerThatNeverEnds();
    void tellsAnAnswerThatBreaksOff();
    void tellsRedirects_data();
    void tellsRedirects();
    void tellsAWebPage_data();
    void tellsAWebPage();
    void sendsThePostOnceWhenNobodyAnswers_data();
    void sendsThePostOnceWhenNobodyAnswers();
    void tellsWhatIsNoHttp_data();
    void tellsWhatIsNoHttp();
    void tellsARefusedConnection();
    void tellsAnUnknownHost();
    void tellsAnAddressThatIsNone_data();
    void tellsAnAddressThatIsNone();
    void timesOutWithoutHeaders_data();
    void timesOutWithoutHeaders();
    void showsAnUntrustedCertificate_data();
    void showsAnUntrustedCertificate();
    void worksWithATrustedCertificate_data();
    void worksWithATrustedCertificate();
    void losesATlsStream_data();
    void losesATlsStream();
    void losesAConnectionThatSpeaksHttpAfterAll();
    void tellsAPlainPortSpokenToByHttps_data();
    void tellsAPlainPortSpokenToByHttps();
    void tellsATlsPortSpokenToByHttp();
    void forgetsACheckWhenClosed();

private:
    TestCertificate m_certificate;
    TestCertificate m_otherCertificate;
};

void TestEventStreamEnds::initTestCase()
{
    // Whatever proxy this computer uses: an unknown host is to be looked for here.
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    m_certificate = makeCertificate();
    QVERIFY2(m_certificate.isValid(), qPrintable(m_certificate.problem));
    // For another host and signed by nobody: two errors at once.
    m_otherCertificate = makeCertificate(u"DNS:elsewhere.example"_s);
    QVERIFY2(m_otherCertificate.isValid(), qPrintable(m_otherCertificate.problem));
    QVERIFY(m_certificate.sha256() != m_otherCertificate.sha256());
}

void TestEventStreamEnds::classifiesTheEndOfAStream_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("last");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("records");
    QTest::addColumn<int>("received");
    QTest::addColumn<int>("expected");

    using Step = Script::Step::Kind;
    const QByteArray beat = chunk(record(heartbeatJson()));
    const QByteArray part = chunk("675\n" + QByteArray(118, 'x'));
    const auto row = [](const char* name, const QByteArray& body, Step last, const char* kind, int records,
                        int received, int expected) {
        QTest::newRow(name) << body << int(last) << QByteArray(kind) << records << received << expected;
    };
    row("last chunk", beat + beat + lastChunk(), Step::Pause, "Clean", 2, 0, 0);
    row("last chunk at once", lastChunk(), Step::Pause, "Clean", 0, 0, 0);
    row("last chunk, then FIN", beat + lastChunk(), Step::Finish, "Clean", 1, 0, 0);
    row("last chunk, then RST", beat + lastChunk(), Step::Reset, "Clean", 1, 0, 0);
    row("last chunk inside a record", beat + part + lastChunk(), Step::Pause, "InsideRecord", 1, 118, 675);
    row("last chunk inside a length", beat + chunk("67") + lastChunk(), Step::Pause, "InsideRecord", 1, 0, 0);
    row("last chunk before a record's first byte", chunk("67\n") + lastChunk(), Step::Pause, "InsideRecord", 0, 0, 67);
    row("FIN between records", beat, Step::Finish, "Lost", 1, 0, 0);
    row("FIN after the headers", {}, Step::Finish, "Lost", 0, 0, 0);
    row("FIN inside a record", beat + part, Step::Finish, "Lost", 1, 118, 675);
    row("FIN inside a chunk", beat + part.chopped(20), Step::Finish, "Lost", 1, 100, 675);
    row("FIN inside a chunk's size", beat + "1", Step::Finish, "Lost", 1, 0, 0);
    row("RST between records", beat, Step::Reset, "Lost", -1, 0, 0);
}

void TestEventStreamEnds::classifiesTheEndOfAStream()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, last);
    QFETCH(const QByteArray, kind);
    QFETCH(const int, records);
    QFETCH(const int, received);
    QFETCH(const int, expected);

    FakeMaster master;
    Script script(streamHead("s") + body);
    switch (Script::Step::Kind(last)) {
    case Script::Step::Kind::Finish:
        script.finish();
        break;
    case Script::Step::Kind::Reset:
        // Only once all has been read: RST throws away what has not.
        script.pause().reset();
        break;
    default:
        break;
    }
    master.answer(script);
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_VERIFY(heard.headers);
    if (records > 0)
        QTRY_COMPARE(heard.records.size(), records);
    master.resume();
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), kind.constData());
    if (records >= 0)
        QCOMPARE(heard.records.size(), records);
    QCOMPARE(heard.end->status, 200);
    QCOMPARE(int(heard.end->received), received);
    QCOMPARE(int(heard.end->expected), expected);
    QCOMPARE(heard.end->detail.isEmpty(), heard.end->kind == Kind::Clean);
    QTRY_COMPARE(master.openConnections(), 0);
    QCOMPARE(master.requests().size(), 1);
}

void TestEventStreamEnds::stopsWhenOutOfStep()
{
    FakeMaster master;
    const QByteArray beat = record(heartbeatJson());
    master.answer(streamHead("s") + chunk(beat + beat + "<html>oops") + chunk(beat));
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "OutOfStep");
    QCOMPARE(heard.raws(), QList<QByteArray>({heartbeatJson(), heartbeatJson()}));
    QCOMPARE(heard.end->offset, qint64(2 * beat.size()));
    QVERIFY(heard.end->excerpt.startsWith("<html>oops"));
    QVERIFY(heard.end->detail.contains(u"<html>"_s));
    QTRY_COMPARE(master.openConnections(), 0);
}

void TestEventStreamEnds::refusesRecordsAboveTheCap()
{
    FakeMaster master;
    master.answer(streamHead("s") + chunk(record(heartbeatJson())) + chunk("1001\n{"));
    EventStream stream(stillClock);
    Heard heard(stream);
    StreamRequest request = subscribeTo(master.url());
    request.maxRecordSize = 1000;
    stream.open(request);
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "OutOfStep");
    QCOMPARE(heard.records.size(), 1);
    QVERIFY(heard.end->excerpt.startsWith("1001\n"));
    QCOMPARE(heard.end->expected, qint64(0));
}

void TestEventStreamEnds::keepsTheBeginningOfALongAnswer()
{
    FakeMaster master;
    const QByteArray body = "begin" + QByteArray(1'000'000, 'x');
    master.answer(answerBytes(500, body));
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "NotSuccess");
    QCOMPARE(heard.end->body.size(), StreamEnd::MaxBody);
    QVERIFY(body.startsWith(heard.end->body));
    QTRY_COMPARE(master.openConnections(), 0);
}

void TestEventStreamEnds::tellsAnAnswerThatNeverEnds()
{
    FakeMaster master;
    master.answer("HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\nso far"_ba);
    EventStream stream(stillClock);
    stream.setConnectTimeout(std::chrono::milliseconds(300));
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "NotSuccess");
    QCOMPARE(heard.end->status, 500);
    QCOMPARE(heard.end->body, "so far"_ba);
}

void TestEventStreamEnds::tellsAnAnswerThatBreaksOff()
{
    FakeMaster master;
    master.answer(Script("HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\nFailed to"_ba).finish());
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "NotSuccess");
    QCOMPARE(heard.end->status, 400);
    QCOMPARE(heard.end->body, "Failed to"_ba);
    QCOMPARE(master.requests().size(), 1);
}

void TestEventStreamEnds::tellsRedirects_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status << "//127.0.0.1:1/master/api/v1/scheduler"_ba;
    QTest::newRow("to another scheme") << 307 << "ftp://x/"_ba;
    QTest::newRow("to nowhere") << 307 << ""_ba;
}

void TestEventStreamEnds::tellsRedirects()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, location);
    FakeMaster master;
    HeaderList headers;
    if (!location.isEmpty())
        headers.append({"Location", location});
    master.answer(answerBytes(status, "moved", "text/plain", headers));
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "Redirect");
    QCOMPARE(heard.end->status, status);
    QCOMPARE(heard.end->location, location);
    QCOMPARE(heard.headers->status, status);
    QCOMPARE(master.requests().size(), 1);
}

void TestEventStreamEnds::tellsAWebPage_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("HTML") << "text/html; charset=utf-8"_ba;
    QTest::newRow("text") << "text/plain"_ba;
    QTest::newRow("protobuf") << "application/protobuf"_ba;
}

void TestEventStreamEnds::tellsAWebPage()
{
    QFETCH(const QByteArray, type);
    const QByteArray page = "<!doctype html><title>router</title>";
    FakeMaster master;
    master.answer(answerBytes(200, page, type));
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "NotRecords");
    QCOMPARE(heard.end->status, 200);
    QCOMPARE(heard.end->body, page);
    QVERIFY(heard.records.isEmpty());
}

void TestEventStreamEnds::sendsThePostOnceWhenNobodyAnswers_data()
{
    QTest::addColumn<int>("last");
    QTest::newRow("FIN") << int(Script::Step::Kind::Finish);
    QTest::newRow("RST") << int(Script::Step::Kind::Reset);
}

void TestEventStreamEnds::sendsThePostOnceWhenNobodyAnswers()
{
    QFETCH(const int, last);
    FakeMaster master;
    master.answerAlways(Script::Step::Kind(last) == Script::Step::Kind::Finish ? Script().finish() : Script().reset());
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "Lost");
    QCOMPARE(heard.end->status, 0);
    QVERIFY(!heard.end->speaksOtherScheme);
    QVERIFY(!heard.headers);
    QCOMPARE(master.requests().size(), 1);
}

void TestEventStreamEnds::tellsWhatIsNoHttp_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("greets");
    QTest::newRow("SSH") << "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"_ba << true;
    QTest::newRow("text") << "go away\r\n\r\n"_ba << false;
    QTest::newRow("two bytes") << "no"_ba << false;
    QTest::newRow("binary") << QByteArray::fromHex("0000000a0d0a0d0a") << false;
}

void TestEventStreamEnds::tellsWhatIsNoHttp()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, greets);
    const BluntServer server(answer, greets);
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(server.url(u"http"_s)));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "NotHttp");
    QVERIFY(!heard.end->speaksOtherScheme);
    QVERIFY(!heard.headers);
    // The POST and the check.
    QCOMPARE(server.connections, 2);
}

void TestEventStreamEnds::tellsARefusedConnection()
{
    FakeMaster master;
    master.stopListening();
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QCOMPARE(heard.ends, 0);
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "Refused");
    QVERIFY(!heard.end->detail.isEmpty());
    QCOMPARE(heard.order, QStringList({u"ended 1"_s}));
}

void TestEventStreamEnds::tellsAnUnknownHost()
{
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(QUrl(u"http://nosuchhost.invalid:5050/api/v1/scheduler"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(heard.ends, 1, 15000);
    QCOMPARE(nameOf(heard.end->kind), "HostNotFound");
}

void TestEventStreamEnds::tellsAnAddressThatIsNone_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("empty") << QUrl();
    QTest::newRow("no host") << QUrl(u"http:///api"_s);
    QTest::newRow("another scheme") << QUrl(u"zk://localhost:2181/mesos"_s);
}

void TestEventStreamEnds::tellsAnAddressThatIsNone()
{
    QFETCH(const QUrl, url);
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(url));
    QCOMPARE(heard.ends, 0);
    QTRY_COMPARE(heard.ends, 1);
    QVERIFY(!heard.end->detail.isEmpty());
    QVERIFY(!heard.headers);
}

void TestEventStreamEnds::timesOutWithoutHeaders_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("half the headers") << "HTTP/1.1 200 OK\r\nContent-Type: appl"_ba;
}

void TestEventStreamEnds::timesOutWithoutHeaders()
{
    QFETCH(const QByteArray, answer);
    FakeMaster master;
    master.answer(answer);
    EventStream stream(stillClock);
    stream.setConnectTimeout(std::chrono::milliseconds(300));
    Heard heard(stream);
    stream.open(subscribeTo(master.url()));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "TimedOut");
    QCOMPARE(heard.order, QStringList({u"ended 1"_s}));
    QTRY_COMPARE(master.openConnections(), 0);
    QCOMPARE(master.requests().size(), 1);
}

void TestEventStreamEnds::showsAnUntrustedCertificate_data()
{
    QTest::addColumn<bool>("isOther");
    QTest::addColumn<QByteArray>("trusted");
    QTest::newRow("self-signed") << false << ""_ba;
    QTest::newRow("another one is trusted") << false << m_otherCertificate.sha256();
    QTest::newRow("digest cut short") << false << m_certificate.sha256().left(31);
    QTest::newRow("for another host") << true << ""_ba;
}

void TestEventStreamEnds::showsAnUntrustedCertificate()
{
    QFETCH(const bool, isOther);
    QFETCH(const QByteArray, trusted);
    const TestCertificate& shown = isOther ? m_otherCertificate : m_certificate;
    FakeMaster master(shown);
    master.answerAlways(streamHead("s") + lastChunk());
    EventStream stream(stillClock);
    Heard heard(stream);
    StreamRequest request = subscribeTo(master.url());
    request.trustedCertificate = trusted;
    request.authorization = "Basic c2VjcmV0";
    stream.open(request);
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "CertificateUntrusted");
    QCOMPARE(heard.end->certificate, shown.certificate);
    QVERIFY(!heard.end->detail.isEmpty());
    QVERIFY(!heard.end->speaksOtherScheme);
    // The words of every error.
    if (isOther)
        QVERIFY2(heard.end->detail.contains(u"host"_s, Qt::CaseInsensitive), qPrintable(heard.end->detail));
    // Nothing was sent to someone who is not trusted.
    QTRY_COMPARE(master.openConnections(), 0);
    QVERIFY(master.requests().isEmpty());
}

void TestEventStreamEnds::worksWithATrustedCertificate_data()
{
    QTest::addColumn<bool>("isOther");
    QTest::addColumn<bool>("acceptAny");
    QTest::newRow("by its digest") << false << false;
    QTest::newRow("by its digest, for another host") << true << false;
    QTest::newRow("any") << true << true;
}

void TestEventStreamEnds::worksWithATrustedCertificate()
{
    QFETCH(const bool, isOther);
    QFETCH(const bool, acceptAny);
    const TestCertificate& shown = isOther ? m_otherCertificate : m_certificate;
    FakeMaster master(shown);
    const QByteArray raw = readCaptureRaw(u"s10-subscribe-offers-task"_s);
    master.answer(Script().sendInPieces(raw, 1460));
    EventStream stream(stillClock);
    Heard heard(stream);
    StreamRequest request = subscribeTo(master.url());
    if (acceptAny)
        request.acceptAnyCertificate = true;
    else
        request.trustedCertificate = shown.sha256();
    stream.open(request);
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "Clean");
    QVERIFY(heard.raws() == recordsIn(toCapture(raw).body));
    QCOMPARE(master.requests().size(), 1);

    // Trust is for one attempt.
    stream.open(subscribeTo(master.url(), 2));
    QTRY_COMPARE(heard.ends, 2);
    QCOMPARE(nameOf(heard.end->kind), "CertificateUntrusted");
    QCOMPARE(master.requests().size(), 1);
}

void TestEventStreamEnds::losesATlsStream_data()
{
    QTest::addColumn<int>("last");
    QTest::newRow("with a goodbye") << int(Script::Step::Kind::Finish);
    QTest::newRow("without a goodbye") << int(Script::Step::Kind::Cut);
    QTest::newRow("RST") << int(Script::Step::Kind::Reset);
}

void TestEventStreamEnds::losesATlsStream()
{
    QFETCH(const int, last);
    FakeMaster master(m_certificate);
    master.answer(streamHead("s") + chunk(record(heartbeatJson())) + chunk("675\n" + QByteArray(118, 'x')));
    EventStream stream(stillClock);
    Heard heard(stream);
    StreamRequest request = subscribeTo(master.url());
    request.acceptAnyCertificate = true;
    stream.open(request);
    QTRY_COMPARE(heard.records.size(), 1);
    QTRY_VERIFY(master.subscription()->isDone());
    switch (Script::Step::Kind(last)) {
    case Script::Step::Kind::Finish:
        master.subscription()->finish();
        break;
    case Script::Step::Kind::Cut:
        master.subscription()->cut();
        break;
    default:
        master.subscription()->reset();
        break;
    }
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "Lost");
    if (Script::Step::Kind(last) != Script::Step::Kind::Reset) {
        QCOMPARE(heard.end->received, qint64(118));
        QCOMPARE(heard.end->expected, qint64(675));
    }
    QVERIFY(!heard.end->detail.isEmpty());
    QCOMPARE(master.requests().size(), 1);
}

void TestEventStreamEnds::losesAConnectionThatSpeaksHttpAfterAll()
{
    // Closes on the POST, says 400 to the check: a server that was just restarting.
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    int accepted = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        accepted += 1;
        connect(socket, &QIODevice::readyRead, socket, [socket, isCheck = accepted == 2] {
            socket->readAll();
            if (isCheck)
                socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(QUrl(u"http://127.0.0.1:%1/api/v1/scheduler"_s.arg(server.serverPort()))));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(accepted, 2);
    QCOMPARE(nameOf(heard.end->kind), "Lost");
    QVERIFY(!heard.end->speaksOtherScheme);
}

void TestEventStreamEnds::tellsAPlainPortSpokenToByHttps_data()
{
    QTest::addColumn<bool>("answersNonsense");
    QTest::newRow("that closes") << false;
    QTest::newRow("that answers in plain text") << true;
}

void TestEventStreamEnds::tellsAPlainPortSpokenToByHttps()
{
    QFETCH(const bool, answersNonsense);
    // A FakeMaster drops what is no request; many servers say 400 first.
    FakeMaster dropping;
    dropping.answerAlways(answerBytes(200, R"({"version":"1.11.0"})", "application/json"));
    const BluntServer answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", false);

    EventStream stream(stillClock);
    Heard heard(stream);
    QUrl url = dropping.url();
    url.setScheme(u"https"_s);
    if (answersNonsense)
        url = answering.url(u"https"_s);
    StreamRequest request = subscribeTo(url);
    request.authorization = "Basic c2VjcmV0";
    stream.open(request);
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "TlsFailed");
    QVERIFY(heard.end->speaksOtherScheme);
    QVERIFY(!heard.end->detail.isEmpty());
    if (!answersNonsense) {
        // The check asked without credentials and without subscribing.
        QCOMPARE(dropping.requests().size(), 1);
        QCOMPARE(dropping.requests().first().method, "GET"_ba);
        QCOMPARE(dropping.requests().first().path, "/version"_ba);
        QCOMPARE(dropping.requests().first().headerCount("Authorization"), 0);
    }
}

void TestEventStreamEnds::tellsATlsPortSpokenToByHttp()
{
    FakeMaster master(m_certificate);
    master.answerAlways(streamHead("s"));
    EventStream stream(stillClock);
    Heard heard(stream);
    QUrl url = master.url();
    url.setScheme(u"http"_s);
    stream.open(subscribeTo(url));
    QTRY_COMPARE(heard.ends, 1);
    QCOMPARE(nameOf(heard.end->kind), "NotHttp");
    QVERIFY(heard.end->speaksOtherScheme);
    QVERIFY(master.requests().isEmpty());
}

void TestEventStreamEnds::forgetsACheckWhenClosed()
{
    // Closes the POST's connection; the check's handshake is then left waiting.
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    int accepted = 0;
    int gone = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        socket->setParent(&server);
        accepted += 1;
        if (accepted == 1)
            connect(socket, &QIODevice::readyRead, socket, [socket] {
                socket->readAll();
                socket->disconnectFromHost();
            });
        connect(socket, &QAbstractSocket::disconnected, this, [&gone] { gone += 1; });
    });
    EventStream stream(stillClock);
    Heard heard(stream);
    stream.open(subscribeTo(QUrl(u"http://127.0.0.1:%1/api/v1/scheduler"_s.arg(server.serverPort()))));
    QTRY_COMPARE(accepted, 2);
    QCOMPARE(gone, 1);
    stream.close();
    QTRY_COMPARE(gone, 2);
    QCOMPARE(heard.ends, 0);
}

QTEST_GUILESS_MAIN(TestEventStreamEnds)
#include "tst_eventstreamends.moc"
