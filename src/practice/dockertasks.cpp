// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/dockertasks.h"

#include <QByteArrayList>
#include <QCryptographicHash>

#include <algorithm>

namespace mesoscribe::practice {

namespace {

const QByteArray& imageOf(const JsonValue& containerInfo)
{
    return containerInfo.at("docker").at("image").text();
}

QByteArray networkOf(const JsonValue& containerInfo)
{
    const QByteArray& network = containerInfo.at("docker").at("network").text();
    return network.isEmpty() ? QByteArray("HOST") : network;
}

} // namespace

bool isMissingImage(const JsonValue& containerInfo)
{
    const QByteArray& image = imageOf(containerInfo);
    const QByteArray name = image.sliced(image.lastIndexOf('/') + 1);
    return std::ranges::any_of(QByteArrayList{"no-such", "nosuch", "no_such", "does-not-exist", "doesnotexist"},
                               [&name](const QByteArray& start) { return name.startsWith(start); });
}

QByteArray missingImageMessage(const JsonValue& containerInfo)
{
    QByteArray image = imageOf(containerInfo);
    const QByteArray repository = image.left(image.indexOf(':') < 0 ? image.size() : image.indexOf(':'));
    if (image == repository)
        image += ":latest";
    return "Failed to launch container: Failed to run 'docker -H unix:///var/run/docker.sock pull " + image +
           "': exited with status 1; stderr='Error response from daemon: pull access denied for " + repository +
           ", repository does not exist or may require 'docker login': denied: requested access to the resource is "
           "denied\n'";
}

QByteArray dockerAddress(const JsonValue& containerInfo, qint64 processId)
{
    const QByteArray network = networkOf(containerInfo);
    if (network == "HOST")
        return "127.0.0.1";
    return network == "NONE" ? QByteArray() : "172.17.0." + QByteArray::number(2 + processId % 250);
}

QByteArray dockerInspection(const JsonValue& taskInfo, const QByteArray& containerId, qint64 processId)
{
    const JsonValue& container = taskInfo.at("container");
    const QByteArray network = networkOf(container);
    const QByteArray address = network == "HOST" ? QByteArray() : dockerAddress(container, processId);
    const QByteArray id = QCryptographicHash::hash(containerId, QCryptographicHash::Sha256).toHex();
    JsonArray command;
    if (taskInfo.at("command").has("value"))
        command = {"/bin/sh", "-c", taskInfo.at("command").at("value").text()};
    return JsonValue(
               JsonArray{JsonObject{{"Id", id},
                                    {"Name", "/mesos-" + containerId},
                                    {"State", JsonObject{{"Status", "running"}, {"Running", true}, {"Pid", processId}}},
                                    {"Config", JsonObject{{"Image", imageOf(container)}, {"Cmd", std::move(command)}}},
                                    {"HostConfig", JsonObject{{"NetworkMode", network.toLower()}}},
                                    {"NetworkSettings", JsonObject{{"IPAddress", address}}}}})
        .toJson();
}

} // namespace mesoscribe::practice
