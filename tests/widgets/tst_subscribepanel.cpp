// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/capabilitieslist.h"
#include "widgets/expander.h"
#include "widgets/jsonpreview.h"
#include "widgets/labelsfield.h"
#include "widgets/notebar.h"
#include "widgets/remarklabel.h"
#include "widgets/rolesfield.h"
#include "widgets/subscribepanel.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The panel with a fresh model, shown.
struct Form
{
    Form()
    {
        connection.name = u"demo"_s;
        connection.settings = model.settings();
        connection.earlierFrameworkIds = {FrameworkId(u"m-0001"_s), FrameworkId(u"m-0000"_s)};
        panel.setModel(&model);
        panel.setConnection(connection);
        panel.resize(1000, 700);
        panel.show();
    }

    template<class T = QLineEdit>
    T& part(const char* name)
    {
        T* const found = panel.findChild<T*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no part named %s", name);
        return *found;
    }

    QString remark(const char* field) { return part<RemarkLabel>((QByteArray(field) + "Remark").constData()).text(); }

    SubscribeModel model{u"lombardo"_s};
    Connection connection;
    SubscribePanel panel;
};

} // namespace

class TestSubscribePanel : public QObject
{
    Q_OBJECT

private slots:
    void typingChangesTheModel_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("json");
        QTest::newRow("user") << QByteArray("user") << u"ops"_s << u"\"user\":\"ops\""_s;
        QTest::newRow("name") << QByteArray("name") << u"HelloWorld"_s << u"\"name\":\"HelloWorld\""_s;
        QTest::newRow("roles") << QByteArray("roles") << u"eng,eng/web"_s << u"\"roles\":[\"eng\",\"eng/web\"]"_s;
        QTest::newRow("principal") << QByteArray("principal") << u"p"_s << u"\"principal\":\"p\""_s;
        QTest::newRow("host name") << QByteArray("hostname") << u"here"_s << u"\"hostname\":\"here\""_s;
        QTest::newRow("web page") << QByteArray("webuiUrl") << u"http://here/"_s << u"\"webui_url\":\"http://here/\""_s;
    }

    void typingChangesTheModel()
    {
        QFETCH(QByteArray, field);
        QFETCH(QString, typed);
        QFETCH(QString, json);
        Form form;
        form.part<Expander>("more").setChecked(true);
        QLineEdit& line = form.part(field.constData());
        line.selectAll();
        QTest::keyClick(&line, Qt::Key_Delete);
        QTest::keyClicks(&line, typed);
        const QString sent = QString::fromUtf8(form.model.callJson(JsonStyle::Compact));
        QVERIFY2(sent.contains(json), qPrintable(sent));
    }

    void typingAMasterAsksForAProbe()
    {
        Form form;
        QSignalSpy edited(&form.panel, &SubscribePanel::mastersEdited);
        form.panel.setProbe(u"Mesos 1.12.0, leader, 3 agents"_s, true);
        QCOMPARE(form.remark("master"), u"Mesos 1.12.0, leader, 3 agents"_s);
        form.part("master").setText(u"m1:5050"_s);
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited.first().first().toString(), u"m1:5050"_s);
        QCOMPARE(form.model.settings().masters, u"m1:5050"_s);
        QVERIFY2(form.remark("master").isEmpty(), "what is known of another master says nothing about this one");
    }

    void modelChangesTheFields()
    {
        Form form;
        QSignalSpy edited(&form.panel, &SubscribePanel::mastersEdited);
        SubscribeSettings settings = SubscribeSettings::fresh(u"root"_s);
        settings.masters = u"m1:5050, m2:5050"_s;
        settings.framework.roles = {u"a"_s, u"b"_s};
        settings.framework.capabilities = {u"MULTI_ROLE"_s, u"TELEPORT"_s};
        settings.framework.failoverTimeout = 90.0;
        settings.framework.id = FrameworkId(u"m-0000"_s);
        settings.framework.labels = {{u"team"_s, u"x"_s}};
        form.model.setSettings(settings);
        QCOMPARE(form.part("master").text(), settings.masters);
        QCOMPARE(form.part("roles").text(), u"a, b"_s);
        QVERIFY(form.part<QCheckBox>("MULTI_ROLE").isChecked());
        QVERIFY(!form.part<QCheckBox>("PARTITION_AWARE").isChecked());
        QVERIFY(form.part<QCheckBox>("TELEPORT").isChecked());
        QCOMPARE(form.part<QDoubleSpinBox>("failoverSeconds").value(), 90.0);
        QVERIFY(form.part<QDoubleSpinBox>("failoverSeconds").isVisible());
        QCOMPARE(form.part<QComboBox>("frameworkId").currentText(), u"m-0000"_s);
        QCOMPARE(form.part<LabelsField>("labels").labels(), settings.framework.labels);
        QCOMPARE(form.model.settings(), settings);
        QVERIFY2(edited.isEmpty(), "nobody typed");
    }

    void rolesTakeTextAsAWhole()
    {
        // As assistive technology sets it.
        Form form;
        QAccessibleInterface* const roles = QAccessible::queryAccessibleInterface(&form.part("roles"));
        QVERIFY(roles && roles->editableTextInterface());
        QCOMPARE(roles->text(QAccessible::Name), u"Roles"_s);
        roles->editableTextInterface()->replaceText(0, roles->textInterface()->characterCount(), u"a, b"_s);
        QCOMPARE(form.model.roles(), (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(roles->text(QAccessible::Value), u"a, b"_s);
    }

    void commaAndReturnEndARole()
    {
        Form form;
        QSignalSpy subscribed(&form.panel, &SubscribePanel::subscribeRequested);
        RolesField& roles = form.part<RolesField>("roles");
        roles.setFocus();
        roles.clear();
        QTest::keyClicks(&roles, u"eng,web"_s);
        QCOMPARE(roles.text(), u"eng, web"_s);
        QTest::keyClick(&roles, Qt::Key_Return);
        QCOMPARE(roles.text(), u"eng, web, "_s);
        QVERIFY(subscribed.isEmpty());
        QTest::keyClicks(&roles, u"my role"_s);
        QCOMPARE(form.model.roles(), (QStringList{u"eng"_s, u"web"_s, u"my role"_s}));
        QCOMPARE(form.remark("roles"), u"“my role”: a role cannot contain blanks."_s);
        QCOMPARE(form.model.firstInvalidRole(), 2);
    }

    void returnSubscribes()
    {
        Form form;
        QSignalSpy subscribed(&form.panel, &SubscribePanel::subscribeRequested);
        QLineEdit& name = form.part("name");
        name.setFocus();
        QTest::keyClick(&name, Qt::Key_Return);
        QCOMPARE(subscribed.size(), 1);
        name.clear();
        QTest::keyClick(&name, Qt::Key_Return);
        QCOMPARE(subscribed.size(), 1);
    }

    void namesForAssistiveTechnology_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QString>("name");
        QTest::newRow("master") << QByteArray("master") << u"Master"_s;
        QTest::newRow("user") << QByteArray("user") << u"User"_s;
        QTest::newRow("name") << QByteArray("name") << u"Name"_s;
        QTest::newRow("roles") << QByteArray("roles") << u"Roles"_s;
        QTest::newRow("subscribe") << QByteArray("subscribe") << u"Subscribe"_s;
        QTest::newRow("paste") << QByteArray("pasteCurl") << u"Paste curl"_s;
        QTest::newRow("secret") << QByteArray("secret") << u"Secret"_s;
    }

    void namesForAssistiveTechnology()
    {
        QFETCH(QByteArray, part);
        QFETCH(QString, name);
        Form form;
        QAccessibleInterface* const found =
            QAccessible::queryAccessibleInterface(&form.part<QWidget>(part.constData()));
        QVERIFY(found);
        QCOMPARE(found->text(QAccessible::Name), name);
    }

    void everyControlHasANameAndNoTwoTheSame()
    {
        Form form;
        form.part<Expander>("more").setChecked(true);
        form.model.setLabels({{u"a"_s, {}}, {u"b"_s, {}}});
        QStringList names;
        for (QWidget* const widget : form.panel.findChildren<QWidget*>()) {
            const bool isControl = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
                                   (qobject_cast<QLineEdit*>(widget) && !qobject_cast<QComboBox*>(widget->parent()) &&
                                    !qobject_cast<QAbstractSpinBox*>(widget->parent()));
            if (!isControl || !widget->isVisible() || qobject_cast<QTabBar*>(widget->parent()))
                continue;
            const QString name = QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
            QVERIFY2(!name.isEmpty(), qPrintable(widget->objectName()));
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.append(name);
        }
        QVERIFY(names.size() > 25);
    }

    void errorsAreShownBelowTheFieldAndSwitchSubscribeOff()
    {
        Form form;
        QPushButton& subscribe = form.part<QPushButton>("subscribe");
        QVERIFY(subscribe.isEnabled());
        form.part("user").clear();
        QVERIFY(!subscribe.isEnabled());
        QCOMPARE(form.remark("user"), u"Mesos needs the login name that tasks will run as."_s);
        QCOMPARE(form.part<RemarkLabel>("userRemark").tone(), RemarkLabel::Tone::Error);
        QCOMPARE(subscribe.toolTip(), form.remark("user"));
        QCOMPARE(form.part("user").accessibleDescription(), form.remark("user"));
        form.part("user").setText(u"root"_s);
        QVERIFY(subscribe.isEnabled());
        QCOMPARE(form.part<RemarkLabel>("userRemark").tone(), RemarkLabel::Tone::Note);
    }

    void anErrorOpensTheSectionItIsIn()
    {
        Form form;
        Expander& more = form.part<Expander>("more");
        QVERIFY(!more.isChecked());
        QVERIFY(!form.part("suppressed").isVisible());
        form.model.setSuppressedRoles({u"ops"_s});
        QVERIFY(more.isChecked());
        QVERIFY(form.part("suppressed").isVisible());
        QCOMPARE(form.remark("suppressed"), u"“ops” is not one of the roles above."_s);
    }

    void previewIsTheModelsJson()
    {
        Form form;
        form.part("name").setText(u"It's “HelloWorld”"_s);
        QCOMPARE(form.part<JsonPreview>("json").toPlainText(),
                 QString::fromUtf8(form.model.callJson(JsonStyle::Indented)));
        const QString curl = form.part<JsonPreview>("curl").toPlainText();
        QVERIFY(curl.startsWith("curl "_L1));
        QVERIFY(curl.contains("http://localhost:5050/api/v1/scheduler"_L1));
    }

    void previewNeverShowsTheSecret()
    {
        Form form;
        form.part<Expander>("more").setChecked(true);
        form.part("principal").setText(u"ops"_s);
        form.part("secret").setText(u"s3cret"_s);
        QCOMPARE(form.model.secret(), u"s3cret"_s);
        QCOMPARE(form.part("secret").echoMode(), QLineEdit::Password);
        QVERIFY(!form.part<JsonPreview>("json").toPlainText().contains("s3cret"_L1));
        QVERIFY(!form.part<JsonPreview>("curl").toPlainText().contains("s3cret"_L1));
        QVERIFY(form.part<JsonPreview>("curl").toPlainText().contains("$MESOS_SECRET"_L1));
    }

    void previewIsCopiedAsItIsShown()
    {
        Form form;
        form.part<QPushButton>("copyPreview").click();
        QCOMPARE(QGuiApplication::clipboard()->text(), form.part<JsonPreview>("json").toPlainText());
        form.part<QTabBar>("previewTabs").setCurrentIndex(1);
        form.part<QPushButton>("copyPreview").click();
        QCOMPARE(QGuiApplication::clipboard()->text(), form.part<JsonPreview>("curl").toPlainText());
    }

    void saysWhereTheSecretIsKept()
    {
        Form form;
        QCOMPARE(form.remark("secret"), u"Kept in this computer's keychain and nowhere else."_s);
        form.panel.setKeychainAvailable(false);
        QVERIFY(form.remark("secret").contains("asked for each time"_L1));
    }

    void credentialsAreAskedForInTheSectionMore()
    {
        Form form;
        form.panel.askForCredentials();
        QVERIFY(form.part("principal").isVisible());
        QCOMPARE(form.panel.focusWidget(), &form.part("principal"));
        form.part("principal").setText(u"ops"_s);
        form.panel.askForCredentials();
        QCOMPARE(form.panel.focusWidget(), &form.part("secret"));
    }

    void failoverIsChosenOrTyped()
    {
        Form form;
        QComboBox& choice = form.part<QComboBox>("failoverChoice");
        QCOMPARE(choice.currentText(), u"wait 10 minutes for me"_s);
        choice.setCurrentIndex(0);
        QCOMPARE(form.model.settings().framework.failoverTimeout, 0.0);
        QCOMPARE(form.remark("failover"), u"Mesos kills your tasks at once, and the framework id is finished."_s);
        choice.setCurrentIndex(choice.count() - 1);
        QDoubleSpinBox& seconds = form.part<QDoubleSpinBox>("failoverSeconds");
        QVERIFY(seconds.isVisible());
        seconds.setValue(42.0);
        QCOMPARE(form.model.settings().framework.failoverTimeout, 42.0);
        QCOMPARE(form.remark("failover"), u"Mesos keeps your tasks running for 42 seconds, then kills them."_s);
    }

    void earlierFrameworkIdsCanBeChosen()
    {
        Form form;
        QComboBox& ids = form.part<QComboBox>("frameworkId");
        QCOMPARE(ids.count(), 3);
        ids.setCurrentIndex(1);
        QCOMPARE(form.model.settings().framework.id, FrameworkId(u"m-0001"_s));
        ids.setCurrentIndex(0);
        QVERIFY(form.model.settings().framework.id.isEmpty());
        ids.setEditText(u"a/b"_s);
        QVERIFY(!form.model.canSubscribe());
        QVERIFY(!form.remark("frameworkId").isEmpty());
    }

    void capabilitiesSwitch()
    {
        Form form;
        form.part<QCheckBox>("GPU_RESOURCES").click();
        QVERIFY(form.model.settings().framework.has("GPU_RESOURCES"_L1));
        QVERIFY(form.part<QCheckBox>("GPU_RESOURCES").accessibleDescription().contains("GPUs"_L1));
        form.part<QCheckBox>("MULTI_ROLE").click();
        QVERIFY(!form.model.settings().framework.has("MULTI_ROLE"_L1));
        QCOMPARE(form.model.settings().framework.role, u"*"_s);
    }

    void labelsAreAddedAndRemoved()
    {
        Form form;
        form.part<Expander>("more").setChecked(true);
        LabelsField& labels = form.part<LabelsField>("labels");
        form.part<QPushButton>("addLabel").click();
        QVERIFY(!form.model.canSubscribe());
        QCOMPARE(form.remark("labels"), u"A label needs a key."_s);
        const auto byName = [&labels](const QString& name) -> QWidget* {
            for (QWidget* const widget : labels.findChildren<QWidget*>()) {
                if (widget->accessibleName() == name)
                    return widget;
            }
            return nullptr;
        };
        QTest::keyClicks(byName(u"Label key 1"_s), u"team"_s);
        QCOMPARE(form.model.settings().framework.labels, (Labels{{u"team"_s, std::nullopt}}));
        QTest::keyClicks(byName(u"Label value 1"_s), u"x"_s);
        QCOMPARE(form.model.settings().framework.labels, (Labels{{u"team"_s, u"x"_s}}));
        qobject_cast<QPushButton*>(byName(u"Remove label 1"_s))->click();
        QVERIFY(form.model.settings().framework.labels.isEmpty());
    }

    void saveTellsNameEnvironmentAndColour()
    {
        Form form;
        QSignalSpy saved(&form.panel, &SubscribePanel::saveRequested);
        form.part("connectionName").setText(u" team-a "_s);
        form.part<QComboBox>("environment").setEditText(u"Staging"_s);
        form.part<QPushButton>("save").click();
        QCOMPARE(saved.size(), 1);
        QCOMPARE(saved.first(), (QVariantList{u"team-a"_s, u"Staging"_s, QString()}));
    }

    void whatWasNotUnderstoodIsNamedUntilDismissed()
    {
        Form form;
        form.panel.showNotUnderstood({u"| jq ."_s, u"--proxy x"_s});
        NoteBar& note = form.part<NoteBar>("pasteNote");
        QVERIFY(note.isVisible());
        QCOMPARE(note.details(), u"| jq .\n--proxy x"_s);
        form.part<QPushButton>("dismissNote").click();
        QVERIFY(!note.isVisible());
        form.panel.showNotUnderstood({u"x"_s});
        form.panel.showNotUnderstood({});
        QVERIFY(!note.isVisible());
    }

    void anotherModelTakesItsPlace()
    {
        Form form;
        SubscribeModel other(u"ops"_s);
        other.setRoles({u"other"_s});
        form.panel.setModel(&other);
        QCOMPARE(form.part("user").text(), u"ops"_s);
        QCOMPARE(form.part("roles").text(), u"other"_s);
        form.part("name").setText(u"changed"_s);
        QCOMPARE(other.settings().framework.name, u"changed"_s);
        QCOMPARE(form.model.settings().framework.name, u"Mesoscribe"_s);
        form.panel.setModel(nullptr);
        QVERIFY(!form.part<QPushButton>("subscribe").isEnabled());
        QVERIFY(form.part("user").text().isEmpty());
        QCOMPARE(other.settings().framework.user, u"ops"_s);
    }

    void outlivesItsModel()
    {
        Form form;
        {
            SubscribeModel shortLived(u"ops"_s);
            form.panel.setModel(&shortLived);
        }
        form.part("user").setText(u"x"_s);
        QVERIFY(!form.panel.model());
    }

    void clickingACrossRemovesTheRole()
    {
        Form form;
        RolesField& roles = form.part<RolesField>("roles");
        form.model.setRoles({u"eng"_s, u"web"_s});
        form.part("name").setFocus();
        // The cross is at the end of the first chip, whose width depends on the font: find it from the right.
        const int y = roles.height() / 2;
        for (int x = 0; x < roles.width() && form.model.roles().size() == 2; x += 3) {
            form.part("name").setFocus();
            QTest::mouseMove(&roles, QPoint(x, y));
            if (roles.cursor().shape() == Qt::ArrowCursor) {
                roles.setFocus(Qt::MouseFocusReason);
                QTest::mouseClick(&roles, Qt::LeftButton, {}, QPoint(x, y));
            }
        }
        QCOMPARE(form.model.roles(), QStringList{u"web"_s});
    }
};

QTEST_MAIN(TestSubscribePanel)
#include "tst_subscribepanel.moc"
