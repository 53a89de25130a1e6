// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "curl/curlcommand.h"

#include "curl/shells.h"

#include <QStringDecoder>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

CurlRequest subscribe()
{
    CurlRequest request;
    request.url = u"http://localhost:5050/api/v1/scheduler"_s;
    request.headers = {{u"Content-Type"_s, u"application/json"_s}};
    request.body = R"({"type":"SUBSCRIBE"})";
    request.hasBody = true;
    return request;
}

CurlRequest randomRequest(QRandomGenerator& random)
{
    static const QStringList methods = {u"POST"_s, u"GET"_s, u"PUT"_s, u"HEAD"_s, u"DELETE"_s, u"P'O\"$T"_s, u"-X"_s};
    static const QStringList names = {u"Content-Type"_s, u"Mesos-Stream-Id"_s, u"X-!#$%&'*+.^_`|~"_s, u"-d"_s, u"a"_s};
    CurlRequest request;
    request.method = methods[random.bounded(int(methods.size()))];
    request.url = u"http://h:5050/"_s + test::nastyText(random);
    for (int count = random.bounded(4); count > 0; --count) {
        const QString value = test::nastyText(random).replace(u'\n', u'.').replace(u'\r', u'.').trimmed();
        request.headers.append({names[random.bounded(int(names.size()))], value});
    }
    request.hasBody = random.bounded(4) > 0;
    if (request.hasBody)
        request.body = test::nastyText(random).toUtf8();
    request.insecure = random.bounded(2) > 0;
    request.followRedirects = random.bounded(2) > 0;
    return request;
}

/// What curl must be given, made without any quoting.
QStringList expectedArguments(const CurlRequest& request)
{
    QStringList arguments = {u"-N"_s};
    if (request.insecure)
        arguments += u"-k"_s;
    if (request.followRedirects)
        arguments += u"-L"_s;
    for (const QChar c : u"[]{}"_s) {
        if (request.url.contains(c) && !arguments.contains(u"-g"_s))
            arguments += u"-g"_s;
    }
    if (request.method == u"HEAD" && !request.hasBody)
        arguments += u"-I"_s;
    else if (request.method != u"GET" || request.hasBody)
        arguments += {u"-X"_s, request.method};
    arguments += request.url;
    if (!request.user.isEmpty() || request.secret)
        arguments += {u"-u"_s, u"some principal:it's $ecret"_s};
    for (const auto& [name, value] : request.headers)
        arguments += {u"-H"_s, value.isEmpty() ? name + u';' : name + u": "_s + value};
    if (request.hasBody) {
        arguments += request.body.startsWith('@') ? u"--data-raw"_s : u"-d"_s;
        arguments += QStringDecoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom)(request.body);
    }
    return arguments;
}

} // namespace

class TestToCurl : public QObject
{
    Q_OBJECT

private slots:
    void writesAsInTheWalkThrough();
    void writesEachPart_data();
    void writesEachPart();
    void showsNoSecret();
    void leavesOutWhatNoHeaderMayHold();
    void isReadBackAsItWas();
    void isReadBackWithoutSecrets();
    void givesRealShellsTheSameArguments_data();
    void givesRealShellsTheSameArguments();
};

void TestToCurl::writesAsInTheWalkThrough()
{
    CurlRequest request = subscribe();
    request.headers.append({u"Accept"_s, u"application/json"_s});
    QCOMPARE(toCurl(request), uR"(curl -N -X POST 'http://localhost:5050/api/v1/scheduler' \
  -H 'Content-Type: application/json' \
  -H 'Accept: application/json' \
  -d '{"type":"SUBSCRIBE"}')"_s);
}

void TestToCurl::writesEachPart_data()
{
    QTest::addColumn<CurlRequest>("request");
    QTest::addColumn<QString>("text");

    CurlRequest request;
    request.method = u"GET"_s;
    request.url = u"http://h/"_s;
    QTest::newRow("GET") << request << u"curl -N 'http://h/'"_s;
    request.insecure = true;
    QTest::newRow("insecure") << request << u"curl -N -k 'http://h/'"_s;
    request.followRedirects = true;
    QTest::newRow("redirects") << request << u"curl -N -k -L 'http://h/'"_s;
    request.insecure = request.followRedirects = false;
    request.url = u"http://[::1]:5050/"_s;
    QTest::newRow("IPv6") << request << u"curl -N -g 'http://[::1]:5050/'"_s;
    request.url = u"-o"_s;
    QTest::newRow("URL like an option") << request << u"curl -N --url '-o'"_s;
    request.url = u"http://h/"_s;
    request.method = u"HEAD"_s;
    QTest::newRow("HEAD") << request << u"curl -N -I 'http://h/'"_s;
    request.method = u"a b"_s;
    QTest::newRow("odd method") << request << u"curl -N -X 'a b' 'http://h/'"_s;
    request.method = u"GET"_s;
    request.hasBody = true;
    QTest::newRow("empty body") << request << u"curl -N -X GET 'http://h/' \\\n  -d ''"_s;
    request.method = u"POST"_s;
    request.body = "@a";
    QTest::newRow("body like a file") << request << u"curl -N -X POST 'http://h/' \\\n  --data-raw '@a'"_s;
    request.hasBody = false;
    request.headers = {{u"A"_s, u""_s}};
    QTest::newRow("empty header") << request << u"curl -N -X POST 'http://h/' \\\n  -H 'A;'"_s;
}

void TestToCurl::writesEachPart()
{
    QFETCH(const CurlRequest, request);
    QFETCH(const QString, text);
    QCOMPARE(toCurl(request), text);
}

void TestToCurl::showsNoSecret()
{
    CurlRequest request = subscribe();
    request.url = u"http://alice:wonderland@localhost:5050/a@b"_s;
    request.user = u"alice"_s;
    request.secret = u"wonderland"_s;
    request.headers = {{u"authorization"_s, u"Bearer wonderland"_s}};
    const QString text = toCurl(request);
    QVERIFY(!text.contains(u"alice"));
    QVERIFY(!text.contains(u"wonderland"));
    QCOMPARE(text, uR"(curl -N -X POST 'http://localhost:5050/a@b' \
  -u "$MESOS_PRINCIPAL:$MESOS_SECRET" \
  -H "authorization: $MESOS_AUTHORIZATION" \
  -d '{"type":"SUBSCRIBE"}')"_s);
}

void TestToCurl::leavesOutWhatNoHeaderMayHold()
{
    CurlRequest request = subscribe();
    request.headers = {{u"A"_s, u"b\r\nInjected: c"_s},
                       {u"@file"_s, u"x"_s},
                       {u"D\n"_s, u"x"_s},
                       {u""_s, u"x"_s},
                       {u"E"_s, u"f\0g"_s}};
    request.hasBody = false;
    QCOMPARE(toCurl(request), u"curl -N -X POST 'http://localhost:5050/api/v1/scheduler' \\\n"
                              "  -H 'A: b Injected: c' \\\n  -H 'E: fg'"_s);
}

void TestToCurl::isReadBackAsItWas()
{
    QRandomGenerator random(2);
    for (int round = 0; round < 3000; ++round) {
        const CurlRequest request = randomRequest(random);
        const QString text = toCurl(request);
        QVERIFY2(looksLikeCurl(text), qPrintable(text));
        const auto parse = parseCurl(text);
        QVERIFY2(parse, qPrintable(text));
        QCOMPARE(parse->notUnderstood, QStringList());
        QCOMPARE(parse->request.method, request.method);
        QCOMPARE(parse->request.url, request.url);
        QCOMPARE(parse->request.headers, request.headers);
        QCOMPARE(parse->request.body, request.body);
        QVERIFY2(parse->request == request, qPrintable(text));
    }
}

void TestToCurl::isReadBackWithoutSecrets()
{
    CurlRequest request = subscribe();
    request.user = u"alice"_s;
    request.secret = u"wonderland"_s;
    const auto parse = parseCurl(toCurl(request));
    QVERIFY(parse);
    QVERIFY(parse->request == subscribe());
    QCOMPARE(parse->notUnderstood, QStringList({u"$MESOS_PRINCIPAL"_s, u"$MESOS_SECRET"_s}));
}

void TestToCurl::givesRealShellsTheSameArguments_data()
{
    QTest::addColumn<test::Shell>("shell");
    for (const test::Shell& shell : test::installedShells())
        QTest::newRow(qPrintable(shell.name)) << shell;
}

void TestToCurl::givesRealShellsTheSameArguments()
{
    QFETCH(const test::Shell, shell);
    QRandomGenerator random(3);
    QList<QStringList> expected;
    QString script;
    for (int round = 0; round < 150; ++round) {
        CurlRequest request = randomRequest(random);
        if (round % 3 == 0)
            request.user = u"alice"_s;
        expected.append(expectedArguments(request));
        script += toCurl(request) + u'\n';
    }
    test::ShellRunner runner;
    const auto commands = runner.run(shell, script);
    QVERIFY(commands);
    QCOMPARE(commands->size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(commands->at(i), expected[i]);
}

QTEST_GUILESS_MAIN(TestToCurl)
#include "tst_tocurl.moc"
