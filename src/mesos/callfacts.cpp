// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/callfacts.h"

#include "mesos/call.h"
#include "mesos/jsonreader.h"
#include "mesos/schema.h"

#include <algorithm>
#include <map>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Every function returns false only when the text is no JSON.
class FactsReader
{
public:
    Result<CallFacts> read(const QByteArray& json);

private:
    simdjson::error_code iterate(const QByteArray& json);
    bool readCall(simdjson::ondemand::document& document);
    bool readMember(JsonNode& node, const schema::MessageSchema& message, CallFacts& facts);
    bool readKnown(JsonNode& node, std::string_view key, CallFacts& facts);
    bool readOperation(JsonNode& node, CallFacts& facts);
    bool readReconciledTask(JsonNode& node, CallFacts& facts);
    bool readTask(JsonNode& node, bool isInGroup, QList<LaunchedTask>& tasks);
    bool readTasksOf(JsonNode& node, const char* member, bool isInGroup, QList<LaunchedTask>& tasks);
    bool readGroup(JsonNode& node, QList<LaunchedTask>& tasks);
    bool readFilters(JsonNode& node, double& refuseSeconds);
    bool readKillPolicy(JsonNode& node, std::optional<double>& seconds);
    bool readUuid(JsonNode& node, QByteArray& uuid);
    bool readRoles(JsonNode& node, QStringList& roles);

    bool readText(JsonNode& node, QString& text);
    template<class Id>
    bool readId(JsonNode& node, Id& id);
    template<class OnField>
    bool readObject(JsonNode& node, OnField&& onField);

    JsonReader m_reader;
    bool m_isRead = false;
    CallFacts m_facts;                       ///< what stands at the top
    std::map<QString, CallFacts> m_byMember; ///< the call's own message may stand before its type
};

template<class OnField>
bool FactsReader::readObject(JsonNode& node, OnField&& onField)
{
    return node.first() == '{' ? m_reader.readObject(node, std::forward<OnField>(onField)) : m_reader.skip(node);
}

bool FactsReader::readText(JsonNode& node, QString& text)
{
    return node.first() == '"' ? m_reader.readText(node, text) : m_reader.skip(node);
}

template<class Id>
bool FactsReader::readId(JsonNode& node, Id& id)
{
    QString text;
    const bool read = readObject(node, [&](std::string_view key, JsonNode& member) {
        return isKey(key, "value") ? readText(member, text) : m_reader.skip(member);
    });
    id = Id(std::move(text));
    return read;
}

bool FactsReader::readRoles(JsonNode& node, QStringList& roles)
{
    roles.clear();
    return m_reader.readList(node, [&](JsonNode& item) {
        return item.first() == '"' ? m_reader.readText(item, roles.emplaceBack()) : m_reader.skip(item);
    });
}

// As the allocator takes it (hierarchical.cpp).
bool FactsReader::readFilters(JsonNode& node, double& refuseSeconds)
{
    return readObject(node, [&](std::string_view key, JsonNode& member) {
        double seconds = 0.0;
        if (!isKey(key, "refuse_seconds") || !m_reader.readDouble(member, seconds))
            return m_reader.skip(member);
        refuseSeconds = seconds < 0 ? Filters::DefaultRefuseSeconds : std::min(seconds, Filters::MaxRefuseSeconds);
        return true;
    });
}

bool FactsReader::readKillPolicy(JsonNode& node, std::optional<double>& seconds)
{
    return readObject(node, [&](std::string_view key, JsonNode& period) {
        if (!isKey(key, "grace_period"))
            return m_reader.skip(period);
        return readObject(period, [&](std::string_view name, JsonNode& member) {
            qint64 nanoseconds = 0;
            if (!isKey(name, "nanoseconds") || !m_reader.readInt64(member, nanoseconds))
                return m_reader.skip(member);
            seconds = static_cast<double>(nanoseconds) / 1e9;
            return true;
        });
    });
}

bool FactsReader::readUuid(JsonNode& node, QByteArray& uuid)
{
    QString text;
    if (!readText(node, text))
        return false;
    uuid = JsonReader::fromBase64(text.toUtf8()).value_or(QByteArray());
    return true;
}

bool FactsReader::readTask(JsonNode& node, bool isInGroup, QList<LaunchedTask>& tasks)
{
    LaunchedTask task;
    task.isInGroup = isInGroup;
    const bool read = readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "task_id"))
            return readId(member, task.taskId);
        if (isKey(key, "name"))
            return readText(member, task.name);
        if (isKey(key, "agent_id"))
            return readId(member, task.agentId);
        if (isKey(key, "executor")) {
            return readObject(member, [&](std::string_view name, JsonNode& id) {
                return isKey(name, "executor_id") ? readId(id, task.executorId) : m_reader.skip(id);
            });
        }
        return m_reader.skip(member);
    });
    if (!read)
        return false;
    if (task.taskId.isEmpty())
        return true;
    task.json = m_reader.rawOf(node).bytes();
    tasks.append(std::move(task));
    return true;
}

bool FactsReader::readTasksOf(JsonNode& node, const char* member, bool isInGroup, QList<LaunchedTask>& tasks)
{
    tasks.clear();
    return readObject(node, [&](std::string_view key, JsonNode& list) {
        if (key != member)
            return m_reader.skip(list);
        tasks.clear();
        return m_reader.readList(list, [&](JsonNode& item) { return readTask(item, isInGroup, tasks); });
    });
}

bool FactsReader::readGroup(JsonNode& node, QList<LaunchedTask>& tasks)
{
    ExecutorId executorId;
    tasks.clear();
    const bool read = readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "task_group"))
            return readTasksOf(member, "tasks", true, tasks);
        if (!isKey(key, "executor"))
            return m_reader.skip(member);
        return readObject(member, [&](std::string_view name, JsonNode& id) {
            return isKey(name, "executor_id") ? readId(id, executorId) : m_reader.skip(id);
        });
    });
    for (LaunchedTask& task : tasks)
        task.executorId = executorId;
    return read;
}

// An operation of an ACCEPT, or one of RECONCILE_OPERATIONS.
bool FactsReader::readOperation(JsonNode& node, CallFacts& facts)
{
    SentOperation operation;
    QList<LaunchedTask> tasks;
    QList<LaunchedTask> group;
    bool isReconciled = false;
    const bool read = readObject(node, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "type"))
            return readText(member, operation.type);
        if (isKey(key, "id"))
            return readId(member, operation.id);
        if (isKey(key, "operation_id"))
            return isReconciled = true, readId(member, operation.id);
        if (isKey(key, "launch"))
            return readTasksOf(member, "task_infos", false, tasks);
        if (isKey(key, "launch_group"))
            return readGroup(member, group);
        return m_reader.skip(member);
    });
    if (!read)
        return false;
    if (operation.type == "LAUNCH"_L1) {
        facts.launches += tasks;
    } else if (operation.type == "LAUNCH_GROUP"_L1) {
        facts.launches += group;
    } else if (!operation.type.isEmpty() || isReconciled) {
        if (!isReconciled)
            operation.json = m_reader.rawOf(node).bytes();
        facts.operations.append(std::move(operation));
    }
    return true;
}

bool FactsReader::readReconciledTask(JsonNode& node, CallFacts& facts)
{
    TaskId id;
    const bool read = readObject(node, [&](std::string_view key, JsonNode& member) {
        return isKey(key, "task_id") ? readId(member, id) : m_reader.skip(member);
    });
    if (!id.isEmpty())
        facts.taskIds.append(std::move(id));
    return read;
}

// The names mean the same in every call that has them.
bool FactsReader::readKnown(JsonNode& node, std::string_view key, CallFacts& facts)
{
    if (isKey(key, "offer_ids") || isKey(key, "inverse_offer_ids")) {
        facts.offerIds.clear();
        return m_reader.readList(node, [&](JsonNode& item) {
            OfferId id;
            if (!readId(item, id))
                return false;
            if (!id.isEmpty())
                facts.offerIds.append(std::move(id));
            return true;
        });
    }
    if (isKey(key, "filters"))
        return readFilters(node, facts.refuseSeconds);
    if (isKey(key, "operations")) {
        facts.launches.clear();
        facts.operations.clear();
        return m_reader.readList(node, [&](JsonNode& item) { return readOperation(item, facts); });
    }
    if (isKey(key, "tasks")) {
        facts.taskIds.clear();
        return m_reader.readList(node, [&](JsonNode& item) { return readReconciledTask(item, facts); });
    }
    if (isKey(key, "task_id")) {
        TaskId id;
        const bool read = readId(node, id);
        facts.taskIds = id.isEmpty() ? QList<TaskId>() : QList<TaskId>{std::move(id)};
        return read;
    }
    if (isKey(key, "operation_id")) {
        SentOperation operation;
        const bool read = readId(node, operation.id);
        facts.operations = {std::move(operation)};
        return read;
    }
    if (isKey(key, "agent_id"))
        return readId(node, facts.agentId);
    if (isKey(key, "executor_id"))
        return readId(node, facts.executorId);
    if (isKey(key, "roles") || isKey(key, "suppressed_roles"))
        return readRoles(node, facts.roles);
    if (isKey(key, "uuid"))
        return readUuid(node, facts.uuid);
    if (isKey(key, "kill_policy"))
        return readKillPolicy(node, facts.graceSeconds);
    return m_reader.skip(node);
}

bool FactsReader::readMember(JsonNode& node, const schema::MessageSchema& message, CallFacts& facts)
{
    facts = {};
    return readObject(node, [&](std::string_view key, JsonNode& member) {
        const bool isKnown = message.field(QLatin1StringView(key.data(), static_cast<qsizetype>(key.size())));
        return isKnown ? readKnown(member, key, facts) : m_reader.skip(member);
    });
}

bool FactsReader::readCall(simdjson::ondemand::document& document)
{
    const JsonPath root;
    simdjson::ondemand::object object;
    if (const auto error = document.get_object().get(object)) {
        if (error == simdjson::INCORRECT_TYPE)
            return m_reader.fail(u"the call is no JSON object"_s);
        return m_reader.failBroken(root, error);
    }
    const bool read = m_reader.readMembers(object, root, [&](std::string_view key, JsonNode& member) {
        if (isKey(key, "type"))
            return readText(member, m_facts.type);
        if (isKey(key, "framework_id"))
            return readId(member, m_facts.frameworkId);
        const QLatin1StringView name(key.data(), static_cast<qsizetype>(key.size()));
        const schema::FieldSchema* field = schema::callSchema().field(name);
        return field && field->message ? readMember(member, *field->message, m_byMember[name]) : m_reader.skip(member);
    });
    if (!read)
        return false;
    const char* rest = nullptr;
    return document.current_location().get(rest) == simdjson::OUT_OF_BOUNDS ||
           m_reader.fail(u"something follows the call's JSON object"_s);
}

// The error says only whether simdjson could not begin at all; otherwise the reader holds the failure, if any.
simdjson::error_code FactsReader::iterate(const QByteArray& json)
{
    m_facts = {};
    m_byMember.clear();
    const simdjson::padded_string padded(json.constData(), static_cast<std::size_t>(json.size()));
    m_reader.begin(json, padded.data());
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    if (const auto error = parser.iterate(padded).get(document))
        return error;
    m_isRead = readCall(document);
    return simdjson::SUCCESS;
}

Result<CallFacts> FactsReader::read(const QByteArray& json)
{
    auto error = iterate(json);
    if (error == simdjson::UTF8_ERROR)
        error = iterate(QString::fromUtf8(json).toUtf8());
    if (error != simdjson::SUCCESS)
        m_reader.failBroken({}, error);
    if (!m_isRead)
        return fail(Error::Kind::InvalidInput, m_reader.failure());
    const auto known = m_byMember.find(m_facts.type.toLower());
    CallFacts facts = known == m_byMember.end() ? CallFacts() : std::move(known->second);
    facts.type = m_facts.type;
    facts.frameworkId = m_facts.frameworkId;
    return facts;
}

} // namespace

Result<CallFacts> factsOfCall(const QByteArray& json)
{
    return FactsReader().read(json);
}

} // namespace mesoscribe
