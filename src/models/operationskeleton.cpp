// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/operationskeleton.h"

#include "mesos/resourcechoice.h"

#include <algorithm>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

// As small as Mesos takes it, so that the skeleton fits into almost any offer.
constexpr Scalar SomeCpus{100};
constexpr Scalar SomeMem{32000};
constexpr Scalar SomeDisk{32000};

Resource scalar(const QString& name, Scalar amount)
{
    Resource resource;
    resource.name = name;
    resource.value.type = {ValueType::Scalar, u"SCALAR"_s};
    resource.value.scalar = amount;
    return resource;
}

ResourceNeed needOf(Scalar cpus, Scalar mem, Scalar disk)
{
    ResourceNeed need;
    need.cpus = cpus;
    need.mem = mem;
    need.disk = disk;
    return need;
}

QList<Resource> madeUp(Scalar cpus, Scalar mem, Scalar disk)
{
    QList<Resource> made = {scalar(u"cpus"_s, cpus), scalar(u"mem"_s, mem), scalar(u"disk"_s, disk)};
    made.removeIf([](const Resource& resource) { return resource.value.scalar <= Scalar(); });
    return made;
}

class AcceptSkeleton
{
public:
    explicit AcceptSkeleton(const SkeletonFacts& facts)
        : m_facts(facts)
    {
        for (const OfferPtr& offer : facts.offers) {
            const Offer& first = *facts.offers.first();
            if (offer->agentId != first.agentId || offer->allocationRole != first.allocationRole)
                continue;
            m_call.offerIds.append(offer->id);
            m_offered += offer->resources;
        }
        m_agentId = facts.offers.isEmpty() ? AgentId(u"<agent id>"_s) : facts.offers.first()->agentId;
        // The end of an offer's id is new for each offer, and so is what is named after it.
        if (m_call.offerIds.isEmpty())
            m_call.offerIds.append(OfferId(u"<offer id>"_s));
        else
            m_suffix = m_call.offerIds.first().value().section(u'-', -1);
    }

    std::optional<AcceptCall> make(const QString& type)
    {
        if (type == "LAUNCH"_L1)
            add(operation::Launch{{task()}});
        else if (type == "LAUNCH_GROUP"_L1)
            launchGroup();
        else if (type == "RESERVE"_L1)
            add(operation::Reserve{reserved(plain(SomeCpus, SomeMem))});
        else if (type == "UNRESERVE"_L1)
            add(operation::Unreserve{{dynamicallyReserved()}});
        else if (type == "CREATE"_L1)
            create();
        else if (type == "DESTROY"_L1)
            add(operation::Destroy{{volume()}});
        else if (type == "GROW_VOLUME"_L1)
            growVolume();
        else if (type == "SHRINK_VOLUME"_L1)
            add(operation::ShrinkVolume{volume(), Scalar{1000}});
        else if (type == "CREATE_DISK"_L1)
            add(operation::CreateDisk{providedDisk({DiskSourceType::Raw}, u"RAW"_s), u"MOUNT"_s, {}});
        else if (type == "DESTROY_DISK"_L1)
            add(operation::DestroyDisk{providedDisk({DiskSourceType::Mount, DiskSourceType::Block}, u"MOUNT"_s)});
        else
            return std::nullopt;
        return m_call;
    }

private:
    template<class What>
    void add(What what)
    {
        Operation made;
        made.what = std::move(what);
        m_call.operations.append(made);
    }

    QString named(const QString& prefix) const { return prefix + u'-' + m_suffix; }

    const Resource* find(auto condition) const
    {
        const auto found = std::ranges::find_if(m_offered, condition);
        return found == m_offered.end() ? nullptr : &*found;
    }

    /// Takes it out of what the offers hold; made up when nothing of it is offered.
    QList<Resource> take(Scalar cpus, Scalar mem, Scalar disk = {})
    {
        const ResourceChoice choice = chooseResources(needOf(cpus, mem, disk), m_offered);
        if (choice.taken.isEmpty())
            return madeUp(cpus, mem, disk);
        m_offered = choice.rest;
        return choice.taken;
    }

    TaskInfo task()
    {
        TaskInfo made;
        made.name = u"sleep"_s;
        made.taskId = TaskId(named(u"task"_s));
        made.agentId = m_agentId;
        made.resources = take(SomeCpus, SomeMem);
        made.command = CommandInfo();
        made.command->value = u"sleep 60"_s;
        return made;
    }

    void launchGroup()
    {
        operation::LaunchGroup group;
        group.executor.type = ExecutorInfo::Type::Default;
        group.executor.executorId = ExecutorId(named(u"executor"_s));
        group.executor.resources = take(SomeCpus, SomeMem, SomeDisk);
        group.tasks = {task()};
        add(group);
    }

    /// That much of what is not reserved.
    QList<Resource> plain(Scalar cpus, Scalar mem, Scalar disk = {}) const
    {
        QList<Resource> unreserved;
        std::ranges::copy_if(m_offered, std::back_inserter(unreserved),
                             [](const Resource& resource) { return !resource.isReserved(); });
        const QList<Resource> taken = chooseResources(needOf(cpus, mem, disk), unreserved).taken;
        return taken.isEmpty() ? madeUp(cpus, mem, disk) : taken;
    }

    Reservation reservation() const
    {
        Reservation made;
        made.type = {ReservationType::Dynamic, u"DYNAMIC"_s};
        made.role = skeletonRole(m_facts);
        // For the default role nothing can be reserved.
        if (made.role == u'*')
            made.role = u"<role>"_s;
        made.principal = m_facts.framework.principal;
        return made;
    }

    QList<Resource> reserved(QList<Resource> resources) const
    {
        for (Resource& resource : resources)
            resource.reservations.append(reservation());
        return resources;
    }

    Resource dynamicallyReserved() const
    {
        const Resource* found = find([](const Resource& resource) {
            return resource.isReserved() && resource.reservations.last().type.value == ReservationType::Dynamic &&
                   !(resource.disk && !resource.disk->persistenceId.isEmpty());
        });
        if (found)
            return *found;
        Resource made = reserved({scalar(u"cpus"_s, SomeCpus)}).first();
        made.reservations.last().role = u"<reserved role>"_s;
        return made;
    }

    Disk newVolume() const
    {
        Disk disk;
        disk.persistenceId = named(u"volume"_s);
        disk.persistencePrincipal = m_facts.framework.principal;
        disk.containerPath = u"data"_s;
        disk.volumeMode = u"RW"_s;
        return disk;
    }

    /// On reserved disk where there is some, else on disk that is reserved by the operation before.
    void create()
    {
        const auto isFree = [](const Resource& resource) {
            return resource.name == "disk"_L1 && resource.isReserved() && !resource.disk && !resource.shared &&
                   !resource.revocable && resource.providerId.isEmpty();
        };
        Resource disk;
        if (const Resource* found = find(isFree)) {
            disk = *found;
            disk.value.scalar = std::min(disk.value.scalar, SomeDisk);
        } else {
            const QList<Resource> taken = reserved(plain({}, {}, SomeDisk));
            add(operation::Reserve{taken});
            disk = taken.first();
        }
        disk.disk = newVolume();
        add(operation::Create{{disk}});
    }

    Resource volume() const
    {
        const Resource* found =
            find([](const Resource& resource) { return resource.disk && !resource.disk->persistenceId.isEmpty(); });
        if (found)
            return *found;
        Resource made = reserved({scalar(u"disk"_s, SomeDisk)}).first();
        Disk disk = newVolume();
        disk.persistenceId = u"<volume id>"_s;
        made.disk = disk;
        return made;
    }

    void growVolume()
    {
        const Resource grown = volume();
        const Resource* found = find([&grown](const Resource& resource) {
            return resource.name == "disk"_L1 && !resource.disk && resource.reservations == grown.reservations &&
                   resource.allocationRole == grown.allocationRole;
        });
        Resource addition = found ? *found : grown;
        if (!found)
            addition.disk = {};
        addition.value.scalar = std::min(addition.value.scalar, SomeDisk);
        add(operation::GrowVolume{grown, addition});
    }

    /// A disk of a resource provider.
    Resource providedDisk(std::initializer_list<DiskSourceType> types, const QString& typeName) const
    {
        const Resource* found = find([types](const Resource& resource) {
            return !resource.providerId.isEmpty() && resource.disk && resource.disk->source &&
                   std::ranges::find(types, resource.disk->source->type.value) != types.end();
        });
        if (found)
            return *found;
        Resource made = scalar(u"disk"_s, SomeDisk);
        made.providerId = ResourceProviderId(u"<resource provider id>"_s);
        Disk disk;
        disk.source = DiskSource();
        disk.source->type = {*types.begin(), typeName};
        made.disk = disk;
        return made;
    }

    const SkeletonFacts& m_facts;
    AcceptCall m_call;
    AgentId m_agentId;
    QList<Resource> m_offered;
    QString m_suffix = u"1"_s;
};

} // namespace

std::optional<AcceptCall> acceptSkeleton(const QString& operationType, const SkeletonFacts& facts)
{
    return AcceptSkeleton(facts).make(operationType);
}

QStringList operationTypes()
{
    return {u"LAUNCH"_s,  u"LAUNCH_GROUP"_s, u"RESERVE"_s,       u"UNRESERVE"_s,   u"CREATE"_s,
            u"DESTROY"_s, u"GROW_VOLUME"_s,  u"SHRINK_VOLUME"_s, u"CREATE_DISK"_s, u"DESTROY_DISK"_s};
}

QString skeletonRole(const SkeletonFacts& facts)
{
    if (!facts.offers.isEmpty() && !facts.offers.first()->allocationRole.isEmpty())
        return facts.offers.first()->allocationRole;
    if (!facts.framework.roles.isEmpty())
        return facts.framework.roles.first();
    return facts.framework.role.isEmpty() ? u"<role>"_s : facts.framework.role;
}

} // namespace mesoscribe
