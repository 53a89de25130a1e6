// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "credentials/storeanswers.h"
#include "support/fakecredentialstore.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

/// What the double promises to those who test with it: the contract of CredentialStore.
class TestCredentialStore : public QObject
{
    Q_OBJECT

private slots:
    void answersInOrderAndNeverInsideTheCall();
    void keepsSecretsOfPrincipalsApart();
    void failsAndRecovers();
};

void TestCredentialStore::answersInOrderAndNeverInsideTheCall()
{
    FakeCredentialStore store;
    StoreAnswers answers(store);
    const CredentialStore::Key key{u"demo"_s, u"alice"_s};
    store.read(key);
    store.write(key, u"one"_s);
    store.write(key, u"two"_s);
    store.read(key);
    store.remove(key);
    store.remove(key);
    store.read(key);
    QCOMPARE(answers.lines(), QStringList());
    QTRY_COMPARE(answers.lines().size(), 7);
    QCOMPARE(answers.lines(), QStringList({u"missing demo/alice"_s, u"written demo/alice"_s, u"written demo/alice"_s,
                                           u"read demo/alice"_s, u"removed demo/alice"_s, u"removed demo/alice"_s,
                                           u"missing demo/alice"_s}));
    QCOMPARE(answers.secrets(), QStringList(u"two"_s));
}

void TestCredentialStore::keepsSecretsOfPrincipalsApart()
{
    FakeCredentialStore store;
    StoreAnswers answers(store);
    store.keep({u"demo"_s, u"alice"_s}, u"hers"_s);
    store.keep({u"demo"_s, u"bob"_s}, u"his"_s);
    store.read({u"demo"_s, u"bob"_s});
    store.read({u"demo"_s, u"alice"_s});
    QTRY_COMPARE(answers.secrets(), QStringList({u"his"_s, u"hers"_s}));
    QCOMPARE(store.count(), 2);
}

void TestCredentialStore::failsAndRecovers()
{
    FakeCredentialStore store;
    StoreAnswers answers(store);
    const CredentialStore::Key key{u"demo"_s, u"alice"_s};
    QVERIFY(store.isAvailable());
    store.setFailure(u"no Secret Service"_s);
    store.write(key, u"one"_s);
    store.read(key);
    QTRY_COMPARE(answers.lines(), QStringList({u"unavailable"_s, u"failed demo/alice"_s, u"failed demo/alice"_s}));
    QCOMPARE(answers.errors().first(), Error(Error::Kind::Keychain, u"no Secret Service"_s));
    QVERIFY(!store.isAvailable());
    QVERIFY(store.kept(key).isNull());

    store.setFailure({});
    store.read(key);
    QTRY_COMPARE(answers.lines().mid(3), QStringList({u"available"_s, u"missing demo/alice"_s}));
    QVERIFY(store.isAvailable());
}

QTEST_GUILESS_MAIN(TestCredentialStore)
#include "tst_credentialstore.moc"
