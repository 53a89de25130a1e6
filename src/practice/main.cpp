// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/httpserver.h"
#include "practice/masterfront.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <cstdio>
#include <cstdlib>
#include <thread>

using namespace mesoscribe;
using namespace mesoscribe::practice;

namespace {

constexpr int UsageError = 2;

void write(std::FILE* stream, const QString& text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    std::fflush(stream);
}

QByteArray randomToken()
{
    QByteArray token;
    for (int i = 0; i < 4; ++i)
        token += QByteArray::number(QRandomGenerator::system()->generate64(), 16).rightJustified(16, '0');
    return token;
}

/// The pipe from the parent process ends with it, however it ends. There is nothing to put in order here, so this is
/// the way out.
void endWithStandardInput()
{
    while (std::getchar() != EOF) {
    }
    std::_Exit(EXIT_SUCCESS);
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    const std::variant<Options, OptionsText> parsed = parseOptions(QCoreApplication::arguments());
    if (const OptionsText* text = std::get_if<OptionsText>(&parsed)) {
        write(text->isError ? stderr : stdout, text->isError ? text->text + u'\n' : text->text);
        return text->isError ? UsageError : EXIT_SUCCESS;
    }
    Options options = std::get<Options>(parsed);

    MasterFront* front = nullptr;
    HttpServer server([&front](const HttpRequest& request, HttpConnection& connection) {
        return front->respond(request, connection);
    });
    const int port = server.bind(options.cluster.port);
    if (port == 0) {
        write(stderr, QStringLiteral("Port %1 is taken by another program.\n").arg(options.cluster.port));
        return EXIT_FAILURE;
    }
    options.cluster.port = port;
    const SystemClock clock;
    const QByteArray token = randomToken();
    MasterFront master(options, clock, token);
    front = &master;
    std::thread([&master] { master.keepTime(); }).detach();
    if (options.endsWithParent)
        std::thread(endWithStandardInput).detach();

    write(stdout, QStringLiteral("listening on 127.0.0.1:%1\ntoken %2\n").arg(port).arg(QLatin1StringView(token)));
    server.run();
    std::_Exit(EXIT_FAILURE);
}
