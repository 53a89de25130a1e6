// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/offersamples.h"
#include "widgets/amountspinbox.h"
#include "widgets/expander.h"
#include "widgets/jsonpreview.h"
#include "widgets/launchdialog.h"
#include "widgets/leavingdialog.h"
#include "widgets/offerchoicebar.h"
#include "widgets/portsfield.h"
#include "widgets/probefield.h"
#include "widgets/remarklabel.h"
#include "widgets/resourcefield.h"
#include "widgets/rowsfield.h"
#include "widgets/secondsfield.h"
#include "widgets/theme.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QWheelEvent>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;
using samples::offer;
using samples::ports;
using samples::scalar;

namespace {

OfferPtr offerOf(const QString& id, const QString& host = u"web1"_s)
{
    return offer(id, u"S-"_s + host, host, u"eng"_s,
                 {scalar(u"cpus"_s, 4), scalar(u"mem"_s, 8192), scalar(u"disk"_s, 10240), ports({{31000, 32000}})});
}

/// The sheet on an offer of web1, with a command, shown.
struct Sheet
{
    explicit Sheet(const QString& command = u"sleep 60"_s)
    {
        model.setFrameworkId(FrameworkId(u"F-0001"_s));
        LaunchSettings settings;
        settings.name = u"sleep"_s;
        settings.command = command;
        model.setSettings(settings);
        model.setOffers({offerOf(u"O12"_s)});
        dialog.setWindowModality(Qt::NonModal);
        dialog.resize(900, 560);
        dialog.show();
    }

    template<class T = QLineEdit>
    T& part(const char* name)
    {
        T* const found = dialog.findChild<T*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no part named %s", name);
        return *found;
    }

    QString remark(const char* field) { return part<RemarkLabel>((QByteArray(field) + "Remark").constData()).text(); }
    QString json() { return QString::fromUtf8(model.callJson(JsonStyle::Compact)); }
    void choose(const char* box, int index) { part<QComboBox>(box).setCurrentIndex(index); }

    /// The control of that name, as assistive technology finds it.
    QWidget* named(const QString& name)
    {
        for (QWidget* widget : dialog.findChildren<QWidget*>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }

    LaunchModel model;
    LaunchDialog dialog{model, nullptr};
};

} // namespace

class TestLaunchDialog : public QObject
{
    Q_OBJECT

private slots:
    void typingChangesTheCall_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("json");
        QTest::newRow("name") << u"Task name"_s << u"web"_s << u"\"task_infos\":[{\"name\":\"web\",\"task_id\""_s;
        QTest::newRow("id") << u"Task ID"_s << u"web-7"_s << u"\"task_id\":{\"value\":\"web-7\"}"_s;
        QTest::newRow("command") << u"Command"_s << u"date"_s << u"\"command\":{\"value\":\"date\"}"_s;
        QTest::newRow("user") << u"Task user"_s << u"ops"_s << u"\"user\":\"ops\""_s;
        QTest::newRow("cpus") << u"CPUs"_s << u"1.25"_s
                              << u"\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1.25}"_s;
        QTest::newRow("memory") << u"Memory"_s << u"96"_s
                                << u"\"name\":\"mem\",\"type\":\"SCALAR\",\"scalar\":{\"value\":96}"_s;
        QTest::newRow("memory in GiB") << u"Memory"_s << u"2 GiB"_s << u"\"scalar\":{\"value\":2048}"_s;
        QTest::newRow("disk") << u"Disk"_s << u"1.5g"_s
                              << u"\"name\":\"disk\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1536}"_s;
        QTest::newRow("port numbers") << u"Port numbers"_s << u"31005, 31010-31012"_s
                                      << u"{\"begin\":31010,\"end\":31012}"_s;
    }

    void typingChangesTheCall()
    {
        QFETCH(QString, name);
        QFETCH(QString, typed);
        QFETCH(QString, json);
        Sheet sheet;
        sheet.part<Expander>("endingMore").setChecked(true);
        QWidget* const field = sheet.named(name);
        QVERIFY(field);
        auto* line = qobject_cast<QLineEdit*>(field);
        if (!line)
            line = field->findChild<QLineEdit*>();
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, typed);
        QVERIFY2(sheet.json().contains(json), qPrintable(sheet.json()));
        QVERIFY(sheet.part<JsonPreview>("json").toPlainText().contains(u"ACCEPT"_s));
    }

    void everyFieldHasItsName()
    {
        Sheet sheet;
        QCOMPARE(QAccessible::queryAccessibleInterface(&sheet.dialog)->text(QAccessible::Name), u"Launch"_s);
        sheet.choose("container", 2);
        for (const QString& name : {u"Task name"_s, u"Task ID"_s, u"Command"_s, u"CPUs"_s, u"Memory"_s, u"Disk"_s,
                                    u"GPUs"_s, u"Ports"_s, u"Image"_s, u"Launch"_s}) {
            QWidget* const widget = sheet.named(name);
            QVERIFY2(widget, qPrintable(name));
            QVERIFY2(widget->isVisibleTo(&sheet.dialog), qPrintable(name));
        }
        QVERIFY(qobject_cast<QPushButton*>(sheet.named(u"Launch"_s)));
        // Whatever can be typed into has a name.
        for (QLineEdit* line : sheet.dialog.findChildren<QLineEdit*>()) {
            const bool isPartOfNamed = !line->parentWidget()->accessibleName().isEmpty();
            QVERIFY2(isPartOfNamed || !line->accessibleName().isEmpty(), qPrintable(line->objectName()));
        }
        for (QComboBox* box : sheet.dialog.findChildren<QComboBox*>())
            QVERIFY2(!box->accessibleName().isEmpty(), qPrintable(box->objectName()));
    }

    void saysWhatGoesBack()
    {
        Sheet sheet;
        QCOMPARE(sheet.remark("cpus"), u"0.1 of 4.0 – the rest goes back"_s);
        QCOMPARE(sheet.remark("mem"), u"32 MiB of 8.0 GiB – the rest goes back"_s);
        QCOMPARE(sheet.remark("disk"), u"none of 10 GiB – all of it goes back"_s);
        QCOMPARE(sheet.remark("gpus"), u"none on offer"_s);
        QCOMPARE(sheet.remark("ports"), u"31000–32000 on offer"_s);
    }

    void sliderEndsWhereTheOfferDoes()
    {
        Sheet sheet;
        auto& field = sheet.part<ResourceField>("cpus");
        auto* const slider = field.findChild<QSlider*>();
        slider->setValue(slider->maximum());
        QCOMPARE(sheet.model.settings().need.cpus, Scalar{4000});
        QCOMPARE(sheet.remark("cpus"), u"all of 4.0"_s);
        slider->setValue(slider->maximum() / 2);
        QCOMPARE(sheet.model.settings().need.cpus, Scalar{2000});
        QCOMPARE(field.number()->amount(), Scalar{2000});
        QVERIFY2(!sheet.part<ResourceField>("gpus").findChild<QSlider*>()->isEnabled(), "there are none");
    }

    void sliderStopsAtRoundNumbers()
    {
        Sheet sheet;
        auto* const slider = sheet.part<ResourceField>("mem").findChild<QSlider*>();
        slider->setValue(333);
        QCOMPARE(sheet.model.settings().need.mem.thousandths % 64'000, 0);
        QVERIFY(sheet.model.settings().need.mem > Scalar{2'600'000});
    }

    void pickedPortsAreShown()
    {
        Sheet sheet;
        sheet.part<QSpinBox>("anyPorts").setValue(2);
        QCOMPARE(sheet.remark("ports"), u"31000, 31001; the task finds them in $PORT0, $PORT1…"_s);
        sheet.part("portNumbers").setText(u"8080"_s);
        QCOMPARE(sheet.remark("ports"), u"Port 8080 is not on offer; there are 31000–32000."_s);
        QVERIFY(Theme::isInvalid(sheet.part("portNumbers")));
    }

    void errorStandsBelowItsField()
    {
        Sheet sheet;
        auto& launch = sheet.part<QPushButton>("launch");
        QVERIFY(launch.isEnabled());
        sheet.part("taskId").setText(u"a/b"_s);
        QVERIFY(!launch.isEnabled());
        const QString why = u"An id cannot contain slashes, backslashes or control characters."_s;
        QCOMPARE(sheet.remark("taskId"), why);
        QVERIFY(Theme::isInvalid(sheet.part("taskId")));
        QVERIFY(launch.toolTip().contains(u"backslashes"_s));
        QCOMPARE(launch.accessibleDescription(), why);
        sheet.part("taskId").clear();
        QVERIFY(launch.isEnabled());
        QVERIFY(launch.toolTip().isEmpty());
        QCOMPARE(sheet.part("taskId").placeholderText(), u"sleep"_s);
    }

    void errorOpensItsSection()
    {
        Sheet sheet;
        QVERIFY(!sheet.part<Expander>("environmentMore").isChecked());
        QVERIFY(sheet.part<RowsField>("environment").isHidden() || !sheet.part<RowsField>("environment").isVisible());
        LaunchSettings settings = sheet.model.settings();
        settings.environment = {{QString(), u"x"_s}};
        sheet.model.setSettings(settings);
        QVERIFY(sheet.part<Expander>("environmentMore").isChecked());
        QVERIFY(sheet.part<RowsField>("environment").isVisible());
    }

    void rowsAreAddedFilledAndRemoved()
    {
        Sheet sheet;
        sheet.part<Expander>("environmentMore").setChecked(true);
        auto& rows = sheet.part<RowsField>("environment");
        rows.findChild<QPushButton*>(u"add"_s)->click();
        qobject_cast<QLineEdit*>(sheet.named(u"Variable name 1"_s))->setText(u"A"_s);
        qobject_cast<QLineEdit*>(sheet.named(u"Variable value 1"_s))->setText(u"b"_s);
        QCOMPARE(sheet.model.settings().environment, QList<EnvironmentVariable>({{u"A"_s, u"b"_s}}));
        sheet.part<Expander>("environmentMore").setChecked(false);
        QCOMPARE(sheet.part<Expander>("environmentMore").text(), u"Environment: 1 variable"_s);
        qobject_cast<QPushButton*>(sheet.named(u"Remove variable 1"_s))->click();
        QVERIFY(sheet.model.settings().environment.isEmpty());
    }

    void argumentsBeginWithTheProgram()
    {
        Sheet sheet(u"/bin/sleep"_s);
        QVERIFY(!sheet.part<RowsField>("arguments").isVisible());
        sheet.part<QCheckBox>("shell").setChecked(false);
        QVERIFY(sheet.part<RowsField>("arguments").isVisible());
        sheet.part<RowsField>("arguments").findChild<QPushButton*>(u"add"_s)->click();
        qobject_cast<QLineEdit*>(sheet.named(u"Argument 2"_s))->setText(u"60"_s);
        QCOMPARE(sheet.model.settings().arguments, QStringList({u"sleep"_s, u"60"_s}));
        QVERIFY(sheet.json().contains(u"\"shell\":false,\"value\":\"/bin/sleep\",\"arguments\":[\"sleep\",\"60\"]"_s));
    }

    void dockerShowsWhatDockerHas()
    {
        Sheet sheet;
        QVERIFY(!sheet.part("image").isVisible());
        sheet.choose("container", 2);
        QVERIFY(sheet.part("image").isVisible());
        QCOMPARE(sheet.remark("image"), u"Name the Docker image, for instance alpine:3."_s);
        sheet.part("image").setText(u"nginx"_s);
        QVERIFY(!sheet.part<RowsField>("portMappings").isVisible());
        sheet.choose("network", 1);
        QVERIFY(sheet.part<RowsField>("portMappings").isVisible());
        sheet.part<QSpinBox>("anyPorts").setValue(1);
        sheet.part<RowsField>("portMappings").findChild<QPushButton*>(u"add"_s)->click();
        qobject_cast<QLineEdit*>(sheet.named(u"Container port 1"_s))->setText(u"80"_s);
        QVERIFY2(sheet.json().contains(u"\"network\":\"BRIDGE\",\"port_mappings\":[{\"host_port\":31000,"
                                       "\"container_port\":80,\"protocol\":\"tcp\"}]"_s),
                 qPrintable(sheet.json()));
        sheet.choose("network", 2);
        sheet.part("networkNames").setText(u"blue, "_s);
        QCOMPARE(sheet.part("networkNames").text(), u"blue, "_s);
        QCOMPARE(sheet.model.settings().networkNames, QStringList(u"blue"_s));
    }

    void probesAndTimesAreTaken()
    {
        Sheet sheet;
        sheet.part<Expander>("healthCheckMore").setChecked(true);
        auto* const kind = qobject_cast<QComboBox*>(sheet.named(u"Health check kind"_s));
        QVERIFY(kind);
        kind->setCurrentIndex(1);
        QVERIFY(!sheet.model.canLaunch());
        qobject_cast<QLineEdit*>(sheet.named(u"Health check command"_s))->setText(u"true"_s);
        qobject_cast<QDoubleSpinBox*>(sheet.named(u"Health check interval"_s))->setValue(3.0);
        const std::optional<Probe> probe = sheet.model.settings().healthCheck;
        QVERIFY(probe);
        QCOMPARE(probe->command, u"true"_s);
        QCOMPARE(probe->intervalSeconds, std::optional(3.0));
        QVERIFY(!probe->delaySeconds);
        kind->setCurrentIndex(0);
        QVERIFY(!sheet.model.settings().healthCheck);

        auto* const back = qobject_cast<QComboBox*>(sheet.named(u"Give the rest back for"_s));
        back->setCurrentIndex(1);
        QCOMPARE(sheet.model.settings().filters.refuseSeconds, std::optional(60.0));
        back->setCurrentIndex(back->count() - 1);
        qobject_cast<QDoubleSpinBox*>(sheet.named(u"Give the rest back for, seconds"_s))->setValue(7.0);
        QVERIFY(sheet.json().contains(u"\"filters\":{\"refuse_seconds\":7}"_s));
    }

    void modelChangesTheFields()
    {
        Sheet sheet;
        LaunchSettings settings;
        settings.name = u"db"_s;
        settings.taskId = u"db-9"_s;
        settings.shell = false;
        settings.command = u"/bin/db"_s;
        settings.arguments = {u"db"_s, u"--safe"_s};
        settings.uris = {{u"http://x/y"_s, true, false, true, u"z"_s}};
        settings.container = LaunchSettings::Container::Mesos;
        settings.volumes = {{u"/data"_s, u"/srv"_s, true}};
        settings.need.gpus = Scalar{1000};
        settings.need.ports = {31005};
        settings.check = Probe();
        settings.check->type = Probe::Type::Tcp;
        settings.check->port = 99;
        settings.check->delaySeconds = 2.5;
        settings.killGraceSeconds = 42.0;
        settings.labels = {{u"team"_s, u"x"_s}};
        settings.executor = LaunchSettings::Executor::DefaultGroup;
        settings.copies = 1;
        settings.filters.refuseSeconds = 600.0;
        sheet.model.setSettings(settings);
        QCOMPARE(sheet.part("name").text(), u"db"_s);
        QCOMPARE(sheet.part("taskId").text(), u"db-9"_s);
        QCOMPARE(sheet.part<RowsField>("uris").rows().first().at(0).toString(), u"http://x/y"_s);
        QCOMPARE(sheet.part<ProbeField>("check").probe(), settings.check);
        QCOMPARE(sheet.part<SecondsField>("killGrace").seconds(), std::optional(42.0));
        QCOMPARE(sheet.part("portNumbers").text(), u"31005"_s);
        QCOMPARE(sheet.model.settings(), settings);
        // Touching one field leaves the others as they came.
        sheet.part("name").setText(u"db2"_s);
        settings.name = u"db2"_s;
        QCOMPARE(sheet.model.settings(), settings);
    }

    void templateFillsTheForm()
    {
        Sheet sheet;
        QSignalSpy removed(&sheet.dialog, &LaunchDialog::deleteTemplateRequested);
        LaunchTemplate own{u"mine"_s, {}, false};
        own.settings.name = u"own"_s;
        own.settings.command = u"true"_s;
        own.settings.labels = {{u"a"_s, u"b"_s}};
        sheet.dialog.setTemplates(LaunchModel::builtInTemplates() + QList{own});
        auto& box = sheet.part<QComboBox>("templates");
        QCOMPARE(box.currentIndex(), -1);
        box.setCurrentIndex(1);
        emit box.activated(1);
        QCOMPARE(sheet.model.settings().name, u"http-server"_s);
        QCOMPARE(sheet.remark("ports"), u"31000; the task finds it in $PORT0"_s);
        QVERIFY(!sheet.part<QPushButton>("deleteTemplate").isVisible());
        box.setCurrentIndex(3);
        emit box.activated(3);
        QVERIFY2(sheet.part<Expander>("labelsMore").isChecked(), "what is set is seen");
        QVERIFY(sheet.part<QPushButton>("deleteTemplate").isVisible());
        sheet.part<QPushButton>("deleteTemplate").click();
        QCOMPARE(removed.size(), 1);
        QCOMPARE(removed.first().first().toString(), u"mine"_s);
        sheet.dialog.setTemplates(LaunchModel::builtInTemplates());
        QCOMPARE(box.currentIndex(), -1);
    }

    void savesATemplateUnderAName()
    {
        Sheet sheet;
        QSignalSpy saved(&sheet.dialog, &LaunchDialog::saveTemplateRequested);
        sheet.part<QPushButton>("saveTemplate").click();
        auto* const question = sheet.dialog.findChild<QInputDialog*>();
        QVERIFY(question && question->isVisible());
        QCOMPARE(question->textValue(), u"sleep"_s);
        question->setTextValue(u" my sleep "_s);
        question->accept();
        QCOMPARE(saved.size(), 1);
        QCOMPARE(saved.first().first().toString(), u"my sleep"_s);
    }

    void launchesByButtonAndKeys()
    {
        Sheet sheet;
        QSignalSpy launched(&sheet.dialog, &LaunchDialog::launchRequested);
        sheet.part<QPushButton>("launch").click();
        QCOMPARE(launched.size(), 1);
        QVERIFY2(sheet.dialog.isVisible(), "who sends it closes the sheet");
        QVERIFY(QTest::qWaitForWindowActive(&sheet.dialog));
        QTest::keyClick(&sheet.part("command"), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(launched.size(), 2);
        QTest::keyClick(&sheet.part("command"), Qt::Key_Return);
        QCOMPARE(launched.size(), 3);
        sheet.part("command").clear();
        QTest::keyClick(&sheet.part("command"), Qt::Key_Return, Qt::ControlModifier);
        QTest::keyClick(&sheet.part("command"), Qt::Key_Return);
        QCOMPARE(launched.size(), 3);
        QTest::keyClick(&sheet.dialog, Qt::Key_Escape);
        QVERIFY(!sheet.dialog.isVisible());
    }

    void productionAsksOnceMore()
    {
        Sheet sheet;
        QSignalSpy launched(&sheet.dialog, &LaunchDialog::launchRequested);
        QVERIFY(!sheet.part<QLabel>("production").isVisible());
        sheet.dialog.setConfirms(true, u"Production"_s);
        QVERIFY(sheet.part<QLabel>("production").isVisible());
        auto& launch = sheet.part<QPushButton>("launch");
        QCOMPARE(launch.text(), u"Launch on Production…"_s);
        QCOMPARE(launch.accessibleName(), u"Launch"_s);
        launch.click();
        QCOMPARE(launched.size(), 0);
        auto* const question = sheet.dialog.findChild<ConfirmDialog*>();
        QVERIFY(question && question->isVisible());
        // The offer dies while the question stands.
        sheet.model.setDeadOffers({sheet.model.offerIds().first()});
        emit question->confirmed();
        QCOMPARE(launched.size(), 0);
        sheet.model.setDeadOffers({});
        emit question->confirmed();
        QCOMPARE(launched.size(), 1);
    }

    void deadOfferOffersOthers()
    {
        Sheet sheet;
        QSignalSpy chosen(&sheet.dialog, &LaunchDialog::offersChosen);
        auto& bar = sheet.part<OfferChoiceBar>("offerChoice");
        sheet.dialog.setFittingOffers({{offerOf(u"O13"_s, u"web2"_s)}});
        QVERIFY2(!bar.isVisible(), "the offer lives");
        const LaunchSettings typed = sheet.model.settings();
        sheet.model.setDeadOffers({sheet.model.offerIds().first()});
        QVERIFY(bar.isVisible());
        QVERIFY(!sheet.part<QPushButton>("launch").isEnabled());
        QCOMPARE(sheet.model.settings(), typed);
        QList<QPushButton*> buttons = bar.findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 1);
        QCOMPARE(buttons.first()->accessibleName(), u"Use web2 using Offer O13 (eng)"_s);
        buttons.first()->click();
        QCOMPARE(chosen.size(), 1);
        const auto offers = chosen.first().first().value<QList<OfferPtr>>();
        QCOMPARE(offers.first()->hostname, u"web2.example.com"_s);
        sheet.model.setOffers(offers);
        QVERIFY(!bar.isVisible());
        QVERIFY(sheet.part<QPushButton>("launch").isEnabled());
        QVERIFY(sheet.part<QLabel>("headline").text().contains(u"web2 using Offer O13 (eng)"_s));
    }

    void listsAtMostAFewOthers()
    {
        Sheet sheet;
        sheet.model.setDeadOffers({sheet.model.offerIds().first()});
        QList<QList<OfferPtr>> fitting;
        for (int i = 0; i < 10; ++i)
            fitting.append({offerOf(u"O2%1"_s.arg(i), u"web%1"_s.arg(i))});
        sheet.dialog.setFittingOffers(fitting);
        auto& bar = sheet.part<OfferChoiceBar>("offerChoice");
        QCOMPARE(bar.findChildren<QPushButton*>().size(), OfferChoiceBar::MostShown);
        sheet.dialog.setFittingOffers({});
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(bar.findChildren<QPushButton*>().isEmpty());
        QVERIFY(bar.accessibleDescription().contains(u"No other offer"_s));
    }

    void showsWhatLintSays()
    {
        Sheet sheet;
        sheet.dialog.setLintRemarks({u"refused"_s}, {u"ignored"_s});
        auto& lint = sheet.part<QWidget>("lint");
        QVERIFY(lint.isVisible());
        const QList<RemarkLabel*> lines = lint.findChildren<RemarkLabel*>();
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines.at(0)->tone(), RemarkLabel::Tone::Error);
        QCOMPARE(lines.at(0)->text(), u"refused"_s);
        QCOMPARE(lines.at(1)->tone(), RemarkLabel::Tone::Note);
        sheet.dialog.setLintRemarks({}, {});
        QVERIFY(!lint.isVisible());
    }

    void smallWindowIsEnough()
    {
        Sheet sheet;
        LaunchSettings settings = sheet.model.settings();
        settings.name = QString(300, u'W');
        settings.taskId = QString(300, u'W') + u'/';
        settings.container = LaunchSettings::Container::Docker;
        settings.image = QString(200, u'W');
        settings.network = u"BRIDGE"_s;
        settings.volumes = {{QString(100, u'W'), QString(100, u'W'), true}};
        settings.uris = {{QString(300, u'W'), true, true, true, {}}};
        settings.environment = {{QString(100, u'W'), QString(100, u'W')}};
        sheet.model.setSettings(settings);
        sheet.model.setDeadOffers({sheet.model.offerIds().first()});
        sheet.dialog.resize(900, 560);
        QCoreApplication::processEvents();
        QCOMPARE(sheet.dialog.size(), QSize(900, 560));
        const auto& scroll = sheet.part<QScrollArea>("scroll");
        QVERIFY2(scroll.widget()->width() <= scroll.viewport()->width(), "nothing stands outside to the right");
    }

    void wheelScrollsPastTheFields()
    {
        Sheet sheet;
        sheet.part("name").setFocus();
        AmountSpinBox* const number = sheet.part<ResourceField>("cpus").number();
        QWheelEvent turn(QPointF(5, 5), number->mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(number, &turn);
        QCOMPARE(sheet.model.settings().need.cpus, Scalar{100});
    }

    void tabGoesDownTheFormAndThenToTheButtons()
    {
        Sheet sheet;
        sheet.part<Expander>("environmentMore").setChecked(true);
        for (int i = 0; i < 2; ++i)
            sheet.part<RowsField>("environment").findChild<QPushButton*>(u"add"_s)->click();
        sheet.part<QComboBox>("templates").setFocus();
        QStringList names;
        for (int i = 0; i < 60; ++i) {
            const QWidget* const focused = sheet.dialog.focusWidget();
            const auto* const button = qobject_cast<const QPushButton*>(focused);
            names.append(!focused->accessibleName().isEmpty() ? focused->accessibleName()
                         : button                             ? button->text()
                                                              : focused->objectName());
            QTest::keyClick(sheet.dialog.focusWidget(), Qt::Key_Tab);
            if (sheet.dialog.focusWidget() == &sheet.part<QComboBox>("templates"))
                break;
        }
        const QStringList expected = {u"Template"_s,
                                      u"Task name"_s,
                                      u"Task ID"_s,
                                      u"Command"_s,
                                      u"Through the shell"_s,
                                      u"CPUs"_s,
                                      u"CPUs share"_s,
                                      u"Memory"_s,
                                      u"Memory share"_s,
                                      u"Disk"_s,
                                      u"Disk share"_s,
                                      u"GPUs"_s,
                                      u"Ports"_s,
                                      u"Port numbers"_s,
                                      u"Container"_s,
                                      u"Give the rest back for"_s,
                                      u"Environment"_s,
                                      u"Variable name 1"_s,
                                      u"Variable value 1"_s,
                                      u"Remove variable 1"_s,
                                      u"Variable name 2"_s,
                                      u"Variable value 2"_s,
                                      u"Remove variable 2"_s,
                                      u"Add a variable"_s};
        QCOMPARE(names.mid(0, expected.size()), expected);
        // Launch is off: a variable has no name yet.
        QCOMPARE(names.mid(names.size() - 3), QStringList({u"Save as template…"_s, u"Copy as curl"_s, u"Cancel"_s}));
    }

    void onlyLaunchIsTheDefault()
    {
        Sheet sheet;
        for (QPushButton* button : sheet.dialog.findChildren<QPushButton*>()) {
            QVERIFY2(button->objectName() == u"launch"_s || !button->autoDefault(), qPrintable(button->text()));
        }
    }
};

QTEST_MAIN(TestLaunchDialog)
#include "tst_launchdialog.moc"
