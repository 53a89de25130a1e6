// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/appbench.h"
#include "widgets/firstrunpanel.h"
#include "widgets/subscribepanel.h"

#include <QClipboard>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray stream(const QByteArray& frameworkId = "F1")
{
    return streamHead("S1") + chunk(record(subscribedJson(frameworkId))) + chunk(record(heartbeatJson())) +
           chunk(record(R"({"type":"OFFERS","offers":{"offers":[{"id":{"value":"m-O4"},"framework_id":{"value":"F1"},)"
                        R"("agent_id":{"value":"m-S0"},"hostname":"web1","resources":[]}]}})"));
}

} // namespace

class TestApplication : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void opensOnTheFirstRunPage();
    void masterOfTheCommandLineIsFilledIn();
    void subscribesFromTheCommandLine();
    void aPastedCurlFillsTheForm();
    void whatIsNoCurlChangesNothing();
    void theWalkThroughPastedSubscribes();
    void aSubscribedConnectionIsSavedWithoutItsSecret();
    void aSavedConnectionAndItsSecretComeBack();
    void subscribesWithTheSecretOfTheKeychain();
    void subscribesWithoutAKeychain();
    void asksForCredentialsAndGoesOn();
    void aRefusalIsShownWithTheMastersWords();
    void severalConnectionsRunAtOnce();
    void deletingAConnectionForgetsItsSecret();
    void copiesTheSubscriptionAsCurlWithoutTheSecret();
    void aDamagedFileIsReportedAndKept();
};

void TestApplication::initTestCase()
{
    isolateApplication();
}

void TestApplication::opensOnTheFirstRunPage()
{
    Bench bench;
    QCOMPARE(bench.window().view(), MainWindow::View::FirstRun);
    QVERIFY(bench.window().isVisible());
}

void TestApplication::masterOfTheCommandLineIsFilledIn()
{
    Bench bench({u"http://127.0.0.1:9"_s});
    QCOMPARE(bench.window().view(), MainWindow::View::Form);
    QCOMPARE(bench.field(u"Master"_s)->text(), u"http://127.0.0.1:9"_s);
    QCOMPARE(bench.field(u"User"_s)->text(), u"ann"_s);
}

void TestApplication::subscribesFromTheCommandLine()
{
    FakeMaster master;
    master.answerTo("/api/v1/scheduler", stream());
    Bench bench({u"--subscribe"_s, address(master)});
    QTRY_VERIFY(bench.pill().startsWith(u"Subscribed"_s));
    QTRY_COMPARE(bench.field(u"Offer IDs"_s)->text(), u"m-O4"_s);
    QCOMPARE(bench.field(u"Framework ID"_s)->text(), u"F1"_s);
    QCOMPARE(bench.field(u"Stream ID"_s)->text(), u"S1"_s);
    QCOMPARE(bench.field(u"Agent ID"_s)->text(), u"m-S0"_s);
    bench.press(u"Copy offer IDs"_s);
    QCOMPARE(QApplication::clipboard()->text(), u"m-O4"_s);
}

void TestApplication::aPastedCurlFillsTheForm()
{
    Bench bench;
    emit bench.window().pasteCurlRequested(
        u"curl -k -u alice:wonderland --proxy p:1 https://m1:5050/api/v1/scheduler -d "
        "'{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{\"user\":\"bob\",\"name\":\"n\"}}}'"_s);
    QCOMPARE(bench.window().view(), MainWindow::View::Form);
    QCOMPARE(bench.field(u"Master"_s)->text(), u"https://m1:5050"_s);
    QCOMPARE(bench.field(u"User"_s)->text(), u"bob"_s);
    QCOMPARE(bench.window().subscribePanel().model()->secret(), u"wonderland"_s);
}

void TestApplication::whatIsNoCurlChangesNothing()
{
    Bench bench;
    emit bench.window().pasteCurlRequested(u"hello"_s);
    QCOMPARE(bench.window().view(), MainWindow::View::FirstRun);
}

void TestApplication::theWalkThroughPastedSubscribes()
{
    FakeMaster master;
    QFile capture(QStringLiteral(MESOSCRIBE_TEST_DATA "/captures/b01-blog-subscribe.raw"));
    QVERIFY(capture.open(QIODevice::ReadOnly));
    master.answerTo("/api/v1/scheduler", capture.readAll());
    QFile curl(QStringLiteral(MESOSCRIBE_TEST_DATA "/walk-through-curl.txt"));
    QVERIFY(curl.open(QIODevice::ReadOnly));

    Bench bench;
    emit bench.window().pasteCurlRequested(QString::fromUtf8(curl.readAll()));
    QCOMPARE(bench.field(u"Master"_s)->text(), u"localhost:5050"_s);
    QCOMPARE(bench.field(u"User"_s)->text(), u"lombardo"_s);
    QCOMPARE(bench.field(u"Name"_s)->text(), u"HelloWorld Framework"_s);
    // The article's port belongs to whoever runs a master on this machine; this test's master has another.
    bench.window().subscribePanel().model()->setMasters(address(master));
    bench.press(u"Subscribe"_s);
    QTRY_COMPARE(bench.field(u"Offer IDs"_s)->text(), u"21cedd9f-e308-4aa1-bcce-33398b9bc5a5-O4"_s);
    QVERIFY(bench.pill().startsWith(u"Subscribed"_s));
}

void TestApplication::aSubscribedConnectionIsSavedWithoutItsSecret()
{
    FakeMaster master;
    master.answerTo("/api/v1/scheduler", stream());
    Bench bench({address(master)});
    SubscribeModel& form = *bench.window().subscribePanel().model();
    form.setPrincipal(u"alice"_s);
    form.setSecret(u"w0nderland-unique"_s);
    bench.press(u"Subscribe"_s);
    QTRY_VERIFY(bench.pill().startsWith(u"Subscribed"_s));
    QTRY_COMPARE(bench.credentials.count(), 1);
    QTRY_VERIFY(QFile::exists(bench.settings.path()));
    bench.application.reset();
    QFile file(bench.settings.path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("alice"));
    QVERIFY(!text.contains("w0nderland"));
    QVERIFY(text.contains("\"F1\""));
}

void TestApplication::aSavedConnectionAndItsSecretComeBack()
{
    Bench bench;
    Connection connection;
    connection.id = u"one"_s;
    connection.name = u"demo"_s;
    connection.settings = SubscribeSettings::fresh(u"ann"_s);
    connection.settings.masters = u"127.0.0.1:9"_s;
    connection.settings.framework.principal = u"alice"_s;
    QVERIFY(bench.settings.save({connection}));
    bench.credentials.keep({u"one"_s, u"alice"_s}, u"wonderland"_s);
    bench.open();
    QCOMPARE(bench.window().view(), MainWindow::View::Form);
    QCOMPARE(bench.field(u"Master"_s)->text(), u"127.0.0.1:9"_s);
    QTRY_COMPARE(bench.window().subscribePanel().model()->secret(), u"wonderland"_s);
}

void TestApplication::subscribesWithTheSecretOfTheKeychain()
{
    FakeMaster master;
    master.answerTo("/api/v1/scheduler", stream());
    Bench bench;
    Connection connection;
    connection.id = u"one"_s;
    connection.name = u"demo"_s;
    connection.settings = SubscribeSettings::fresh(u"ann"_s);
    connection.settings.masters = address(master);
    connection.settings.framework.principal = u"alice"_s;
    QVERIFY(bench.settings.save({connection}));
    bench.credentials.keep({u"one"_s, u"alice"_s}, u"wonderland"_s);
    bench.open();
    // At once, before the form has heard from the keychain.
    emit bench.window().subscribeRequested(u"one"_s);
    QTRY_VERIFY(bench.pill().startsWith(u"Subscribed"_s));
    QCOMPARE(master.requests().last().header("Authorization"), "Basic " + QByteArray("alice:wonderland").toBase64());
}

void TestApplication::subscribesWithoutAKeychain()
{
    FakeMaster master;
    master.answerTo("/api/v1/scheduler", stream());
    Bench bench({address(master)});
    bench.credentials.setFailure(u"no Secret Service"_s);
    bench.window().subscribePanel().model()->setPrincipal(u"alice"_s);
    bench.press(u"Subscribe"_s);
    QTRY_VERIFY(bench.pill().startsWith(u"Subscribed"_s));
    QVERIFY(master.requests().last().header("Authorization").isEmpty());
    QVERIFY(!bench.credentials.isAvailable());
}

void TestApplication::asksForCredentialsAndGoesOn()
{
    FakeMaster master;
    master.answerTo("/api/v1/scheduler", answerBytes(401, "401 Unauthorized.", "text/plain; charset=utf-8",
                                                     {{"WWW-Authenticate", "Basic realm=\"mesos-master-scheduler\""}}));
    Bench bench({u"--subscribe"_s, address(master)});
    QTRY_VERIFY(bench.pill().startsWith(u"Stopped"_s));
    master.answerTo("/api/v1/scheduler", stream());
    emit bench.window().troubleActionRequested(bench.window().currentConnection(), TroubleAction::EnterCredentials);
    QCOMPARE(bench.window().view(), MainWindow::View::Form);
    bench.window().subscribePanel().model()->setPrincipal(u"alice"_s);
    bench.window().subscribePanel().model()->setSecret(u"wonderland"_s);
    bench.press(u"Subscribe"_s);
    QTRY_VERIFY(bench.pill().startsWith(u"Subscribed"_s));
    QCOMPARE(master.requests().last().header("Authorization"), "Basic " + QByteArray("alice:wonderland").toBase64());
}

void TestApplication::aRefusalIsShownWithTheMastersWords()
{
    FakeMaster master;
    master.answerTo("/api/v1/scheduler",
                    streamHead("S1") + chunk(record(errorJson("Roles { x } are not present in the master's --roles"))) +
                        lastChunk());
    Bench bench({u"--subscribe"_s, address(master)});
    QTRY_VERIFY(bench.pill().startsWith(u"Stopped"_s));
    const SessionState& state = bench.window().page(bench.window().currentConnection())->state();
    QCOMPARE(state.trouble->refusal.reason, Refusal::Reason::RolesNotWhitelisted);
    const TroubleText text = describe(*state.trouble, state, bench.clock.wall());
    QVERIFY(text.headline.contains(u"x"_s));
    QCOMPARE(text.masterWords, u"Roles { x } are not present in the master's --roles"_s);
}

void TestApplication::severalConnectionsRunAtOnce()
{
    FakeMaster one;
    FakeMaster two;
    one.answerTo("/api/v1/scheduler", stream("F1"));
    two.answerTo("/api/v1/scheduler", stream("F2"));
    Bench bench({u"--subscribe"_s, address(one)});
    QTRY_VERIFY(one.subscription());
    const QString first = bench.window().currentConnection();
    emit bench.window().newConnectionRequested();
    bench.window().subscribePanel().model()->setMasters(address(two));
    bench.press(u"Subscribe"_s);
    QTRY_VERIFY(two.subscription());
    const QString second = bench.window().currentConnection();
    QVERIFY(first != second);
    QTRY_COMPARE(bench.window().page(second)->state().frameworkId.value(), u"F2"_s);
    QCOMPARE(bench.window().page(first)->state().frameworkId.value(), u"F1"_s);
    QVERIFY(bench.window().page(first)->state().isSubscribed());
    emit bench.window().connectionSelected(first);
    QCOMPARE(bench.window().currentConnection(), first);
}

void TestApplication::deletingAConnectionForgetsItsSecret()
{
    Bench bench;
    Connection connection;
    connection.id = u"one"_s;
    connection.name = u"demo"_s;
    connection.settings = SubscribeSettings::fresh(u"ann"_s);
    connection.settings.framework.principal = u"alice"_s;
    QVERIFY(bench.settings.save({connection}));
    bench.credentials.keep({u"one"_s, u"alice"_s}, u"wonderland"_s);
    bench.open();
    emit bench.window().deleteRequested(u"one"_s);
    QTRY_COMPARE(bench.credentials.count(), 0);
    QCOMPARE(bench.window().view(), MainWindow::View::FirstRun);
    bench.application.reset();
    QVERIFY(bench.settings.load()->connections.isEmpty());
}

void TestApplication::copiesTheSubscriptionAsCurlWithoutTheSecret()
{
    Bench bench({u"http://127.0.0.1:9"_s});
    bench.window().subscribePanel().model()->setPrincipal(u"alice"_s);
    bench.window().subscribePanel().model()->setSecret(u"w0nderland-unique"_s);
    emit bench.window().copyAsCurlRequested(bench.window().currentConnection());
    const QString curl = QApplication::clipboard()->text();
    QVERIFY(curl.startsWith(u"curl"_s));
    QVERIFY(curl.contains(u"http://127.0.0.1:9/api/v1/scheduler"_s));
    QVERIFY(curl.contains(u"$MESOS_PRINCIPAL:$MESOS_SECRET"_s));
    QVERIFY(!curl.contains(u"w0nderland"_s));
}

void TestApplication::aDamagedFileIsReportedAndKept()
{
    Bench bench;
    bench.application.reset();
    QFile file(bench.settings.path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ broken");
    file.close();
    bench.open();
    QCOMPARE(bench.window().view(), MainWindow::View::FirstRun);
    QVERIFY(QFile::exists(bench.settings.path() + u".damaged"_s));
}

QTEST_MAIN(TestApplication)
#include "tst_application.moc"
