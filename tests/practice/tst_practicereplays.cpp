// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/realmaster.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The real agent had 90 kB of attributes, which a practice agent lacks.
QByteArray withoutAttributes(const QByteArray& record)
{
    QString text = QString::fromUtf8(record);
    text.remove(QRegularExpression(u",\"attributes\":\\[.*?\\}\\}\\]"_s));
    return text.toUtf8();
}

QByteArrayList recordsOf(const QByteArray& answer)
{
    QByteArrayList records;
    for (const QByteArray& record : maskedRecords(answer))
        records += withoutAttributes(record);
    return records;
}

QByteArrayList about(const QByteArrayList& records, const QByteArray& text)
{
    QByteArrayList found;
    for (const QByteArray& record : records) {
        if (record.contains(text))
            found += record;
    }
    return found;
}

/// Calls of captures with the ids of this run.
class Replay
{
public:
    Replay(quint16 port, const QString& subscription)
        : m_port(port)
        , m_subscription(port, sentFor(subscription).body)
    {
    }

    Wire& wire() { return *m_subscription.wire; }
    const Subscription& subscription() const { return m_subscription; }
    QByteArrayList records() { return recordsOf(wire().received()); }

    /// Sends it and says what came back, masked; `real` is what the real master said.
    QByteArray send(const QString& capture, const QByteArray& streamId = {})
    {
        Sent sent = sentFor(capture);
        QString body = QString::fromUtf8(sent.body);
        body.replace(QRegularExpression(u"[0-9a-f-]{36}-O\\d+"_s),
                     QString::fromLatin1(textAfter(R"("offers":[{"id":{"value":")")));
        body.replace(QRegularExpression(u"[0-9a-f-]{36}(?=-(S|\\d{4}))"_s),
                     QString::fromLatin1(m_subscription.frameworkId.first(36)));
        body.replace(QRegularExpression(u"[A-Za-z0-9+/]{22}=="_s),
                     QString::fromLatin1(textAfter(R"("uuid":{"value":")")));
        for (auto& [name, value] : sent.headers) {
            if (name == "Mesos-Stream-Id")
                value = streamId.isEmpty() ? m_subscription.streamId : streamId;
        }
        const QByteArray answer = exchange(m_port, sent.method, sent.path, sent.headers, body.toUtf8());
        return maskedHead(answer) + masked(toCapture(answer).body);
    }

    static QByteArray real(const QString& capture)
    {
        const QByteArray answer = readCaptureRaw(capture);
        return maskedHead(answer) + masked(toCapture(answer).body);
    }

    /// Of the last update that came.
    void acknowledge()
    {
        call(R"("type":"ACKNOWLEDGE","acknowledge":{"agent_id":{"value":")" + m_subscription.frameworkId.first(36) +
             R"(-S0"},"task_id":{"value":")" + textAfter(R"("task_id":{"value":")") + R"("},"uuid":")" +
             textAfter(R"("uuid":")") + "\"}");
    }

    void call(const QByteArray& members)
    {
        exchange(m_port, "POST", "/api/v1/scheduler",
                 JsonHeaders + Headers{{"Mesos-Stream-Id", m_subscription.streamId}},
                 R"({"framework_id":{"value":")" + m_subscription.frameworkId + "\"}," + members + '}');
    }

    bool waitFor(const QByteArray& text, int times = 1)
    {
        return wire().readUntilContains(text, times).count(text) >= times;
    }

private:
    QByteArray textAfter(const QByteArray& mark)
    {
        const QByteArray& received = wire().received();
        const qsizetype at = received.lastIndexOf(mark);
        return at < 0 ? QByteArray()
                      : received.mid(at + mark.size(), received.indexOf('"', at + mark.size()) - at - mark.size());
    }

    quint16 m_port;
    Subscription m_subscription;
};

} // namespace

/// The captures of the families f and r: fail-over, operations and maintenance, with what they did to the stream.
class TestPracticeReplays : public QObject
{
    Q_OBJECT

private slots:
    void failsOverAsTheRealOne();
    void operatesAsTheRealOne();
    void maintainsAsTheRealOne();
};

void TestPracticeReplays::failsOverAsTheRealOne()
{
    const PracticeProcess master({u"--agents"_s, u"0"_s});
    Replay first(master.port(), u"r10-large-offer"_s);
    const QByteArray id = "{\"value\":\"" + first.subscription().frameworkId + "\"}";
    QByteArray again = sentFor(u"r10-large-offer"_s).body;
    again.replace("\"framework_info\": {", "\"framework_info\": {\"id\": " + id + ", ");
    again.insert(1, "\"framework_id\": " + id + ", ");
    Subscription second(master.port(), again);
    QCOMPARE(second.frameworkId, first.subscription().frameworkId);
    QVERIFY(first.waitFor("Framework failed over"));

    QCOMPARE(first.send(u"f01-old-stream-id"_s), Replay::real(u"f01-old-stream-id"_s));
    QCOMPARE(first.send(u"f02-new-stream-id"_s, second.streamId), Replay::real(u"f02-new-stream-id"_s));

    second.wire->socket().disconnectFromHost();
    QTRY_COMPARE(first.send(u"f03-call-while-disconnected"_s, second.streamId),
                 Replay::real(u"f03-call-while-disconnected"_s));
    const Subscription third(master.port(), again);
    QCOMPARE(first.send(u"f04-teardown"_s, third.streamId), Replay::real(u"f04-teardown"_s));
    QVERIFY(third.wire->readUntilContains("\r\n0\r\n\r\n").endsWith("\r\n0\r\n\r\n"));
}

void TestPracticeReplays::operatesAsTheRealOne()
{
    const PracticeProcess master({u"--agents"_s, u"1"_s});
    const QByteArrayList real = recordsOf(readCaptureRaw(u"r10-large-offer"_s));
    Replay replay(master.port(), u"r10-large-offer"_s);
    QVERIFY(replay.waitFor("\"OFFERS\""));
    QCOMPARE(replay.records().first(3), real.first(3));

    QCOMPARE(replay.send(u"r11-accept-reserve-with-id"_s), Replay::real(u"r11-accept-reserve-with-id"_s));
    QVERIFY(replay.waitFor("OPERATION_FINISHED"));
    QCOMPARE(replay.send(u"r12-acknowledge-operation"_s), Replay::real(u"r12-acknowledge-operation"_s));
    QCOMPARE(replay.send(u"r13-reconcile-operations"_s), Replay::real(u"r13-reconcile-operations"_s));
    QVERIFY(replay.waitFor("OPERATION_UNKNOWN"));
    QVERIFY(replay.waitFor("\"OFFERS\"", 2));
    QCOMPARE(about(replay.records(), "OPERATION_"), about(real, "OPERATION_"));

    QCOMPARE(replay.send(u"r14-accept"_s), Replay::real(u"r14-accept"_s));
    for (const char* state : {"TASK_STARTING", "TASK_RUNNING"}) {
        QVERIFY(replay.waitFor(state));
        replay.acknowledge();
    }
    QVERIFY(replay.waitFor("\"OFFERS\"", 3));
    QCOMPARE(about(replay.records(), "OFFERS"), about(real, "OFFERS").first(3));

    QCOMPARE(replay.send(u"r15-accept-health"_s), Replay::real(u"r15-accept-health"_s));
    for (int update = 3; update <= 7; ++update) {
        QVERIFY(replay.waitFor("\"UPDATE\"", update));
        replay.acknowledge();
    }
    QCOMPARE(about(replay.records(), "\"value\":\"hc\""), about(real, "\"value\":\"hc\""));
    QCOMPARE(about(replay.records(), "\"value\":\"d1\""), about(real, "\"value\":\"d1\"").first(2));
    QVERIFY(hasOneRecordPerChunk(replay.wire().received()));
}

void TestPracticeReplays::maintainsAsTheRealOne()
{
    const PracticeProcess master({u"--agents"_s, u"1"_s});
    const QByteArrayList real = recordsOf(readCaptureRaw(u"r10-large-offer"_s));
    const qsizetype asked = real.indexOf(about(real, "\"INVERSE_OFFERS\"").value(0));
    QVERIFY(asked > 0);
    Replay replay(master.port(), u"r10-large-offer"_s);
    QVERIFY(replay.waitFor("\"OFFERS\""));
    replay.send(u"r11-accept-reserve-with-id"_s);
    QVERIFY(replay.waitFor("\"OFFERS\"", 2));
    replay.send(u"r14-accept"_s);
    QVERIFY(replay.waitFor("\"OFFERS\"", 3));

    const QByteArrayList before = replay.records();
    QCOMPARE(replay.send(u"o30-maintenance"_s), Replay::real(u"o30-maintenance"_s));
    QVERIFY(replay.waitFor("\"INVERSE_OFFERS\""));
    // Before that the real master rescinded two offers.
    QCOMPARE(replay.records().sliced(before.size()), real.sliced(asked - 2, 3));

    const QByteArray answer = exchange(master.port(), "POST", "/api/v1", JsonHeaders,
                                       R"({"type":"UPDATE_MAINTENANCE_SCHEDULE","update_maintenance_schedule":)"
                                       R"({"schedule":{}}})");
    QCOMPARE(toCapture(answer).status, 200);
    QVERIFY(replay.waitFor("\"OFFERS\"", 5));
    QCOMPARE(replay.records().sliced(before.size() + 3), real.sliced(asked + 1, 3));
}

QTEST_GUILESS_MAIN(TestPracticeReplays)
#include "tst_practicereplays.moc"
