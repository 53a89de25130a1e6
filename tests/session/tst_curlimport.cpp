// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/curlimport.h"

#include <QFile>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

class TestCurlImport : public QObject
{
    Q_OBJECT

private slots:
    void readsTheWalkThroughWordForWord();
    void takesCredentialsAndTrust();
    void namesWhatCannotBeTakenOver();
    void refusesWithASentence_data();
    void refusesWithASentence();
};

void TestCurlImport::readsTheWalkThroughWordForWord()
{
    QFile file(QStringLiteral(MESOSCRIBE_TEST_DATA "/walk-through-curl.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto imported = settingsFromCurl(QString::fromUtf8(file.readAll()));
    QVERIFY2(imported.has_value(), imported ? "" : qPrintable(imported.error().detail));
    QCOMPARE(imported->settings.masters, u"localhost:5050"_s);
    QCOMPARE(imported->settings.framework.user, u"lombardo"_s);
    QCOMPARE(imported->settings.framework.name, u"HelloWorld Framework"_s);
    QCOMPARE(imported->settings.framework.roles, QStringList{u"hello_world_role"_s});
    QCOMPARE(imported->settings.framework.capabilities, QStringList{u"MULTI_ROLE"_s});
    QCOMPARE(imported->settings.framework.failoverTimeout, 0.0);
    QVERIFY(imported->notUnderstood.isEmpty());
    QVERIFY(imported->secret.isEmpty());
}

void TestCurlImport::takesCredentialsAndTrust()
{
    const auto imported = settingsFromCurl(
        u"curl -k -u alice:wonderland https://m1/api/v1/scheduler -H 'Content-Type: application/json' -d "
        "'{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{\"user\":\"u\",\"name\":\"n\"}}}'"_s);
    QVERIFY(imported.has_value());
    QCOMPARE(imported->settings.masters, u"https://m1:443"_s);
    QCOMPARE(imported->settings.framework.principal, u"alice"_s);
    QCOMPARE(imported->secret, u"wonderland"_s);
    QVERIFY(imported->settings.acceptAnyCertificate);
}

void TestCurlImport::namesWhatCannotBeTakenOver()
{
    const auto imported = settingsFromCurl(
        u"curl --proxy p:1 -H 'Mesos-Stream-Id: x' localhost:5050/api/v1/scheduler -d "
        "'{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{\"user\":\"u\",\"name\":\"n\",\"nonsense\":1}}}'"_s);
    QVERIFY(imported.has_value());
    const QString all = imported->notUnderstood.join(u'\n');
    QVERIFY(all.contains(u"--proxy"_s));
    QVERIFY(all.contains(u"Mesos-Stream-Id"_s));
    QVERIFY(all.contains(u"nonsense"_s));
}

void TestCurlImport::refusesWithASentence_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no curl") << u"wget http://m1"_s;
    QTest::newRow("no data") << u"curl http://m1:5050/api/v1/scheduler"_s;
    QTest::newRow("no JSON") << u"curl m1:5050/api/v1/scheduler -d hello"_s;
    QTest::newRow("another call") << u"curl m1:5050/api/v1/scheduler -d '{\"type\":\"REVIVE\"}'"_s;
    QTest::newRow("no master") << u"curl ftp://m1/ -d '{\"type\":\"SUBSCRIBE\"}'"_s;
}

void TestCurlImport::refusesWithASentence()
{
    QFETCH(QString, text);
    const auto imported = settingsFromCurl(text);
    QVERIFY(!imported);
    QCOMPARE(imported.error().kind, Error::Kind::InvalidInput);
    QVERIFY2(imported.error().detail.endsWith(u'.'), qPrintable(imported.error().detail));
}

QTEST_GUILESS_MAIN(TestCurlImport)
#include "tst_curlimport.moc"
