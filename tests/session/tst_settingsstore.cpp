// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/settingsstore.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

class TestSettingsStore : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithNothing();
    void keepsEveryField();
    void keepsNoSecretAndNoUnsafeTrust();
    void isReadableText();
    void makesItsFolder();
    void keepsOneBackup();
    void readsTheBackupWhenTheFileIsDamaged_data();
    void readsTheBackupWhenTheFileIsDamaged();
    void aDamagedFileNeverReplacesAGoodBackup();
    void keepsTheDamagedFileWhenNothingCanBeRead();
    void ignoresMembersItDoesNotKnow();
    void refusesAFileOfANewerVersion();
    void saysWhyItCannotSave();
    void readsManners_data();
    void readsManners();

private:
    static Connection sample();
    static void write(const QString& path, const QByteArray& text);
    static QByteArray read(const QString& path);
};

Connection TestSettingsStore::sample()
{
    Connection connection;
    connection.id = u"8f7c"_s;
    connection.name = u"team-a “blue”"_s;
    connection.environment = u"Staging"_s;
    connection.color = u"#ff8800"_s;
    connection.settings.masters = u"m1:5050,https://m2:5050"_s;
    connection.settings.suppressedRoles = {u"eng/db"_s};
    FrameworkInfo& info = connection.settings.framework;
    info.user = u"ann"_s;
    info.name = u"Hello Wörld"_s;
    info.id = FrameworkId(u"f-0001"_s);
    info.failoverTimeout = 604800.5;
    info.checkpoint = true;
    info.roles = {u"eng"_s, u"eng/db"_s};
    info.hostname = u"laptop"_s;
    info.principal = u"alice"_s;
    info.webuiUrl = u"http://laptop:8080/"_s;
    info.capabilities = {u"MULTI_ROLE"_s, u"BRAND_NEW"_s};
    info.labels = {{u"a"_s, u"1"_s}, {u"b"_s, std::nullopt}, {u"c"_s, u""_s}};
    connection.manners.onOffers = Manners::OnOffers::DeclineAtOnce;
    connection.manners.giveBackAfter = std::chrono::seconds(90);
    connection.manners.acknowledges = false;
    connection.manners.confirms = true;
    connection.earlierFrameworkIds = {FrameworkId(u"f-0001"_s), FrameworkId(u"f-0000"_s)};
    return connection;
}

void TestSettingsStore::write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray TestSettingsStore::read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestSettingsStore::beginsWithNothing()
{
    const QTemporaryDir folder;
    const auto loaded = SettingsStore(folder.filePath(u"none.json"_s)).load();
    QVERIFY(loaded.has_value());
    QVERIFY(loaded->connections.isEmpty());
    QVERIFY(!loaded->fromBackup);
}

void TestSettingsStore::keepsEveryField()
{
    const QTemporaryDir folder;
    const SettingsStore store(folder.filePath(u"c.json"_s));
    Connection plain;
    plain.id = u"1"_s;
    plain.isPractice = true;
    plain.settings.framework.role = u"*"_s;
    const QList<Connection> connections{sample(), plain};
    QVERIFY(store.save(connections));
    const auto loaded = store.load();
    QVERIFY(loaded.has_value());
    QVERIFY(loaded->connections == connections);
}

void TestSettingsStore::keepsNoSecretAndNoUnsafeTrust()
{
    Connection connection = sample();
    connection.settings.acceptAnyCertificate = true;
    const auto again = connectionsFromJson(connectionsToJson({connection}));
    QVERIFY(again.has_value());
    QVERIFY(!again->first().settings.acceptAnyCertificate);
    QVERIFY(!connectionsToJson({connection}).contains("secret"));
}

void TestSettingsStore::isReadableText()
{
    const QByteArray text = connectionsToJson({sample()});
    QVERIFY(text.contains("\n"));
    QVERIFY(text.contains("\"masters\": \"m1:5050,https://m2:5050\""));
}

void TestSettingsStore::makesItsFolder()
{
    const QTemporaryDir folder;
    const SettingsStore store(folder.filePath(u"a/b/c.json"_s));
    QVERIFY(store.save({sample()}));
    QCOMPARE(store.load()->connections.size(), 1);
}

void TestSettingsStore::keepsOneBackup()
{
    const QTemporaryDir folder;
    const SettingsStore store(folder.filePath(u"c.json"_s));
    QVERIFY(store.save({sample()}));
    QVERIFY(!QFile::exists(store.path() + u'~'));
    const QByteArray first = read(store.path());
    QVERIFY(store.save({sample(), sample()}));
    QCOMPARE(read(store.path() + u'~'), first);
    // Saving the same again must not push the older one out.
    QVERIFY(store.save({sample(), sample()}));
    QCOMPARE(read(store.path() + u'~'), first);
}

void TestSettingsStore::readsTheBackupWhenTheFileIsDamaged_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("half") << QByteArray("{\"connections\": [{\"id\"");
    QTest::newRow("zeros") << QByteArray(4096, '\0');
    QTest::newRow("another kind of JSON") << QByteArray("[1, 2]");
    QTest::newRow("a connection without masters") << QByteArray("{\"connections\": [{\"id\": \"1\"}]}");
}

void TestSettingsStore::readsTheBackupWhenTheFileIsDamaged()
{
    QFETCH(QByteArray, text);
    const QTemporaryDir folder;
    const SettingsStore store(folder.filePath(u"c.json"_s));
    QVERIFY(store.save({sample()}));
    QVERIFY(store.save({sample(), sample()}));
    write(store.path(), text);
    const auto loaded = store.load();
    QVERIFY(loaded.has_value());
    QVERIFY(loaded->fromBackup);
    QCOMPARE(loaded->connections.size(), 1);
    QCOMPARE(read(store.path() + u".damaged"_s), text);
}

void TestSettingsStore::aDamagedFileNeverReplacesAGoodBackup()
{
    const QTemporaryDir folder;
    const SettingsStore store(folder.filePath(u"c.json"_s));
    QVERIFY(store.save({sample()}));
    QVERIFY(store.save({sample(), sample()}));
    const QByteArray backup = read(store.path() + u'~');
    write(store.path(), "{ broken");
    QVERIFY(store.save({sample(), sample(), sample()}));
    QCOMPARE(read(store.path() + u'~'), backup);
    QCOMPARE(store.load()->connections.size(), 3);
}

void TestSettingsStore::keepsTheDamagedFileWhenNothingCanBeRead()
{
    const QTemporaryDir folder;
    const SettingsStore store(folder.filePath(u"c.json"_s));
    write(store.path(), "{ broken");
    const auto loaded = store.load();
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(read(store.path() + u".damaged"_s), "{ broken");
}

void TestSettingsStore::ignoresMembersItDoesNotKnow()
{
    const auto read = connectionsFromJson(
        R"({"future": 1, "connections": [{"masters": "m1", "colour": [], "framework": {"user": "u", "x": {}}}]})");
    QVERIFY(read.has_value());
    QCOMPARE(read->first().settings.masters, u"m1"_s);
    QCOMPARE(read->first().settings.framework.user, u"u"_s);
    QVERIFY(!read->first().id.isEmpty());
}

void TestSettingsStore::refusesAFileOfANewerVersion()
{
    const auto read = connectionsFromJson(R"({"version": 99, "connections": []})");
    QVERIFY(!read);
    QVERIFY(read.error().detail.contains(u"newer version"_s));
}

void TestSettingsStore::saysWhyItCannotSave()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"file"_s), "in the way");
    const auto saved = SettingsStore(folder.filePath(u"file/c.json"_s)).save({sample()});
    QVERIFY(!saved);
    QVERIFY(!saved.error().detail.isEmpty());
}

void TestSettingsStore::readsManners_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<int>("giveBackAfter");
    QTest::addColumn<bool>("confirms");
    QTest::addColumn<bool>("acknowledges");
    QTest::addColumn<bool>("declines");
    QTest::newRow("none") << QByteArray() << 600 << false << true << false;
    QTest::newRow("none in Production") << QByteArray(R"(,"environment":"Production")") << 60 << true << true << false;
    QTest::newRow("some") << QByteArray(R"(,"environment":"Production","manners":{"give_back_after":30})") << 30 << true
                          << true << false;
    QTest::newRow("all") << QByteArray(R"(,"manners":{"give_back_after":5,"confirms":true,"acknowledges":false,)"
                                       R"("on_offers":"decline"})")
                         << 5 << true << false << true;
    QTest::newRow("unknown words") << QByteArray(R"(,"manners":{"on_offers":"eat","confirms":"yes","x":1})") << 600
                                   << false << true << false;
    QTest::newRow("never without an end")
        << QByteArray(R"(,"manners":{"give_back_after":99999999})") << 86400 << false << true << false;
    QTest::newRow("never below a second")
        << QByteArray(R"(,"manners":{"give_back_after":-5})") << 1 << false << true << false;
    QTest::newRow("no object") << QByteArray(R"(,"manners":[1])") << 600 << false << true << false;
}

void TestSettingsStore::readsManners()
{
    QFETCH(QByteArray, members);
    QFETCH(int, giveBackAfter);
    QFETCH(bool, confirms);
    QFETCH(bool, acknowledges);
    QFETCH(bool, declines);
    const auto read = connectionsFromJson(R"({"connections":[{"masters":"m1")" + members + "}]}");
    QVERIFY(read.has_value());
    const Manners manners = read->first().manners;
    QCOMPARE(manners.giveBackAfter.count(), giveBackAfter);
    QCOMPARE(manners.confirms, confirms);
    QCOMPARE(manners.acknowledges, acknowledges);
    QCOMPARE(manners.onOffers == Manners::OnOffers::DeclineAtOnce, declines);
}

QTEST_GUILESS_MAIN(TestSettingsStore)
#include "tst_settingsstore.moc"
