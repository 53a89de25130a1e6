// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/frameworkinfo.h"
#include "mesos/offer.h"
#include "mesos/reason.h"
#include "mesos/stringpool.h"
#include "mesos/taskstatus.h"

#include <QSet>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

/// The small tables and values.
class TestVocabulary : public QObject
{
    Q_OBJECT

private slots:
    void listsEveryCapability();
    void listsEveryReason();
    void tellsTerminalStates();
    void writesUrls();
    void sharesRepeatedStrings();
};

void TestVocabulary::listsEveryCapability()
{
    QStringList names;
    QStringList recommended;
    QStringList deprecated;
    for (const CapabilityName& capability : frameworkCapabilities()) {
        const QString name = QString::fromLatin1(capability.name);
        names.append(name);
        if (capability.recommended)
            recommended.append(name);
        if (capability.deprecated)
            deprecated.append(name);
    }
    QCOMPARE(names,
             QStringList({u"REVOCABLE_RESOURCES"_s, u"TASK_KILLING_STATE"_s, u"GPU_RESOURCES"_s, u"SHARED_RESOURCES"_s,
                          u"PARTITION_AWARE"_s, u"MULTI_ROLE"_s, u"RESERVATION_REFINEMENT"_s, u"REGION_AWARE"_s}));
    QCOMPARE(recommended, QStringList({u"TASK_KILLING_STATE"_s, u"PARTITION_AWARE"_s, u"MULTI_ROLE"_s}));
    QCOMPARE(deprecated, QStringList({u"GPU_RESOURCES"_s, u"RESERVATION_REFINEMENT"_s}));
}

void TestVocabulary::listsEveryReason()
{
    QSet<QString> names;
    QSet<int> numbers;
    for (const ReasonName& reason : reasons()) {
        const QString name = QString::fromLatin1(reason.name);
        QVERIFY(name.startsWith(u"REASON_"_s));
        names.insert(name);
        numbers.insert(reason.number);
    }
    // Numbers 0 to 34 are all given.
    QCOMPARE(reasons().size(), std::size_t(35));
    QCOMPARE(names.size(), 35);
    QCOMPARE(numbers.size(), 35);
    QVERIFY(numbers.contains(0) && numbers.contains(34));
    QVERIFY(names.contains(u"REASON_AGENT_DISCONNECTED"_s));
}

void TestVocabulary::tellsTerminalStates()
{
    for (const TaskState state : {TaskState::Finished, TaskState::Failed, TaskState::Killed, TaskState::Error,
                                  TaskState::Lost, TaskState::Dropped, TaskState::Gone, TaskState::GoneByOperator})
        QVERIFY(isTerminal(state));
    for (const TaskState state : {TaskState::Unknown, TaskState::Staging, TaskState::Starting, TaskState::Running,
                                  TaskState::Killing, TaskState::Unreachable, TaskState::TaskUnknown})
        QVERIFY(!isTerminal(state));
}

void TestVocabulary::writesUrls()
{
    Url url{.scheme = u"http"_s,
            .address = {.hostname = u"h"_s, .ip = u"10.0.0.7"_s, .port = 5051},
            .path = u"/slave(1)"_s,
            .query = {},
            .fragment = {}};
    QCOMPARE(url.toString(), u"http://10.0.0.7:5051/slave(1)"_s);
    url.address.ip.clear();
    QCOMPARE(url.toString(), u"http://h:5051/slave(1)"_s);
    url.address.ip = u"fe80::1"_s;
    url.path = u"x"_s;
    url.query = {{u"a b"_s, u"&"_s}, {u"c"_s, u""_s}};
    url.fragment = u"f"_s;
    QCOMPARE(url.toString(), u"http://[fe80::1]:5051/x?a%20b=%26&c=#f"_s);
}

void TestVocabulary::sharesRepeatedStrings()
{
    StringPool pool(1);
    const QString first = pool.intern("web");
    QCOMPARE(first, u"web"_s);
    QVERIFY(pool.intern("web").constData() == first.constData());
    QCOMPARE(pool.intern("ops"), u"ops"_s);
    QCOMPARE(pool.intern("web"), u"web"_s);
    QCOMPARE(first, u"web"_s);
    QCOMPARE(pool.intern(""), QString());
    QCOMPARE(pool.intern("gr\xc3\xbcn"), u"gr\u00fcn"_s);

    // Every length around the words that are compared, and beyond what is kept.
    StringPool large(64);
    for (std::size_t size = 0; size <= StringPool::MaxLength + 2; ++size) {
        std::string text(size, 'x');
        QCOMPARE(large.intern(text), QString::fromStdString(text));
        for (std::size_t i = 0; i < size; ++i) {
            std::string other = text;
            other[i] = 'y';
            QCOMPARE(large.intern(other), QString::fromStdString(other));
        }
        QCOMPARE(large.intern(text), QString::fromStdString(text));
    }
}

QTEST_APPLESS_MAIN(TestVocabulary)
#include "tst_vocabulary.moc"
