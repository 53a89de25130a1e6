// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/describe.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

QString describeCapability(const QString& name)
{
    if (name == "MULTI_ROLE"_L1)
        return Words::tr("Without it you have a single role, and offers do not say for which role they are.");
    if (name == "PARTITION_AWARE"_L1)
        return Words::tr("Without it a task on a machine that cannot be reached counts as lost.");
    if (name == "TASK_KILLING_STATE"_L1)
        return Words::tr("Without it a task that is being killed still says that it is running.");
    if (name == "GPU_RESOURCES"_L1)
        return Words::tr("Without it you receive nothing at all from machines that have GPUs. To be phased out.");
    if (name == "RESERVATION_REFINEMENT"_L1)
        return Words::tr("Without it resources reserved more than once are not offered to you. Experimental.");
    if (name == "REVOCABLE_RESOURCES"_L1)
        return Words::tr("Without it you are not offered spare resources, which Mesos may take back.");
    if (name == "SHARED_RESOURCES"_L1)
        return Words::tr("Without it you are not offered volumes that several tasks share.");
    if (name == "REGION_AWARE"_L1)
        return Words::tr("Without it you receive nothing from machines outside the master's region.");
    return Words::tr("This version of Mesoscribe does not know it; a master that does not either ignores it.");
}

} // namespace mesoscribe
