// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/event.h"

#include "mesos/sampleevents.h"
#include "mesos/why.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray sixteenBytes()
{
    QByteArray bytes;
    for (char c = 0; c < 16; ++c)
        bytes += c;
    return bytes;
}

QByteArray updateWith(const QByteArray& members)
{
    return R"({"type":"UPDATE","update":{"status":{"task_id":{"value":"t"},)" + members + "}}}";
}

} // namespace

class TestStatusParser : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryMemberOfATaskStatus();
    void leavesOutWhatIsNotThere();
    void knowsEveryTaskState_data();
    void knowsEveryTaskState();
    void knowsEveryOperationState_data();
    void knowsEveryOperationState();
    void readsEveryMemberOfAnOperationStatus();
    void readsBase64AsMesosDoes_data();
    void readsBase64AsMesosDoes();
    void refusesWhatIsNoBase64_data();
    void refusesWhatIsNoBase64();
};

void TestStatusParser::readsEveryMemberOfATaskStatus()
{
    const Result<Event> event = parseEvent(test::fullUpdateRecord());
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(event->unknownFields, QStringList());
    const TaskStatus& status = std::get<UpdateEvent>(event->payload).status;
    QCOMPARE(status.taskId, TaskId(u"t1"_s));
    QVERIFY(status.state == (Named<TaskState>{TaskState::Running, u"TASK_RUNNING"_s}));
    QCOMPARE(status.message, u"says \"hi\"\n"_s);
    QVERIFY(status.source == (Named<StatusSource>{StatusSource::Executor, u"SOURCE_EXECUTOR"_s}));
    QCOMPARE(status.reason, u"REASON_TASK_CHECK_STATUS_UPDATED"_s);
    QCOMPARE(status.data, QByteArray("hello"));
    QCOMPARE(status.agentId, AgentId(u"m-S7"_s));
    QCOMPARE(status.executorId, ExecutorId(u"t1"_s));
    QCOMPARE(status.timestamp.value(), 1795358457.0297595);
    QCOMPARE(status.uuid, sixteenBytes());
    QCOMPARE(status.healthy.value(), true);
    const CheckStatus check{.type = u"COMMAND"_s, .exitCode = 3, .httpStatusCode = 404, .tcpSucceeded = false};
    QVERIFY(status.check == check);
    QVERIFY(status.container.has_value());
    QCOMPARE(status.container->containerId, ContainerId(u"c1"_s));
    QCOMPARE(status.container->ipAddresses, QStringList({u"172.17.0.2"_s, u"fe80::1"_s}));
    QCOMPARE(status.container->executorPid.value(), 4711);
    QVERIFY(status.labels == (Labels{{u"a"_s, u"b"_s}}));
    QCOMPARE(status.unreachableSinceNanoseconds.value(), 1470820171393027072);
    QCOMPARE(status.limitation.size(), 1);
    QCOMPARE(status.limitation.at(0).name, u"mem"_s);
}

void TestStatusParser::leavesOutWhatIsNotThere()
{
    const Result<Event> event = parseEvent(updateWith(R"("state":"TASK_LOST","healthy":null)"));
    QVERIFY2(event.has_value(), test::why(event).constData());
    const TaskStatus& status = std::get<UpdateEvent>(event->payload).status;
    QVERIFY(status.uuid.isEmpty());
    QVERIFY(!status.healthy.has_value());
    QVERIFY(!status.timestamp.has_value());
    QVERIFY(!status.check.has_value());
    QVERIFY(!status.container.has_value());
    QVERIFY(!status.source.isSet());
    QVERIFY(!status.unreachableSinceNanoseconds.has_value());
}

void TestStatusParser::knowsEveryTaskState_data()
{
    QTest::addColumn<TaskState>("state");
    QTest::newRow("TASK_STAGING") << TaskState::Staging;
    QTest::newRow("TASK_STARTING") << TaskState::Starting;
    QTest::newRow("TASK_RUNNING") << TaskState::Running;
    QTest::newRow("TASK_KILLING") << TaskState::Killing;
    QTest::newRow("TASK_FINISHED") << TaskState::Finished;
    QTest::newRow("TASK_FAILED") << TaskState::Failed;
    QTest::newRow("TASK_KILLED") << TaskState::Killed;
    QTest::newRow("TASK_ERROR") << TaskState::Error;
    QTest::newRow("TASK_LOST") << TaskState::Lost;
    QTest::newRow("TASK_DROPPED") << TaskState::Dropped;
    QTest::newRow("TASK_UNREACHABLE") << TaskState::Unreachable;
    QTest::newRow("TASK_GONE") << TaskState::Gone;
    QTest::newRow("TASK_GONE_BY_OPERATOR") << TaskState::GoneByOperator;
    QTest::newRow("TASK_UNKNOWN") << TaskState::TaskUnknown;
    QTest::newRow("TASK_SLEEPING") << TaskState::Unknown;
}

void TestStatusParser::knowsEveryTaskState()
{
    QFETCH(TaskState, state);
    const QByteArray name = QTest::currentDataTag();
    const Result<Event> event = parseEvent(updateWith(R"("state":")" + name + '"'));
    QVERIFY2(event.has_value(), test::why(event).constData());
    const Named<TaskState>& read = std::get<UpdateEvent>(event->payload).status.state;
    QVERIFY(read.value == state);
    QCOMPARE(read.name.toUtf8(), name);
}

void TestStatusParser::knowsEveryOperationState_data()
{
    QTest::addColumn<OperationState>("state");
    QTest::newRow("OPERATION_UNSUPPORTED") << OperationState::Unsupported;
    QTest::newRow("OPERATION_PENDING") << OperationState::Pending;
    QTest::newRow("OPERATION_FINISHED") << OperationState::Finished;
    QTest::newRow("OPERATION_FAILED") << OperationState::Failed;
    QTest::newRow("OPERATION_ERROR") << OperationState::Error;
    QTest::newRow("OPERATION_DROPPED") << OperationState::Dropped;
    QTest::newRow("OPERATION_UNREACHABLE") << OperationState::Unreachable;
    QTest::newRow("OPERATION_GONE_BY_OPERATOR") << OperationState::GoneByOperator;
    QTest::newRow("OPERATION_RECOVERING") << OperationState::Recovering;
    QTest::newRow("OPERATION_UNKNOWN") << OperationState::OperationUnknown;
    QTest::newRow("OPERATION_SLEEPING") << OperationState::Unknown;
}

void TestStatusParser::knowsEveryOperationState()
{
    QFETCH(OperationState, state);
    const QByteArray name = QTest::currentDataTag();
    const Result<Event> event = parseEvent(
        R"({"type":"UPDATE_OPERATION_STATUS","update_operation_status":{"status":{"state":")" + name + R"("}}})");
    QVERIFY2(event.has_value(), test::why(event).constData());
    const Named<OperationState>& read = std::get<UpdateOperationStatusEvent>(event->payload).status.state;
    QVERIFY(read.value == state);
    QCOMPARE(read.name.toUtf8(), name);
}

void TestStatusParser::readsEveryMemberOfAnOperationStatus()
{
    const Result<Event> event = parseEvent(test::fullOperationRecord());
    QVERIFY2(event.has_value(), test::why(event).constData());
    QCOMPARE(event->unknownFields, QStringList());
    const OperationStatus& status = std::get<UpdateOperationStatusEvent>(event->payload).status;
    QCOMPARE(status.operationId, OperationId(u"op1"_s));
    QVERIFY(status.state.value == OperationState::Finished);
    QCOMPARE(status.message, u"done"_s);
    QCOMPARE(status.convertedResources.size(), 1);
    QCOMPARE(status.uuid, sixteenBytes());
    QCOMPARE(status.agentId, AgentId(u"m-S7"_s));
    QCOMPARE(status.resourceProviderId, ResourceProviderId(u"rp-1"_s));
}

void TestStatusParser::readsBase64AsMesosDoes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("padded") << QByteArray("aGk=") << QByteArray("hi");
    QTest::newRow("not padded") << QByteArray("aGk") << QByteArray("hi");
    QTest::newRow("white space") << QByteArray("aG\\n k =") << QByteArray("hi");
    QTest::newRow("escaped slash") << QByteArray("\\/\\/\\/\\/") << QByteArray("\xff\xff\xff");
    QTest::newRow("both signs") << QByteArray("+/+/") << QByteArray("\xfb\xff\xbf");
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestStatusParser::readsBase64AsMesosDoes()
{
    QFETCH(QByteArray, json);
    const Result<Event> event = parseEvent(updateWith(R"("state":"TASK_LOST","data":")" + json + '"'));
    QVERIFY2(event.has_value(), test::why(event).constData());
    QTEST(std::get<UpdateEvent>(event->payload).status.data, "bytes");
}

void TestStatusParser::refusesWhatIsNoBase64_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("a textual uuid") << QByteArray("0cf16a6b-33ad-4b4e-b2c1-f1a9b5a3d9b1");
    QTest::newRow("url alphabet") << QByteArray("_-_-");
    QTest::newRow("six bits") << QByteArray("aGkxa");
    QTest::newRow("padding inside") << QByteArray("aG=k");
    QTest::newRow("other characters") << QByteArray("aG*k");
}

void TestStatusParser::refusesWhatIsNoBase64()
{
    QFETCH(QByteArray, json);
    const Result<Event> event = parseEvent(updateWith(R"("state":"TASK_LOST","uuid":")" + json + '"'));
    QVERIFY(!event);
    QVERIFY(event.error().kind == Error::Kind::Protocol);
    QCOMPARE(event.error().detail, u"update.status.uuid is no base64"_s);
}

QTEST_APPLESS_MAIN(TestStatusParser)
#include "tst_statusparser.moc"
