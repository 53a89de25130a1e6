// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/application.h"

#include "credentials/keychaincredentialstore.h"

#include <QApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QSettings>
#include <QTranslator>

#include <cstdio>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int BadInput = 1;

/// The name of the person at this computer, as the shell's `whoami` says it.
QString loginName()
{
    for (const char* variable : {"USER", "LOGNAME", "USERNAME"}) {
        if (const QString name = qEnvironmentVariable(variable); !name.isEmpty())
            return name;
    }
    return QDir::home().dirName();
}

Appearance wantedAppearance(const CommandLine& line)
{
    if (line.appearance == "light"_L1)
        return Appearance::Light;
    if (line.appearance == "dark"_L1)
        return Appearance::Dark;
    const int kept = QSettings().value(u"appearance"_s).toInt();
    return kept == static_cast<int>(Appearance::Light)  ? Appearance::Light
           : kept == static_cast<int>(Appearance::Dark) ? Appearance::Dark
                                                        : Appearance::System;
}

void print(FILE* to, const QString& text)
{
    std::fputs(text.toLocal8Bit().constData(), to);
}

} // namespace

int main(int argc, char* argv[])
{
    QCoreApplication::setOrganizationName(u"Mesoscribe"_s);
    QCoreApplication::setOrganizationDomain(u"mesoscribe.org"_s);
    QCoreApplication::setApplicationName(u"mesoscribe"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MESOSCRIBE_VERSION));
    QGuiApplication::setDesktopFileName(u"org.mesoscribe.Mesoscribe"_s);
    QGuiApplication::setApplicationDisplayName(u"Mesoscribe"_s);

    // Read before a display is asked for, so that --help and mistakes are answered everywhere.
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const Result<CommandLine> line = CommandLine::parse(arguments);
    if (!line) {
        print(stderr, line.error().detail + u'\n');
        return BadInput;
    }
    if (line->showHelp || line->showVersion) {
        print(stdout, line->showHelp ? CommandLine::helpText() : CommandLine::versionText());
        return 0;
    }

    QApplication app(argc, argv);
    QApplication::setWindowIcon(QIcon(u":/icons/app/mesoscribe.svg"_s));
    QTranslator qtTranslator;
    if (qtTranslator.load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&qtTranslator);
    // English first: it knows the plurals, and stands in for what another language lacks.
    QTranslator english;
    if (english.load(u"mesoscribe_en"_s, u":/i18n"_s))
        QApplication::installTranslator(&english);
    QTranslator translator;
    if (translator.load(QLocale(), u"mesoscribe"_s, u"_"_s, u":/i18n"_s))
        QApplication::installTranslator(&translator);
    Theme::install(app, wantedAppearance(*line));

    const SystemClock clock;
    KeychainCredentialStore credentials;
    const SettingsStore settings(SettingsStore::defaultPath());
    const TemplateStore templates(TemplateStore::defaultPath());
    Application application(*line, {clock, credentials, settings, templates, loginName()});
    application.window().setAppearance(wantedAppearance(*line));
    application.start();
    return QApplication::exec();
}
