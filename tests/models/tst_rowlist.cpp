// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/rowlist.h"

#include "models/naturalorder.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace mesoscribe;

namespace {

struct Item
{
    explicit Item(int of)
        : number(of)
    {
    }
    int number;
    int slot = 0;
};

} // namespace

class TestRowList : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheOrderOfAnyRemovals_data();
    void keepsTheOrderOfAnyRemovals();
    void itemsKeepTheirAddress();
    void comparesAsPeopleCount_data();
    void comparesAsPeopleCount();
};

void TestRowList::keepsTheOrderOfAnyRemovals_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestRowList::keepsTheOrderOfAnyRemovals()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    RowList<Item> list;
    std::vector<Item*> plain;
    for (int step = 0; step < 1500; ++step) {
        // Phases of growing and of shrinking, down to nothing.
        const bool grows = (step / 250) % 2 == 0;
        if (plain.empty() || random.bounded(10) < (grows ? 7 : 3)) {
            plain.push_back(list.append(std::make_unique<Item>(step)));
        } else {
            const auto at = random.bounded(static_cast<int>(plain.size()));
            const std::unique_ptr<Item> taken = list.take(plain[static_cast<size_t>(at)]);
            QCOMPARE(taken.get(), plain[static_cast<size_t>(at)]);
            plain.erase(plain.begin() + at);
        }
        QCOMPARE(list.size(), static_cast<int>(plain.size()));
        for (int row = 0; row < list.size(); ++row) {
            QCOMPARE(list.at(row), plain[static_cast<size_t>(row)]);
            QCOMPARE(list.rowOf(plain[static_cast<size_t>(row)]), row);
        }
    }
    std::vector<int> numbers;
    list.forEach([&](const Item* item) { numbers.push_back(item->number); });
    QVERIFY(std::ranges::is_sorted(numbers));
    QCOMPARE(numbers.size(), plain.size());
}

void TestRowList::itemsKeepTheirAddress()
{
    RowList<Item> list;
    Item* kept = list.append(std::make_unique<Item>(0));
    std::vector<Item*> others;
    for (int i = 1; i <= 1000; ++i)
        others.push_back(list.append(std::make_unique<Item>(i)));
    for (const Item* other : others)
        list.take(other);
    QCOMPARE(list.at(0), kept);
    QCOMPARE(list.rowOf(kept), 0);
    QCOMPARE(list.size(), 1);
}

void TestRowList::comparesAsPeopleCount_data()
{
    QTest::addColumn<QString>("less");
    QTest::addColumn<QString>("more");
    QTest::newRow("numbers") << "web2"
                             << "web10";
    QTest::newRow("numbers in the middle") << "a-O9-x"
                                           << "a-O12-x";
    QTest::newRow("case does not count") << "Alpha"
                                         << "beta";
    QTest::newRow("a beginning comes first") << "web"
                                             << "web1";
    QTest::newRow("longer than any integer") << "9999999999999999999998"
                                             << "9999999999999999999999";
    QTest::newRow("leading zeros") << "a007"
                                   << "a8";
    QTest::newRow("nothing comes first") << ""
                                         << "a";
    QTest::newRow("equal but for case") << "A"
                                        << "a";
    QTest::newRow("equal but for zeros") << "a01"
                                         << "a1";
}

void TestRowList::comparesAsPeopleCount()
{
    QFETCH(const QString, less);
    QFETCH(const QString, more);
    QVERIFY(compareNaturally(less, more) < 0);
    QVERIFY(compareNaturally(more, less) > 0);
    QCOMPARE(compareNaturally(less, less), 0);
    QCOMPARE(compareNaturally(more, more), 0);
}

QTEST_GUILESS_MAIN(TestRowList)
#include "tst_rowlist.moc"
