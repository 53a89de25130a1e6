// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/launchmodel.h"
#include "models/offersamples.h"

#include <QSignalSpy>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;
using samples::offer;
using samples::ports;
using samples::scalar;

namespace {

using Field = LaunchModel::Field;
using Severity = LaunchModel::Severity;

constexpr auto Master = "089a7212-4aba-4aac-8425-7337161ece30-"_L1;

OfferPtr web1(const QString& id = u"O12"_s)
{
    return offer(id, u"S1"_s, u"web1"_s, u"eng"_s,
                 {scalar(u"cpus"_s, 4), scalar(u"mem"_s, 8192), scalar(u"disk"_s, 10240),
                  ports({{31000, 31003}, {31100, 31100}})});
}

Resource reserved(Resource resource)
{
    resource.reservations = {{{ReservationType::Dynamic, u"DYNAMIC"_s}, u"eng"_s, u"ops"_s, {}}};
    return resource;
}

/// The model on web1's offer.
struct Form
{
    Form()
    {
        model.setFrameworkId(FrameworkId(u"F-0001"_s));
        model.setOffers({web1()});
        edit([](LaunchSettings& settings) {
            settings.name = u"sleep"_s;
            settings.command = u"sleep 60"_s;
        });
    }

    template<class Change>
    void edit(Change change)
    {
        LaunchSettings settings = model.settings();
        change(settings);
        model.setSettings(settings);
    }

    QString json() const { return QString::fromUtf8(model.callJson(JsonStyle::Compact)); }

    TaskInfo task(qsizetype index = 0) const
    {
        const Operation operation = model.call().operations.first();
        if (const auto* launch = std::get_if<operation::Launch>(&operation.what))
            return launch->tasks.at(index);
        return std::get<operation::LaunchGroup>(operation.what).tasks.at(index);
    }

    QString remark(Field field, Severity severity) const
    {
        const auto found = model.remark(field);
        return found && found->severity == severity ? found->text : QString();
    }

    LaunchModel model;
};

QString amount(const QList<Resource>& resources, const QString& name)
{
    Scalar sum;
    for (const Resource& resource : resources) {
        if (resource.name == name)
            sum += resource.value.scalar;
    }
    return QString::number(sum.thousandths);
}

using Change = void (*)(LaunchSettings&);

} // namespace

Q_DECLARE_METATYPE(Change)

class TestLaunchModel : public QObject
{
    Q_OBJECT

private slots:
    void acceptHasWhatWasTypedAndNoMore()
    {
        const Form form;
        QVERIFY2(form.model.canLaunch(), qPrintable(form.model.whyNot()));
        const QString expected = u"{\"framework_id\":{\"value\":\"F-0001\"},\"type\":\"ACCEPT\",\"accept\":{"
                                 "\"offer_ids\":[{\"value\":\"%1O12\"}],\"operations\":[{\"type\":\"LAUNCH\","
                                 "\"launch\":{\"task_infos\":[{\"name\":\"sleep\",\"task_id\":{\"value\":\"sleep\"},"
                                 "\"agent_id\":{\"value\":\"%1S1\"},\"resources\":["_s.arg(Master);
        QVERIFY2(form.json().startsWith(expected), qPrintable(form.json()));
        QVERIFY(form.json().contains(u"\"command\":{\"value\":\"sleep 60\"}"_s));
        QVERIFY(!form.json().contains(u"container"_s));
        QVERIFY(!form.json().contains(u"\"disk\""_s));
        QVERIFY(!form.json().contains(u"health_check"_s));
        QCOMPARE(amount(form.task().resources, u"cpus"_s), u"100"_s);
        QCOMPARE(amount(form.task().resources, u"mem"_s), u"32000"_s);
        QCOMPARE(amount(form.model.choice().rest, u"cpus"_s), u"3900"_s);
    }

    void idIsMadeFromTheName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        QTest::newRow("plain") << u"web"_s << u"web"_s;
        QTest::newRow("blanks") << u"  my  web task "_s << u"my-web-task"_s;
        QTest::newRow("slashes") << u"a/b\\c\td"_s << u"a-b-c-d"_s;
        QTest::newRow("dots") << u".."_s << u"task"_s;
        QTest::newRow("nothing") << u""_s << u"task"_s;
        QTest::newRow("only slashes") << u"///"_s << u"task"_s;
        QTest::newRow("letters of the world") << u"größe"_s << u"größe"_s;
        QTest::newRow("long") << QString(300, u'x') << QString(230, u'x');
        QTest::newRow("long in bytes") << QString(200, u'ö') << QString(115, u'ö');
    }

    void idIsMadeFromTheName()
    {
        QFETCH(QString, name);
        QFETCH(QString, id);
        Form form;
        form.edit([&](LaunchSettings& settings) { settings.name = name; });
        QCOMPARE(form.model.taskId().value(), id);
        QVERIFY(!form.model.remark(Field::TaskIdField));
    }

    void madeIdAvoidsThoseInUse()
    {
        Form form;
        form.model.setTakenTaskIds({TaskId(u"sleep"_s), TaskId(u"sleep-2"_s)});
        QCOMPARE(form.model.taskId().value(), u"sleep-3"_s);
        QVERIFY(form.model.canLaunch());
        form.edit([](LaunchSettings& settings) { settings.taskId = u"sleep"_s; });
        QVERIFY(!form.model.canLaunch());
        QCOMPARE(form.model.whyNot(), u"“sleep” is the id of another task already."_s);
    }

    void groupNumbersItsCopies()
    {
        Form form;
        form.edit([](LaunchSettings& settings) {
            settings.executor = LaunchSettings::Executor::DefaultGroup;
            settings.copies = 2;
        });
        QCOMPARE(form.model.taskIds(), QList<TaskId>({TaskId(u"sleep-1"_s), TaskId(u"sleep-2"_s)}));
        QCOMPARE(form.task(1).name, u"sleep-2"_s);
        QCOMPARE(form.model.executorId().value(), u"sleep-executor"_s);
        form.model.setTakenTaskIds({TaskId(u"sleep-2"_s)});
        QCOMPARE(form.model.taskIds().first().value(), u"sleep-2-1"_s);
    }

    void groupSharesOneOfferWithoutOverlap()
    {
        Form form;
        form.edit([](LaunchSettings& settings) {
            settings.executor = LaunchSettings::Executor::DefaultGroup;
            settings.copies = 2;
            settings.need.anyPorts = 2;
        });
        QVERIFY2(form.model.canLaunch(), qPrintable(form.model.whyNot()));
        const auto group = std::get<operation::LaunchGroup>(form.model.call().operations.first().what);
        QCOMPARE(group.executor.type, ExecutorInfo::Type::Default);
        QCOMPARE(group.executor.frameworkId.value(), u"F-0001"_s);
        QCOMPARE(amount(group.executor.resources, u"cpus"_s), u"100"_s);
        QCOMPARE(amount(group.executor.resources, u"mem"_s), u"32000"_s);
        QCOMPARE(amount(group.executor.resources, u"disk"_s), u"32000"_s);
        QCOMPARE(group.tasks.size(), 2);
        QVERIFY(!group.tasks.first().executor);
        QCOMPARE(form.model.choice().ports, QList<quint64>({31000, 31001, 31002, 31003}));
        QCOMPARE(group.tasks.at(0).command->environment.value(0).value, u"31000"_s);
        QCOMPARE(group.tasks.at(1).command->environment.value(0).value, u"31002"_s);
        QCOMPARE(amount(form.model.choice().taken, u"cpus"_s), u"300"_s);
        QCOMPARE(amount(form.model.choice().rest, u"cpus"_s), u"3700"_s);
    }

    void everyPickedPortHasAVariable()
    {
        Form form;
        form.edit([](LaunchSettings& settings) {
            settings.need.anyPorts = 1;
            settings.need.ports = {31100};
            settings.environment = {{u"PORT1"_s, u"mine"_s}};
        });
        const QList<EnvironmentVariable> expected = {{u"PORT1"_s, u"mine"_s}, {u"PORT0"_s, u"31000"_s}};
        QCOMPARE(form.task().command->environment, expected);
    }

    void mappingsGetThePickedPorts()
    {
        Form form;
        form.edit([](LaunchSettings& settings) {
            settings.container = LaunchSettings::Container::Docker;
            settings.image = u"nginx"_s;
            settings.command.clear();
            settings.network = u"BRIDGE"_s;
            settings.need.anyPorts = 3;
            settings.portMappings = {{0, 80, {}}, {31000, 443, u"tcp"_s}, {0, 53, u"udp"_s}};
            settings.healthCheck = Probe();
            settings.healthCheck->type = Probe::Type::Http;
        });
        QVERIFY2(form.model.canLaunch(), qPrintable(form.model.whyNot()));
        const TaskInfo task = form.task();
        const QList<PortMapping> expected = {{31001, 80, {}}, {31000, 443, u"tcp"_s}, {31002, 53, u"udp"_s}};
        QCOMPARE(task.container->portMappings, expected);
        QVERIFY2(!task.command->shell && !task.command->value, "the image's own command");
        QCOMPARE(task.healthCheck->port, 80U);
    }

    void probeAsksTheFirstPort()
    {
        Form form;
        form.edit([](LaunchSettings& settings) {
            settings.need.anyPorts = 1;
            settings.check = Probe();
            settings.check->type = Probe::Type::Tcp;
        });
        QCOMPARE(form.task().check->port, 31000U);
    }

    void refusedBeforeAMasterWould_data()
    {
        QTest::addColumn<Field>("field");
        QTest::addColumn<Severity>("severity");
        QTest::addColumn<QString>("words");
        QTest::addColumn<Change>("change");
        const auto row = [](const char* name, Field field, Severity severity, const QString& words, Change change) {
            QTest::newRow(name) << field << severity << words << change;
        };
        using S = LaunchSettings;
        row("no name", Field::Name, Severity::Error, u"needs a name"_s, [](S& s) { s.name = u" "_s; });
        row("slash in id", Field::TaskIdField, Severity::Error, u"slashes"_s, [](S& s) { s.taskId = u"a/b"_s; });
        row("backslash in id", Field::TaskIdField, Severity::Error, u"slashes"_s, [](S& s) { s.taskId = u"a\\b"_s; });
        row("control in id", Field::TaskIdField, Severity::Error, u"control"_s, [](S& s) { s.taskId = u"a\nb"_s; });
        row("dot as id", Field::TaskIdField, Severity::Error, u"“.”"_s, [](S& s) { s.taskId = u"."_s; });
        row("dots as id", Field::TaskIdField, Severity::Error, u"“..”"_s, [](S& s) { s.taskId = u".."_s; });
        row("long id", Field::TaskIdField, Severity::Error, u"255"_s, [](S& s) { s.taskId = QString(256, u'x'); });
        row("copies make the id too long", Field::TaskIdField, Severity::Error, u"255"_s, [](S& s) {
            s.taskId = QString(254, u'x');
            s.executor = S::Executor::DefaultGroup;
            s.copies = 2;
        });
        row("no command", Field::Command, Severity::Error, u"Type the command"_s, [](S& s) { s.command.clear(); });
        row("no program", Field::Command, Severity::Error, u"Type the program"_s, [](S& s) {
            s.command.clear();
            s.shell = false;
        });
        row("arguments begin with the second", Field::Arguments, Severity::Note, u"“sleep”"_s, [](S& s) {
            s.shell = false;
            s.command = u"/bin/sleep"_s;
            s.arguments = {u"60"_s};
        });
        row("variable without a name", Field::Environment, Severity::Error, u"needs a name"_s, [](S& s) {
            s.environment = {{{}, u"x"_s}};
        });
        row("variable twice", Field::Environment, Severity::Note, u"the last one"_s, [](S& s) {
            s.environment = {{u"A"_s, u"x"_s}, {u"A"_s, u"y"_s}};
        });
        row("URI with a quote", Field::Uris, Severity::Error, u"quote"_s, [](S& s) {
            s.uris = {{u"http://x/it's"_s, false, true, false, {}}};
        });
        row("absolute output", Field::Uris, Severity::Error, u"slash"_s, [](S& s) {
            s.uris = {{u"http://x/y"_s, false, true, false, u"/etc/x"_s}};
        });
        row("Docker without image", Field::Image, Severity::Error, u"image"_s,
            [](S& s) { s.container = S::Container::Docker; });
        row("network without a name", Field::Network, Severity::Error, u"Name the network"_s, [](S& s) {
            s.container = S::Container::Docker;
            s.image = u"x"_s;
            s.network = u"USER"_s;
        });
        row("network in a group", Field::Network, Severity::Error, u"executor"_s, [](S& s) {
            s.container = S::Container::Mesos;
            s.networkNames = {u"net"_s};
            s.executor = S::Executor::DefaultGroup;
        });
        row("volume without a path", Field::Volumes, Severity::Error, u"path"_s, [](S& s) {
            s.container = S::Container::Mesos;
            s.volumes = {{{}, u"/tmp"_s, false}};
        });
        row("mapping on the host's network", Field::PortMappings, Severity::Error, u"BRIDGE"_s, [](S& s) {
            s.container = S::Container::Docker;
            s.image = u"x"_s;
            s.need.anyPorts = 1;
            s.portMappings = {{0, 80, {}}};
        });
        row("mapping without a port", Field::PortMappings, Severity::Error, u"ask for one"_s, [](S& s) {
            s.container = S::Container::Docker;
            s.image = u"x"_s;
            s.network = u"BRIDGE"_s;
            s.portMappings = {{0, 80, {}}};
        });
        row("mapping from a port of others", Field::PortMappings, Severity::Error, u"80 of the host"_s, [](S& s) {
            s.container = S::Container::Docker;
            s.image = u"x"_s;
            s.network = u"BRIDGE"_s;
            s.need.anyPorts = 1;
            s.portMappings = {{80, 80, {}}};
        });
        row("bridge without mappings", Field::PortMappings, Severity::Note, u"not mapped"_s, [](S& s) {
            s.container = S::Container::Docker;
            s.image = u"x"_s;
            s.network = u"BRIDGE"_s;
            s.need.anyPorts = 1;
        });
        row("parameter name", Field::Parameters, Severity::Error, u"itself"_s, [](S& s) {
            s.container = S::Container::Docker;
            s.image = u"x"_s;
            s.parameters = {{u"name"_s, u"me"_s}};
        });
        row("too many cpus", Field::Cpus, Severity::Error, u"0.5 more than the 4.0"_s,
            [](S& s) { s.need.cpus = Scalar{4500}; });
        row("nothing at all", Field::Cpus, Severity::Error, u"without any resources"_s, [](S& s) {
            s.need.cpus = {};
            s.need.mem = {};
        });
        row("too much memory", Field::Mem, Severity::Error, u"1.0 GiB more than the 8.0 GiB"_s,
            [](S& s) { s.need.mem = Scalar{9'216'000}; });
        row("little memory", Field::Mem, Severity::Note, u"32 MiB"_s, [](S& s) { s.need.mem = Scalar{31'999}; });
        row("half a gpu", Field::Gpus, Severity::Error, u"whole"_s, [](S& s) { s.need.gpus = Scalar{500}; });
        row("too many ports", Field::Ports, Severity::Error, u"31000–31003, 31100"_s,
            [](S& s) { s.need.anyPorts = 6; });
        row("port of others", Field::Ports, Severity::Error, u"8080"_s, [](S& s) { s.need.ports = {8080}; });
        row("port twice", Field::Ports, Severity::Error, u"twice"_s, [](S& s) { s.need.ports = {31000, 31000}; });
        row("port beyond ports", Field::Ports, Severity::Error, u"no port"_s, [](S& s) { s.need.ports = {70000}; });
        row("one port for two copies", Field::Ports, Severity::Error, u"one task"_s, [](S& s) {
            s.need.ports = {31000};
            s.executor = S::Executor::DefaultGroup;
            s.copies = 2;
        });
        row("probe without a command", Field::HealthCheck, Severity::Error, u"command"_s,
            [](S& s) { s.healthCheck = Probe(); });
        row("probe without a port", Field::Check, Severity::Error, u"port"_s, [](S& s) {
            s.check = Probe();
            s.check->type = Probe::Type::Http;
        });
        row("probe's path", Field::HealthCheck, Severity::Error, u"slash"_s, [](S& s) {
            s.healthCheck = Probe();
            s.healthCheck->type = Probe::Type::Http;
            s.healthCheck->port = 80;
            s.healthCheck->path = u"health"_s;
        });
        row("negative grace", Field::KillGrace, Severity::Error, u"time"_s, [](S& s) { s.killGraceSeconds = -1.0; });
        row("endless run", Field::MaxCompletion, Severity::Error, u"time"_s,
            [](S& s) { s.maxCompletionSeconds = 1e12; });
        row("label without a key", Field::LabelList, Severity::Error, u"key"_s, [](S& s) { s.labels = {{{}, {}}}; });
        row("Docker in a group", Field::ExecutorIdField, Severity::Error, u"Docker"_s, [](S& s) {
            s.container = S::Container::Docker;
            s.image = u"x"_s;
            s.executor = S::Executor::DefaultGroup;
        });
        row("too many copies", Field::Copies, Severity::Error, u"20"_s, [](S& s) {
            s.executor = S::Executor::DefaultGroup;
            s.copies = 21;
        });
        row("negative filter", Field::RefuseSeconds, Severity::Error, u"less than nothing"_s,
            [](S& s) { s.filters.refuseSeconds = -1.0; });
        row("filter of years", Field::RefuseSeconds, Severity::Note, u"365"_s,
            [](S& s) { s.filters.refuseSeconds = 4e7; });
    }

    void refusedBeforeAMasterWould()
    {
        QFETCH(Field, field);
        QFETCH(Severity, severity);
        QFETCH(QString, words);
        QFETCH(Change, change);
        Form form;
        QVERIFY(!form.model.remark(field));
        form.edit(change);
        const QString said = form.remark(field, severity);
        QVERIFY2(said.contains(words), qPrintable(u"said: “%1”"_s.arg(said)));
        QCOMPARE(form.model.canLaunch(), severity == Severity::Note);
        if (severity == Severity::Error) {
            QCOMPARE(form.model.firstError(), std::optional(field));
            QCOMPARE(form.model.whyNot(), said);
        }
    }

    void countsInThousandths()
    {
        Form form;
        form.model.setOffers({offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s,
                                    {scalar(u"cpus"_s, 0.1), reserved(scalar(u"cpus"_s, 0.2)), scalar(u"mem"_s, 64)})});
        form.edit([](LaunchSettings& settings) { settings.need.cpus = Scalar::fromDouble(0.3); });
        QVERIFY2(form.model.canLaunch(), qPrintable(form.model.whyNot()));
        QCOMPARE(amount(form.model.choice().rest, u"cpus"_s), u"0"_s);
        QVERIFY(form.json().contains(u"\"value\":0.2"_s));
        QVERIFY(form.model.offersMixed());
    }

    void limitsLeaveOutWhatIsNotForTaking()
    {
        Form form;
        Resource volume = reserved(scalar(u"disk"_s, 500));
        Disk disk;
        disk.persistenceId = u"db"_s;
        volume.disk = disk;
        Resource revocable = scalar(u"cpus"_s, 2);
        revocable.revocable = true;
        form.model.setOffers(
            {offer(u"O1"_s, u"S1"_s, u"web1"_s, u"eng"_s,
                   {scalar(u"cpus"_s, 1), revocable, scalar(u"mem"_s, 64), scalar(u"disk"_s, 100), volume})});
        QCOMPARE(form.model.offered(u"cpus"_s), Scalar{1000});
        QCOMPARE(form.model.offered(u"disk"_s), Scalar{100'000});
        QCOMPARE(form.model.offered(u"gpus"_s), Scalar{});
        QVERIFY(form.model.offersRevocable());
        form.edit([](LaunchSettings& settings) { settings.need.allowRevocable = true; });
        QCOMPARE(form.model.offered(u"cpus"_s), Scalar{2000});
    }

    void severalOffersCountTogether()
    {
        Form form;
        form.model.setOffers({web1(), web1(u"O13"_s)});
        form.edit([](LaunchSettings& settings) { settings.need.cpus = Scalar{7500}; });
        QVERIFY2(form.model.canLaunch(), qPrintable(form.model.whyNot()));
        QCOMPARE(form.model.call().offerIds.size(), 2);
        QCOMPARE(form.model.headline(), u"web1 using Offer O12, Offer O13 (eng)"_s);
    }

    void deadOfferKeepsWhatWasTyped()
    {
        Form form;
        const LaunchSettings typed = form.model.settings();
        form.model.setDeadOffers({OfferId(Master + u"O12"_s)});
        QVERIFY(form.model.hasDeadOffers());
        QVERIFY(!form.model.canLaunch());
        QCOMPARE(form.model.whyNot(), u"The offer is gone: choose another."_s);
        QCOMPARE(form.model.settings(), typed);
        form.model.setOffers({web1(u"O13"_s)});
        QVERIFY(form.model.canLaunch());
        QVERIFY(form.json().contains(u"O13"_s));
        form.model.setOffers({});
        QVERIFY(!form.model.canLaunch());
        QVERIFY(form.model.headline().isEmpty());
    }

    void knowsWhatFits()
    {
        Form form;
        const OfferPtr small =
            offer(u"O2"_s, u"S2"_s, u"web2"_s, u"eng"_s, {scalar(u"cpus"_s, 1), scalar(u"mem"_s, 32)});
        QVERIFY(form.model.fits({small}));
        form.edit([](LaunchSettings& settings) { settings.executor = LaunchSettings::Executor::DefaultGroup; });
        QVERIFY2(!form.model.fits({small}), "the executor needs memory of its own");
        QVERIFY(form.model.fits({web1()}));
        QVERIFY(!form.model.fits({}));
    }

    void templatesCanBeLaunchedAsTheyAre()
    {
        const QList<LaunchTemplate> templates = LaunchModel::builtInTemplates();
        QCOMPARE(templates.size(), 3);
        for (const LaunchTemplate& each : templates) {
            Form form;
            form.edit([](LaunchSettings& settings) { settings.taskId = u"typed"_s; });
            form.model.applyTemplate(each);
            QVERIFY2(form.model.canLaunch(), qPrintable(each.name + u": "_s + form.model.whyNot()));
            QVERIFY(each.isBuiltIn);
            QVERIFY2(form.model.settings().taskId.isEmpty(), "an id serves once");
        }
        Form form;
        form.model.applyTemplate(templates.at(1));
        QCOMPARE(form.task().command->environment, QList<EnvironmentVariable>({{u"PORT0"_s, u"31000"_s}}));
        form.model.applyTemplate(templates.at(2));
        QVERIFY(form.json().contains(u"\"command\":{\"shell\":false}"_s));
    }

    void everyChangeIsToldOnce()
    {
        Form form;
        QSignalSpy edited(&form.model, &LaunchModel::edited);
        form.edit([](LaunchSettings& settings) { settings.name = u"other"_s; });
        QCOMPARE(edited.size(), 1);
        form.model.setSettings(form.model.settings());
        QCOMPARE(edited.size(), 1);
        form.model.setOffers({});
        QCOMPARE(edited.size(), 2);
        form.model.setDeadOffers({OfferId(u"x"_s)});
        QCOMPARE(edited.size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestLaunchModel)
#include "tst_launchmodel.moc"
