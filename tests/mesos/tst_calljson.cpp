// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/samplecalls.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <limits>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray durationOf(double seconds)
{
    const QByteArray json = toJson(KillCall{TaskId(u"t"_s), {}, seconds}, {});
    const QByteArray before = "\"nanoseconds\":";
    const qsizetype from = json.indexOf(before) + before.size();
    return json.mid(from, json.indexOf('}', from) - from);
}

QByteArray resourceJson(const Resource& resource)
{
    const QByteArray json = toJson(RequestCall{{{{}, {resource}}}}, {});
    const QByteArray before = "\"resources\":[";
    const qsizetype from = json.indexOf(before) + before.size();
    return json.mid(from, json.lastIndexOf("]}]}}") - from);
}

} // namespace

class TestCallJson : public QObject
{
    Q_OBJECT

private slots:
    void writesEveryCall_data();
    void writesEveryCall();
    void hasASampleOfEveryTypeAndOperation();
    void indentsTheSameJson();
    void leavesOutAnUnknownFrameworkId();
    void keepsTheFrameworkIdOfAnUpdate();
    void showsTheGapsOfAnUnfinishedCall();
    void writesScalarsInThousandths_data();
    void writesScalarsInThousandths();
    void writesSecondsAsNanoseconds_data();
    void writesSecondsAsNanoseconds();
    void writesTheWholeOfLargeNumbers();
    void keepsNamesOfANewerMaster();
    void namesEveryTypeOnce();
};

void TestCallJson::writesEveryCall_data()
{
    QTest::addColumn<Call>("call");
    QTest::addColumn<QByteArray>("expected");
    for (const test::SampleCall& sample : test::sampleCalls())
        QTest::newRow(sample.name) << sample.call << test::sampleJson(callType(sample.call), sample.member);
}

void TestCallJson::writesEveryCall()
{
    QFETCH(Call, call);
    QTEST(toJson(call, test::sampleFramework()), "expected");
}

void TestCallJson::hasASampleOfEveryTypeAndOperation()
{
    QSet<std::size_t> calls;
    for (const test::SampleCall& sample : test::sampleCalls())
        calls.insert(sample.call.index());
    QCOMPARE(calls.size(), qsizetype(std::variant_size_v<Call>));
    QSet<std::size_t> operations;
    for (const test::SampleOperation& sample : test::sampleOperations())
        operations.insert(sample.operation.what.index());
    QCOMPARE(operations.size(), qsizetype(std::variant_size_v<decltype(Operation::what)>));
}

void TestCallJson::indentsTheSameJson()
{
    for (const test::SampleCall& sample : test::sampleCalls()) {
        const QByteArray indented = toJson(sample.call, test::sampleFramework(), JsonStyle::Indented);
        QVERIFY(indented.startsWith("{\n  \"framework_id\""));
        QCOMPARE(QJsonDocument::fromJson(indented),
                 QJsonDocument::fromJson(toJson(sample.call, test::sampleFramework())));
    }
}

void TestCallJson::leavesOutAnUnknownFrameworkId()
{
    QCOMPARE(toJson(TeardownCall(), {}), QByteArray(R"({"type":"TEARDOWN"})"));
}

void TestCallJson::keepsTheFrameworkIdOfAnUpdate()
{
    FrameworkInfo info;
    info.id = FrameworkId(u"mine"_s);
    QCOMPARE(toJson(UpdateFrameworkCall{info, {u"r"_s}}, FrameworkId(u"session"_s)),
             QByteArray(R"({"framework_id":{"value":"session"},"type":"UPDATE_FRAMEWORK","update_framework":)"
                        R"({"framework_info":{"user":"","name":"","id":{"value":"mine"}},"suppressed_roles":["r"]}})"));
}

void TestCallJson::showsTheGapsOfAnUnfinishedCall()
{
    QCOMPARE(toJson(AcknowledgeCall(), {}),
             QByteArray(R"({"type":"ACKNOWLEDGE","acknowledge":{"agent_id":{"value":""},"task_id":{"value":""},)"
                        R"("uuid":""}})"));
    QCOMPARE(toJson(AcceptCall{{}, {{{}, operation::Launch{{TaskInfo()}}}}, {}}, {}),
             QByteArray(R"({"type":"ACCEPT","accept":{"operations":[{"type":"LAUNCH","launch":{"task_infos":[)"
                        R"({"name":"","task_id":{"value":""},"agent_id":{"value":""}}]}}]}})"));
}

void TestCallJson::writesScalarsInThousandths_data()
{
    QTest::addColumn<qint64>("thousandths");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](qint64 thousandths, const char* text) {
        QTest::newRow(text) << thousandths << QByteArray(text);
    };
    row(0, "0");
    row(1, "0.001");
    row(10, "0.01");
    row(100, "0.1");
    row(300, "0.3");
    row(999, "0.999");
    row(1000, "1");
    row(1100, "1.1");
    row(1010, "1.01");
    row(-1, "-0.001");
    row(-999, "-0.999");
    row(-1500, "-1.5");
    row(-2000, "-2");
    row(123456789012345678, "123456789012345.678");
    row(std::numeric_limits<qint64>::max() - 1, "9223372036854775.806");
    row(std::numeric_limits<qint64>::max(), R"("Infinity")");
    row(std::numeric_limits<qint64>::min(), R"("-Infinity")");
}

void TestCallJson::writesScalarsInThousandths()
{
    QFETCH(qint64, thousandths);
    QFETCH(QByteArray, text);
    QCOMPARE(resourceJson(test::scalar(u"cpus"_s, thousandths)),
             R"({"name":"cpus","type":"SCALAR","scalar":{"value":)" + text + "}}");
}

void TestCallJson::writesSecondsAsNanoseconds_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QByteArray>("nanoseconds");
    QTest::newRow("none") << 0.0 << QByteArray("0");
    QTest::newRow("a nanosecond") << 1e-9 << QByteArray("1");
    QTest::newRow("a tenth") << 0.1 << QByteArray("100000000");
    QTest::newRow("1.1 s") << 1.1 << QByteArray("1100000000");
    QTest::newRow("a year") << 31536000.0 << QByteArray("31536000000000000");
    QTest::newRow("beyond what a double holds") << 9007200.0 << QByteArray("9007200000000000");
    QTest::newRow("negative") << -2.5 << QByteArray("-2500000000");
    QTest::newRow("too long") << 1e300 << QByteArray("9223372036854775807");
    QTest::newRow("for ever") << std::numeric_limits<double>::infinity() << QByteArray("9223372036854775807");
    QTest::newRow("never") << -std::numeric_limits<double>::infinity() << QByteArray("-9223372036854775808");
    QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << QByteArray("0");
}

void TestCallJson::writesSecondsAsNanoseconds()
{
    QFETCH(double, seconds);
    QTEST(durationOf(seconds), "nanoseconds");
}

void TestCallJson::writesTheWholeOfLargeNumbers()
{
    QCOMPARE(
        resourceJson(test::ports({{0, std::numeric_limits<quint64>::max()}})),
        QByteArray(R"({"name":"ports","type":"RANGES","ranges":{"range":[{"begin":0,"end":18446744073709551615}]}})"));
    QCOMPARE(resourceJson(test::ports({})), QByteArray(R"({"name":"ports","type":"RANGES","ranges":{}})"));
}

void TestCallJson::keepsNamesOfANewerMaster()
{
    Resource resource = test::reserved(test::scalar(u"x"_s, 1), u"eng"_s);
    resource.value.type = {ValueType::Unknown, u"VECTOR"_s};
    resource.reservations.last().type = {ReservationType::Unknown, u"LEASED"_s};
    resource.disk.emplace().source.emplace().type = {DiskSourceType::Unknown, u"TAPE"_s};
    QCOMPARE(
        resourceJson(resource),
        QByteArray(R"({"name":"x","type":"VECTOR","reservations":[{"type":"LEASED","role":"eng","principal":"ops"}],)"
                   R"("disk":{"source":{"type":"TAPE"}}})"));
    // What was built here may know the value only.
    Resource built = test::reserved(test::scalar(u"x"_s, 1000), u"eng"_s, ReservationType::Static);
    built.value.type.name.clear();
    built.reservations.last().type.name.clear();
    QCOMPARE(resourceJson(built), QByteArray(R"({"name":"x","type":"SCALAR","scalar":{"value":1},)"
                                             R"("reservations":[{"type":"STATIC","role":"eng"}]})"));
}

void TestCallJson::namesEveryTypeOnce()
{
    const QStringList types = laterCallTypes();
    QCOMPARE(types.size(), qsizetype(std::variant_size_v<Call>) - 1);
    QSet<QString> seen;
    for (const test::SampleCall& sample : test::sampleCalls())
        seen.insert(callType(sample.call));
    seen.remove(u"SUBSCRIBE"_s);
    QCOMPARE(QSet<QString>(types.begin(), types.end()), seen);
    QCOMPARE(types.mid(0, 3), QStringList({u"TEARDOWN"_s, u"ACCEPT"_s, u"DECLINE"_s}));
}

QTEST_APPLESS_MAIN(TestCallJson)

#include "tst_calljson.moc"
