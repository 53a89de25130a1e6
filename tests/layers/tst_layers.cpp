// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "layers/layerrules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Table = uR"(
Words before.

| Folder | Holds | May include |
| --- | --- | --- |
| `base` | the ground | – |
| `credentials` | secrets | base |
| `session` | the joint | base, credentials |
| `models` | rows | base |
| `widgets` | pixels | base, session (read only), models |
| `app` | main | all |

Words behind.
)"_s;

const QString Spdx = u"// SPDX-FileCopyrightText: The Mesoscribe authors\n// SPDX-License-Identifier: Apache-2.0\n"_s;

QString readText(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Paths below `root` whose names match, relative to it, sorted.
QStringList filesBelow(const QString& root, const QStringList& patterns)
{
    QStringList found;
    QDirIterator files(root, patterns, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        found.append(QDir(root).relativeFilePath(files.next()));
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

class TestLayers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void readsTable();
    void reportsRowWithUnknownName();
    void refusesReadmeWithoutTable();
    void judgesSource_data();
    void judgesSource();
    void judgesBuildFile_data();
    void judgesBuildFile();
    void judgesAnyFile_data();
    void judgesAnyFile();

    void houseHasRowForEveryFolder();
    void houseKeepsRules_data();
    void houseKeepsRules();

private:
    const QString m_root = QStringLiteral(MESOSCRIBE_SOURCE_DIR);
    LayerTable m_house;
};

void TestLayers::initTestCase()
{
    m_house = LayerTable::parse(readText(m_root + u"/src/README.md"_s));
    QVERIFY2(!m_house.isEmpty(), "src/README.md has no table of layers");
    QCOMPARE(m_house.problems(), QStringList());
}

void TestLayers::readsTable()
{
    const LayerTable table = LayerTable::parse(Table);
    QCOMPARE(table.folders(),
             QStringList({u"app"_s, u"base"_s, u"credentials"_s, u"models"_s, u"session"_s, u"widgets"_s}));
    QCOMPARE(table.problems(), QStringList());
    QVERIFY(table.allows(u"base"_s, u"base"_s));
    QVERIFY(table.allows(u"session"_s, u"credentials"_s));
    QVERIFY(table.allows(u"widgets"_s, u"session"_s));
    QVERIFY(table.allows(u"app"_s, u"widgets"_s));
    QVERIFY(!table.allows(u"base"_s, u"session"_s));
    QVERIFY(!table.allows(u"widgets"_s, u"credentials"_s));
    QVERIFY(table.mayTranslate(u"models"_s));
    QVERIFY(table.mayTranslate(u"widgets"_s));
    QVERIFY(!table.mayTranslate(u"session"_s));
}

void TestLayers::reportsRowWithUnknownName()
{
    const LayerTable table = LayerTable::parse(
        u"| Folder | Holds | May include |\n|---|---|---|\n| base | x | – |\n| net | x | base, recordoi |\n"_s);
    QCOMPARE(table.problems(), QStringList(u"the row of net names recordoi, which has no row"_s));
}

void TestLayers::refusesReadmeWithoutTable()
{
    QVERIFY(LayerTable::parse(u"# Title\n\n| Column | Meaning |\n| --- | --- |\n| a | b |\n"_s).isEmpty());
}

void TestLayers::judgesSource_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");

    const auto row = [](const char* name, const QString& path, const QString& text, const QStringList& expected) {
        QTest::newRow(name) << path << text << expected;
    };
    row("allowed include", u"session/a.cpp"_s, u"#include \"base/error.h\"\n#include <QString>\n"_s, {});
    row("own folder", u"base/a.cpp"_s, u"#include \"base/a.h\"\n"_s, {});
    row("upward include", u"base/a.h"_s, u"#include \"session/session.h\"\n"_s,
        {u"includes \"session/session.h\": base may not include session"_s});
    row("sideways include with odd spacing", u"widgets/a.cpp"_s, u"  #  include \"credentials/x.h\"\n"_s,
        {u"includes \"credentials/x.h\": widgets may not include credentials"_s});
    row("two at once", u"base/a.h"_s, u"#include \"session/s.h\"\n#include \"models/m.h\"\n"_s,
        {u"includes \"session/s.h\": base may not include session"_s,
         u"includes \"models/m.h\": base may not include models"_s});
    row("own header in angle brackets", u"session/a.cpp"_s, u"#include <base/error.h>\n"_s,
        {u"includes <base/error.h>: our own headers are quoted"_s});
    row("relative include", u"session/a.cpp"_s, u"#include \"../base/error.h\"\n"_s,
        {u"includes \"../base/error.h\": write it from src/ when it is ours, in angle brackets when it is not"_s});
    row("include without folder", u"session/a.cpp"_s, u"#include \"a.h\"\n"_s,
        {u"includes \"a.h\": write it from src/ when it is ours, in angle brackets when it is not"_s});
    row("moc output", u"session/a.cpp"_s, u"#include \"a.moc\"\n#include \"moc_b.cpp\"\n"_s, {});
    row("form in widgets", u"widgets/a.cpp"_s, u"#include \"ui_a.h\"\n"_s, {});
    row("form elsewhere", u"app/a.cpp"_s, u"#include \"ui_a.h\"\n"_s, {u"includes ui_a.h: forms belong to widgets"_s});
    row("include in a comment", u"base/a.cpp"_s, u"// #include \"session/s.h\"\n/*\n#include \"models/m.h\"\n*/\n"_s,
        {});
    row("include in a string", u"base/a.cpp"_s, u"auto x = R\"(\n#include \"session/s.h\"\n)\";\n"_s, {});
    row("include behind a string with a comment mark", u"base/a.cpp"_s,
        u"auto x = \"/*\";\n#include \"session/s.h\"\n"_s,
        {u"includes \"session/s.h\": base may not include session"_s});
    row("include behind a thousands separator", u"base/a.cpp"_s, u"int x = 50'000;\n#include \"session/s.h\"\n"_s,
        {u"includes \"session/s.h\": base may not include session"_s});
    row("folder without a row", u"utils/a.cpp"_s, u""_s, {u"the folder \"utils\" has no row in the table"_s});
    row("file outside any folder", u"a.cpp"_s, u""_s, {u"the folder \"\" has no row in the table"_s});

    row("keychain in credentials", u"credentials/a.cpp"_s,
        u"#include <qt6keychain/keychain.h>\nusing namespace QKeychain;\n"_s, {});
    row("keychain header elsewhere", u"app/a.cpp"_s, u"#include <qt6keychain/keychain.h>\n"_s,
        {u"includes qt6keychain/keychain.h: QtKeychain belongs to credentials"_s});
    row("keychain type elsewhere", u"session/a.cpp"_s, u"QKeychain::ReadPasswordJob* job;\n"_s,
        {u"uses QtKeychain, which belongs to credentials"_s});
    row("keychain in words", u"app/a.cpp"_s,
        u"#include \"credentials/keychaincredentialstore.h\"\n// QtKeychain\nauto s = \"QtKeychain\";\n"_s, {});

    row("translation in models", u"models/a.cpp"_s, u"return tr(\"Held\");\n"_s, {});
    row("translation above models", u"widgets/a.cpp"_s, u"return tr(\"Held\");\n"_s, {});
    row("translation below models", u"session/a.cpp"_s, u"return tr(\"Held\");\n"_s,
        {u"calls tr(): sentences for people are made in models or above"_s});
    row("qualified translation below models", u"base/a.cpp"_s, u"QCoreApplication::translate(\"A\", \"Held\");\n"_s,
        {u"calls translate(): sentences for people are made in models or above"_s});
    row("names that end in tr", u"base/a.cpp"_s, u"str(x); ptr (y); // tr(\"x\")\n"_s, {});
}

void TestLayers::judgesSource()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(sourceViolations(LayerTable::parse(Table), path, text), expected);
}

void TestLayers::judgesBuildFile_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");

    QTest::newRow("within its row")
        << u"session"_s
        << u"mesoscribe_layer(session\n  SOURCES a.cpp\n  USES base credentials\n  LIBRARIES Qt6::Network)"_s
        << QStringList();
    QTest::newRow("outside its row") << u"session"_s << u"mesoscribe_layer(session SOURCES a.cpp USES base models)"_s
                                     << QStringList(u"links models, which the row of session does not allow"_s);
    QTest::newRow("another's name") << u"session"_s << u"mesoscribe_layer(base SOURCES a.cpp)"_s
                                    << QStringList(u"names its library base in the folder session"_s);
    QTest::newRow("in a comment") << u"base"_s << u"# mesoscribe_layer(base USES app)\n"_s << QStringList();
}

void TestLayers::judgesBuildFile()
{
    QFETCH(QString, folder);
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(buildViolations(LayerTable::parse(Table), folder, text), expected);
}

void TestLayers::judgesAnyFile_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");

    const QString lacksSpdx = u"lacks the two SPDX lines at its top"_s;
    QTest::newRow("good") << Spdx + u"#pragma once\n"_s << QStringList();
    QTest::newRow("script")
        << u"#!/bin/bash\n# SPDX-FileCopyrightText: The Mesoscribe authors\n# SPDX-License-Identifier: Apache-2.0\n"_s
        << QStringList();
    QTest::newRow("empty") << QString() << QStringList(lacksSpdx);
    QTest::newRow("one line missing") << Spdx.section(u'\n', 0, 0) + u"\n#pragma once\n"_s << QStringList(lacksSpdx);
    QTest::newRow("lines too far down") << QString(u'\n').repeated(10) + Spdx << QStringList(lacksSpdx);
    QTest::newRow("800 lines") << Spdx + u"x\n"_s.repeated(798) << QStringList();
    QTest::newRow("801 lines") << Spdx + u"x\n"_s.repeated(799) << QStringList(u"has 801 lines; 800 is the most"_s);
    QTest::newRow("801 lines, the last one open")
        << Spdx + u"x\n"_s.repeated(798) + u'x' << QStringList(u"has 801 lines; 800 is the most"_s);
}

void TestLayers::judgesAnyFile()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(fileViolations(text), expected);
}

void TestLayers::houseHasRowForEveryFolder()
{
    const QStringList folders = QDir(m_root + u"/src"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY(folders.contains(u"base"_s));
    for (const QString& folder : folders)
        QVERIFY2(m_house.contains(folder), qPrintable(u"src/%1 has no row in src/README.md"_s.arg(folder)));
}

void TestLayers::houseKeepsRules_data()
{
    QTest::addColumn<QString>("path");
    const QStringList patterns{u"*.h"_s, u"*.cpp"_s, u"CMakeLists.txt"_s, u"*.cmake"_s, u"*.sh"_s, u"*.py"_s};
    const QStringList roots{u"src"_s, u"tests"_s, u"packaging"_s, u"translations"_s};
    for (const QString& root : roots) {
        const QStringList files = filesBelow(m_root + u'/' + root, patterns);
        for (const QString& file : files) {
            const QString path = root + u'/' + file;
            QTest::newRow(qPrintable(path)) << path;
        }
    }
}

void TestLayers::houseKeepsRules()
{
    QFETCH(QString, path);
    const QString text = readText(m_root + u'/' + path);
    QStringList found = fileViolations(text);
    if (path.startsWith(u"src/"_s)) {
        const QString below = path.mid(4);
        if (below.endsWith(u".h"_s) || below.endsWith(u".cpp"_s))
            found += sourceViolations(m_house, below, text);
        else if (below.endsWith(u"/CMakeLists.txt"_s))
            found += buildViolations(m_house, below.section(u'/', 0, 0), text);
    }
    QVERIFY2(found.isEmpty(), qPrintable(path + u" "_s + found.join(u"; "_s)));
}

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_layers.moc"
