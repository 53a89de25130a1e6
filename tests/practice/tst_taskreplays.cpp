// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/clusterdriver.h"
#include "practice/realmaster.h"

#include <QTest>

#include <map>

using namespace mesoscribe;
using namespace mesoscribe::test;
using namespace std::chrono_literals;

namespace {

/// The captures of one family, in the order in which they were taken.
QStringList family(const QString& prefix)
{
    QStringList names;
    for (const QString& name : captureNames()) {
        if (name.startsWith(prefix) && name[1].isDigit())
            names += name;
    }
    return names;
}

/// A cluster on a clock of its own that is sent what the real master was sent, with the ids of this run.
class TaskReplay
{
public:
    explicit TaskReplay(const QByteArray& subscribe)
        : m_stream(m_driver.cluster.subscribe(ClusterDriver::call(subscribe), std::nullopt))
    {
    }

    const QByteArrayList& records() const { return m_records; }

    /// Lets time pass until that many records hold the text.
    bool waitFor(const QByteArray& text, int times = 1)
    {
        const auto count = [&] {
            return std::ranges::count_if(m_records, [&text](const auto& record) { return record.contains(text); });
        };
        for (int i = 0; i < 3000 && count() < times; ++i) {
            read();
            if (count() < times)
                m_driver.pass(10ms);
        }
        return count() >= times;
    }

    /// Until an offer of the whole agent has come, as each of the captured calls was about one. Parts of it are given
    /// back, so that they come together.
    bool waitForOffer()
    {
        for (int i = 0; i < 3000; ++i) {
            read();
            for (; m_lookedAt < m_records.size(); ++m_lookedAt) {
                const QByteArray record = m_records[m_lookedAt];
                if (!record.startsWith(R"({"type":"OFFERS")"))
                    continue;
                m_offer = between(record, R"("offers":[{"id":{"value":")");
                if (record.contains("10240.0") && record.contains("\"value\":4.0")) {
                    ++m_lookedAt;
                    return true;
                }
                QByteArray decline = readFile(u"t02-decline.request"_s);
                send(decline.replace("\"refuse_seconds\": 1.0", "\"refuse_seconds\": 0"));
            }
            m_driver.pass(10ms);
        }
        return false;
    }

    int send(const QByteArray& json)
    {
        QString body = QString::fromUtf8(json);
        body.replace(QRegularExpression(u"[0-9a-f-]{36}-O\\d+"_s), QString::fromLatin1(m_offer));
        const QByteArray framework = between(m_records.constFirst(), R"("framework_id":{"value":")");
        body.replace(QRegularExpression(u"[0-9a-f-]{36}-\\d{4}"_s), QString::fromLatin1(framework));
        body.replace(QRegularExpression(u"[0-9a-f-]{36}-S\\d+"_s), QString::fromLatin1(framework.first(36) + "-S0"));
        if (!m_uuid.isEmpty())
            body.replace(QRegularExpression(u"[A-Za-z0-9+/]{22}=="_s), QString::fromLatin1(m_uuid));
        return m_driver.cluster.handle(ClusterDriver::call(body.toUtf8()), std::nullopt, m_stream).status;
    }

    int sendCaptured(const QString& name) { return send(readFile(name + u".request"_s)); }

    /// Waits for the state of the task, and acknowledges it with the captured call.
    bool acknowledge(const QString& capture, const QByteArray& task, const QByteArray& state)
    {
        const QByteArray start =
            R"({"type":"UPDATE","update":{"status":{"task_id":{"value":")" + task + R"("},"state":")" + state + "\",";
        if (!waitFor(start))
            return false;
        for (const QByteArray& record : m_records) {
            if (record.startsWith(start) && record.contains("SOURCE_EXECUTOR"))
                m_uuid = between(record, R"("uuid":")");
        }
        return sendCaptured(capture) == 202;
    }

    /// Waits for one more update of the task, and acknowledges it. Returns the record.
    QByteArray acknowledgeNext(const QByteArray& task)
    {
        const QByteArray start = R"({"type":"UPDATE","update":{"status":{"task_id":{"value":")" + task + "\"}";
        if (!waitFor(start, ++m_acknowledged[task]))
            return {};
        QByteArray last;
        for (const QByteArray& record : m_records) {
            if (record.startsWith(start))
                last = record;
        }
        m_uuid = between(last, R"("uuid":")");
        QByteArray body = readFile(u"k01-acknowledge.request"_s);
        return send(body.replace("\"hello\"", '"' + task + '"')) == 202 ? last : QByteArray();
    }

    /// The three states of a task that ends by itself.
    bool acknowledgeThree(const QStringList& captures, const QByteArray& task, const QByteArray& end)
    {
        return acknowledge(captures[0], task, "TASK_STARTING") && acknowledge(captures[1], task, "TASK_RUNNING") &&
               acknowledge(captures[2], task, end);
    }

private:
    static QByteArray between(const QByteArray& record, const QByteArray& mark)
    {
        const qsizetype at = record.indexOf(mark) + mark.size();
        return record.mid(at, record.indexOf('"', at) - at);
    }

    void read()
    {
        for (const practice::StreamItem& item : m_driver.cluster.take(m_stream))
            m_records += item.json;
    }

    ClusterDriver m_driver;
    QByteArray m_stream;
    QByteArrayList m_records;
    qsizetype m_lookedAt = 0;
    QByteArray m_offer;
    QByteArray m_uuid;
    std::map<QByteArray, int> m_acknowledged; ///< by task
};

/// Masked, without what comes by the clock: heartbeats and offers.
QByteArrayList withoutClock(const QByteArrayList& records)
{
    QByteArrayList rest;
    for (const QByteArray& record : records) {
        if (!record.startsWith(R"({"type":"HEARTBEAT")") && !record.startsWith(R"({"type":"OFFERS")"))
            rest += masked(record);
    }
    return rest;
}

/// A group whose request was not captured, as its updates show it must have been.
const QByteArray Group =
    R"({"type":"ACCEPT","framework_id":{"value":"00000000-0000-0000-0000-000000000000-0000"},"accept":{"offer_ids":)"
    R"([{"value":"00000000-0000-0000-0000-000000000000-O0"}],"operations":[{"type":"LAUNCH_GROUP","launch_group":)"
    R"({"executor":{"type":"DEFAULT","executor_id":{"value":"exec-1"},"framework_id":)"
    R"({"value":"00000000-0000-0000-0000-000000000000-0000"},"resources":[)"
    R"({"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},{"name":"mem","type":"SCALAR","scalar":{"value":32}},)"
    R"({"name":"disk","type":"SCALAR","scalar":{"value":32}}]},"task_group":{"tasks":[{"name":"grp","task_id":)"
    R"({"value":"grp"},"agent_id":{"value":"00000000-0000-0000-0000-000000000000-S0"},"resources":[)"
    R"({"name":"cpus","type":"SCALAR","scalar":{"value":0.1}},{"name":"mem","type":"SCALAR","scalar":{"value":32}}],)"
    R"("command":{"value":"sleep 2"}}]}}}],"filters":{"refuse_seconds":1.0}}})";

} // namespace

/// What a real master was sent about tasks (families t and k, and r15), and what it said on the stream.
class TestTaskReplays : public QObject
{
    Q_OBJECT

private slots:
    void updatesAsTheRealOne();
    void reportsHealthAsTheRealOne();
    void answersAsTheRealOne_data();
    void answersAsTheRealOne();

private:
    std::unique_ptr<PracticeProcess> m_master;
};

void TestTaskReplays::updatesAsTheRealOne()
{
    const QByteArrayList real = [] {
        RecordDecoder decoder;
        QList<QByteArray> records;
        const bool isGood = bool(decoder.feed(readCapture(u"s10-subscribe-offers-task"_s).body, records));
        return isGood ? records : QByteArrayList();
    }();
    QVERIFY(real.size() > 40);
    TaskReplay replay(readFile(u"s10-subscribe-offers-task.request"_s));

    QVERIFY(replay.waitForOffer());
    const qsizetype firstOffer = 2;
    QCOMPARE(masked(replay.records()[firstOffer]), masked(real[firstOffer]));
    QCOMPARE(replay.sendCaptured(u"t01-accept-launch"_s), 202);
    QVERIFY(replay.acknowledge(u"k01-acknowledge"_s, "hello", "TASK_STARTING"));
    QVERIFY(replay.acknowledge(u"k02-acknowledge"_s, "hello", "TASK_RUNNING"));
    QVERIFY(replay.waitFor("\"value\":3.9"));
    QCOMPARE(replay.sendCaptured(u"t02-decline"_s), 202);
    QVERIFY(replay.acknowledge(u"k03-acknowledge"_s, "hello", "TASK_FINISHED"));

    // The leftovers come back on their own, after what was refused of them and of the task.
    QCOMPARE(replay.sendCaptured(u"t14-suppress"_s), 202);
    QCOMPARE(replay.sendCaptured(u"t15-revive"_s), 202);
    const auto next = [&replay] { return replay.waitForOffer(); };
    QVERIFY(next());
    QCOMPARE(replay.sendCaptured(u"t03-accept-launch-failing"_s), 202);
    QVERIFY(replay.acknowledgeThree({u"k04-acknowledge"_s, u"k05-acknowledge"_s, u"k06-acknowledge"_s}, "fails",
                                    "TASK_FAILED"));
    QVERIFY(next());
    QCOMPARE(replay.sendCaptured(u"t04-accept-launch-no-such-command"_s), 202);
    QVERIFY(replay.acknowledgeThree({u"k07-acknowledge"_s, u"k08-acknowledge"_s, u"k09-acknowledge"_s}, "nosuch",
                                    "TASK_FAILED"));
    QVERIFY(next());
    QCOMPARE(replay.sendCaptured(u"t05-accept-launch-sleeper"_s), 202);
    QVERIFY(replay.acknowledge(u"k10-acknowledge"_s, "sleeper", "TASK_STARTING"));
    QVERIFY(replay.acknowledge(u"k11-acknowledge"_s, "sleeper", "TASK_RUNNING"));
    QCOMPARE(replay.sendCaptured(u"t06-reconcile-explicit"_s), 202);
    QCOMPARE(replay.sendCaptured(u"t07-reconcile-implicit"_s), 202);
    QVERIFY(replay.waitFor("Reconciliation: Latest task state", 2));
    QCOMPARE(replay.sendCaptured(u"t08-kill"_s), 202);
    QVERIFY(replay.acknowledge(u"k14-acknowledge"_s, "sleeper", "TASK_KILLED"));
    QVERIFY(next());
    QCOMPARE(replay.sendCaptured(u"t09-accept-too-much"_s), 202);
    QVERIFY(next());
    QCOMPARE(replay.sendCaptured(u"t10-accept-noack"_s), 202);
    QVERIFY(replay.acknowledgeThree({u"k16-acknowledge"_s, u"k17-acknowledge"_s, u"k18-acknowledge"_s}, "noack",
                                    "TASK_FINISHED"));
    // Acknowledged twice, which is accepted.
    QCOMPARE(replay.sendCaptured(u"k19-acknowledge"_s), 202);
    QVERIFY(next());
    QCOMPARE(replay.send(Group), 202);
    QVERIFY(replay.acknowledgeThree({u"k20-acknowledge"_s, u"k21-acknowledge"_s, u"k22-acknowledge"_s}, "grp",
                                    "TASK_FINISHED"));
    QVERIFY(replay.waitFor("\"FAILURE\""));
    QVERIFY(next());
    QByteArray dup = readFile(u"t10-accept-noack.request"_s);
    QCOMPARE(replay.send(dup.replace("noack", "dup")), 202);
    QVERIFY(replay.acknowledgeThree({u"k23-acknowledge"_s, u"k24-acknowledge"_s, u"k25-acknowledge"_s}, "dup",
                                    "TASK_FINISHED"));
    QVERIFY(next());
    QCOMPARE(replay.sendCaptured(u"t13-accept-no-operations"_s), 202);
    QVERIFY(next());
    QCOMPARE(replay.sendCaptured(u"t16-accept-two-filters"_s), 202);
    QVERIFY(replay.acknowledge(u"k26-acknowledge"_s, "long2", "TASK_STARTING"));
    QVERIFY(replay.acknowledge(u"k27-acknowledge"_s, "long2", "TASK_RUNNING"));

    QByteArrayList expected = withoutClock(real);
    QCOMPARE(expected.takeLast(), QByteArray(R"({"type":"ERROR","error":{"message":"Framework failed over"}})"));
    const QByteArrayList mine = withoutClock(replay.records());
    for (qsizetype i = 0; i < std::min(mine.size(), expected.size()); ++i)
        QCOMPARE(mine[i], expected[i]);
    QCOMPARE(mine.size(), expected.size());
}

void TestTaskReplays::reportsHealthAsTheRealOne()
{
    QByteArrayList expected;
    for (const QByteArray& record : maskedRecords(readCaptureRaw(u"r10-large-offer"_s))) {
        if (record.contains(R"("task_id":{"value":"hc"})"))
            expected += record;
    }
    QCOMPARE(expected.size(), 5);
    TaskReplay replay(readFile(u"s10-subscribe-offers-task.request"_s));
    QVERIFY(replay.waitForOffer());
    QCOMPARE(replay.sendCaptured(u"r15-accept-health"_s), 202);
    QByteArrayList mine;
    for (qsizetype i = 0; i < expected.size(); ++i)
        mine += masked(replay.acknowledgeNext("hc"));
    QCOMPARE(mine, expected);
}

void TestTaskReplays::answersAsTheRealOne_data()
{
    QTest::addColumn<bool>("isRecorded");
    for (const QString& name : family(u"t"_s) + family(u"k"_s))
        QTest::newRow(qPrintable(name)) << !readCaptureRaw(name).isEmpty();
}

void TestTaskReplays::answersAsTheRealOne()
{
    QFETCH(bool, isRecorded);
    QVERIFY(isRecorded);
    if (!m_master)
        m_master = std::make_unique<PracticeProcess>(QStringList{u"--agents"_s, u"1"_s});
    const QString capture = QString::fromLatin1(QTest::currentDataTag());
    const quint16 port = m_master->port();
    Subscription subscription(port, readFile(u"s10-subscribe-offers-task.request"_s));
    const QByteArray& received = subscription.wire->readUntilContains("\"OFFERS\"");
    const QByteArray mark = R"("offers":[{"id":{"value":")";
    const qsizetype at = received.indexOf(mark) + mark.size();

    Sent sent = sentFor(capture);
    QString body = QString::fromUtf8(sent.body);
    body.replace(QRegularExpression(u"[0-9a-f-]{36}-O\\d+"_s),
                 QString::fromLatin1(received.mid(at, received.indexOf('"', at) - at)));
    body.replace(QRegularExpression(u"[0-9a-f-]{36}-\\d{4}"_s), QString::fromLatin1(subscription.frameworkId));
    body.replace(QRegularExpression(u"[0-9a-f-]{36}(?=-S)"_s), QString::fromLatin1(subscription.frameworkId.first(36)));
    setHeader(sent.headers, "Mesos-Stream-Id", subscription.streamId);
    const QByteArray answer = exchange(port, sent.method, sent.path, sent.headers, body.toUtf8());
    const QByteArray real = readCaptureRaw(capture);
    QCOMPARE(maskedHead(answer), maskedHead(real));
    QCOMPARE(toCapture(answer).body, toCapture(real).body);
}

QTEST_GUILESS_MAIN(TestTaskReplays)
#include "tst_taskreplays.moc"
