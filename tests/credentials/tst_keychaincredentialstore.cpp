// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "credentials/keychaincredentialstore.h"
#include "credentials/storeanswers.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QScopeGuard>
#include <QTest>

#include <csignal>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// with-keyring.sh looks for these words in every file written, so each secret of this test holds them.
const QString Marker = u"mesoscribe-secret-marker"_s;

/// More than any answer may take.
constexpr int LongEnough = 30'000;

} // namespace

/// Runs within with-keyring.sh, which says in MESOSCRIBE_KEYRING what is there: `unlocked`, `locked`, `absent` (a bus
/// without a Secret Service) or `busless`.
class TestKeychainCredentialStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void missesWhatWasNeverWritten();
    void readsBackWhatWasWritten_data();
    void readsBackWhatWasWritten();
    void keepsKeysApart();
    void replacesAndRemoves();
    void handsSecretToAnotherProgram();
    void answersManyRequestsInOrder();
    void refusesSecretWithNul();
    void survivesDestructionWithRequestUnderWay();
    void failsWithoutStoreInBoundedTime();
    void keepsNothingInLockedKeyring();
    void givesUpOnSilentStoreAndRecovers();

private:
    QString m_keyring;
};

#define NEEDS(state)                                                                                                   \
    if (m_keyring != QLatin1String(state))                                                                             \
    QSKIP("the keyring is in another state in this run")

void TestKeychainCredentialStore::initTestCase()
{
    m_keyring = qEnvironmentVariable("MESOSCRIBE_KEYRING");
    const QStringList states{u"unlocked"_s, u"locked"_s, u"silent"_s, u"absent"_s, u"busless"_s};
    QVERIFY2(states.contains(m_keyring), "start this test through with-keyring.sh");
}

void TestKeychainCredentialStore::missesWhatWasNeverWritten()
{
    NEEDS("unlocked");
    KeychainCredentialStore store;
    StoreAnswers answers(store);
    store.read({u"never"_s, u"alice"_s});
    QCOMPARE(answers.lines(), QStringList());
    QTRY_COMPARE_WITH_TIMEOUT(answers.lines(), QStringList(u"missing never/alice"_s), LongEnough);
    QVERIFY(store.isAvailable());
}

void TestKeychainCredentialStore::readsBackWhatWasWritten_data()
{
    QTest::addColumn<QString>("secret");
    QTest::newRow("plain") << Marker;
    QTest::newRow("quotes, blanks and line breaks") << Marker + u" '\"\\$`\t\n end "_s;
    QTest::newRow("other scripts") << Marker + u"-\u043f\u0430\u0440\u043e\u043b\u044c-\U0001f511"_s;
    QTest::newRow("long") << Marker.repeated(200);
    QTest::newRow("empty") << u""_s;
}

void TestKeychainCredentialStore::readsBackWhatWasWritten()
{
    NEEDS("unlocked");
    QFETCH(QString, secret);
    KeychainCredentialStore store;
    StoreAnswers answers(store);
    const CredentialStore::Key key{u"demo"_s, u"alice"_s};
    store.write(key, secret);
    store.read(key);
    store.remove(key);
    QTRY_COMPARE_WITH_TIMEOUT(answers.lines(),
                              QStringList({u"written demo/alice"_s, u"read demo/alice"_s, u"removed demo/alice"_s}),
                              LongEnough);
    QCOMPARE(answers.secrets(), QStringList(secret));
}

void TestKeychainCredentialStore::keepsKeysApart()
{
    NEEDS("unlocked");
    KeychainCredentialStore store;
    StoreAnswers answers(store);
    const QList<CredentialStore::Key> keys{
        {u"a"_s, u"b/c"_s}, {u"a/b"_s, u"c"_s}, {u"a%2Fb"_s, u"c"_s}, {u"a"_s, u""_s}, {u""_s, u"a"_s}};
    for (qsizetype i = 0; i < keys.size(); ++i)
        store.write(keys[i], Marker + QString::number(i));
    for (const CredentialStore::Key& key : keys)
        store.read(key);
    QTRY_COMPARE_WITH_TIMEOUT(answers.secrets().size(), keys.size(), LongEnough);
    for (qsizetype i = 0; i < keys.size(); ++i)
        QCOMPARE(answers.secrets()[i], Marker + QString::number(i));
}

void TestKeychainCredentialStore::replacesAndRemoves()
{
    NEEDS("unlocked");
    KeychainCredentialStore store;
    StoreAnswers answers(store);
    const CredentialStore::Key key{u"demo"_s, u"bob"_s};
    store.write(key, Marker + u"-one"_s);
    store.write(key, Marker + u"-two"_s);
    store.read(key);
    store.remove(key);
    store.read(key);
    store.remove(key);
    QTRY_COMPARE_WITH_TIMEOUT(answers.lines(),
                              QStringList({u"written demo/bob"_s, u"written demo/bob"_s, u"read demo/bob"_s,
                                           u"removed demo/bob"_s, u"missing demo/bob"_s, u"removed demo/bob"_s}),
                              LongEnough);
    QCOMPARE(answers.secrets(), QStringList(Marker + u"-two"_s));
}

void TestKeychainCredentialStore::handsSecretToAnotherProgram()
{
    NEEDS("unlocked");
    KeychainCredentialStore store;
    StoreAnswers answers(store);
    store.write({u"demo"_s, u"carol"_s}, Marker + u"-carol"_s);
    QTRY_COMPARE_WITH_TIMEOUT(answers.lines(), QStringList(u"written demo/carol"_s), LongEnough);

    // Another program's eyes: proof that the secret is in the Secret Service, under our name.
    QProcess tool;
    tool.start(u"secret-tool"_s, {u"lookup"_s, u"server"_s, u"Mesoscribe"_s, u"user"_s, u"demo/carol"_s});
    QVERIFY2(tool.waitForFinished(LongEnough), qPrintable(tool.errorString()));
    QCOMPARE(QString::fromUtf8(tool.readAllStandardOutput()), Marker + u"-carol"_s);
}

void TestKeychainCredentialStore::answersManyRequestsInOrder()
{
    NEEDS("unlocked");
    KeychainCredentialStore store;
    StoreAnswers answers(store);
    QStringList expected;
    for (int i = 0; i < 20; ++i) {
        store.read({QString::number(i), u"x"_s});
        expected.append(u"missing %1/x"_s.arg(i));
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers.lines(), expected, LongEnough);
}

void TestKeychainCredentialStore::refusesSecretWithNul()
{
    NEEDS("unlocked");
    KeychainCredentialStore store;
    StoreAnswers answers(store);
    const CredentialStore::Key key{u"demo"_s, u"dave"_s};
    store.write(key, Marker + QChar::Null + u"tail"_s);
    store.read(key);
    QTRY_COMPARE_WITH_TIMEOUT(answers.lines(), QStringList({u"failed demo/dave"_s, u"missing demo/dave"_s}),
                              LongEnough);
    QVERIFY(!answers.errors().first().detail.contains(Marker));
}

void TestKeychainCredentialStore::survivesDestructionWithRequestUnderWay()
{
    NEEDS("unlocked");
    {
        KeychainCredentialStore store;
        store.read({u"demo"_s, u"erin"_s});
        QCoreApplication::processEvents();
    }
    KeychainCredentialStore store;
    StoreAnswers answers(store);
    store.read({u"demo"_s, u"frank"_s});
    QTRY_COMPARE_WITH_TIMEOUT(answers.lines(), QStringList(u"missing demo/frank"_s), LongEnough);
}

void TestKeychainCredentialStore::failsWithoutStoreInBoundedTime()
{
    if (m_keyring != u"absent"_s && m_keyring != u"busless"_s)
        QSKIP("there is a store in this run");
    KeychainCredentialStore store;
    StoreAnswers answers(store);
    const CredentialStore::Key key{u"demo"_s, u"alice"_s};
    QElapsedTimer timer;
    timer.start();
    store.write(key, Marker);
    store.read(key);
    store.remove(key);
    QTRY_COMPARE_WITH_TIMEOUT(
        answers.lines(),
        QStringList({u"unavailable"_s, u"failed demo/alice"_s, u"failed demo/alice"_s, u"failed demo/alice"_s}),
        LongEnough);
    QVERIFY2(timer.elapsed() < 10'000, "the lack of a store must be told at once, not after the patience for a person");
    QVERIFY(!store.isAvailable());
    for (const Error& error : answers.errors()) {
        QCOMPARE(error.kind, Error::Kind::Keychain);
        QVERIFY(!error.detail.isEmpty());
        QVERIFY(!error.detail.contains(Marker));
    }
}

void TestKeychainCredentialStore::keepsNothingInLockedKeyring()
{
    NEEDS("locked");
    KeychainCredentialStore store;
    StoreAnswers answers(store);
    store.write({u"demo"_s, u"alice"_s}, Marker);
    QTRY_COMPARE_WITH_TIMEOUT(answers.lines(), QStringList({u"unavailable"_s, u"failed demo/alice"_s}), LongEnough);
    QCOMPARE(answers.errors().first().kind, Error::Kind::Keychain);
    QVERIFY(!answers.errors().first().detail.contains(Marker));
    QVERIFY(!store.isAvailable());

    // An item behind a lock that nobody opens is reported like one that is not there; the answer comes all the same.
    store.read({u"demo"_s, u"alice"_s});
    QTRY_COMPARE_WITH_TIMEOUT(answers.lines().last(), u"missing demo/alice"_s, LongEnough);
}

void TestKeychainCredentialStore::givesUpOnSilentStoreAndRecovers()
{
    NEEDS("silent");
    const auto daemon = pid_t(qEnvironmentVariableIntValue("MESOSCRIBE_KEYRING_PID"));
    QVERIFY(daemon > 0);
    QCOMPARE(::kill(daemon, SIGSTOP), 0);
    const auto wake = qScopeGuard([daemon] { ::kill(daemon, SIGCONT); });

    KeychainCredentialStore store(nullptr, 500ms);
    StoreAnswers answers(store);
    store.write({u"demo"_s, u"alice"_s}, Marker);
    store.read({u"demo"_s, u"bob"_s});
    QTRY_COMPARE_WITH_TIMEOUT(
        answers.lines(), QStringList({u"unavailable"_s, u"failed demo/alice"_s, u"failed demo/bob"_s}), LongEnough);
    for (const Error& error : answers.errors()) {
        QCOMPARE(error.kind, Error::Kind::Keychain);
        QVERIFY(!error.detail.contains(Marker));
    }
    QVERIFY(!store.isAvailable());

    // The late answer to the first request is swallowed; whatever is asked behind it is answered again.
    QCOMPARE(::kill(daemon, SIGCONT), 0);
    const auto recovers = [&] {
        store.read({u"demo"_s, u"carol"_s});
        return QTest::qWaitFor([&] { return answers.lines().last().endsWith(u"demo/carol"_s); }, LongEnough) &&
               store.isAvailable();
    };
    QTRY_VERIFY_WITH_TIMEOUT(recovers(), LongEnough);
    QCOMPARE(answers.lines().mid(answers.lines().size() - 2), QStringList({u"available"_s, u"missing demo/carol"_s}));
    QCOMPARE(answers.lines().filter(u"demo/alice"_s).size(), 1);
    QCOMPARE(answers.lines().filter(u"demo/bob"_s).size(), 1);
}

QTEST_GUILESS_MAIN(TestKeychainCredentialStore)
#include "tst_keychaincredentialstore.moc"
