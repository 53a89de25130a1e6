// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/commandplan.h"

#include "practice/shellrun.h"

#include <algorithm>

namespace mesoscribe::practice {

using namespace std::chrono_literals;

namespace {

/// How long Mesos takes to see that a process has ended.
constexpr std::chrono::milliseconds Instant = 100ms;
constexpr std::chrono::milliseconds ImageDefault = 60s;

bool hasImage(const JsonValue& container)
{
    return container.at("type").text() == "DOCKER" || container.at("mesos").has("image");
}

QByteArray imageName(const JsonValue& container)
{
    return container.has("docker") ? container.at("docker").at("image").text()
                                   : container.at("mesos").at("image").at("docker").at("name").text();
}

/// The command that an image brings: a shell without input for those of plain systems, else a service.
CommandPlan planImage(QByteArray image)
{
    image = image.sliced(image.lastIndexOf('/') + 1);
    image = image.left(image.indexOf(':') < 0 ? image.size() : image.indexOf(':'));
    CommandPlan plan;
    for (const char* plain : {"alpine", "busybox", "debian", "ubuntu", "fedora", "centos", "bash", "hello-world"}) {
        if (image == plain) {
            plan.duration = Instant;
            return plan;
        }
    }
    plan.duration = ImageDefault;
    plan.listens = true;
    return plan;
}

} // namespace

CommandPlan planCommandInfo(const JsonValue& commandInfo, bool hasImage)
{
    ShellRun::Options options;
    options.allProgramsExist = hasImage;
    options.hasOwnFiles = !commandInfo.at("uris").array().empty();
    for (const JsonValue& variable : commandInfo.at("environment").at("variables").array())
        options.variables[variable.at("name").text()] = variable.at("value").text();

    const QByteArray& value = commandInfo.at("value").text();
    const bool isShell = !commandInfo.has("shell") || commandInfo.at("shell").toBool();
    ShellRun run(options);
    CommandPlan plan;
    if (isShell) {
        plan = run.runScript(value);
    } else {
        QByteArrayList words = {value};
        const JsonArray& arguments = commandInfo.at("arguments").array();
        for (size_t i = 1; i < arguments.size(); ++i)
            words += arguments[i].text();
        plan = run.runProgram(words);
    }
    plan.duration = std::max(plan.duration, Instant);
    return plan;
}

CommandPlan planCommand(const JsonValue& taskInfo)
{
    const bool isOwn = taskInfo.has("command") || !taskInfo.has("executor");
    const JsonValue& holder = isOwn ? taskInfo : taskInfo.at("executor");
    const JsonValue& command = holder.at("command");
    const JsonValue& container = holder.at("container");
    const bool isImage = hasImage(container);
    if (isImage && command.at("value").text().isEmpty())
        return planImage(imageName(container));
    return planCommandInfo(command, isImage);
}

QByteArray endText(int exitStatus, int signal)
{
    return signal == 0 ? "exited with status " + QByteArray::number(exitStatus)
                       : "terminated with signal " + signalText(signal);
}

} // namespace mesoscribe::practice
