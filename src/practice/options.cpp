// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/options.h"

#include "practice/validation.h"

#include <QCommandLineParser>
#include <QFile>
#include <QRegularExpression>

#include <functional>
#include <limits>

namespace mesoscribe::practice {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MostAgents = 100'000;
constexpr double LongestSeconds = 1e6;

/// The first thing that is wrong, kept while the rest is read.
class Reader
{
public:
    explicit Reader(const QCommandLineParser& parser)
        : m_parser(parser)
    {
    }

    void integer(const QString& name, qint64 least, qint64 most, const std::function<void(qint64)>& use)
    {
        if (!m_parser.isSet(name))
            return;
        bool isNumber = false;
        const qint64 value = m_parser.value(name).toLongLong(&isNumber);
        if (!isNumber || value < least || value > most)
            fail(u"--%1 must be a whole number from %2 to %3, not “%4”."_s.arg(name).arg(least).arg(most).arg(
                m_parser.value(name)));
        else
            use(value);
    }

    void seconds(const QString& name, const std::function<void(std::chrono::milliseconds)>& use)
    {
        if (!m_parser.isSet(name))
            return;
        bool isNumber = false;
        const double value = m_parser.value(name).toDouble(&isNumber);
        if (!isNumber || !(value >= 0.01) || value > LongestSeconds)
            fail(u"--%1 must be a number of seconds above 0, not “%2”."_s.arg(name, m_parser.value(name)));
        else
            use(std::chrono::milliseconds(qint64(value * 1000)));
    }

    void fail(const QString& sentence)
    {
        if (m_error.isEmpty())
            m_error = sentence;
    }

    const QString& error() const { return m_error; }

private:
    const QCommandLineParser& m_parser;
    QString m_error;
};

void readRoles(const QString& value, Options& options, Reader& reader)
{
    for (const QString& role : value.split(u',', Qt::SkipEmptyParts)) {
        const QByteArray name = role.trimmed().toUtf8();
        if (const Refusal error = roleError(name))
            reader.fail(u"--roles: %1."_s.arg(QString::fromUtf8(*error)));
        options.cluster.roles += name;
    }
}

void readReservedRole(const QString& value, Options& options, Reader& reader)
{
    const QByteArray role = value.toUtf8();
    if (role == "*")
        reader.fail(u"--reserve: nothing can be reserved for role *."_s);
    else if (const Refusal error = roleError(role))
        reader.fail(u"--reserve: %1."_s.arg(QString::fromUtf8(*error)));
    options.cluster.reservedRole = role;
}

void readCredentials(const QString& path, Options& options, Reader& reader)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        reader.fail(u"--credentials: “%1” cannot be read: %2."_s.arg(path, file.errorString()));
        return;
    }
    const std::expected<Credentials, QByteArray> credentials = Credentials::fromJson(file.readAll());
    if (credentials)
        options.credentials = *credentials;
    else
        reader.fail(u"--credentials: “%1” cannot be used: %2."_s.arg(path, QString::fromUtf8(credentials.error())));
}

} // namespace

bool isHostAndPort(const QByteArray& text)
{
    static const QRegularExpression form(u"\\A(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):([0-9]{1,5})\\z"_s);
    const QRegularExpressionMatch match = form.match(QString::fromLatin1(text));
    return match.hasMatch() && match.captured(1).toInt() >= 1 && match.captured(1).toInt() <= 65535;
}

std::variant<Options, OptionsText> parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"A simulated Mesos master and agents to practise on, on this computer only. No "
                                     "command of a task is ever run."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addOptions({
        {u"port"_s, u"Listen on 127.0.0.1:<N>; 0 takes a free port."_s, u"N"_s, u"0"_s},
        {u"agents"_s, u"Simulate <N> agents."_s, u"N"_s, u"3"_s},
        {u"offer-timeout"_s, u"Take offers back after <S> seconds. They live for ever otherwise."_s, u"S"_s},
        {u"agent-timeout"_s, u"Give agents up when they have not answered for <S> seconds."_s, u"S"_s, u"75"_s},
        {u"roles"_s, u"Allow only these roles, separated by commas, and *."_s, u"a,b"_s},
        {u"reserve"_s, u"Reserve a quarter of the first agent statically for this role."_s, u"ROLE"_s},
        {u"csi"_s, u"Give the second agent, or the only one, a simulated CSI plugin with a storage pool."_s},
        {u"credentials"_s, u"Ask for HTTP Basic authentication with the accounts of this Mesos JSON file."_s,
         u"FILE"_s},
        {u"follower-of"_s, u"Be no leader: redirect to this one."_s, u"HOST:PORT"_s},
        {u"no-leader"_s, u"Answer 503, as while no master is elected."_s},
        {u"recovering"_s, u"Answer 503, as a leader that has just started."_s},
        {u"seed"_s, u"Make the same ids in every run."_s, u"N"_s},
        {u"heartbeat"_s, u"Send a HEARTBEAT every <S> seconds."_s, u"S"_s, u"15"_s},
        {u"with-parent"_s, u"End when the standard input ends, so with whoever started it."_s},
    });
    if (!parser.parse(arguments))
        return OptionsText{parser.errorText(), true};
    if (parser.isSet(help) || parser.isSet(u"help-all"_s))
        return OptionsText{parser.helpText(), false};
    if (parser.isSet(version))
        return OptionsText{u"mesoscribe-practice %1\n"_s.arg(QLatin1StringView(MESOSCRIBE_VERSION)), false};

    Reader reader(parser);
    Options options;
    if (!parser.positionalArguments().isEmpty())
        reader.fail(u"“%1” is not an option."_s.arg(parser.positionalArguments().constFirst()));
    reader.integer(u"port"_s, 0, 65535, [&](qint64 port) { options.cluster.port = int(port); });
    options.cluster.port = parser.isSet(u"port"_s) ? options.cluster.port : 0;
    reader.integer(u"agents"_s, 0, MostAgents, [&](qint64 agents) { options.cluster.agents = int(agents); });
    reader.integer(u"seed"_s, 0, std::numeric_limits<qint64>::max(),
                   [&](qint64 seed) { options.cluster.seed = quint64(seed); });
    reader.seconds(u"offer-timeout"_s, [&](std::chrono::milliseconds time) { options.cluster.offerTimeout = time; });
    reader.seconds(u"agent-timeout"_s, [&](std::chrono::milliseconds time) { options.cluster.agentTimeout = time; });
    reader.seconds(u"heartbeat"_s, [&](std::chrono::milliseconds time) { options.cluster.heartbeat = time; });
    readRoles(parser.value(u"roles"_s), options, reader);
    options.cluster.hasStorage = parser.isSet(u"csi"_s);
    if (parser.isSet(u"reserve"_s))
        readReservedRole(parser.value(u"reserve"_s), options, reader);
    if (parser.isSet(u"credentials"_s))
        readCredentials(parser.value(u"credentials"_s), options, reader);
    options.endsWithParent = parser.isSet(u"with-parent"_s);

    using Kind = Leadership::Kind;
    if (parser.isSet(u"follower-of"_s)) {
        options.leadership = {Kind::Following, parser.value(u"follower-of"_s).toUtf8()};
        if (!isHostAndPort(options.leadership.leader))
            reader.fail(u"--follower-of must be HOST:PORT, not “%1”."_s.arg(parser.value(u"follower-of"_s)));
    }
    if (parser.isSet(u"no-leader"_s))
        options.leadership.kind = Kind::NoLeader;
    if (parser.isSet(u"recovering"_s))
        options.leadership.kind = Kind::Recovering;
    if (int(parser.isSet(u"follower-of"_s)) + int(parser.isSet(u"no-leader"_s)) + int(parser.isSet(u"recovering"_s)) >
        1)
        reader.fail(u"Only one of --follower-of, --no-leader and --recovering makes sense at a time."_s);

    if (!reader.error().isEmpty())
        return OptionsText{reader.error(), true};
    return options;
}

} // namespace mesoscribe::practice
