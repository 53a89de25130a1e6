// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/offerfilter.h"

#include "offersamples.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

/// web1: role eng, 4 cpus (1.5 of them reserved), 8 GiB, 60 GiB, ports 31000–31499, rack=a; no gpus.
Offer sample()
{
    Resource reserved = samples::scalar(u"cpus"_s, 1.5);
    reserved.reservations = {{{ReservationType::Dynamic, u"DYNAMIC"_s}, u"eng/web"_s, u"ops"_s, {}}};
    Offer offer =
        *samples::offer(u"O12"_s, u"S1"_s, u"web1"_s, u"eng"_s,
                        {samples::scalar(u"cpus"_s, 2.5), reserved, samples::scalar(u"mem"_s, 8192),
                         samples::scalar(u"disk"_s, 61440), samples::ports({{31000, 31499}, {31600, 31600}})});
    Attribute level;
    level.name = u"level"_s;
    level.value.type = {ValueType::Scalar, u"SCALAR"_s};
    level.value.scalar = Scalar::fromDouble(3);
    Attribute racks;
    racks.name = u"slots"_s;
    racks.value.type = {ValueType::Ranges, u"RANGES"_s};
    racks.value.ranges = {{10, 20}};
    Attribute zones;
    zones.name = u"zones"_s;
    zones.value.type = {ValueType::Set, u"SET"_s};
    zones.value.items = {u"north"_s, u"south"_s};
    offer.attributes = {samples::textAttribute(u"rack"_s, u"a"_s), samples::textAttribute(u"os"_s, u"Debian 12"_s),
                        level, racks, zones};
    return offer;
}

} // namespace

class TestOfferFilter : public QObject
{
    Q_OBJECT

private slots:
    void matches_data();
    void matches();
    void namesWhatItDoesNotUnderstand_data();
    void namesWhatItDoesNotUnderstand();
    void anEmptyFilterMatchesEverything();
    void starIsARoleOfItsOwn();
    void gpusAndRevocableResources();
};

void TestOfferFilter::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* text, bool expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << expected;
    };

    row("role:eng", true);
    row("role:ENG", true);
    row("role:en", false);
    row("role:e*", true);
    row("role:?ng", true);
    row("role:*", false);
    row("host:web1", true);
    row("host:web1.example.com", true);
    row("host:web1.example", true);
    row("host:web", false);
    row("host:web*", true);
    row("host:web?", true);
    row("host:*.com", true);
    row("host:gpu*", false);
    row("attr:rack", true);
    row("attr:rack=a", true);
    row("attr:rack=b", false);
    row("attr:rack=*", true);
    row("attr:level=3", true);
    row("attr:level=3.0", true);
    row("attr:level=4", false);
    row("attr:slots=15", true);
    row("attr:slots=21", false);
    row("attr:zones=south", true);
    row("attr:zones=east", false);
    row("attr:\"os=Debian 12\"", true);
    row("attr:os=\"debian 12\"", true);
    row("attr:nothing", false);
    row("id:O12", true);
    row("id:o12", true);
    row("id:12", false);
    row("id:O1", false);
    row("id:O1*", true);
    row("id:S1", true);
    row("id:089a7212-4aba-4aac-8425-7337161ece30-O12", true);
    row("port:31000", true);
    row("port:31600", true);
    row("port:31500", false);

    row("cpus>=4", true);
    row("cpus>=4.001", false);
    row("cpus=4", true);
    row("cpus==4.0", true);
    row("cpus!=4", false);
    row("cpus<4", false);
    row("cpus<=4", true);
    row("cpus>3.9", true);
    row("CPUS>3.9", true);
    row("mem>4G", true);
    row("mem=8192", true);
    row("mem=8G", true);
    row("mem=8g", true);
    row("mem=8GiB", true);
    row("mem=8388608K", true);
    row("mem<8GB", false);
    row("disk<1T", true);
    row("disk>=60G", true);
    row("disk>60G", false);
    row("gpus=0", true);
    row("gpus=1", false);

    row("reserved", true);
    row("revocable", false);
    row("gpu", false);

    row("web1", true);
    row("WEB1.exa", true);
    row("w*1", true);
    row("rack=a", true);
    row("rack=b", false);
    row("debian", true);
    row("nowhere", false);
    row("\"Debian 12\"", true);
    row("\"Debian 13\"", false);
    row("\"role:eng\"", false);
    row("foo:bar", false);

    row("-web1", false);
    row("-gpu", true);
    row("-role:eng", false);
    row("-cpus>=5", true);
    row("-\"Debian 12\"", false);

    row("role:eng cpus>=2", true);
    row("role:eng cpus>=5", false);
    row("  web1   rack=a  ", true);
    row("web1 -reserved", false);
}

void TestOfferFilter::matches()
{
    QFETCH(const QString, text);
    QFETCH(const bool, expected);
    const OfferFilter filter = OfferFilter::parse(text);
    QVERIFY(!filter.isEmpty());
    QCOMPARE(filter.notUnderstood(), QStringList());
    QCOMPARE(filter.matches(sample()), expected);
}

void TestOfferFilter::namesWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* text, const QStringList& expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << expected;
    };
    row("cpus>=x", {u"cpus>=x"_s});
    row("cpus>=", {u"cpus>="_s});
    row("cpus>=nan", {u"cpus>=nan"_s});
    row("cpus>=inf", {u"cpus>=inf"_s});
    row("cpus>=1e3", {u"cpus>=1e3"_s});
    row("cpus>=-1", {u"cpus>=-1"_s});
    row("cpus>2G", {u"cpus>2G"_s});
    row("mem>4Q", {u"mem>4Q"_s});
    row("mem>G", {u"mem>G"_s});
    row("mem=1.2.3", {u"mem=1.2.3"_s});
    row("port:http", {u"port:http"_s});
    row("role:", {u"role:"_s});
    row("attr:=a", {u"attr:=a"_s});
    row("-cpus>=x", {u"-cpus>=x"_s});
    row("mem>\"4 G", {u"mem>\"4 G"_s});
    row("cpus>=x web1 gpus<y", {u"cpus>=x"_s, u"gpus<y"_s});
}

void TestOfferFilter::namesWhatItDoesNotUnderstand()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, expected);
    const OfferFilter filter = OfferFilter::parse(text);
    QCOMPARE(filter.notUnderstood(), expected);
    QVERIFY(filter.matches(sample()));
}

void TestOfferFilter::anEmptyFilterMatchesEverything()
{
    for (const QString& text : {u""_s, u"   "_s, u"\"\""_s, u"\""_s}) {
        const OfferFilter filter = OfferFilter::parse(text);
        QVERIFY(filter.isEmpty());
        QVERIFY(filter.matches(sample()));
        QVERIFY(filter.matches(Offer()));
    }
    QVERIFY(!OfferFilter::parse(u"web1").matches(Offer()));
}

void TestOfferFilter::starIsARoleOfItsOwn()
{
    const OfferPtr star = samples::offer(u"O1"_s, u"S1"_s, u"web1"_s, u"*"_s);
    QVERIFY(OfferFilter::parse(u"role:*").matches(*star));
    QVERIFY(!OfferFilter::parse(u"-role:*").matches(*star));
    QVERIFY(OfferFilter::parse(u"-role:*").matches(sample()));
}

void TestOfferFilter::gpusAndRevocableResources()
{
    Resource revocable = samples::scalar(u"cpus"_s, 1);
    revocable.revocable = true;
    const OfferPtr offer =
        samples::offer(u"O1"_s, u"S1"_s, u"gpu1"_s, u"*"_s, {samples::scalar(u"gpus"_s, 2), revocable});
    QVERIFY(OfferFilter::parse(u"gpu").matches(*offer));
    QVERIFY(OfferFilter::parse(u"gpus=2 revocable").matches(*offer));
    QVERIFY(!OfferFilter::parse(u"reserved").matches(*offer));
}

QTEST_GUILESS_MAIN(TestOfferFilter)
#include "tst_offerfilter.moc"
