// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/appbench.h"
#include "widgets/calleditor.h"
#include "widgets/callspanel.h"
#include "widgets/connectionpage.h"
#include "widgets/leavingdialog.h"
#include "widgets/taskspanel.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray recordChunk(const QByteArray& json)
{
    return chunk(record(json));
}

QByteArray running(const QByteArray& task)
{
    return recordChunk(R"({"type":"UPDATE","update":{"status":{"task_id":{"value":")" + task +
                       R"("},"state":"TASK_RUNNING","agent_id":{"value":"A1"}}}})");
}

QByteArray offer(const QByteArray& id)
{
    return recordChunk(R"({"type":"OFFERS","offers":{"offers":[{"id":{"value":")" + id +
                       R"("},"framework_id":{"value":"F1"},"agent_id":{"value":"A1"},"hostname":"web1"}]}})");
}

QByteArray stream(const QByteArray& frameworkId = "F1")
{
    return streamHead("S-" + frameworkId) + recordChunk(subscribedJson(frameworkId)) + recordChunk(heartbeatJson());
}

QByteArray accepted()
{
    return answerBytes(202, {}, {});
}

QString typeOf(const FakeRequest& request)
{
    return QJsonDocument::fromJson(request.body)[u"type"_s].toString();
}

QStringList types(const FakeMaster& master)
{
    QStringList all;
    for (const FakeRequest& request : master.requests()) {
        const QString type = typeOf(request);
        if (!type.isEmpty())
            all += type;
    }
    return all;
}

class DeskBench : public Bench
{
public:
    void subscribe(const FakeMaster& master, const Connection& connection)
    {
        QVERIFY(openWith({connection}));
        if (!connection.settings.framework.principal.isEmpty())
            credentials.keep({connection.id, connection.settings.framework.principal}, u"wonderland"_s);
        emit window().subscribeRequested(connection.id);
        QTRY_VERIFY(isSubscribed());
        Q_UNUSED(master);
    }
    void subscribe(const FakeMaster& master) { subscribe(master, savedConnection(address(master))); }

    quint64 newestCall() { return state().calls.at(state().calls.size() - 1).number; }
    LeavingDialog* question() { return dialogOf<LeavingDialog>(); }
};

} // namespace

/// What becomes of the later calls of a connection when its stream, its framework or the connection itself goes.
class TestDeskCalls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { isolateApplication(); }

    void aCallWaitsForItsOwnFrameworkOnly();
    void sendingAgainAfterDisconnectingSignsIn();
    void theSwitchOfAcknowledgingIsSaved();
    void graveCallsAreAskedAboutHoweverTheyAreSent();
    void theEditorKeepsUpWithTasks();
    void deletingALiveConnectionLeavesIt();
    void anotherFrameworkInPlaceOfALivingOneIsAskedAbout();
    void whoIsLeavingIsNotAskedAgain();
    void quittingWaitsForTheAnswerToATearDown();
};

void TestDeskCalls::aCallWaitsForItsOwnFrameworkOnly()
{
    FakeMaster master;
    master.answer(stream());
    master.answer(answerBytes(503, "Master is recovering"));
    DeskBench bench;
    bench.subscribe(master);
    emit bench.window().reviveRequested(bench.current());
    QTRY_COMPARE(bench.state().calls.at(0).progress, CallProgress::Refused);
    master.answer(streamHead("S2") +
                  recordChunk(R"({"type":"ERROR","error":{"message":"Framework has been removed"}})") + lastChunk());
    master.subscription()->reset();
    QTRY_COMPARE(bench.state().phase, Phase::Reconnecting);
    emit bench.page().calls().actionRequested(bench.newestCall(), CallAction::ResubscribeAndSend);
    QTRY_COMPARE(bench.state().phase, Phase::Stopped);

    master.answer(stream("F2"));
    master.answerAlways(accepted());
    emit bench.window().troubleActionRequested(bench.current(), TroubleAction::SubscribeAsNew);
    QTRY_COMPARE(bench.state().frameworkId.value(), u"F2"_s);
    QTRY_VERIFY(bench.isSubscribed());
    emit bench.window().suppressRequested(bench.current());
    QTRY_COMPARE(types(master),
                 (QStringList{u"SUBSCRIBE"_s, u"REVIVE"_s, u"SUBSCRIBE"_s, u"SUBSCRIBE"_s, u"SUPPRESS"_s}));
}

void TestDeskCalls::sendingAgainAfterDisconnectingSignsIn()
{
    FakeMaster master;
    master.answer(stream());
    master.answer(answerBytes(503, "Master is recovering"));
    DeskBench bench;
    Connection connection = savedConnection(address(master));
    connection.settings.framework.principal = u"alice"_s;
    bench.subscribe(master, connection);
    emit bench.window().reviveRequested(bench.current());
    QTRY_COMPARE(bench.state().calls.at(0).progress, CallProgress::Refused);
    emit bench.window().disconnectRequested(bench.current());
    QTRY_COMPARE(bench.state().phase, Phase::Off);

    master.answer(stream());
    master.answerAlways(accepted());
    emit bench.page().calls().actionRequested(1, CallAction::ResubscribeAndSend);
    QTRY_VERIFY(types(master).count(u"REVIVE"_s) == 2);
    for (const FakeRequest& request : master.requests()) {
        if (!typeOf(request).isEmpty())
            QCOMPARE(request.header("Authorization"), "Basic " + QByteArray("alice:wonderland").toBase64());
    }
    QCOMPARE(bench.state().frameworkId.value(), u"F1"_s);
}

void TestDeskCalls::theSwitchOfAcknowledgingIsSaved()
{
    FakeMaster master;
    master.answer(stream());
    DeskBench bench;
    bench.subscribe(master);
    QTRY_VERIFY(!bench.settings.load()->connections.first().earlierFrameworkIds.isEmpty());
    QVERIFY(bench.settings.load()->connections.first().manners.acknowledges);
    emit bench.page().tasks().acknowledgesByItselfChanged(false);
    QVERIFY(!bench.state().manners.acknowledges);
    QTRY_VERIFY(!bench.settings.load()->connections.first().manners.acknowledges);
}

void TestDeskCalls::graveCallsAreAskedAboutHoweverTheyAreSent()
{
    FakeMaster master;
    master.answer(stream() + running("web"));
    master.answer(answerBytes(503, "Master is recovering"));
    master.answerAlways(accepted());
    DeskBench bench;
    Connection connection = savedConnection(address(master));
    connection.manners.confirms = true;
    bench.subscribe(master, connection);
    QTRY_COMPARE(bench.state().tasks.size(), 1);
    emit bench.page().tasks().killRequested({TaskId(u"web"_s)}, -1.0);
    bench.press(u"Kill"_s);
    QTRY_COMPARE(bench.state().calls.at(0).progress, CallProgress::Refused);

    emit bench.page().calls().actionRequested(1, CallAction::SendAgain);
    QVERIFY(bench.dialogOf<ConfirmDialog>());
    QCOMPARE(bench.state().calls.size(), 1);
    bench.press(u"Send"_s);
    QTRY_COMPARE(bench.state().calls.size(), 2);
    QCOMPARE(bench.state().calls.at(1).body, bench.state().calls.at(0).body);

    // What harms nobody is not asked about.
    emit bench.window().reviveRequested(bench.current());
    QTRY_COMPARE(bench.state().calls.size(), 3);
    emit bench.page().calls().actionRequested(3, CallAction::SendAgain);
    QCOMPARE(bench.state().calls.size(), 4);
}

void TestDeskCalls::theEditorKeepsUpWithTasks()
{
    FakeMaster master;
    master.answer(stream());
    DeskBench bench;
    bench.subscribe(master);
    emit bench.window().newCallRequested(bench.current(), u"KILL"_s);
    auto* editor = bench.window().findChild<CallEditor*>();
    QVERIFY(editor);
    QVERIFY(!editor->text().contains("web"));
    master.subscription()->send(running("web"));
    QTRY_VERIFY2(editor->text().contains("\"web\""), editor->text().constData());
}

void TestDeskCalls::deletingALiveConnectionLeavesIt()
{
    FakeMaster master;
    master.answer(stream() + running("web") + offer("O1"));
    master.answerAlways(accepted());
    DeskBench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    emit bench.window().deleteRequested(bench.current());
    QVERIFY(bench.question());
    QVERIFY(bench.isSubscribed());
    bench.press(u"Leave running"_s);
    QTRY_COMPARE(types(master), (QStringList{u"SUBSCRIBE"_s, u"DECLINE"_s}));
    QTRY_COMPARE(bench.window().view(), MainWindow::View::FirstRun);
    QTRY_VERIFY(bench.settings.load()->connections.isEmpty());
}

void TestDeskCalls::anotherFrameworkInPlaceOfALivingOneIsAskedAbout()
{
    FakeMaster master;
    master.answer(stream() + running("web"));
    master.answer(stream("F2"));
    DeskBench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().tasks.running(), 1);
    // The form says no framework id, so that this would be a new one.
    emit bench.window().subscribeRequested(bench.current());
    QVERIFY(bench.question());
    QVERIFY(bench.isSubscribed());
    QCOMPARE(types(master).size(), 1);
    bench.press(u"Leave running"_s);
    QTRY_COMPARE(bench.state().frameworkId.value(), u"F2"_s);
    QTRY_VERIFY(bench.isSubscribed());
}

void TestDeskCalls::whoIsLeavingIsNotAskedAgain()
{
    FakeMaster master;
    master.answer(stream() + running("web") + offer("O1"));
    master.answer(Script().pause().send(accepted()));
    DeskBench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().offers.heldCount(), 1);
    QTRY_COMPARE(bench.state().tasks.running(), 1);
    bench.window().close();
    QVERIFY(bench.question());
    bench.press(u"Leave running"_s);
    QTRY_COMPARE(types(master).last(), u"DECLINE"_s);
    QTRY_VERIFY(!bench.question());
    bench.window().close();
    QVERIFY(!bench.question());
    QVERIFY(bench.window().isVisible());
    master.resume();
    QTRY_VERIFY(!bench.window().isVisible());
}

/// A master ends the stream first. Only the answer tells that the id is finished.
void TestDeskCalls::quittingWaitsForTheAnswerToATearDown()
{
    FakeMaster master;
    master.answer(Script(stream() + running("web")));
    master.answer(Script().pause().send(accepted()));
    DeskBench bench;
    bench.subscribe(master);
    QTRY_COMPARE(bench.state().tasks.running(), 1);
    emit bench.window().disconnectRequested(bench.current());
    bench.press(u"Tear down now"_s);
    QTRY_COMPARE(types(master).last(), u"TEARDOWN"_s);
    master.subscription()->send(lastChunk());
    QTRY_COMPARE(bench.state().phase, Phase::Stopped);
    bench.window().close();
    QVERIFY(bench.window().isVisible());
    master.resume();
    QTRY_VERIFY(!bench.window().isVisible());
    bench.application.reset();
    QVERIFY(bench.settings.load()->connections.first().earlierFrameworkIds.isEmpty());
}

QTEST_MAIN(TestDeskCalls)
#include "tst_deskcalls.moc"
