// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commandline.h"

#include "state/masteraddress.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

std::unexpected<Error> wrong(const QString& sentence)
{
    return fail(Error::Kind::InvalidInput, sentence);
}

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList& arguments)
{
    CommandLine line;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        QString argument = arguments.at(i);
        QString value;
        const qsizetype equals = argument.indexOf(u'=');
        const bool hasValue = argument.startsWith("--"_L1) && equals > 0;
        if (hasValue) {
            value = argument.mid(equals + 1);
            argument.truncate(equals);
        }
        const auto takeValue = [&]() -> bool {
            if (!hasValue && i + 1 < arguments.size() && !arguments.at(i + 1).startsWith("--"_L1))
                value = arguments.at(++i);
            return !value.isEmpty();
        };
        if (argument == "--subscribe"_L1) {
            line.subscribe = true;
        } else if (argument == "--practice"_L1) {
            line.practice = true;
        } else if (argument == "--snapshot"_L1) {
            if (!takeValue())
                return wrong(u"--snapshot needs the name of a file, for example --snapshot offers.png."_s);
            line.snapshot = value;
            if (QFileInfo(value).suffix().compare("png"_L1, Qt::CaseInsensitive) != 0)
                return wrong(u"--snapshot writes PNG pictures: “%1” does not end in .png."_s.arg(value));
        } else if (argument == "--appearance"_L1) {
            if (!takeValue() || (value != "light"_L1 && value != "dark"_L1 && value != "system"_L1))
                return wrong(u"--appearance is one of light, dark and system."_s);
            line.appearance = value == "system"_L1 ? QString() : value;
        } else if (argument == "--version"_L1 || argument == "-v"_L1) {
            line.showVersion = true;
        } else if (argument == "--help"_L1 || argument == "-h"_L1) {
            line.showHelp = true;
        } else if (argument.startsWith(u'-')) {
            return wrong(u"Mesoscribe does not know the option “%1”. See mesoscribe --help."_s.arg(argument));
        } else if (!line.master.isEmpty()) {
            return wrong(u"One master is enough: “%1” is a second one. Several masters of one cluster are separated by "
                         "commas, without blanks."_s.arg(argument));
        } else {
            const MasterUrls masters = masterUrls(argument);
            if (masters.problem)
                return wrong(
                    u"“%1” is no address of a master. Give host and port, for example http://localhost:5050."_s.arg(
                        argument));
            line.master = argument;
        }
    }
    if (line.practice && !line.master.isEmpty())
        return wrong(u"--practice starts a cluster of its own, so no master can be given with it."_s);
    if (line.subscribe && line.master.isEmpty() && !line.practice)
        return wrong(u"--subscribe needs the address of a master, for example mesoscribe --subscribe "
                     "http://localhost:5050."_s);
    if (!line.snapshot.isEmpty() && !line.subscribe && !line.practice)
        return wrong(u"--snapshot waits for offers, so it needs --practice, or --subscribe and a master."_s);
    return line;
}

QString CommandLine::helpText()
{
    return u"Mesoscribe subscribes to an Apache Mesos master and shows what it offers.\n"
           "\n"
           "Usage: mesoscribe [options] [master]\n"
           "\n"
           "  master               host:port or URL, e.g. http://localhost:5050; several with commas\n"
           "\n"
           "  --subscribe          subscribe at once\n"
           "  --practice           start the practice cluster and subscribe to it\n"
           "  --snapshot FILE.png  when the first offers are shown, save a picture of the window,\n"
           "                       print the ids and offers, and exit\n"
           "  --appearance MODE    light, dark or system\n"
           "  --version            print the version\n"
           "  --help               print this\n"_s;
}

QString CommandLine::versionText()
{
    return u"Mesoscribe %1 (Qt %2)\n"_s.arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()));
}

} // namespace mesoscribe
