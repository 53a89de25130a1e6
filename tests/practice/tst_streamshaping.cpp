// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/faults.h"
#include "practice/streamshaping.h"

#include "recordio/recorddecoder.h"

#include <QTest>

using namespace mesoscribe;
using namespace mesoscribe::practice;

namespace {

using Kind = StreamItem::Kind;

std::vector<StreamItem> items()
{
    return {{Kind::Record, "{\"type\":\"HEARTBEAT\"}"}, {Kind::Record, QByteArray(20'000, 'x')}, {Kind::End, {}}};
}

QByteArray bytesOf(const std::vector<StreamWrite>& writes)
{
    QByteArray bytes;
    for (const StreamWrite& write : writes)
        bytes += write.bytes;
    return bytes;
}

} // namespace

class TestStreamShaping : public QObject
{
    Q_OBJECT

private slots:
    void writesOneRecordToOneChunk();
    void splitsRecords();
    void gluesRecords();
    void spoilsALength();
    void breaksOffInsideARecord();
    void namesEveryFaultOnce();
};

void TestStreamShaping::writesOneRecordToOneChunk()
{
    const std::vector<StreamWrite> writes = shapeStream(items(), StreamShape::RecordPerChunk);
    QCOMPARE(writes.size(), size_t(3));
    QCOMPARE(writes[0].bytes, QByteArray("20\n{\"type\":\"HEARTBEAT\"}"));
    QCOMPARE(writes[1].bytes, "20000\n" + QByteArray(20'000, 'x'));
    QCOMPARE(writes[2].kind, StreamWrite::Kind::End);
}

void TestStreamShaping::splitsRecords()
{
    const std::vector<StreamWrite> writes = shapeStream(items(), StreamShape::Split);
    for (int i = 0; i < 23; ++i)
        QCOMPARE(writes[size_t(i)].bytes.size(), 1);
    QVERIFY(writes.size() < 23 + 4096 + 10);
    QCOMPARE(writes.back().kind, StreamWrite::Kind::End);
    QCOMPARE(bytesOf(writes), bytesOf(shapeStream(items(), StreamShape::RecordPerChunk)));
}

void TestStreamShaping::gluesRecords()
{
    const std::vector<StreamWrite> writes = shapeStream(items(), StreamShape::Glued);
    QCOMPARE(writes.size(), size_t(2));
    QCOMPARE(writes[0].bytes, bytesOf(shapeStream(items(), StreamShape::RecordPerChunk)));
    QCOMPARE(writes[1].kind, StreamWrite::Kind::End);
}

void TestStreamShaping::spoilsALength()
{
    const std::vector<StreamWrite> writes =
        shapeStream({{Kind::BadLengthRecord, "{\"type\":\"HEARTBEAT\"}"}}, StreamShape::RecordPerChunk);
    RecordDecoder decoder;
    QList<QByteArray> records;
    QVERIFY(!decoder.feed(bytesOf(writes), records));
    QVERIFY(records.isEmpty());
}

void TestStreamShaping::breaksOffInsideARecord()
{
    const std::vector<StreamWrite> writes =
        shapeStream({{Kind::HalfRecord, "{\"type\":\"HEARTBEAT\"}"}, {Kind::Break, {}}}, StreamShape::RecordPerChunk);
    QCOMPARE(writes.back().kind, StreamWrite::Kind::Break);
    RecordDecoder decoder;
    QList<QByteArray> records;
    QVERIFY(decoder.feed(bytesOf(writes), records));
    QVERIFY(records.isEmpty());
    QVERIFY(!decoder.finish());
    QCOMPARE(decoder.failure()->kind, RecordDecoder::Failure::Kind::EndedInRecord);
}

void TestStreamShaping::namesEveryFaultOnce()
{
    QCOMPARE(allFaults().size(), size_t(15));
    for (const FaultName& name : allFaults())
        QCOMPARE(faultOfWireName(wireName(name.fault)), name.fault);
    QVERIFY(!faultOfWireName(u"burn"));
}

QTEST_APPLESS_MAIN(TestStreamShaping)
#include "tst_streamshaping.moc"
