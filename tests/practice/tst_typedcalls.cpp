// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/callfacts.h"
#include "mesos/samplecalls.h"
#include "mesos/schema.h"
#include "practice/jsonparser.h"
#include "practice/messagedecoder.h"
#include "practice/validation.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <optional>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

// What these leave out, no typed call can.
const QStringList& unlikeAnyTypedCall()
{
    static const QStringList names{u"c07-decline-without-decline"_s, u"c11-kill-no-task_id"_s};
    return names;
}

/// The names of all members as they stand in the text. The values must not look like one.
QStringList memberNames(const QByteArray& json)
{
    static const QRegularExpression member(u"\"([a-z_A-Z]+)\":"_s);
    QStringList names;
    for (const QRegularExpressionMatch& match : member.globalMatch(QString::fromLatin1(json)))
        names.append(match.captured(1));
    return names;
}

QByteArray request(const QString& name)
{
    QFile file(QStringLiteral(MESOSCRIBE_TEST_DATA "/captures/") + name + u".request"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList requestNames()
{
    QStringList names =
        QDir(QStringLiteral(MESOSCRIBE_TEST_DATA "/captures"))
            .entryList({u"c*.request"_s, u"f*.request"_s, u"k*.request"_s, u"r*.request"_s, u"t*.request"_s},
                       QDir::Files, QDir::Name);
    for (QString& name : names)
        name.chop(qsizetype(qstrlen(".request")));
    return names;
}

TaskInfo taskOf(const LaunchedTask& launched, const QString& command)
{
    TaskInfo task;
    task.name = launched.name;
    task.taskId = launched.taskId;
    task.agentId = launched.agentId;
    task.resources = {test::scalar(u"cpus"_s, 100), test::scalar(u"mem"_s, 32000)};
    task.command.emplace().value = command;
    return task;
}

std::optional<AcceptCall> acceptOf(const CallFacts& facts)
{
    static const QHash<QString, QString> commands{
        {u"hello"_s, u"echo hello; sleep 5"_s},
        {u"fails"_s, u"echo oops >&2; exit 3"_s},
        {u"nosuch"_s, u"/no/such/program"_s},
        {u"sleeper"_s, u"sleep 600"_s},
        {u"toobig"_s, u"true"_s},
        {u"noack"_s, u"exit 0"_s},
        {u"long2"_s, u"sleep 600"_s},
        {u"t3"_s, u"sleep 600"_s},
        {u"cp1"_s, u"echo out; echo err >&2; sleep 600"_s},
        {u"pa1"_s, u"sleep 600"_s},
        {u"d1"_s, u"trap \"exit 0\" TERM; sleep 600"_s},
        {u"hc"_s, u"sleep 600"_s},
    };
    AcceptCall call{facts.offerIds, {}, {facts.refuseSeconds}};
    for (const SentOperation& sent : facts.operations) {
        Resource resource = test::allocated(test::reserved(test::scalar(u"cpus"_s, 500), u"web"_s), u"web"_s);
        resource.reservations.last().principal.clear();
        call.operations.append({sent.id, operation::Reserve{{resource}}});
    }
    for (const LaunchedTask& launched : facts.launches) {
        if (!commands.contains(launched.taskId.value()))
            return std::nullopt;
        TaskInfo task = taskOf(launched, commands.value(launched.taskId.value()));
        task.command->shell = task.name != "nosuch"_L1;
        if (task.name == "toobig"_L1)
            task.resources.first().value.scalar = {400000};
        if (task.name == "hc"_L1) {
            Probe& check = task.healthCheck.emplace();
            check.command = u"exit 1"_s;
            check.delaySeconds = 0;
            check.intervalSeconds = 1;
            check.gracePeriodSeconds = 0;
            check.consecutiveFailures = 2;
        }
        call.operations.append({{}, operation::Launch{{task}}});
    }
    return call;
}

/// The typed call that says what the request says.
std::optional<Call> typedCall(const CallFacts& facts)
{
    if (facts.type == "ACCEPT"_L1)
        return acceptOf(facts);
    if (facts.type == "DECLINE"_L1)
        return DeclineCall{facts.offerIds, {facts.refuseSeconds}};
    if (facts.type == "REVIVE"_L1)
        return ReviveCall{facts.roles};
    if (facts.type == "SUPPRESS"_L1)
        return SuppressCall{facts.roles};
    if (facts.type == "TEARDOWN"_L1)
        return TeardownCall();
    if (facts.type == "KILL"_L1)
        return KillCall{facts.taskIds.first(), facts.agentId, facts.graceSeconds};
    if (facts.type == "ACKNOWLEDGE"_L1)
        return AcknowledgeCall{facts.agentId, facts.taskIds.first(), facts.uuid};
    if (facts.type == "ACKNOWLEDGE_OPERATION_STATUS"_L1)
        return AcknowledgeOperationStatusCall{facts.agentId, {}, facts.uuid, facts.operations.first().id};
    if (facts.type == "RECONCILE"_L1) {
        ReconcileCall call;
        for (const TaskId& id : facts.taskIds)
            call.tasks.append({id, {}});
        return call;
    }
    if (facts.type == "RECONCILE_OPERATIONS"_L1) {
        ReconcileOperationsCall call;
        for (const SentOperation& sent : facts.operations)
            call.operations.append({sent.id, {}, {}});
        return call;
    }
    return std::nullopt;
}

// The requests also write what a master assumes anyway: `"shell": true`, and empty lists.
QJsonValue withoutDefaults(const QJsonValue& value)
{
    if (value.isArray()) {
        QJsonArray items;
        for (const QJsonValue& item : value.toArray())
            items.append(withoutDefaults(item));
        return items;
    }
    if (!value.isObject())
        return value;
    QJsonObject members;
    const QJsonObject object = value.toObject();
    for (auto member = object.constBegin(); member != object.constEnd(); ++member) {
        const bool isDefault = (member.key() == "shell"_L1 && member.value() == true) ||
                               (member.value().isArray() && member.value().toArray().isEmpty());
        if (!isDefault)
            members.insert(member.key(), withoutDefaults(member.value()));
    }
    return members;
}

QJsonObject meaningOf(const QByteArray& json)
{
    return withoutDefaults(QJsonDocument::fromJson(json).object()).toObject();
}

} // namespace

class TestTypedCalls : public QObject
{
    Q_OBJECT

private slots:
    void areUnderstoodWhole_data();
    void areUnderstoodWhole();
    void sayWhatTheCapturesSay_data();
    void sayWhatTheCapturesSay();
};

void TestTypedCalls::areUnderstoodWhole_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const test::SampleCall& sample : test::sampleCalls())
        QTest::newRow(sample.name) << toJson(sample.call, test::sampleFramework());
}

// Nothing is ignored, nothing missing, everything in the order of the proto.
void TestTypedCalls::areUnderstoodWhole()
{
    QFETCH(QByteArray, json);
    const auto sent = practice::parseJson(json);
    QVERIFY2(sent.has_value(), sent ? "" : sent.error().constData());
    const auto read = practice::decodeMessage(schema::callSchema(), *sent);
    QVERIFY2(read.has_value(), read ? "" : read.error().constData());
    QCOMPARE(memberNames(json), memberNames(read->toJson()));
    const practice::Refusal refusal = practice::callError(*read, std::nullopt);
    QVERIFY2(!refusal, refusal ? refusal->constData() : "");
}

void TestTypedCalls::sayWhatTheCapturesSay_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : requestNames()) {
        if (!unlikeAnyTypedCall().contains(name) && !request(name).contains("\"SUBSCRIBE\""))
            QTest::newRow(qPrintable(name)) << name;
    }
}

void TestTypedCalls::sayWhatTheCapturesSay()
{
    QFETCH(QString, name);
    const QByteArray json = request(name);
    const Result<CallFacts> facts = factsOfCall(json);
    QVERIFY(facts.has_value());
    const std::optional<Call> call = typedCall(*facts);
    QVERIFY2(call.has_value(), "no typed call for it");
    QCOMPARE(meaningOf(toJson(*call, facts->frameworkId)), meaningOf(json));
}

QTEST_APPLESS_MAIN(TestTypedCalls)

#include "tst_typedcalls.moc"
