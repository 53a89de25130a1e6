// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "curl/curlcommand.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

using Headers = QList<std::pair<QString, QString>>;

/// GET of http://h/ without anything, as `curl h/` asks for it.
CurlRequest plain()
{
    CurlRequest request;
    request.method = u"GET"_s;
    request.url = u"http://h/"_s;
    return request;
}

CurlRequest posting(const QByteArray& body)
{
    CurlRequest request = plain();
    request.method = u"POST"_s;
    request.body = body;
    request.hasBody = true;
    return request;
}

CurlRequest withHeaders(const Headers& headers)
{
    CurlRequest request = plain();
    request.headers = headers;
    return request;
}

CurlRequest withUser(const QString& user, const std::optional<QString>& secret)
{
    CurlRequest request = plain();
    request.user = user;
    request.secret = secret;
    return request;
}

CurlRequest withUrl(const QString& url)
{
    CurlRequest request = plain();
    request.url = url;
    return request;
}

CurlRequest withMethod(const QString& method)
{
    CurlRequest request = plain();
    request.method = method;
    return request;
}

QString walkThrough()
{
    QFile file(QStringLiteral(MESOSCRIBE_TEST_DATA "/walk-through-curl.txt"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TestCurlCommand : public QObject
{
    Q_OBJECT

private slots:
    void readsTheWalkThrough_data();
    void readsTheWalkThrough();
    void writesTheWalkThroughAgain();
    void readsOptions_data();
    void readsOptions();
    void namesWhatItDoesNotTakeOver_data();
    void namesWhatItDoesNotTakeOver();
    void explainsWhatIsNoCommand_data();
    void explainsWhatIsNoCommand();
    void recognizesACommand_data();
    void recognizesACommand();
    void looksAtTheBeginningOnly();
};

void TestCurlCommand::readsTheWalkThrough_data()
{
    QTest::addColumn<QString>("text");
    const QString text = walkThrough();
    QTest::newRow("word for word") << text;
    QTest::newRow("CR LF") << QString(text).replace(u'\n', u"\r\n"_s);
    QTest::newRow("from a terminal") << u"lombardo$ "_s + text.trimmed().replace(u'\n', u"\n> "_s);
    QTest::newRow("from a terminal with a longer prompt")
        << u"MacBook:~ lombardo$ "_s + text.trimmed().replace(u'\n', u"\nquote> "_s) + u'\n';
    QTest::newRow("indented") << u"\n\n    "_s + QString(text).replace(u"\\\n"_s, u"\\   \n\t"_s) + u"\n\n"_s;
    QTest::newRow("bent quotes") << QString(text)
                                        .replace(u"-H '"_s, u"-H ‘"_s)
                                        .replace(u"json'"_s, u"json’"_s)
                                        .replace(u"-d '"_s, u"-d ‘"_s)
                                        .replace(u"}'"_s, u"}’"_s)
                                        .replace(u" \""_s, u" “"_s)
                                        .replace(u'"', u'”');
}

void TestCurlCommand::readsTheWalkThrough()
{
    QFETCH(const QString, text);
    QVERIFY(text.contains(u"curl -v -X POST"));
    QVERIFY(looksLikeCurl(text));
    const auto parse = parseCurl(text);
    QVERIFY2(parse, parse ? "" : qPrintable(parse.error().detail));
    QCOMPARE(parse->notUnderstood, QStringList());

    const CurlRequest& request = parse->request;
    QCOMPARE(request.method, u"POST"_s);
    QCOMPARE(request.url, u"http://localhost:5050/api/v1/scheduler"_s);
    QCOMPARE(request.headers, Headers({{u"content-type"_s, u"application/json"_s}}));
    QVERIFY(request.hasBody);
    const QByteArray expected = R"({"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"lombardo",
        "name":"HelloWorld Framework","roles":["hello_world_role"],"capabilities":[{"type":"MULTI_ROLE"}]}}})";
    QVERIFY(QJsonDocument::fromJson(expected).isObject());
    QCOMPARE(QJsonDocument::fromJson(request.body), QJsonDocument::fromJson(expected));
    QVERIFY(request.user.isEmpty() && !request.secret && !request.insecure && !request.followRedirects);
}

void TestCurlCommand::writesTheWalkThroughAgain()
{
    const auto parse = parseCurl(walkThrough());
    QVERIFY(parse);
    const auto again = parseCurl(toCurl(parse->request));
    QVERIFY(again);
    QVERIFY(again->request == parse->request);
    QVERIFY(again->notUnderstood.isEmpty());
}

void TestCurlCommand::readsOptions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<CurlRequest>("request");
    const auto row = [](const QString& text, const CurlRequest& request) {
        QTest::newRow(qPrintable(text)) << text << request;
    };

    row(u"curl h/"_s, plain());
    row(u"curl http://h/"_s, plain());
    row(u"/usr/bin/curl h/"_s, plain());
    row(u"curl.exe h/"_s, plain());
    row(u"curl --url h/"_s, plain());
    row(u"curl --url=h/"_s, plain());
    row(u"curl -- h/"_s, plain());
    row(u"sudo -u root -E curl h/"_s, plain());
    row(u"$ sudo time curl h/"_s, plain());
    row(u"% curl h/"_s, plain());
    row(u"root@web1:~# curl h/"_s, plain());
    row(u"lombardo@mac ~ % curl h/"_s, plain());
    row(u"[root@web1 ~]# curl h/"_s, plain());
    row(u"# a note\n\n  curl h/ # more\n"_s, plain());
    row(u"curl https://h:1/?a=b#c"_s, withUrl(u"https://h:1/?a=b#c"_s));
    row(u"curl 'h/?a=b&c=d'"_s, withUrl(u"http://h/?a=b&c=d"_s));
    row(u"curl '[::1]:5050'"_s, withUrl(u"http://[::1]:5050"_s));

    row(u"curl -X PUT h/"_s, withMethod(u"PUT"_s));
    row(u"curl -XPUT h/"_s, withMethod(u"PUT"_s));
    row(u"curl -vXPUT h/"_s, withMethod(u"PUT"_s));
    row(u"curl -vX PUT h/"_s, withMethod(u"PUT"_s));
    row(u"curl --request PUT h/"_s, withMethod(u"PUT"_s));
    row(u"curl --request=PUT h/"_s, withMethod(u"PUT"_s));
    row(u"curl -I h/"_s, withMethod(u"HEAD"_s));
    row(u"curl h/ --head"_s, withMethod(u"HEAD"_s));

    const CurlRequest json = withHeaders({{u"Accept"_s, u"application/json"_s}});
    row(u"curl -H 'Accept: application/json' h/"_s, json);
    row(u"curl -H'Accept: application/json' h/"_s, json);
    row(u"curl -H Accept:application/json h/"_s, json);
    row(u"curl --header \"Accept:   application/json  \" h/"_s, json);
    row(u"curl --header=Accept:application/json h/"_s, json);
    row(u"curl --head -H a:b --no-head h/"_s, withHeaders({{u"a"_s, u"b"_s}}));
    row(u"curl -H a:b -H 'a: c:d' -H 'e;' h/"_s, withHeaders({{u"a"_s, u"b"_s}, {u"a"_s, u"c:d"_s}, {u"e"_s, u""_s}}));
    row(u"curl -H 'Expect:' h/"_s, plain());
    row(u"curl -H 'Authorization: Bearer x' h/"_s, withHeaders({{u"Authorization"_s, u"Bearer x"_s}}));
    row(u"curl -H 'Authorization: Basic !!!' h/"_s, withHeaders({{u"Authorization"_s, u"Basic !!!"_s}}));
    row(u"curl -H 'authorization: basic YWxpY2U6d29uZGVybGFuZA==' h/"_s, withUser(u"alice"_s, u"wonderland"_s));

    row(u"curl -d a h/"_s, posting("a"));
    row(u"curl -da h/"_s, posting("a"));
    row(u"curl h/ --data a"_s, posting("a"));
    row(u"curl h/ --data-ascii a"_s, posting("a"));
    row(u"curl h/ --data-binary a"_s, posting("a"));
    row(u"curl h/ --data-raw @a"_s, posting("@a"));
    row(u"curl h/ --data-binary ' a\n b '"_s, posting(" a\n b "));
    row(u"curl h/ -d ''"_s, posting(""));
    row(u"curl h/ -d a=1 --data b=2 --data-raw c=3"_s, posting("a=1&b=2&c=3"));
    row(u"curl h/ --data-urlencode 'ä b'"_s, posting("%C3%A4%20b"));
    row(u"curl h/ --data-urlencode 'a=b c=d' --data-urlencode '=@'"_s, posting("a=b%20c%3Dd&%40"));
    row(u"curl h/ -d $'{\"a\":\"it\\'s\"}'"_s, posting("{\"a\":\"it's\"}"));
    row(u"curl h/ -d ‘{“a”:”b”}’"_s, posting("{\"a\":\"b\"}"));
    row(u"curl h/ –data a"_s, posting("a"));
    row(u"curl –d a h/"_s, posting("a"));
    row(u"curl -G h/ -d a=1 -d b=2"_s, withUrl(u"http://h/?a=1&b=2"_s));
    row(u"curl --get 'h/?z' -d a=1"_s, withUrl(u"http://h/?z&a=1"_s));
    CurlRequest request = posting("{}");
    request.headers = {{u"Content-Type"_s, u"application/json"_s}, {u"Accept"_s, u"application/json"_s}};
    row(u"curl --json '{}' h/"_s, request);
    row(u"curl --json '{' --json '}' h/"_s, request);
    request.headers = {{u"accept"_s, u"*/*"_s}, {u"Content-Type"_s, u"application/json"_s}};
    row(u"curl --json '{}' -H 'accept: */*' h/"_s, request);
    request = posting("{}");
    request.method = u"GET"_s;
    row(u"curl -XGET -d {} h/"_s, request);

    row(u"curl -u alice:wonderland h/"_s, withUser(u"alice"_s, u"wonderland"_s));
    row(u"curl -ualice:won:der h/"_s, withUser(u"alice"_s, u"won:der"_s));
    row(u"curl --user alice h/"_s, withUser(u"alice"_s, {}));
    row(u"curl --user alice: h/"_s, withUser(u"alice"_s, u""_s));
    row(u"curl http://alice:won%40der@h/"_s, withUser(u"alice"_s, u"won@der"_s));
    row(u"curl alice@h/"_s, withUser(u"alice"_s, {}));
    row(u"curl -u bob:builder http://alice:wonderland@h/"_s, withUser(u"bob"_s, u"builder"_s));

    request = plain();
    request.insecure = true;
    for (const QString& option : {u"-k"_s, u"--insecure"_s, u"-vk"_s, u"--insec"_s})
        row(u"curl %1 h/"_s.arg(option), request);
    request.method = u"POST"_s;
    row(u"curl -kXPOST h/"_s, request);
    request = plain();
    request.followRedirects = true;
    for (const QString& option : {u"-L"_s, u"--location"_s, u"--location-trusted"_s, u"-sL"_s})
        row(u"curl %1 h/"_s.arg(option), request);
    row(u"curl -kL --no-insecure --no-location h/"_s, plain());
    row(u"curl -sSNv -i -f -g -4 -6 -# -q -0 h/"_s, plain());
    row(u"curl --no-buffer --silent --verbose --show-error --include --compressed --raw --http1.1 --fail h/"_s,
        plain());
    row(u"curl --fail-with-body --globoff --no-keepalive --http2 --tcp-nodelay --no-compressed --basic h/"_s, plain());
    row(u"curl h/;"_s, plain());
    row(u"curl h/ &"_s, plain());
}

void TestCurlCommand::readsOptions()
{
    QFETCH(const QString, text);
    QFETCH(const CurlRequest, request);
    QVERIFY(looksLikeCurl(text));
    const auto parse = parseCurl(text);
    QVERIFY2(parse, parse ? "" : qPrintable(parse.error().detail));
    QCOMPARE(parse->notUnderstood, QStringList());
    QCOMPARE(parse->request.method, request.method);
    QCOMPARE(parse->request.url, request.url);
    QCOMPARE(parse->request.headers, request.headers);
    QCOMPARE(parse->request.body, request.body);
    QCOMPARE(parse->request.user, request.user);
    QVERIFY(parse->request.secret == request.secret);
    QVERIFY(parse->request == request);
}

void TestCurlCommand::namesWhatItDoesNotTakeOver_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("named");
    QTest::addColumn<CurlRequest>("request");
    const auto row = [](const QString& text, const QStringList& named, const CurlRequest& request = plain()) {
        QTest::newRow(qPrintable(text)) << text << named << request;
    };

    row(u"curl -x p:8080 h/"_s, {u"-x p:8080"_s});
    row(u"curl --proxy p:8080 h/"_s, {u"--proxy p:8080"_s});
    row(u"curl -op h/ -w '%{http_code}\n' -m 5"_s, {u"-o p"_s, u"-w %{http_code}\n"_s, u"-m 5"_s});
    row(u"curl --max-time 5 --connect-timeout 2 h/"_s, {u"--max-time 5"_s, u"--connect-timeout 2"_s});
    row(u"curl -A me -e r --cacert ca.pem --resolve a:1:b -T f h/"_s,
        {u"-A me"_s, u"-e r"_s, u"--cacert ca.pem"_s, u"--resolve a:1:b"_s, u"-T f"_s});
    row(u"curl -E c.pem:phrase -b sid=1 --oauth2-bearer t --proxy-user=a:b h/"_s,
        {u"-E …"_s, u"-b …"_s, u"--oauth2-bearer …"_s, u"--proxy-user …"_s});
    row(u"curl --digest -O -sJ h/"_s, {u"--digest"_s, u"-O"_s, u"-J"_s});
    row(u"curl --no-such-option -é h/ -s@"_s, {u"--no-such-option"_s, u"-é"_s, u"-@"_s});
    row(u"curl --verbose=1 --re h/"_s, {u"--verbose=1"_s, u"--re"_s});
    row(u"curl h/ http://other/ third"_s, {u"http://other/"_s, u"third"_s});
    row(u"curl h/ --next -d a http://other/"_s, {u"--next -d a http://other/"_s});
    row(u"curl -H @headers.txt -H 'Accept:' -H nonsense h/"_s,
        {u"-H @headers.txt"_s, u"-H Accept:"_s, u"-H nonsense"_s});
    row(u"curl -d @body.json h/"_s, {u"-d @body.json"_s}, withMethod(u"POST"_s));
    row(u"curl --data-binary @- h/ < body.json"_s, {u"--data-binary @-"_s, u"< body.json"_s}, withMethod(u"POST"_s));
    row(u"curl --json @a --data-urlencode b@c h/ -X GET"_s, {u"--json @a"_s, u"--data-urlencode b@c"_s},
        withHeaders({{u"Content-Type"_s, u"application/json"_s}, {u"Accept"_s, u"application/json"_s}}));
    row(u"curl -d a -d @f -d b h/"_s, {u"-d @f"_s}, posting("a&b"));
    row(u"curl h/ | jq ."_s, {u"| jq ."_s});
    row(u"curl h/ > out 2>&1"_s, {u"> out 2>&1"_s});
    row(u"curl h/ && echo ok"_s, {u"&& echo ok"_s});
    row(u"curl h/\n-d a"_s, {u"-d a"_s});
    row(u"curl h/ | "_s + QString(200, u'x'), {u"| "_s + QString(118, u'x') + u'…'});
    row(u"TOKEN=abc NAME='a b' curl h/"_s, {u"TOKEN=…"_s, u"NAME=…"_s});
    row(u"curl http://$HOST/"_s, {u"$HOST"_s}, withUrl(u"http://$HOST/"_s));
    row(u"curl '$HOST'"_s, {}, withUrl(u"http://$HOST"_s));
    row(u"curl -H \"Mesos-Stream-Id: ${ID}\" h/ -H \"x: ${ID}\""_s, {u"${ID}"_s},
        withHeaders({{u"Mesos-Stream-Id"_s, u"${ID}"_s}, {u"x"_s, u"${ID}"_s}}));
    row(u"curl -d \"{\\\"user\\\":\\\"$(whoami)\\\"}\" h/"_s, {u"$(whoami)"_s}, posting("{\"user\":\"$(whoami)\"}"));
    row(u"curl -o $FILE h/"_s, {u"-o $FILE"_s});
    row(u"curl -u \"$MESOS_PRINCIPAL:$MESOS_SECRET\" h/"_s, {u"$MESOS_PRINCIPAL"_s, u"$MESOS_SECRET"_s});
    row(u"curl -u ${P:-x}:${S:-y} h/"_s, {u"${P:-x}"_s, u"${S:-y}"_s});
    row(u"curl -ualice:$SECRET h/"_s, {u"$SECRET"_s}, withUser(u"alice"_s, {}));
    row(u"curl -u $WHO:wonderland h/"_s, {u"$WHO"_s}, withUser({}, u"wonderland"_s));
    row(u"curl -u $BOTH h/"_s, {u"$BOTH"_s});
    row(u"curl -x a -x a h/"_s, {u"-x a"_s});
}

void TestCurlCommand::namesWhatItDoesNotTakeOver()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, named);
    QFETCH(const CurlRequest, request);
    const auto parse = parseCurl(text);
    QVERIFY2(parse, parse ? "" : qPrintable(parse.error().detail));
    QCOMPARE(parse->notUnderstood, named);
    QCOMPARE(parse->request.url, request.url);
    QCOMPARE(parse->request.method, request.method);
    QCOMPARE(parse->request.headers, request.headers);
    QCOMPARE(parse->request.body, request.body);
    QVERIFY(parse->request == request);
}

void TestCurlCommand::explainsWhatIsNoCommand_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("detail");
    const QString nothing = u"There is no command in this text."_s;
    QTest::newRow("empty") << u""_s << nothing;
    QTest::newRow("blank") << u" \n\t\n"_s << nothing;
    QTest::newRow("comment") << u"# curl http://h/"_s << nothing;
    QTest::newRow("wget") << u"wget http://h/"_s << u"This is not a curl command: it starts with “wget”."_s;
    QTest::newRow("wget at a prompt") << u"$ wget http://h/"_s
                                      << u"This is not a curl command: it starts with “wget”."_s;
    QTest::newRow("JSON") << u"{\"type\": \"it's\"}"_s << u"This is not a curl command: it starts with “{\"type\":”."_s;
    QTest::newRow("long word") << QString(100, u'x')
                               << u"This is not a curl command: it starts with “%1”."_s.arg(QString(40, u'x'));
    QTest::newRow("curly") << u"curly h/"_s << u"This is not a curl command: it starts with “curly”."_s;
    QTest::newRow("no URL") << u"curl -X POST"_s << u"This curl command names no address (URL)."_s;
    QTest::newRow("only curl") << u"curl"_s << u"This curl command names no address (URL)."_s;
    QTest::newRow("empty URL") << u"curl ''"_s << u"This curl command names no address (URL)."_s;
    QTest::newRow("cut off") << u"curl h/ -d"_s
                             << u"The command breaks off behind “-d”, which needs something after it."_s;
    QTest::newRow("cut off long") << u"curl h/ -vX POST --header"_s
                                  << u"The command breaks off behind “--header”, which needs something after it."_s;
    QTest::newRow("open quote") << u"curl h/ -d '{"_s << u"A single quote is opened but never closed: '{"_s;
    QTest::newRow("Windows") << u"curl h/ ^\r\n  -X POST"_s
                             << u"This command is written for the Windows prompt: its lines end with “^”. "
                                "Lines must end with “\\”, as in sh and bash."_s;
}

void TestCurlCommand::explainsWhatIsNoCommand()
{
    QFETCH(const QString, text);
    QFETCH(const QString, detail);
    const auto parse = parseCurl(text);
    QVERIFY(!parse);
    QCOMPARE(parse.error(), Error(Error::Kind::InvalidInput, detail));
}

void TestCurlCommand::recognizesACommand_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isCurl");
    const auto row = [](const QString& text, bool isCurl) { QTest::newRow(qPrintable(text)) << text << isCurl; };
    row(u"curl"_s, true);
    row(u"curl http://h/"_s, true);
    row(u"\n  curl \\\n http://h/"_s, true);
    row(u"curl\\\n http://h/"_s, true);
    row(u"$ curl h"_s, true);
    row(u"$  curl h"_s, true);
    row(u"% curl h"_s, true);
    row(u"❯ curl h"_s, true);
    row(u"user@host:~/work$ curl h"_s, true);
    row(u"user@host work % curl h"_s, true);
    row(u"# subscribe\n# twice\ncurl h"_s, true);
    row(u"A=1 B='x y' C=\"z\\\" \" curl h"_s, true);
    row(u"sudo curl h"_s, true);
    row(u"A=1 sudo -E curl h"_s, true);
    row(u"/usr/local/bin/curl h"_s, true);
    row(u"curl 'never closed"_s, true);
    row(u""_s, false);
    row(u"# curl h"_s, false);
    row(u"curling is a sport"_s, false);
    row(u"curl: (7) Failed to connect"_s, false);
    row(u"wget h"_s, false);
    row(u"echo curl h"_s, false);
    row(u"http://h/curl"_s, false);
    row(u"http://h/curl -x"_s, false);
    row(u"libcurl"_s, false);
    row(u"{\"curl\": 1}"_s, false);
    row(u"Use curl to subscribe"_s, false);
}

void TestCurlCommand::recognizesACommand()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isCurl);
    QCOMPARE(looksLikeCurl(text), isCurl);
}

void TestCurlCommand::looksAtTheBeginningOnly()
{
    QVERIFY(looksLikeCurl(u"curl h/ -d '"_s + QString(1'000'000, u'x')));
    QVERIFY(!looksLikeCurl(QString(1'000'000, u' ') + u"curl h/"_s));
    QVERIFY(!looksLikeCurl(u"A="_s + QString(1'000'000, u'a')));
    QVERIFY(parseCurl(QString(100'000, u'\n') + u"curl h/"_s));
}

QTEST_GUILESS_MAIN(TestCurlCommand)
#include "tst_curlcommand.moc"
