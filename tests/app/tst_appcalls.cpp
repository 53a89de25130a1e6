// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/practicebench.h"
#include "models/callskeleton.h"
#include "widgets/calleditor.h"
#include "widgets/callspanel.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

namespace {

class CallsBench : public PracticeBench
{
public:
    using PracticeBench::PracticeBench;

    CallEditor& begin(const QString& skeleton)
    {
        choose(skeleton);
        return *window().findChild<CallEditor*>();
    }

    void write(const QByteArray& json)
    {
        auto* text = find<QPlainTextEdit>(u"Call JSON"_s);
        text->setPlainText(QString::fromUtf8(json));
    }

    /// Sends what the editor holds, and waits for the answer. The number of the call.
    quint64 send()
    {
        const quint64 number = state().calls.nextNumber();
        press(u"Send"_s);
        const auto isAnswered = [&] {
            const CallEntry* call = state().calls.find(number);
            return call && call->progress != CallProgress::Waiting;
        };
        [&] { QTRY_VERIFY(isAnswered()); }();
        return number;
    }

    /// Whether an inverse offer waits for its answer.
    bool isAskedBack()
    {
        return std::ranges::any_of(state().inverseOffers, [](const LiveInverseOffer& offer) {
            return offer.answer == LiveInverseOffer::Answer::None;
        });
    }

    QString answer() { return find<QWidget>(u"answer"_s)->accessibleName(); }
};

} // namespace

/// Every call that is no launch, in the whole application: from its button, or from the editor, to the master's answer.
class TestAppCalls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { isolateApplication(); }

    void declinesForAsLongAsTheLastTime();
    void declinesAll();
    void releasesAll();
    void suppressesAndRevives();
    void reconcilesOneAndAll();
    void sendsEverySkeleton();
    void saysWhatIsWrongWithARefusedCall();
    void updatesTheFramework();
    void aCallOfAnEarlierStreamIsSentAgainWithTheCurrentId();
    void resubscribesAndSends();
};

void TestAppCalls::declinesForAsLongAsTheLastTime()
{
    CallsBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    QVERIFY(!bench.button(u"Decline"_s));
    for (const QString& how : {u"1 minute"_s, u"decline"_s}) {
        const OfferId offer = bench.liveOffers().first();
        QVERIFY(bench.tick(offer));
        bench.choose(how);
        const CallEntry& call = bench.lastCall();
        QCOMPARE(call.facts.type, u"DECLINE"_s);
        QCOMPARE(call.facts.offerIds, QList{offer});
        QCOMPARE(call.facts.refuseSeconds, 60.0);
        QVERIFY(bench.page().models().ticks->isEmpty());
        QTRY_COMPARE(bench.status(u"DECLINE"_s), 202);
        QVERIFY(!bench.liveOffers().contains(offer));
    }
    bench.open();
    QCOMPARE(bench.window().refuseSeconds(), 60.0);
}

void TestAppCalls::declinesAll()
{
    CallsBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    const QList<OfferId> held = bench.liveOffers();
    bench.window().setRefuseSeconds(3600.0);
    bench.choose(u"declineAll"_s);
    QCOMPARE(bench.call(u"DECLINE"_s)->facts.offerIds, held);
    QCOMPARE(bench.call(u"DECLINE"_s)->facts.refuseSeconds, 3600.0);
    QTRY_COMPARE(bench.status(u"DECLINE"_s), 202);
    QCOMPARE(bench.state().filters.filters().size(), 3);
    bench.press(u"Revive"_s);
    QTRY_COMPARE(bench.status(u"REVIVE"_s), 202);
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    QCOMPARE(bench.state().filters.filters().size(), 0);
}

void TestAppCalls::releasesAll()
{
    CallsBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    const auto* holding = bench.find<QWidget>(u"Holding"_s);
    QTRY_VERIFY(holding->accessibleDescription().startsWith(u"Holding 3 offers"_s));
    bench.press(u"Release all"_s);
    QCOMPARE(bench.call(u"DECLINE"_s)->facts.offerIds.size(), 3);
    QCOMPARE(bench.call(u"DECLINE"_s)->facts.refuseSeconds, Filters::DefaultRefuseSeconds);
    QTRY_COMPARE(bench.status(u"DECLINE"_s), 202);
    QTRY_COMPARE(holding->accessibleDescription(), u"Holding nothing"_s);
    QVERIFY(!bench.button(u"Release all"_s));
}

void TestAppCalls::suppressesAndRevives()
{
    CallsBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    bench.press(u"Suppress"_s);
    QTRY_COMPARE(bench.status(u"SUPPRESS"_s), 202);
    QCOMPARE(bench.call(u"SUPPRESS"_s)->facts.roles, QStringList{u"eng"_s});
    QVERIFY(bench.state().isSuppressed());
    QTRY_VERIFY(!bench.button(u"Suppress"_s));
    bench.press(u"Revive"_s);
    QTRY_COMPARE(bench.status(u"REVIVE"_s), 202);
    QVERIFY(!bench.state().isSuppressed());
    QTRY_VERIFY(bench.button(u"Suppress"_s));
}

void TestAppCalls::reconcilesOneAndAll()
{
    CallsBench bench;
    bench.subscribe();
    bench.launchAndSeeItRun(u"web"_s);
    bench.launchAndSeeItRun(u"db"_s);
    bench.page().tasks().select(TaskId(u"web"_s));
    bench.press(u"Reconcile"_s);
    QCOMPARE(bench.lastCall().facts.taskIds, QList{TaskId(u"web"_s)});
    QTRY_COMPARE(bench.states(u"web"_s).size(), 3);
    QCOMPARE(bench.task(u"web"_s)->history.last().status.reason, u"REASON_RECONCILIATION"_s);
    QCOMPARE(bench.task(u"web"_s)->history.last().acknowledgement, Acknowledgement::NotWanted);
    QCOMPARE(bench.states(u"db"_s).size(), 2);
    QTRY_COMPARE(bench.call(u"RECONCILE"_s)->progress, CallProgress::Done);

    bench.choose(u"reconcile"_s);
    QTRY_COMPARE(bench.states(u"db"_s).size(), 3);
    QTRY_COMPARE(bench.states(u"web"_s).size(), 4);
    QCOMPARE(bench.row(u"web"_s), u"Running"_s);
}

void TestAppCalls::sendsEverySkeleton()
{
    CallsBench bench({u"--agents"_s, u"24"_s, u"--csi"_s, u"--reserve"_s, u"eng"_s});
    Connection connection = savedConnection(bench.address());
    connection.manners.acknowledges = false; // so that there is something left to acknowledge
    bench.subscribe(connection);
    bench.launch(u"web"_s, u"sleep 600"_s);
    QTRY_COMPARE(bench.states(u"web"_s), QStringList{u"TASK_STARTING"_s});
    // An operation with an id, whose status is told, and an agent that is asked back.
    bench.begin(u"ACCEPT: RESERVE"_s);
    QJsonDocument reserve = QJsonDocument::fromJson(bench.find<QPlainTextEdit>(u"Call JSON"_s)->toPlainText().toUtf8());
    QByteArray json = reserve.toJson();
    json.replace(R"("type": "RESERVE")", R"("type": "RESERVE", "id": {"value": "my-reservation"})");
    QVERIFY(json.contains("my-reservation"));
    bench.write(json);
    QCOMPARE(bench.state().calls.find(bench.send())->status, 202);
    QTRY_VERIFY(!bench.state().operations.isEmpty() && bench.state().operations.first().unacknowledged() == 1);
    const QByteArray maintain =
        R"({"fault":"maintain-agent","agent_id":")" + bench.task(u"web"_s)->agentId.value().toUtf8() + R"("})";
    QVERIFY(bench.fault(maintain).startsWith("HTTP/1.1 200"));
    QTRY_VERIFY(bench.isAskedBack());

    QStringList names = skeletonNames();
    QVERIFY(names.size() >= 25);
    names.removeAll(u"TEARDOWN"_s);
    names.append(u"TEARDOWN"_s); // the last one, whatever the menu's order
    QStringList unknown;
    for (const QString& name : std::as_const(names)) {
        if (name == u"DECLINE_INVERSE_OFFERS"_s) {
            QVERIFY(bench.fault(R"({"fault":"end-maintenance"})").startsWith("HTTP/1.1 200"));
            QVERIFY(bench.fault(maintain).startsWith("HTTP/1.1 200"));
            QTRY_VERIFY_WITH_TIMEOUT(bench.isAskedBack(), 15'000);
        }
        QTRY_VERIFY(!bench.liveOffers().isEmpty());
        CallEditor& editor = bench.begin(name);
        QVERIFY(editor.isVisible());
        if (editor.text().contains('<'))
            unknown += name;
        const quint64 number = bench.send();
        const CallEntry& call = *bench.state().calls.find(number);
        QCOMPARE(call.facts.type, name.section(u':', 0, 0));
        const int expected = name == u"UPDATE_FRAMEWORK"_s ? 200 : 202;
        QVERIFY2(call.status == expected, qPrintable(name + u' ' + QString::number(call.status) + u": "_s +
                                                     QString::fromUtf8(call.answer + call.body)));
        if (name != u"TEARDOWN"_s) {
            QVERIFY2(bench.answer().startsWith(QString::number(expected)), qPrintable(bench.answer()));
            QCOMPARE(bench.page().selectedCall(), number);
        }
    }
    // No offer here holds what these are about: they show what has to be filled in.
    QStringList unfilled;
    for (const QString& type :
         {u"UNRESERVE"_s, u"DESTROY"_s, u"GROW_VOLUME"_s, u"SHRINK_VOLUME"_s, u"CREATE_DISK"_s, u"DESTROY_DISK"_s})
        unfilled += u"ACCEPT: "_s + type;
    QCOMPARE(unknown, unfilled);
    QTRY_VERIFY(bench.state().isTornDown);
}

void TestAppCalls::saysWhatIsWrongWithARefusedCall()
{
    CallsBench bench;
    bench.subscribe();
    bench.begin(u"KILL"_s);
    bench.write(R"({"framework_id":{"value":")" + bench.state().frameworkId.value().toUtf8() + R"("},"type":"KILL"})");
    const quint64 number = bench.send();
    const CallEntry& call = *bench.state().calls.find(number);
    QCOMPARE(call.status, 400);
    QCOMPARE(call.progress, CallProgress::Refused);
    const std::optional<CallTroubleText> trouble = describeTrouble(call, bench.state(), bench.clock.wall());
    QVERIFY(trouble);
    QVERIFY(bench.answer().startsWith(trouble->headline));
    QVERIFY(!trouble->masterWords.isEmpty());
    QCOMPARE(trouble->action, CallAction::EditAndSend);

    bench.press(u"Close"_s);
    bench.page().showTab(ConnectionPage::Tab::Calls);
    bench.page().revealCall(number);
    QTRY_COMPARE(bench.find<QWidget>(u"Call trouble"_s)->property("text").toString(), trouble->headline);
    QVERIFY(bench.find<QWidget>(u"Call trouble"_s)->isVisible());
    bench.press(describe(*trouble->action));
    QVERIFY(bench.dialogOf<CallEditor>());
    QCOMPARE(QJsonDocument::fromJson(bench.dialogOf<CallEditor>()->text()), QJsonDocument::fromJson(call.body));
}

void TestAppCalls::updatesTheFramework()
{
    CallsBench bench;
    bench.subscribe();
    QTRY_COMPARE(bench.liveOffers().size(), 3);
    QByteArray json = bench.begin(u"UPDATE_FRAMEWORK"_s).text();
    QVERIFY(json.contains(R"("eng")"));
    json.replace(R"("eng")", R"("eng", "ops")");
    bench.write(json);
    QCOMPARE(bench.state().calls.find(bench.send())->status, 200);
    QTRY_COMPARE(bench.state().roles(), (QStringList{u"eng"_s, u"ops"_s}));
    bench.press(u"Close"_s);
    bench.press(u"Suppress"_s);
    QCOMPARE(bench.call(u"SUPPRESS"_s)->facts.roles, (QStringList{u"eng"_s, u"ops"_s}));
    QTRY_COMPARE(bench.status(u"SUPPRESS"_s), 202);
}

void TestAppCalls::aCallOfAnEarlierStreamIsSentAgainWithTheCurrentId()
{
    FakeMaster master;
    answerProbes(master);
    const auto stream = [](const QByteArray& id) {
        return streamHead(id) + chunk(record(subscribedJson("F1"))) + chunk(record(heartbeatJson()));
    };
    master.answer(stream("S1"));
    master.answer(answerBytes(400, "The stream ID 'S1' included in this request didn't match the stream ID currently "
                                   "associated with framework ID F1"));
    Bench bench({u"--subscribe"_s, address(master)});
    QTRY_VERIFY(bench.isSubscribed());
    bench.press(u"Suppress"_s);
    QTRY_COMPARE(callsTo(master).size(), 1);
    const auto first = [&]() -> const CallEntry& { return bench.state().calls.at(0); };
    QTRY_COMPARE(first().progress, CallProgress::Refused);
    QVERIFY(!bench.state().isStale(first()));

    master.answer(stream("S2"));
    master.answerAlways(answerBytes(202, {}, {}));
    master.subscription()->cut();
    QTRY_VERIFY_WITH_TIMEOUT(bench.state().subscriptions == 2 && bench.isSubscribed(), 15'000);
    QVERIFY(bench.state().isStale(first()));
    bench.page().showTab(ConnectionPage::Tab::Calls);
    bench.page().revealCall(first().number);
    const QModelIndex row = bench.page().models().calls->indexOf(first().number);
    QVERIFY(row.siblingAtColumn(CallTableModel::Effect).data().toString().contains(u"earlier connection"_s));
    bench.press(u"Send again with the current stream id"_s);
    QTRY_COMPARE(bench.state().calls.at(bench.state().calls.size() - 1).status, 202);
    const FakeRequest again = callsTo(master).last();
    QCOMPARE(again.header("Mesos-Stream-Id"), "S2");
    QCOMPARE(again.body, first().body);
    QVERIFY(!bench.state().isStale(bench.state().calls.at(bench.state().calls.size() - 1)));
}

void TestAppCalls::resubscribesAndSends()
{
    FakeMaster master;
    answerProbes(master);
    const QByteArray stream = streamHead("S1") + chunk(record(subscribedJson("F1"))) + chunk(record(heartbeatJson()));
    master.answer(stream);
    master.answer(Script().reset()); // no answer to the call
    Bench bench({u"--subscribe"_s, address(master)});
    QTRY_VERIFY(bench.isSubscribed());
    bench.press(u"Suppress"_s);
    const auto first = [&]() -> const CallEntry& { return bench.state().calls.at(0); };
    QTRY_COMPARE(first().progress, CallProgress::Failed);
    bench.press(u"Disconnect"_s);
    QTRY_VERIFY(!bench.state().isActive());

    master.answer(stream);
    master.answerAlways(answerBytes(202, {}, {}));
    bench.page().showTab(ConnectionPage::Tab::Calls);
    bench.page().revealCall(first().number);
    bench.press(u"Resubscribe and send"_s);
    QTRY_VERIFY(bench.isSubscribed());
    const auto copies = [&] { return std::ranges::count(callsTo(master), first().body, &FakeRequest::body); };
    QTRY_COMPARE(copies(), 2);
}

QTEST_MAIN(TestAppCalls)
#include "tst_appcalls.moc"
