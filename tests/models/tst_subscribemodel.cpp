// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/subscribemodel.h"

#include <QMetaEnum>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

using Field = SubscribeModel::Field;
using Severity = SubscribeModel::Severity;
using Edit = std::function<void(SubscribeModel&)>;

Q_DECLARE_METATYPE(Edit)

class TestSubscribeModel : public QObject
{
    Q_OBJECT

private slots:
    void freshFormCanBeSent()
    {
        const SubscribeModel model(u"lombardo"_s);
        QVERIFY(model.canSubscribe());
        QCOMPARE(model.settings(), SubscribeSettings::fresh(u"lombardo"_s));
        QCOMPARE(model.loginName(), u"lombardo"_s);
        const QMetaEnum fields = QMetaEnum::fromType<Field>();
        for (int i = 0; i < fields.keyCount(); ++i)
            QVERIFY2(!model.remark(static_cast<Field>(fields.value(i))), fields.key(i));
        QCOMPARE(model.firstInvalidRole(), -1);
    }

    void remarks_data()
    {
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<Field>("field");
        QTest::addColumn<QString>("text"); // empty: no remark
        QTest::addColumn<bool>("keepsFromSubscribing");

        const auto row = [](const char* name, const Edit& edit, Field field, const QString& text, bool keeps) {
            QTest::newRow(name) << edit << field << text << keeps;
        };
        row(
            "no master", [](auto& m) { m.setMasters({}); }, Field::Masters,
            u"Type the host and port of a master, e.g. localhost:5050."_s, true);
        row(
            "ZooKeeper", [](auto& m) { m.setMasters(u"zk://a:2181/mesos"_s); }, Field::Masters,
            u"ZooKeeper addresses are not supported; type one or more masters, e.g. m1:5050,m2:5050."_s, true);
        row(
            "several masters", [](auto& m) { m.setMasters(u"m1:5050, m2"_s); }, Field::Masters, {}, false);
        row(
            "no user", [](auto& m) { m.setUser(u" "_s); }, Field::User,
            u"Mesos needs the login name that tasks will run as."_s, true);
        row(
            "root", [](auto& m) { m.setUser(u"root"_s); }, Field::User,
            u"Tasks will run as root on the agents; some masters refuse that."_s, false);
        row(
            "no name", [](auto& m) { m.setName({}); }, Field::Name, u"Mesos needs a name to show the framework by."_s,
            true);
        row(
            "role with a blank",
            [](auto& m) {
                m.setRoles({u"eng"_s, u"my role"_s});
            },
            Field::Roles, u"“my role”: a role cannot contain blanks."_s, true);
        row(
            "role with a slash", [](auto& m) { m.setRoles({u"/eng"_s}); }, Field::Roles,
            u"“/eng”: a role cannot start with a slash."_s, true);
        row(
            "role twice",
            [](auto& m) {
                m.setRoles({u"a"_s, u"b"_s, u"a"_s});
            },
            Field::Roles, u"“a” is listed twice."_s, true);
        row(
            "no role", [](auto& m) { m.setRoles({}); }, Field::Roles,
            u"Without a role no offers will come; “*” is everybody's."_s, false);
        row(
            "hierarchy",
            [](auto& m) {
                m.setRoles({u"eng/web"_s, u"*"_s});
            },
            Field::Roles, {}, false);
        row(
            "several roles without MULTI_ROLE",
            [](auto& m) {
                m.setCapability(u"MULTI_ROLE"_s, false);
                m.setRoles({u"a"_s, u"b"_s});
            },
            Field::Roles, u"Roles (plural) need the MULTI_ROLE capability; tick it below."_s, true);
        row(
            "one role without MULTI_ROLE",
            [](auto& m) {
                m.setRoles({u"a"_s});
                m.setCapability(u"MULTI_ROLE"_s, false);
            },
            Field::Roles, {}, false);
        row(
            "unknown capability", [](auto& m) { m.setCapability(u"TELEPORT"_s, true); }, Field::Capabilities,
            u"This version does not know TELEPORT; it is sent as it is."_s, false);
        row(
            "negative timeout", [](auto& m) { m.setFailoverTimeout(-1.0); }, Field::FailoverTimeout,
            u"A time cannot be less than nothing."_s, true);
        row(
            "endless timeout", [](auto& m) { m.setFailoverTimeout(std::numeric_limits<double>::infinity()); },
            Field::FailoverTimeout, u"That is longer than Mesos can count; it takes at most about 292 years."_s, true);
        row(
            "framework id with a slash", [](auto& m) { m.setFrameworkId(FrameworkId(u"a/b"_s)); }, Field::Id,
            u"An id cannot contain slashes, backslashes or control characters."_s, true);
        row(
            "framework id", [](auto& m) { m.setFrameworkId(FrameworkId(u"a-0000"_s)); }, Field::Id, {}, false);
        row(
            "web page without a scheme", [](auto& m) { m.setWebuiUrl(u"host:8080"_s); }, Field::WebuiUrl,
            u"The master's pages can only link to a whole address, such as http://host:8080/."_s, false);
        row(
            "web page", [](auto& m) { m.setWebuiUrl(u"https://host/x"_s); }, Field::WebuiUrl, {}, false);
        row(
            "label without a key",
            [](auto& m) {
                m.setLabels({{QString(), u"x"_s}});
            },
            Field::LabelList, u"A label needs a key."_s, true);
        row(
            "label without a value",
            [](auto& m) {
                m.setLabels({{u"x"_s, std::nullopt}});
            },
            Field::LabelList, {}, false);
        row(
            "suppressed role of others", [](auto& m) { m.setSuppressedRoles({u"ops"_s}); }, Field::SuppressedRoles,
            u"“ops” is not one of the roles above."_s, true);
        row(
            "suppressed role", [](auto& m) { m.setSuppressedRoles({u"*"_s}); }, Field::SuppressedRoles, {}, false);
        row(
            "secret alone", [](auto& m) { m.setSecret(u"s"_s); }, Field::Principal,
            u"A secret needs a principal to go with it."_s, true);
        row(
            "principal with a colon", [](auto& m) { m.setPrincipal(u"a:b"_s); }, Field::Principal,
            u"A master cannot read a principal with a colon when a secret goes with it."_s, false);
        row(
            "secret with a colon",
            [](auto& m) {
                m.setPrincipal(u"ops"_s);
                m.setSecret(u"a:b"_s);
            },
            Field::Secret, u"A master cannot read a secret with a colon in it."_s, false);
        const auto withSecret = [](const QString& masters) {
            return [masters](SubscribeModel& m) {
                m.setPrincipal(u"ops"_s);
                m.setSecret(u"s"_s);
                m.setMasters(masters);
            };
        };
        row("secret in the open", withSecret(u"m1:5050"_s), Field::Secret,
            u"The secret would travel unencrypted, because the master's address is plain http."_s, false);
        row("secret in the open to the second", withSecret(u"https://m1,m2"_s), Field::Secret,
            u"The secret would travel unencrypted, because the master's address is plain http."_s, false);
        row("secret to this computer", withSecret(u"localhost:5050"_s), Field::Secret, {}, false);
        row("secret over https", withSecret(u"https://m1:5050"_s), Field::Secret, {}, false);
    }

    void remarks()
    {
        QFETCH(Edit, edit);
        QFETCH(Field, field);
        QFETCH(QString, text);
        QFETCH(bool, keepsFromSubscribing);
        SubscribeModel model(u"lombardo"_s);
        edit(model);
        const auto remark = model.remark(field);
        QCOMPARE(remark.has_value(), !text.isEmpty());
        if (remark) {
            QCOMPARE(remark->text, text);
            QCOMPARE(remark->severity, keepsFromSubscribing ? Severity::Error : Severity::Note);
        }
        QCOMPARE(model.canSubscribe(), !keepsFromSubscribing);
        if (keepsFromSubscribing)
            QCOMPARE(model.firstError(), std::optional(field));
    }

    void marksTheFirstWrongRole()
    {
        SubscribeModel model(u"lombardo"_s);
        model.setRoles({u"a"_s, u"my role"_s, u"-x"_s});
        QCOMPARE(model.firstInvalidRole(), 1);
        model.setRoles({u"a"_s, u"b"_s, u"b"_s});
        QCOMPARE(model.firstInvalidRole(), 2);
    }

    void oneRoleMovesBetweenTheTwoFields()
    {
        SubscribeModel model(u"lombardo"_s);
        model.setRoles({u"eng"_s});
        QCOMPARE(model.settings().framework.roles, QStringList{u"eng"_s});
        model.setCapability(u"MULTI_ROLE"_s, false);
        QCOMPARE(model.settings().framework.role, u"eng"_s);
        QVERIFY(model.settings().framework.roles.isEmpty());
        QCOMPARE(model.roles(), QStringList{u"eng"_s});
        model.setCapability(u"MULTI_ROLE"_s, true);
        QCOMPARE(model.settings().framework.roles, QStringList{u"eng"_s});
        QVERIFY(model.settings().framework.role.isEmpty());
    }

    void pastedRoleWithMultiRoleJoinsTheList()
    {
        SubscribeSettings pasted = SubscribeSettings::fresh(u"lombardo"_s);
        pasted.framework.roles.clear();
        pasted.framework.role = u"eng"_s;
        SubscribeModel model(u"lombardo"_s);
        model.setSettings(pasted);
        QCOMPARE(model.settings().framework.roles, QStringList{u"eng"_s});
        QVERIFY(model.settings().framework.role.isEmpty());
        QVERIFY(model.canSubscribe());
    }

    void pastedRolesWithoutMultiRoleStayAndAreNamed()
    {
        SubscribeSettings pasted = SubscribeSettings::fresh(u"lombardo"_s);
        pasted.framework.capabilities.clear();
        pasted.framework.roles = {u"eng"_s};
        SubscribeModel model(u"lombardo"_s);
        model.setSettings(pasted);
        QCOMPARE(model.settings(), pasted);
        QCOMPARE(model.firstError(), std::optional(Field::Roles));
        model.setCapability(u"MULTI_ROLE"_s, true);
        QVERIFY(model.canSubscribe());
    }

    void tellsEachChangeOnce()
    {
        SubscribeModel model(u"lombardo"_s);
        QSignalSpy changed(&model, &SubscribeModel::changed);
        QSignalSpy edited(&model, &SubscribeModel::edited);
        model.setUser(u"root"_s);
        model.setUser(u"root"_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().value<Field>(), Field::User);
        QCOMPARE(edited.size(), 1);

        changed.clear();
        edited.clear();
        model.setSettings(SubscribeSettings::fresh(u"other"_s));
        QCOMPARE(changed.size(), QMetaEnum::fromType<Field>().keyCount() - 1);
        QCOMPARE(edited.size(), 1);
    }

    void settingsLeaveTheSecretAlone()
    {
        SubscribeModel model(u"lombardo"_s);
        model.setSecret(u"s3cret"_s);
        model.setSettings(SubscribeSettings::fresh(u"other"_s));
        QCOMPARE(model.secret(), u"s3cret"_s);
        QVERIFY(!model.callJson(JsonStyle::Compact).contains("s3cret"));
    }

    void failoverSentences()
    {
        SubscribeModel model(u"lombardo"_s);
        QCOMPARE(model.failoverSentence(), u"Mesos keeps your tasks running for 10 minutes, then kills them."_s);
        model.setFailoverTimeout(0.0);
        QCOMPARE(model.failoverSentence(), u"Mesos kills your tasks at once, and the framework id is finished."_s);
        model.setFailoverTimeout(86400.0);
        QCOMPARE(model.failoverSentence(), u"Mesos keeps your tasks running for 1 day, then kills them."_s);
        model.setFailoverTimeout(-1.0);
        QCOMPARE(model.failoverSentence(), QString());
    }

    void anyCertificateIsSaid()
    {
        SubscribeSettings pasted = SubscribeSettings::fresh(u"lombardo"_s);
        pasted.acceptAnyCertificate = true;
        SubscribeModel model(u"lombardo"_s);
        model.setSettings(pasted);
        QVERIFY(model.remark(Field::Masters)->text.contains("-k"_L1));
        QVERIFY(model.canSubscribe());
    }

    void previewIsWhatIsSent()
    {
        SubscribeModel model(u"lombardo"_s);
        model.setName(u"HelloWorld Framework"_s);
        model.setRoles({u"hello_world_role"_s});
        model.setSuppressedRoles({u"hello_world_role"_s});
        QCOMPARE(model.callJson(JsonStyle::Compact), toJson(model.settings().toCall(), JsonStyle::Compact));
        QVERIFY(model.callJson(JsonStyle::Indented).contains("\"suppressed_roles\""));
    }
};

QTEST_GUILESS_MAIN(TestSubscribeModel)
#include "tst_subscribemodel.moc"
