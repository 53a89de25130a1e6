// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/role.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(std::optional<mesoscribe::RoleProblem>)
Q_DECLARE_METATYPE(std::optional<mesoscribe::IdProblem>)

class TestRole : public QObject
{
    Q_OBJECT

private slots:
    void judgesRolesAsMesosDoes_data();
    void judgesRolesAsMesosDoes();
    void judgesIdsAsMesosDoes_data();
    void judgesIdsAsMesosDoes();
};

void TestRole::judgesRolesAsMesosDoes_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<std::optional<RoleProblem>>("problem");
    const auto add = [](const char* name, const QString& role, std::optional<RoleProblem> problem) {
        QTest::newRow(name) << role << problem;
    };
    add("plain", u"web"_s, {});
    add("star", u"*"_s, {});
    add("hierarchy", u"eng/web/front"_s, {});
    add("walk-through", u"hello_world_role"_s, {});
    add("punctuation", u"a.b_c:d@e"_s, {});
    add("umlaut", u"gr\u00fcn"_s, {});
    add("non-breaking space", u"a\u00a0b"_s, {});
    add("dash inside", u"a-b/c-"_s, {});
    add("dots inside", u"..a/b.."_s, {});
    add("star inside a component", u"a*/b"_s, {});
    add("empty", u""_s, RoleProblem::Empty);
    add("slash alone", u"/"_s, RoleProblem::StartsWithSlash);
    add("leading slash", u"/a"_s, RoleProblem::StartsWithSlash);
    add("trailing slash", u"a/"_s, RoleProblem::EndsWithSlash);
    add("two slashes", u"a//b"_s, RoleProblem::AdjacentSlashes);
    add("dot", u"."_s, RoleProblem::ReservedComponent);
    add("dots", u"a/../b"_s, RoleProblem::ReservedComponent);
    add("star as a component", u"a/*"_s, RoleProblem::ReservedComponent);
    add("dash", u"-bad"_s, RoleProblem::StartsWithDash);
    add("dash below", u"a/-b"_s, RoleProblem::StartsWithDash);
    add("space", u"a b"_s, RoleProblem::Whitespace);
    add("tab", u"a\tb"_s, RoleProblem::Whitespace);
    add("line feed", u"a\n"_s, RoleProblem::Whitespace);
    add("vertical tab", u"a\vb"_s, RoleProblem::Whitespace);
    add("form feed", u"a\fb"_s, RoleProblem::Whitespace);
    add("carriage return", u"a\rb"_s, RoleProblem::Whitespace);
    add("delete", u"a\x7f"_s, RoleProblem::Whitespace);
    add("dash before the space", u"-a b"_s, RoleProblem::StartsWithDash);
    add("first bad component", u"a b/-c"_s, RoleProblem::Whitespace);
}

void TestRole::judgesRolesAsMesosDoes()
{
    QFETCH(QString, role);
    QFETCH(std::optional<RoleProblem>, problem);
    QVERIFY(roleProblem(role) == problem);
}

void TestRole::judgesIdsAsMesosDoes_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<std::optional<IdProblem>>("problem");
    const auto add = [](const char* name, const QString& id, std::optional<IdProblem> problem) {
        QTest::newRow(name) << id << problem;
    };
    add("given by a master", u"68c4fa3c-8bba-47ae-865b-a105772d4f4a-0001"_s, {});
    add("255 bytes", QString(255, u'x'), {});
    add("space", u"a b"_s, {});
    add("three dots", u"..."_s, {});
    add("umlaut", u"\u00fc"_s, {});
    add("empty", u""_s, IdProblem::Empty);
    add("256 bytes", QString(256, u'x'), IdProblem::TooLong);
    add("256 bytes in 128 characters", QString(128, u'\u00fc'), IdProblem::TooLong);
    add("dot", u"."_s, IdProblem::Dots);
    add("dots", u".."_s, IdProblem::Dots);
    add("slash", u"a/b"_s, IdProblem::InvalidCharacters);
    add("backslash", u"a\\b"_s, IdProblem::InvalidCharacters);
    add("line feed", u"a\n"_s, IdProblem::InvalidCharacters);
    add("delete", u"a\x7f"_s, IdProblem::InvalidCharacters);
}

void TestRole::judgesIdsAsMesosDoes()
{
    QFETCH(QString, id);
    QFETCH(std::optional<IdProblem>, problem);
    QVERIFY(idProblem(id) == problem);
}

QTEST_APPLESS_MAIN(TestRole)
#include "tst_role.moc"
