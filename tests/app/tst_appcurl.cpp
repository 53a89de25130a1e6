// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/practicebench.h"
#include "models/callskeleton.h"
#include "widgets/calleditor.h"

#include <QClipboard>
#include <QPlainTextEdit>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Secret = u"w0nderland-unique"_s;

/// What a master said.
struct Answer
{
    int status = 0;
    QByteArray body;

    friend bool operator==(const Answer&, const Answer&) = default;
};

char* toString(const Answer& answer)
{
    return QTest::toString(QByteArray::number(answer.status) + ": " + answer.body);
}

/// Files for the program and for curl, made before the bench.
struct Files
{
    Files()
    {
        write(u"credentials.json"_s,
              R"({"credentials":[{"principal":"alice","secret":")" + Secret.toUtf8() + R"("}]})");
        // The pasted text stays as it is: what the test needs of curl stands here.
        write(u".curlrc"_s, "silent\nmax-time = 20\nwrite-out = \"\\n%{http_code}\"\n");
    }

    void write(const QString& name, const QByteArray& text) const
    {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    }

    const QTemporaryDir folder;
};

class CurlBench : public PracticeBench
{
public:
    CurlBench(const Files& files, bool authenticates)
        : PracticeBench(authenticates ? QStringList{u"--agents"_s, u"30"_s, u"--credentials"_s,
                                                    files.folder.filePath(u"credentials.json"_s)}
                                      : QStringList{u"--agents"_s, u"30"_s})
        , m_files(files)
        , m_authenticates(authenticates)
    {
        Connection connection = savedConnection(PracticeBench::address());
        if (authenticates) {
            connection.settings.framework.principal = u"alice"_s;
            credentials.keep({connection.id, u"alice"_s}, Secret);
        }
        subscribe(connection);
        QApplication::clipboard()->clear();
    }

    /// What the clipboard holds, typed into a terminal.
    Answer paste()
    {
        const QString text = QApplication::clipboard()->text();
        if (!text.startsWith(u"curl "_s) || text.contains(Secret) || text.contains(u"Authorization"_s) ||
            text.contains(u"$MESOS_PRINCIPAL:$MESOS_SECRET"_s) != m_authenticates)
            return {-1, text.toUtf8()};
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"CURL_HOME"_s, m_files.folder.path());
        environment.insert(u"no_proxy"_s, u"*"_s);
        if (m_authenticates) {
            environment.insert(u"MESOS_PRINCIPAL"_s, u"alice"_s);
            environment.insert(u"MESOS_SECRET"_s, Secret);
        }
        shell.setProcessEnvironment(environment);
        shell.start(u"sh"_s, {});
        shell.write(text.toUtf8() + '\n');
        shell.closeWriteChannel();
        if (!shell.waitForFinished())
            return {-1, "the shell does not end"};
        const QByteArray said = shell.readAllStandardOutput();
        const qsizetype line = said.lastIndexOf('\n');
        return {said.mid(line + 1).toInt(), said.left(line)};
    }

    /// The answer to the window's own call, once it is there.
    Answer own(quint64 number)
    {
        const auto found = [&] { return state().calls.find(number); };
        [&] { QTRY_VERIFY(found() && found()->progress != CallProgress::Waiting); }();
        return {found()->status, found()->answer};
    }

    Answer send()
    {
        const quint64 number = state().calls.nextNumber();
        press(u"Send"_s);
        return own(number);
    }

    Answer copyAndPaste()
    {
        QApplication::clipboard()->clear();
        press(u"Copy edited call as curl"_s);
        return paste();
    }

private:
    const Files& m_files;
    bool m_authenticates;
};

void addWays()
{
    QTest::addColumn<bool>("authenticates");
    QTest::newRow("without credentials") << false;
    QTest::newRow("with credentials") << true;
}

} // namespace

/// "Copy as curl" of the later calls: pasted into a real shell while the stream is up, each is answered as the window's
/// own call was.
class TestAppCurl : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { isolateApplication(); }

    void everyCallOfTheWindow_data() { addWays(); }
    void everyCallOfTheWindow();
    void everySkeleton_data() { addWays(); }
    void everySkeleton();
    void refusedCalls_data();
    void refusedCalls();
    void theTearDown_data() { addWays(); }
    void theTearDown();
    void theLaunchForm();
    void aCallOfAnEarlierStream();
};

void TestAppCurl::everyCallOfTheWindow()
{
    QFETCH(const bool, authenticates);
    const Files files;
    CurlBench bench(files, authenticates);
    bench.launchAndSeeItRun(u"web"_s);
    bench.press(u"Reconcile"_s);
    bench.press(u"Kill"_s);
    QTRY_COMPARE(bench.row(u"web"_s), u"Killed"_s);
    QTRY_VERIFY(bench.isAcknowledged(u"web"_s));
    bench.press(u"Release all"_s);
    bench.press(u"Suppress"_s);
    bench.press(u"Revive"_s);
    const quint64 end = bench.state().calls.nextNumber();
    QStringList types;
    for (quint64 number = 1; number < end; ++number) {
        const Answer own = bench.own(number);
        types += bench.state().calls.find(number)->facts.type;
        QCOMPARE(own.status, 202);
        QApplication::clipboard()->clear();
        emit bench.window().copyCallAsCurlRequested(bench.current(), number);
        QCOMPARE(bench.paste(), own);
    }
    for (const QString& type :
         {u"ACCEPT"_s, u"ACKNOWLEDGE"_s, u"RECONCILE"_s, u"KILL"_s, u"DECLINE"_s, u"SUPPRESS"_s, u"REVIVE"_s})
        QVERIFY2(types.contains(type), qPrintable(type));
    QVERIFY(bench.isSubscribed());
}

void TestAppCurl::everySkeleton()
{
    QFETCH(const bool, authenticates);
    const Files files;
    CurlBench bench(files, authenticates);
    bench.launchAndSeeItRun(u"web"_s);
    for (const QString& name : skeletonNames()) {
        if (name == u"TEARDOWN"_s)
            continue; // theTearDown()
        QTRY_VERIFY(!bench.liveOffers().isEmpty());
        bench.choose(name);
        const Answer pasted = bench.copyAndPaste();
        const Answer own = bench.send();
        QVERIFY2(pasted == own, qPrintable(name + u": "_s + QString::fromUtf8(pasted.body + " / " + own.body)));
        QVERIFY2(own.status == 202 || own.status == 200 || !own.body.isEmpty(), qPrintable(name));
    }
    QVERIFY(bench.isSubscribed());
}

void TestAppCurl::refusedCalls_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("status");
    QTest::newRow("no JSON") << QByteArray(R"({"type": )") << 400;
    QTest::newRow("nothing") << QByteArray() << 400;
    QTest::newRow("no such type") << QByteArray(R"({"type":"KLIL","framework_id":{"value":"FRAMEWORK"}})") << 400;
    QTest::newRow("no kill") << QByteArray(R"({"type":"KILL","framework_id":{"value":"FRAMEWORK"}})") << 400;
    QTest::newRow("no framework") << QByteArray(R"({"type":"REVIVE"})") << 400;
    QTest::newRow("another framework") << QByteArray(R"({"type":"REVIVE","framework_id":{"value":"nobody"}})") << 400;
    QTest::newRow("quotes and signs")
        << QByteArray(R"({"type":"KILL","framework_id":{"value":"it's $HOME `id` \"é\" %0A !!"},)"
                      R"("kill":{"task_id":{"value":"a"}}})")
        << 400;
}

void TestAppCurl::refusedCalls()
{
    QFETCH(QByteArray, json);
    QFETCH(const int, status);
    const Files files;
    CurlBench bench(files, false);
    bench.choose(u"REVIVE"_s);
    json.replace("FRAMEWORK", bench.state().frameworkId.value().toUtf8());
    bench.find<QPlainTextEdit>(u"Call JSON"_s)->setPlainText(QString::fromUtf8(json));
    const Answer pasted = bench.copyAndPaste();
    const Answer own = bench.send();
    QCOMPARE(pasted, own);
    QCOMPARE(own.status, status);
    QVERIFY(!own.body.isEmpty());
}

void TestAppCurl::theTearDown()
{
    QFETCH(const bool, authenticates);
    const Files files;
    CurlBench bench(files, authenticates);
    bench.choose(u"TEARDOWN"_s);
    const Answer pasted = bench.copyAndPaste();
    QTRY_VERIFY(!bench.isSubscribed());
    bench.press(u"Close"_s);
    // That framework is gone; the window tears down another.
    CurlBench again(files, authenticates);
    again.choose(u"TEARDOWN"_s);
    const Answer own = again.send();
    QCOMPARE(own.status, 202);
    QCOMPARE(pasted, own);
}

void TestAppCurl::theLaunchForm()
{
    const Files files;
    CurlBench bench(files, true);
    QTRY_VERIFY(!bench.liveOffers().isEmpty());
    bench.press(u"Launch…"_s);
    bench.type(u"Task name"_s, u"web"_s);
    bench.type(u"Command"_s, u"echo \"it's $HOME\"; sleep 600"_s);
    QApplication::clipboard()->clear();
    bench.press(u"Copy as curl"_s);
    QCOMPARE(bench.paste(), (Answer{202, {}}));
    // The task of the terminal is this framework's like any other.
    QTRY_COMPARE(bench.row(u"web"_s), u"Running"_s);
}

void TestAppCurl::aCallOfAnEarlierStream()
{
    const Files files;
    CurlBench bench(files, false);
    bench.press(u"Suppress"_s);
    const quint64 number = bench.call(u"SUPPRESS"_s)->number;
    const Answer own = bench.own(number);
    QCOMPARE(own.status, 202);
    const StreamId first = bench.state().streamId;
    QVERIFY(bench.fault(R"({"fault":"drop-stream"})").startsWith("HTTP/1.1 200"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.state().subscriptions == 2 && bench.isSubscribed(), 15'000);
    QVERIFY(bench.state().streamId != first);
    emit bench.window().copyCallAsCurlRequested(bench.current(), number);
    QVERIFY(QApplication::clipboard()->text().contains(bench.state().streamId.value()));
    QCOMPARE(bench.paste(), own);
}

QTEST_MAIN(TestAppCurl)
#include "tst_appcurl.moc"
