// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "recordio/recorddecoder.h"

#include "support/chunked.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;
using Kind = RecordDecoder::Failure::Kind;

namespace {

const QList<QByteArray>& threeRecords()
{
    static const QList<QByteArray> records = {
        R"({"type":"HEARTBEAT"})",
        R"({"type":"MESSAGE","name":"Grüße aus München – 東京 🚀"})",
        "{}",
    };
    return records;
}

QByteArray encoded(const QList<QByteArray>& records)
{
    QByteArray stream;
    for (const QByteArray& record : records)
        stream += encodeRecord(record);
    return stream;
}

/// Feeds the pieces between the cuts to a fresh decoder and tells that the stream ended.
QList<QByteArray> decode(const QByteArray& stream, const QList<qsizetype>& cuts = {})
{
    RecordDecoder decoder;
    QList<QByteArray> records;
    qsizetype begin = 0;
    for (const qsizetype end : cuts + QList{stream.size()}) {
        if (const auto fed = decoder.feed(QByteArrayView(stream).sliced(begin, end - begin), records); !fed) {
            qWarning() << "cut at" << cuts << fed.error().detail;
            return {};
        }
        begin = end;
    }
    if (const auto finished = decoder.finish(); !finished || decoder.bytesSeen() != stream.size()) {
        qWarning() << "cut at" << cuts << "the decoder does not stand between two records";
        return {};
    }
    return records;
}

QList<qsizetype> everyByte(const QByteArray& stream)
{
    QList<qsizetype> cuts;
    for (qsizetype cut = 1; cut < stream.size(); ++cut)
        cuts.append(cut);
    return cuts;
}

} // namespace

class TestRecordDecoder : public QObject
{
    Q_OBJECT

private slots:
    void encodesBytesNotCharacters();
    void returnsGluedRecordsInOrder();
    void joinsRecordsCutAtAnyPosition();
    void joinsRecordsCutTwice();
    void joinsRecordsFedByteByByte();
    void keepsHalfRecordUntilRestArrives();
    void passesOverWhatIsNoRecord_data();
    void passesOverWhatIsNoRecord();
    void leavesPaddingBehindEveryRecord();
    void refusesMalformedLength_data();
    void refusesMalformedLength();
    void failsForGood();
    void keepsRecordsBeforeTheFailure();
    void keepsToItsCap_data();
    void keepsToItsCap();
    void reservesOnlyForWhatHasCome();
    void tellsHowMuchIsMissingAtTheEnd_data();
    void tellsHowMuchIsMissingAtTheEnd();
    void readsRealStreams_data();
    void readsRealStreams();
    void findsHtmlAfterARealStream();
};

void TestRecordDecoder::encodesBytesNotCharacters()
{
    QCOMPARE(encodeRecord(R"({"type":"HEARTBEAT"})"), QByteArray("20\n{\"type\":\"HEARTBEAT\"}"));
    QCOMPARE(encodeRecord("ü€🚀"), QByteArray("9\nü€🚀"));
    QCOMPARE(encodeRecord(""), QByteArray("0\n"));
}

void TestRecordDecoder::returnsGluedRecordsInOrder()
{
    QCOMPARE(decode(encoded(threeRecords())), threeRecords());
}

void TestRecordDecoder::joinsRecordsCutAtAnyPosition()
{
    const QByteArray stream = encoded(threeRecords());
    for (qsizetype cut = 0; cut <= stream.size(); ++cut)
        QCOMPARE(decode(stream, {cut}), threeRecords());
}

void TestRecordDecoder::joinsRecordsCutTwice()
{
    const QList<QByteArray> records = {"a", "zwölf Bytes", "🚀"};
    const QByteArray stream = encoded(records);
    for (qsizetype first = 0; first <= stream.size(); ++first) {
        for (qsizetype second = first; second <= stream.size(); ++second)
            QCOMPARE(decode(stream, {first, second}), records);
    }
}

void TestRecordDecoder::joinsRecordsFedByteByByte()
{
    const QByteArray stream = encoded(threeRecords());
    QCOMPARE(decode(stream, everyByte(stream)), threeRecords());
}

void TestRecordDecoder::keepsHalfRecordUntilRestArrives()
{
    RecordDecoder decoder;
    QList<QByteArray> records;
    QVERIFY(decoder.feed("1", records));
    QVERIFY(decoder.feed("2\nzw", records));
    QVERIFY(records.isEmpty());
    QCOMPARE(decoder.bytesSeen(), qint64(5));
    QVERIFY(decoder.feed("ölf Bytes", records));
    QCOMPARE(records, QList<QByteArray>({"zwölf Bytes"}));
    QCOMPARE(decoder.reservedBytes(), qint64(0));
    QVERIFY(decoder.feed("", records));
    QVERIFY(decoder.finish());
    QVERIFY(!decoder.hasFailed());
}

void TestRecordDecoder::passesOverWhatIsNoRecord_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::newRow("blank line before a length") << "\n2\n{}3\nabc"_ba;
    QTest::newRow("blank line between records") << "2\n{}\n3\nabc"_ba;
    QTest::newRow("several blank lines") << "\n\n\n2\n{}\n\n\n\n3\nabc\n\n"_ba;
    QTest::newRow("zero length") << "0\n2\n{}0\n0\n3\nabc0\n"_ba;
    QTest::newRow("zero with many zeros") << "00000000000000000000\n2\n{}3\nabc"_ba;
    QTest::newRow("leading zeros") << "00000000000000000002\n{}03\nabc"_ba;
}

void TestRecordDecoder::passesOverWhatIsNoRecord()
{
    QFETCH(const QByteArray, stream);
    const QList<QByteArray> expected = {"{}", "abc"};
    QCOMPARE(decode(stream), expected);
    QCOMPARE(decode(stream, everyByte(stream)), expected);
}

void TestRecordDecoder::leavesPaddingBehindEveryRecord()
{
    QList<QByteArray> sent;
    for (const qsizetype size : {1, 15, 16, 63, 64, 1000, 65536, 65537, 300000})
        sent.append(QByteArray(size, 'x'));
    const QByteArray stream = encoded(sent);

    for (const qsizetype step : {stream.size(), qsizetype(70001), qsizetype(4096), qsizetype(7)}) {
        RecordDecoder decoder;
        QList<QByteArray> records;
        for (qsizetype begin = 0; begin < stream.size(); begin += step)
            QVERIFY(decoder.feed(stream.mid(begin, step), records));
        QCOMPARE(records, sent);
        for (const QByteArray& record : records) {
            QVERIFY(record.capacity() >= record.size() + RecordDecoder::Padding);
            QCOMPARE(QByteArrayView(record.constData() + record.size(), RecordDecoder::Padding),
                     QByteArrayView(QByteArray(RecordDecoder::Padding, '\0')));
        }
    }
}

void TestRecordDecoder::refusesMalformedLength_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QByteArray>("excerpt");
    QTest::addColumn<QString>("text");

    const auto row = [](const char* name, const QByteArray& stream, qint64 offset, const QString& found) {
        QTest::newRow(name) << stream << Kind::NotALength << offset << stream.mid(offset, RecordDecoder::MaxExcerpt)
                            << u"Expected a record's length at byte %1, found %2."_s.arg(offset).arg(found);
    };
    row("letter", "x", 0, u"78 “x”"_s);
    row("carriage return", "5\r\nhello", 0, u"35 0d 0a 68 65 6c 6c 6f “5..hello”"_s);
    row("blank line with carriage return", "\r\n5\nhello", 0, u"0d 0a 35 0a 68 65 6c 6c 6f “..5.hello”"_s);
    row("plus", "+5\n", 0, u"2b 35 0a “+5.”"_s);
    row("minus", "-1\n", 0, u"2d 31 0a “-1.”"_s);
    row("hexadecimal", "0x1A\n", 0, u"30 78 31 41 0a “0x1A.”"_s);
    row("leading blank", " 5\n", 0, u"20 35 0a “ 5.”"_s);
    row("trailing blank", "5 \n", 0, u"35 20 0a “5 .”"_s);
    row("fraction", "1.5\n", 0, u"31 2e 35 0a “1.5.”"_s);
    row("exponent", "1e3\n", 0, u"31 65 33 0a “1e3.”"_s);
    row("NUL", QByteArray("5\0\n", 3), 0, u"35 00 0a “5..”"_s);
    row("Arabic digit", "٥\n", 0, u"d9 a5 0a “...”"_s);
    row("byte order mark",
        "\xef\xbb\xbf"
        "5\n",
        0, u"ef bb bf 35 0a “...5.”"_s);
    row("after a record", "2\n{}<html>", 4, u"3c 68 74 6d 6c 3e “<html>”"_s);
    row("after blank lines", "2\n{}\n\n<html>", 6, u"3c 68 74 6d 6c 3e “<html>”"_s);
    row("after an empty record", "0\n<html>", 2, u"3c 68 74 6d 6c 3e “<html>”"_s);
    row("record longer than announced", "2\n{}}20\n", 4, u"7d 32 30 0a “}20.”"_s);
    row("twentieth digit wrong", "1234567890123456789x\n", 0,
        u"31 32 33 34 35 36 37 38 39 30 31 32 33 34 35 36 37 38 39 78 0a “1234567890123456789x.”"_s);

    QTest::newRow("21 digits") << "2\n{}000000000000000000001\na"_ba << Kind::TooManyDigits << qint64(4)
                               << "000000000000000000001\na"_ba
                               << u"The record's length at byte 4 has more than 20 digits: "
                                  "30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 31 0a 61 "
                                  "“000000000000000000001.a”."_s;
    QTest::newRow("digits without end") << QByteArray(100, '1') << Kind::TooManyDigits << qint64(0)
                                        << QByteArray(64, '1')
                                        << u"The record's length at byte 0 has more than 20 digits: %1 “%2”."_s.arg(
                                               QString::fromLatin1(QByteArray(64, '1').toHex(' ')), QString(64, u'1'));
}

void TestRecordDecoder::refusesMalformedLength()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const Kind, kind);
    QFETCH(const qint64, offset);
    QFETCH(const QByteArray, excerpt);
    QFETCH(const QString, text);

    RecordDecoder whole;
    QList<QByteArray> records;
    const auto fed = whole.feed(stream, records);
    QVERIFY(!fed);
    QCOMPARE(fed.error(), Error(Error::Kind::Protocol, text));
    QVERIFY(whole.failure());
    QCOMPARE(whole.failure()->kind, kind);
    QCOMPARE(whole.failure()->offset, offset);
    QCOMPARE(whole.failure()->excerpt, excerpt);

    // Cut anywhere it fails at the same place; the excerpt is as long as what had come by then.
    RecordDecoder cut;
    for (const char byte : stream) {
        if (!cut.feed(QByteArrayView(&byte, 1), records))
            break;
    }
    QVERIFY(cut.failure());
    QCOMPARE(cut.failure()->kind, kind);
    QCOMPARE(cut.failure()->offset, offset);
    QVERIFY(!cut.failure()->excerpt.isEmpty());
    QVERIFY(excerpt.startsWith(cut.failure()->excerpt));
}

void TestRecordDecoder::failsForGood()
{
    RecordDecoder decoder;
    QList<QByteArray> records;
    const auto first = decoder.feed("oops", records);
    QVERIFY(!first);
    QVERIFY(decoder.hasFailed());
    const auto later = decoder.feed("2\n{}", records);
    QVERIFY(!later);
    QCOMPARE(later.error(), first.error());
    const auto empty = decoder.feed("", records);
    QVERIFY(!empty);
    QCOMPARE(empty.error(), first.error());
    const auto finished = decoder.finish();
    QVERIFY(!finished);
    QCOMPARE(finished.error(), first.error());
    QVERIFY(records.isEmpty());
    QCOMPARE(decoder.bytesSeen(), qint64(4));
}

void TestRecordDecoder::keepsRecordsBeforeTheFailure()
{
    RecordDecoder decoder;
    QList<QByteArray> records = {"kept"};
    QVERIFY(!decoder.feed("2\n{}3\nabcdef", records));
    QCOMPARE(records, QList<QByteArray>({"kept", "{}", "abc"}));
    QCOMPARE(decoder.failure()->offset, qint64(9));
}

void TestRecordDecoder::keepsToItsCap_data()
{
    QTest::addColumn<qint64>("cap");
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<quint64>("announced");

    const quint64 most = std::numeric_limits<quint64>::max();
    QTest::newRow("at the cap") << qint64(10) << "10"_ba << true << quint64(10);
    QTest::newRow("above the cap") << qint64(10) << "11"_ba << false << quint64(11);
    QTest::newRow("at the hard limit") << RecordDecoder::HardLimit << "1073741824"_ba << true << quint64(1073741824);
    QTest::newRow("above the hard limit")
        << RecordDecoder::HardLimit << "1073741825"_ba << false << quint64(1073741825);
    QTest::newRow("cap beyond the hard limit")
        << std::numeric_limits<qint64>::max() << "1073741825"_ba << false << quint64(1073741825);
    QTest::newRow("cap of nothing") << qint64(0) << "1"_ba << true << quint64(1);
    QTest::newRow("negative cap") << qint64(-5) << "2"_ba << false << quint64(2);
    QTest::newRow("2^63") << RecordDecoder::HardLimit << "9223372036854775808"_ba << false
                          << quint64(9223372036854775808u);
    QTest::newRow("2^64 - 1") << RecordDecoder::HardLimit << "18446744073709551615"_ba << false << most;
    QTest::newRow("2^64") << RecordDecoder::HardLimit << "18446744073709551616"_ba << false << most;
    QTest::newRow("2^64 + 1, which would wrap to 1")
        << RecordDecoder::HardLimit << "18446744073709551617"_ba << false << most;
    QTest::newRow("largest number of 20 digits")
        << RecordDecoder::HardLimit << "99999999999999999999"_ba << false << most;
}

void TestRecordDecoder::keepsToItsCap()
{
    QFETCH(const qint64, cap);
    QFETCH(const QByteArray, length);
    QFETCH(const bool, accepted);
    QFETCH(const quint64, announced);

    for (qsizetype cut = 0; cut <= length.size(); ++cut) {
        RecordDecoder decoder(cap);
        QList<QByteArray> records;
        QVERIFY(decoder.feed("1\na" + length.first(cut), records));
        QCOMPARE(decoder.feed(length.sliced(cut) + '\n', records).has_value(), accepted);
        if (accepted)
            QVERIFY(!decoder.finish());
        QVERIFY(decoder.failure());
        QCOMPARE(decoder.failure()->kind, accepted ? Kind::EndedInRecord : Kind::TooLarge);
        QCOMPARE(decoder.failure()->announced, announced);
        if (!accepted) {
            QCOMPARE(decoder.failure()->offset, qint64(3));
            QCOMPARE(decoder.failure()->excerpt, length + '\n');
            QVERIFY(decoder.failure()->text().startsWith(
                u"The record at byte 3 announces %1 bytes, more than is accepted: 3"_s.arg(announced)));
        }
    }
}

void TestRecordDecoder::reservesOnlyForWhatHasCome()
{
    RecordDecoder decoder;
    QList<QByteArray> records;
    QVERIFY(decoder.feed("1073741824\n", records));
    QCOMPARE(decoder.reservedBytes(), qint64(0));

    const QByteArray piece(10000, 'x');
    for (qint64 received = piece.size(); received <= 2'000'000; received += piece.size()) {
        QVERIFY(decoder.feed(piece, records));
        QVERIFY(decoder.reservedBytes() >= received);
        QVERIFY(decoder.reservedBytes() <= std::max(2 * received, qint64(64 * 1024)) + 2 * RecordDecoder::Padding);
    }
    QVERIFY(!decoder.finish());
    QCOMPARE(decoder.failure()->received, qint64(2'000'000));
    QCOMPARE(decoder.reservedBytes(), qint64(0));
}

void TestRecordDecoder::tellsHowMuchIsMissingAtTheEnd_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QByteArray>("excerpt");
    QTest::addColumn<QString>("text");

    QTest::newRow("inside a record") << "675\n" + QByteArray(118, 'x') << Kind::EndedInRecord << qint64(4)
                                     << QByteArray(64, 'x') << u"The stream ended inside a record: 118 of 675 bytes."_s;
    QTest::newRow("before its first byte") << "2\n{}675\n"_ba << Kind::EndedInRecord << qint64(8) << ""_ba
                                           << u"The stream ended inside a record: 0 of 675 bytes."_s;
    QTest::newRow("before its last byte") << "3\n{}"_ba << Kind::EndedInRecord << qint64(2) << "{}"_ba
                                          << u"The stream ended inside a record: 2 of 3 bytes."_s;
    QTest::newRow("inside a character") << "3\n\xe2\x82"_ba << Kind::EndedInRecord << qint64(2) << "\xe2\x82"_ba
                                        << u"The stream ended inside a record: 2 of 3 bytes."_s;
    QTest::newRow("inside a length") << "2\n{}\n67"_ba << Kind::EndedInLength << qint64(5) << "67"_ba
                                     << u"The stream ended inside a record's length at byte 5: 36 37 “67”."_s;
}

void TestRecordDecoder::tellsHowMuchIsMissingAtTheEnd()
{
    QFETCH(const QByteArray, stream);
    QFETCH(const Kind, kind);
    QFETCH(const qint64, offset);
    QFETCH(const QByteArray, excerpt);
    QFETCH(const QString, text);

    for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
        RecordDecoder decoder;
        QList<QByteArray> records;
        QVERIFY(decoder.feed(stream.first(cut), records));
        QVERIFY(decoder.feed(stream.sliced(cut), records));
        QVERIFY(!decoder.hasFailed());
        const auto finished = decoder.finish();
        QVERIFY(!finished);
        QCOMPARE(finished.error(), Error(Error::Kind::Protocol, text));
        QCOMPARE(decoder.failure()->kind, kind);
        QCOMPARE(decoder.failure()->offset, offset);
        QCOMPARE(decoder.failure()->excerpt, excerpt);
        QVERIFY(!decoder.feed("1\na", records));
    }
}

void TestRecordDecoder::readsRealStreams_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : test::captureNames()) {
        if (test::readCapture(name).isStream)
            QTest::newRow(qPrintable(name)) << name;
    }
}

void TestRecordDecoder::readsRealStreams()
{
    QFETCH(const QString, name);
    const QByteArray stream = test::readCapture(name).body;
    QVERIFY(!stream.isEmpty());

    const QList<QByteArray> records = decode(stream);
    QVERIFY(!records.isEmpty());
    QCOMPARE(encoded(records), stream);
    for (const QByteArray& record : records)
        QVERIFY2(QJsonDocument::fromJson(record).isObject(), record.left(200).constData());

    QCOMPARE(decode(stream, everyByte(stream)), records);
    for (const qsizetype step : {2, 3, 1460, 4096, 65536}) {
        QList<qsizetype> cuts;
        for (qsizetype cut = step; cut < stream.size(); cut += step)
            cuts.append(cut);
        QCOMPARE(decode(stream, cuts), records);
    }
}

void TestRecordDecoder::findsHtmlAfterARealStream()
{
    const QByteArray stream = test::readCapture(u"s10-subscribe-offers-task"_s).body;
    RecordDecoder decoder;
    QList<QByteArray> records;
    QVERIFY(!decoder.feed(stream + "<html>", records));
    QCOMPARE(encoded(records), stream);
    QCOMPARE(decoder.failure()->offset, qint64(stream.size()));
    QCOMPARE(decoder.failure()->excerpt, "<html>"_ba);
}

QTEST_GUILESS_MAIN(TestRecordDecoder)
#include "tst_recorddecoder.moc"
