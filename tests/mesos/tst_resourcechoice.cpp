// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/resourcechoice.h"

#include "mesos/sampleresources.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;
using test::allocated;
using test::items;
using test::ports;
using test::reserved;
using test::scalar;
using test::source;
using test::volume;

namespace {

Resource withRevocable(Resource resource)
{
    resource.revocable = true;
    return resource;
}

Resource withShared(Resource resource)
{
    resource.shared = true;
    return resource;
}

Resource ofProvider(Resource resource)
{
    resource.providerId = ResourceProviderId(u"rp"_s);
    return resource;
}

ResourceNeed needOf(qint64 cpus, qint64 mem = 0)
{
    ResourceNeed need;
    need.cpus = {cpus};
    need.mem = {mem};
    return need;
}

/// Whether they hold the same, in any order.
bool isSame(const QList<Resource>& left, const QList<Resource>& right)
{
    return std::ranges::is_permutation(summed(left), summed(right));
}

qint64 totalOf(const QList<Resource>& resources, const QString& name)
{
    Scalar total;
    for (const Resource& resource : resources) {
        if (resource.name == name)
            total += resource.value.scalar;
    }
    return total.thousandths;
}

QList<quint64> portsOf(const QList<Resource>& resources)
{
    QList<quint64> numbers;
    for (const Resource& resource : resources) {
        for (const Range& range : resource.value.ranges) {
            for (quint64 port = range.begin; port <= range.end; ++port)
                numbers.append(port);
        }
    }
    std::ranges::sort(numbers);
    return numbers;
}

bool isTakenOnTheQuiet(const Resource& resource)
{
    return !resource.disk && !resource.shared && resource.providerId.isEmpty();
}

/// Random offers of all that there is.
class Offers
{
public:
    explicit Offers(quint32 seed)
        : m_random(seed)
    {
    }

    int upTo(int highest) { return static_cast<int>(m_random.bounded(highest + 1)); }
    bool oneIn(int n) { return upTo(n - 1) == 0; }
    qint64 amount() { return upTo(20) == 0 ? 1 : m_random.bounded(1, 64001); }

    QList<Resource> make()
    {
        QList<Resource> offered;
        const int count = upTo(20);
        quint64 port = 31000;
        for (int i = 0; i < count; ++i) {
            Resource resource = makeOne(port);
            if (oneIn(3))
                resource = reserved(resource, u"eng"_s, oneIn(2) ? ReservationType::Static : ReservationType::Dynamic);
            if (resource.isReserved() && oneIn(2))
                resource = reserved(resource, oneIn(2) ? u"eng/db"_s : u"eng/web"_s);
            if (resource.name == "disk"_L1)
                resource = makeDisk(resource, i);
            if (oneIn(6))
                resource.revocable = true;
            if (oneIn(12))
                resource.shared = true;
            if (oneIn(12))
                resource.providerId = ResourceProviderId(u"rp"_s);
            offered.append(allocated(resource, oneIn(10) ? u"other"_s : u"eng/web"_s));
        }
        return offered;
    }

    ResourceNeed makeNeed()
    {
        ResourceNeed need;
        need.cpus = {oneIn(4) ? 0 : amount()};
        need.mem = {oneIn(4) ? 0 : amount()};
        need.disk = {oneIn(2) ? 0 : amount()};
        need.gpus = {oneIn(2) ? 0 : upTo(10) * 1000};
        need.anyPorts = oneIn(2) ? 0 : upTo(30);
        for (int i = upTo(4); i > 0; --i)
            need.ports.append(31000 + static_cast<quint64>(upTo(200)));
        need.reservedFirst = oneIn(2);
        need.allowRevocable = oneIn(2);
        return need;
    }

private:
    Resource makeOne(quint64& port)
    {
        switch (upTo(6)) {
        case 0:
        case 1:
            return scalar(u"cpus"_s, amount());
        case 2:
            return scalar(u"mem"_s, amount());
        case 3:
            return scalar(u"disk"_s, amount());
        case 4:
            return scalar(u"gpus"_s, upTo(4) * 1000);
        case 5:
            return items(u"things"_s, {u"a"_s, u"b"_s});
        default:
            break;
        }
        QList<Range> ranges;
        for (int i = upTo(12); i >= 0; --i) {
            port += static_cast<quint64>(upTo(5));
            const quint64 begin = port;
            port += static_cast<quint64>(upTo(6));
            ranges.append({begin, port++});
        }
        std::ranges::reverse(ranges);
        return ports(ranges);
    }

    Resource makeDisk(const Resource& resource, int number)
    {
        const QString id = u"v%1"_s.arg(number);
        switch (upTo(6)) {
        case 0:
            return volume(resource, id, u"data"_s);
        case 1:
            return source(resource, DiskSourceType::Mount, u'/' + id);
        case 2:
            return source(resource, DiskSourceType::Path, u"/p"_s);
        case 3:
            return source(resource, oneIn(2) ? DiskSourceType::Raw : DiskSourceType::Block, {});
        case 4:
            return volume(source(resource, DiskSourceType::Mount, u'/' + id), id, u"data"_s);
        default:
            return resource;
        }
    }

    QRandomGenerator m_random;
};

} // namespace

class TestResourceChoice : public QObject
{
    Q_OBJECT

private slots:
    void takesAndGivesBackInThousandths();
    void takesNothingForNothing();
    void takesTheMostRefinedFirst();
    void takesUnreservedFirstWhenTold();
    void joinsWhatSeveralOffersHold();
    void saysWhatIsMissing();
    void takesDiskFromPlainDiskOnly();
    void leavesSharedAndProvidedAlone();
    void takesRevocableOnlyWhereAllowedAndNeverMixes();
    void takesWholeGpusOnly();
    void takesOnePortOfEach();
    void takesTheLowestFreePorts();
    void namesPortsNotOffered();
    void bearsAbsurdPorts();
    void takesOfOneAllocationRoleOnly();
    void keepsEveryRule_data();
    void keepsEveryRule();
    void sums();
    void keepsApartWhatMesosKeepsApart();
    void subtracts();
};

void TestResourceChoice::takesAndGivesBackInThousandths()
{
    const QList<Resource> offered{scalar(u"cpus"_s, 300), scalar(u"mem"_s, 1024000), ports({{31000, 32000}})};
    const ResourceChoice choice = chooseResources(needOf(100, 32000), offered);
    QVERIFY(choice.fits());
    QVERIFY(choice.taken == QList<Resource>({scalar(u"cpus"_s, 100), scalar(u"mem"_s, 32000)}));
    QVERIFY(choice.rest ==
            QList<Resource>({scalar(u"cpus"_s, 200), scalar(u"mem"_s, 992000), ports({{31000, 32000}})}));
    QVERIFY(choice.ports.isEmpty());
    QVERIFY(chooseResources(needOf(300), offered).rest ==
            QList<Resource>({scalar(u"mem"_s, 1024000), ports({{31000, 32000}})}));
}

void TestResourceChoice::takesNothingForNothing()
{
    const QList<Resource> offered{scalar(u"cpus"_s, 300), ports({{1, 2}})};
    const ResourceChoice choice = chooseResources({}, offered);
    QVERIFY(choice.fits());
    QVERIFY(choice.taken.isEmpty());
    QVERIFY(choice.rest == offered);
    ResourceNeed less = needOf(-5);
    less.anyPorts = -5;
    QVERIFY(chooseResources(less, offered).rest == offered);
    QVERIFY(!chooseResources(needOf(1), {}).fits());
}

void TestResourceChoice::takesTheMostRefinedFirst()
{
    const Resource plain = scalar(u"cpus"_s, 1000);
    const Resource once = reserved(plain, u"eng"_s, ReservationType::Static);
    const Resource twice = reserved(once, u"eng/db"_s);
    const ResourceChoice choice = chooseResources(needOf(2500), {plain, once, twice});
    QVERIFY(choice.fits());
    Resource half = plain;
    half.value.scalar = {500};
    QVERIFY(choice.taken == QList<Resource>({twice, once, half}));
    QVERIFY(choice.rest == QList<Resource>{half});
}

void TestResourceChoice::takesUnreservedFirstWhenTold()
{
    const Resource plain = scalar(u"cpus"_s, 1000);
    const Resource once = reserved(plain, u"eng"_s);
    const Resource twice = reserved(once, u"eng/db"_s);
    ResourceNeed need = needOf(2000);
    need.reservedFirst = false;
    QVERIFY(chooseResources(need, {twice, once, plain}).taken == QList<Resource>({plain, once}));
}

void TestResourceChoice::joinsWhatSeveralOffersHold()
{
    const ResourceChoice choice =
        chooseResources(needOf(1500), {scalar(u"cpus"_s, 1000), scalar(u"mem"_s, 1000), scalar(u"cpus"_s, 1000)});
    QVERIFY(choice.fits());
    QVERIFY(choice.taken == QList<Resource>{scalar(u"cpus"_s, 1500)});
    QVERIFY(choice.rest == QList<Resource>({scalar(u"cpus"_s, 500), scalar(u"mem"_s, 1000)}));
}

void TestResourceChoice::saysWhatIsMissing()
{
    ResourceNeed need = needOf(1001, 5);
    need.anyPorts = 3;
    const ResourceChoice choice = chooseResources(need, {scalar(u"cpus"_s, 1000), ports({{5, 5}})});
    QVERIFY(!choice.fits());
    const QList<std::pair<QString, Scalar>> expected{{u"cpus"_s, {1}}, {u"mem"_s, {5}}, {u"ports"_s, {2000}}};
    QVERIFY(choice.shortfall == expected);
    QVERIFY(choice.taken == QList<Resource>({scalar(u"cpus"_s, 1000), ports({{5, 5}})}));
    QVERIFY(choice.rest.isEmpty());
    // A text, or a set, is not an amount of cpus.
    QVERIFY(!chooseResources(needOf(1), {items(u"cpus"_s, {u"1"_s})}).fits());
}

void TestResourceChoice::takesDiskFromPlainDiskOnly()
{
    const Resource plain = scalar(u"disk"_s, 1000);
    const QList<Resource> others{volume(reserved(plain, u"eng"_s), u"v"_s, u"d"_s),
                                 source(plain, DiskSourceType::Mount, u"/m"_s),
                                 source(plain, DiskSourceType::Path, u"/p"_s), source(plain, DiskSourceType::Raw, {}),
                                 source(plain, DiskSourceType::Block, {})};
    ResourceNeed need;
    need.disk = {1500};
    const ResourceChoice choice = chooseResources(need, others + QList<Resource>{plain});
    QVERIFY(choice.taken == QList<Resource>{plain});
    QVERIFY(choice.rest == others);
    QVERIFY((choice.shortfall == QList<std::pair<QString, Scalar>>{{u"disk"_s, {500}}}));
}

void TestResourceChoice::leavesSharedAndProvidedAlone()
{
    const Resource cpus = scalar(u"cpus"_s, 1000);
    const QList<Resource> offered{withShared(cpus), ofProvider(cpus)};
    const ResourceChoice choice = chooseResources(needOf(1), offered);
    QVERIFY(choice.taken.isEmpty());
    QVERIFY(choice.rest == offered);
}

void TestResourceChoice::takesRevocableOnlyWhereAllowedAndNeverMixes()
{
    const Resource cpus = scalar(u"cpus"_s, 1000);
    const Resource many = withRevocable(scalar(u"cpus"_s, 4000));
    const Resource mem = scalar(u"mem"_s, 1000);
    const QList<Resource> offered{many, cpus, mem};
    ResourceNeed need = needOf(2000, 1000);
    QVERIFY(!chooseResources(need, offered).fits());
    QVERIFY(chooseResources(need, offered).taken == QList<Resource>({cpus, mem}));

    need.allowRevocable = true;
    Resource some = many;
    some.value.scalar = {2000};
    QVERIFY(chooseResources(need, offered).fits());
    QVERIFY(chooseResources(need, offered).taken == QList<Resource>({some, mem}));
    // The others do: what Mesos may take away is not touched.
    QVERIFY(chooseResources({.cpus = {1000}, .mem = {}, .disk = {}, .gpus = {}, .ports = {}, .allowRevocable = true},
                            offered)
                .taken == QList<Resource>{cpus});
    // Neither does alone, and both together are refused.
    need.cpus = {4500};
    QVERIFY(chooseResources(need, offered).taken == QList<Resource>({many, mem}));
    QVERIFY((chooseResources(need, offered).shortfall == QList<std::pair<QString, Scalar>>{{u"cpus"_s, {500}}}));

    ResourceNeed portNeed;
    portNeed.anyPorts = 2;
    portNeed.allowRevocable = true;
    const QList<Resource> offeredPorts{ports({{1, 1}}), withRevocable(ports({{5, 9}}))};
    QCOMPARE(chooseResources(portNeed, offeredPorts).ports, QList<quint64>({5, 6}));
}

void TestResourceChoice::takesWholeGpusOnly()
{
    const Resource gpus = scalar(u"gpus"_s, 2000);
    ResourceNeed need;
    need.gpus = {3000};
    // Halves do not come from a master, but nothing may be made of them.
    const ResourceChoice choice =
        chooseResources(need, {scalar(u"gpus"_s, 1500), reserved(gpus, u"eng"_s), scalar(u"cpus"_s, 1)});
    QVERIFY(choice.fits());
    QVERIFY(choice.taken == QList<Resource>({reserved(gpus, u"eng"_s), scalar(u"gpus"_s, 1000)}));
    need.gpus = {500};
    QVERIFY((chooseResources(need, {gpus}).shortfall == QList<std::pair<QString, Scalar>>{{u"gpus"_s, {500}}}));
}

void TestResourceChoice::takesOnePortOfEach()
{
    ResourceNeed need;
    need.ports = {31007, 31002, 31002};
    const Resource own = reserved(ports({{31005, 31009}}), u"eng"_s);
    const ResourceChoice choice = chooseResources(need, {ports({{31000, 31003}}), own});
    QVERIFY(choice.fits());
    QCOMPARE(choice.ports, QList<quint64>({31002, 31007}));
    QVERIFY(choice.taken == QList<Resource>({reserved(ports({{31007, 31007}}), u"eng"_s), ports({{31002, 31002}})}));
    QVERIFY(choice.rest == QList<Resource>({ports({{31000, 31001}, {31003, 31003}}),
                                            reserved(ports({{31005, 31006}, {31008, 31009}}), u"eng"_s)}));
}

void TestResourceChoice::takesTheLowestFreePorts()
{
    ResourceNeed need;
    need.anyPorts = 4;
    need.ports = {11};
    const QList<Resource> offered{ports({{20, 30}, {10, 12}, {14, 14}})};
    const ResourceChoice choice = chooseResources(need, offered);
    QCOMPARE(choice.ports, QList<quint64>({10, 11, 12, 14, 20}));
    QVERIFY(choice.taken == QList<Resource>{ports({{10, 12}, {14, 14}, {20, 20}})});
    QVERIFY(choice.rest == QList<Resource>{ports({{21, 30}})});
}

void TestResourceChoice::namesPortsNotOffered()
{
    ResourceNeed need;
    need.ports = {9, 1, 5};
    const ResourceChoice choice = chooseResources(need, {ports({{5, 8}})});
    QVERIFY(!choice.fits());
    QCOMPARE(choice.portsNotOffered, QList<quint64>({1, 9}));
    QCOMPARE(choice.ports, QList<quint64>{5});
    QVERIFY(choice.shortfall.isEmpty());
}

void TestResourceChoice::bearsAbsurdPorts()
{
    constexpr quint64 Highest = std::numeric_limits<quint64>::max();
    ResourceNeed need;
    need.ports = {0, Highest};
    need.anyPorts = 2;
    ResourceChoice choice = chooseResources(need, {ports({{0, Highest}, {7, 3}})});
    QCOMPARE(choice.ports, QList<quint64>({0, 1, 2, Highest}));
    QVERIFY(choice.rest == QList<Resource>{ports({{3, Highest - 1}})});
    // More than there are ports anywhere.
    need.anyPorts = std::numeric_limits<int>::max();
    choice = chooseResources(need, {ports({{0, Highest}})});
    QCOMPARE(choice.ports.size(), 65538);
    QVERIFY(!choice.fits());
    // The same port twice, in two kinds.
    need = {};
    need.anyPorts = 3;
    choice = chooseResources(need, {ports({{1, 2}}), reserved(ports({{2, 3}}), u"eng"_s)});
    QCOMPARE(choice.ports, QList<quint64>({1, 2, 3}));
}

void TestResourceChoice::takesOfOneAllocationRoleOnly()
{
    const Resource mine = allocated(scalar(u"cpus"_s, 1000), u"eng"_s);
    const Resource other = allocated(scalar(u"cpus"_s, 1000), u"ops"_s);
    const ResourceChoice choice = chooseResources(needOf(1500), {mine, other});
    QVERIFY(choice.taken == QList<Resource>{mine});
    QVERIFY(choice.rest == QList<Resource>{other});
    QVERIFY(!choice.fits());
}

void TestResourceChoice::keepsEveryRule_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 0; seed < 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestResourceChoice::keepsEveryRule()
{
    QFETCH(quint32, seed);
    Offers offers(seed);
    for (int round = 0; round < 100; ++round) {
        const QList<Resource> offered = offers.make();
        const ResourceNeed need = offers.makeNeed();
        const ResourceChoice choice = chooseResources(need, offered);

        QVERIFY(isSame(choice.taken + choice.rest, offered));
        QVERIFY(isSame(without(offered, choice.taken), choice.rest));
        QVERIFY(summed(choice.taken) == choice.taken);
        QVERIFY(std::ranges::all_of(choice.taken, isTakenOnTheQuiet));

        const QList<std::pair<QString, Scalar>> scalars{
            {u"cpus"_s, need.cpus}, {u"mem"_s, need.mem}, {u"disk"_s, need.disk}, {u"gpus"_s, need.gpus}};
        for (const auto& [name, wanted] : scalars) {
            const auto isIt = [&name = name](const auto& missing) { return missing.first == name; };
            const auto missing = std::ranges::find_if(choice.shortfall, isIt);
            const qint64 short_ = missing == choice.shortfall.end() ? 0 : missing->second.thousandths;
            QVERIFY(short_ >= 0);
            QCOMPARE(totalOf(choice.taken, name), wanted.thousandths - short_);
        }
        QCOMPARE(portsOf(choice.taken), choice.ports);
        QVERIFY(std::ranges::adjacent_find(choice.ports) == choice.ports.end());
        for (const quint64 port : need.ports)
            QVERIFY(choice.ports.contains(port) != choice.portsNotOffered.contains(port));

        QMap<QString, bool> revocable;
        QSet<QString> roles;
        for (const Resource& resource : choice.taken) {
            QVERIFY(need.allowRevocable || !resource.revocable);
            QVERIFY(revocable.value(resource.name, resource.revocable) == resource.revocable);
            revocable.insert(resource.name, resource.revocable);
            roles.insert(resource.allocationRole);
            QVERIFY(resource.name != "things"_L1);
        }
        QVERIFY(roles.size() <= 1);
    }
}

void TestResourceChoice::sums()
{
    const QList<Resource> sum =
        summed({scalar(u"cpus"_s, 100), ports({{5, 6}, {1, 2}}), items(u"s"_s, {u"b"_s, u"a"_s}),
                scalar(u"cpus"_s, 200), scalar(u"mem"_s, 0), ports({{3, 4}, {10, 9}}), items(u"s"_s, {u"a"_s, u"c"_s}),
                reserved(scalar(u"cpus"_s, 5), u"eng"_s), ports({})});
    QVERIFY(sum == QList<Resource>({scalar(u"cpus"_s, 300), ports({{1, 6}}), items(u"s"_s, {u"b"_s, u"a"_s, u"c"_s}),
                                    reserved(scalar(u"cpus"_s, 5), u"eng"_s)}));
    QVERIFY(summed({}).isEmpty());
}

void TestResourceChoice::keepsApartWhatMesosKeepsApart()
{
    const Resource disk = scalar(u"disk"_s, 1000);
    const auto isJoined = [](const Resource& resource) { return summed({resource, resource}).size() == 1; };
    QVERIFY(isJoined(disk));
    QVERIFY(isJoined(source(disk, DiskSourceType::Path, u"/p"_s)));
    QVERIFY(isJoined(source(disk, DiskSourceType::Raw, {})));
    QVERIFY(!isJoined(volume(disk, u"v"_s, u"d"_s)));
    QVERIFY(!isJoined(withShared(disk)));
    QVERIFY(!isJoined(source(disk, DiskSourceType::Mount, u"/m"_s)));
    QVERIFY(!isJoined(source(disk, DiskSourceType::Block, {})));
    Resource raw = source(disk, DiskSourceType::Raw, {});
    raw.disk->source->id = u"id"_s;
    QVERIFY(!isJoined(raw));
}

void TestResourceChoice::subtracts()
{
    const Resource disk = scalar(u"disk"_s, 1000);
    const Resource shared = withShared(volume(disk, u"v"_s, u"d"_s));
    QVERIFY(without({scalar(u"cpus"_s, 300)}, {scalar(u"cpus"_s, 100), scalar(u"cpus"_s, 100)}) ==
            QList<Resource>{scalar(u"cpus"_s, 100)});
    QVERIFY(without({scalar(u"cpus"_s, 300)}, {scalar(u"cpus"_s, 400), scalar(u"mem"_s, 1)}).isEmpty());
    QVERIFY(without({scalar(u"cpus"_s, 300)}, {scalar(u"cpus"_s, -400)}) == QList<Resource>{scalar(u"cpus"_s, 300)});
    QVERIFY(without({ports({{1, 9}, {20, 29}})}, {ports({{1, 1}, {5, 5}, {8, 22}, {29, 40}})}) ==
            QList<Resource>{ports({{2, 4}, {6, 7}, {23, 28}})});
    QVERIFY(without({items(u"s"_s, {u"a"_s, u"b"_s})}, {items(u"s"_s, {u"b"_s, u"c"_s})}) ==
            QList<Resource>{items(u"s"_s, {u"a"_s})});
    // A reservation of another is another kind.
    QVERIFY(without({scalar(u"cpus"_s, 300)}, {reserved(scalar(u"cpus"_s, 100), u"eng"_s)}) ==
            QList<Resource>{scalar(u"cpus"_s, 300)});
    QVERIFY(without({shared, shared}, {shared}) == QList<Resource>{shared});
    Resource infinite = scalar(u"mem"_s, 0);
    infinite.value.scalar = Scalar::infinity();
    QVERIFY(without({infinite}, {scalar(u"mem"_s, 5)}) == QList<Resource>{infinite});
}

QTEST_APPLESS_MAIN(TestResourceChoice)

#include "tst_resourcechoice.moc"
