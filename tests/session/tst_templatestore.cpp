// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/templatestore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

class TestTemplateStore : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithNothing();
    void keepsEveryField();
    void keepsAmountsExactly_data();
    void keepsAmountsExactly();
    void leavesBuiltInOnesOut();
    void isReadableText();
    void fillsInWhatIsMissing();
    void staysWithinItsLimits();
    void refuses_data();
    void refuses();
    void readsTheBackupWhenTheFileIsDamaged();
    void saysWhyItCannotSave();

private:
    static LaunchTemplate sample();
};

LaunchTemplate TestTemplateStore::sample()
{
    LaunchTemplate sample;
    sample.name = u"web “blue”"_s;
    LaunchSettings& settings = sample.settings;
    settings.name = u"web"_s;
    settings.taskId = u"web-1"_s;
    settings.shell = false;
    settings.command = u"/bin/server"_s;
    settings.arguments = {u"server"_s, u""_s, u"--port=$PORT0"_s};
    settings.environment = {{u"A"_s, u"1"_s}, {u"EMPTY"_s, u""_s}};
    settings.uris = {{u"http://x/y.tgz"_s, true, false, true, u"y"_s}, {u"http://x/z"_s, false, true, false, {}}};
    settings.user = u"nobody"_s;
    settings.container = LaunchSettings::Container::Docker;
    settings.image = u"nginx:1"_s;
    settings.network = u"BRIDGE"_s;
    settings.networkNames = {u"net1"_s};
    settings.volumes = {{u"/data"_s, u"/srv"_s, true}, {u"tmp"_s, {}, false}};
    settings.portMappings = {{31000, 80, u"tcp"_s}, {0, 53, {}}};
    settings.parameters = {{u"cap-add"_s, u"NET_ADMIN"_s}};
    settings.privileged = true;
    settings.forcePullImage = true;
    settings.need.cpus = Scalar{1500};
    settings.need.mem = Scalar{128000};
    settings.need.disk = Scalar{1};
    settings.need.gpus = Scalar{2000};
    settings.need.anyPorts = 2;
    settings.need.ports = {31000, 31005};
    settings.need.reservedFirst = false;
    settings.need.allowRevocable = true;
    Probe http;
    http.type = Probe::Type::Http;
    http.port = 80;
    http.path = u"/health"_s;
    http.scheme = u"https"_s;
    http.delaySeconds = 1.5;
    http.intervalSeconds = 10.0;
    http.timeoutSeconds = 20.0;
    http.gracePeriodSeconds = 0.0;
    http.consecutiveFailures = 3;
    settings.healthCheck = http;
    Probe command;
    command.command = u"true"_s;
    settings.check = command;
    settings.killGraceSeconds = 5.0;
    settings.maxCompletionSeconds = 3600.0;
    settings.labels = {{u"a"_s, u"1"_s}, {u"b"_s, std::nullopt}, {u"c"_s, u""_s}};
    settings.executor = LaunchSettings::Executor::DefaultGroup;
    settings.executorId = u"group"_s;
    settings.copies = 3;
    settings.filters.refuseSeconds = 0.0;
    return sample;
}

void TestTemplateStore::beginsWithNothing()
{
    const QTemporaryDir folder;
    const auto loaded = TemplateStore(folder.filePath(u"none.json"_s)).load();
    QVERIFY(loaded.has_value());
    QVERIFY(loaded->isEmpty());
}

void TestTemplateStore::keepsEveryField()
{
    const QTemporaryDir folder;
    const TemplateStore store(folder.filePath(u"a/t.json"_s));
    LaunchTemplate plain;
    plain.name = u"plain"_s;
    LaunchTemplate tcp;
    tcp.name = u"tcp"_s;
    tcp.settings.container = LaunchSettings::Container::Mesos;
    tcp.settings.healthCheck = Probe();
    tcp.settings.healthCheck->type = Probe::Type::Tcp;
    const QList<LaunchTemplate> templates{sample(), plain, tcp};
    QVERIFY(store.save(templates));
    const auto loaded = store.load();
    QVERIFY(loaded.has_value());
    QVERIFY(*loaded == templates);
}

void TestTemplateStore::keepsAmountsExactly_data()
{
    QTest::addColumn<qint64>("thousandths");
    for (const qint64 thousandths : {qint64(0), qint64(1), qint64(100), qint64(333), qint64(1001), qint64(4194304001)})
        QTest::addRow("%lld", static_cast<long long>(thousandths)) << thousandths;
}

void TestTemplateStore::keepsAmountsExactly()
{
    QFETCH(qint64, thousandths);
    LaunchTemplate saved = sample();
    saved.settings.need.cpus = Scalar{thousandths};
    const auto read = templatesFromJson(templatesToJson({saved}));
    QVERIFY(read.has_value());
    QCOMPARE(read->first().settings.need.cpus.thousandths, thousandths);
}

void TestTemplateStore::leavesBuiltInOnesOut()
{
    LaunchTemplate builtIn = sample();
    builtIn.isBuiltIn = true;
    const auto read = templatesFromJson(templatesToJson({builtIn, sample()}));
    QVERIFY(read.has_value());
    QCOMPARE(read->size(), 1);
    QVERIFY(!read->first().isBuiltIn);
}

void TestTemplateStore::isReadableText()
{
    const QByteArray text = templatesToJson({sample()});
    QVERIFY(text.contains("\n"));
    QVERIFY(text.contains("\"cpus\": 1.5"));
    QVERIFY(text.contains("\"container\": \"docker\""));
}

void TestTemplateStore::fillsInWhatIsMissing()
{
    const auto read = templatesFromJson(
        R"({"future":1,"templates":[{"name":"a"},{"name":"b","launch":{"command":"sleep 60","container":"vm",
            "shell":"yes","copies":"many","resources":{"cpus":"x","mem":64},"health_check":{"type":"icmp"},"x":{}}}]})");
    QVERIFY(read.has_value());
    QVERIFY(read->at(0).settings == LaunchSettings());
    LaunchSettings expected;
    expected.command = u"sleep 60"_s;
    expected.need.mem = Scalar{64000};
    expected.healthCheck = Probe();
    QVERIFY(read->at(1).settings == expected);
}

void TestTemplateStore::staysWithinItsLimits()
{
    const auto read = templatesFromJson(
        R"({"templates":[{"name":"a","launch":{"copies":500,"port_mappings":[{"container_port":-1,"host_port":1e30}],
            "resources":{"any_ports":-3,"cpus":-1}}}]})");
    QVERIFY(read.has_value());
    const LaunchSettings& settings = read->first().settings;
    QCOMPARE(settings.copies, 20);
    QCOMPARE(settings.portMappings.first().containerPort, quint32(0));
    QCOMPARE(settings.portMappings.first().hostPort, quint32(0));
    QCOMPARE(settings.need.anyPorts, 0);
    QCOMPARE(settings.need.cpus.thousandths, qint64(100));
}

void TestTemplateStore::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    QTest::newRow("empty") << QByteArray() << u"byte"_s;
    QTest::newRow("half") << QByteArray("{\"templates\": [{") << u"byte"_s;
    QTest::newRow("connections") << QByteArray("{\"connections\": []}") << u"no list of templates"_s;
    QTest::newRow("newer") << QByteArray("{\"version\": 2, \"templates\": []}") << u"newer version"_s;
    QTest::newRow("nameless") << QByteArray("{\"templates\": [{\"name\": \"a\"}, {\"launch\": {}}]}")
                              << u"Template 2 has no name"_s;
}

void TestTemplateStore::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, why);
    const auto read = templatesFromJson(text);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::InvalidInput);
    QVERIFY2(read.error().detail.contains(why), qPrintable(read.error().detail));
}

void TestTemplateStore::readsTheBackupWhenTheFileIsDamaged()
{
    const QTemporaryDir folder;
    const TemplateStore store(folder.filePath(u"t.json"_s));
    QVERIFY(store.save({sample()}));
    QVERIFY(store.save({sample(), sample()}));
    QFile file(store.path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ broken");
    file.close();
    const auto loaded = store.load();
    QVERIFY(loaded.has_value());
    QCOMPARE(loaded->size(), 1);
    QVERIFY(QFile::exists(store.path() + u".damaged"_s));
    QFile::remove(store.path() + u'~');
    QVERIFY(!store.load());
}

void TestTemplateStore::saysWhyItCannotSave()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto saved = TemplateStore(folder.filePath(u"file/t.json"_s)).save({sample()});
    QVERIFY(!saved);
    QVERIFY(!saved.error().detail.isEmpty());
}

QTEST_GUILESS_MAIN(TestTemplateStore)
#include "tst_templatestore.moc"
