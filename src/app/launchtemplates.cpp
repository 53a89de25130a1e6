// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "app/launchtemplates.h"

#include "models/launchmodel.h"

namespace mesoscribe {

LaunchTemplates::LaunchTemplates(const TemplateStore& store, QObject* parent)
    : QObject(parent)
    , m_store(store)
{
}

Result<void> LaunchTemplates::load()
{
    Result<QList<LaunchTemplate>> loaded = m_store.load();
    if (!loaded)
        return std::unexpected(loaded.error());
    m_saved = std::move(*loaded);
    emit changed();
    return {};
}

QList<LaunchTemplate> LaunchTemplates::all() const
{
    return LaunchModel::builtInTemplates() + m_saved;
}

Result<void> LaunchTemplates::add(const LaunchTemplate& added)
{
    m_saved.removeIf([&](const LaunchTemplate& known) { return known.name == added.name; });
    m_saved.append(added);
    return save();
}

Result<void> LaunchTemplates::remove(const QString& name)
{
    m_saved.removeIf([&](const LaunchTemplate& known) { return known.name == name; });
    return save();
}

Result<void> LaunchTemplates::save()
{
    emit changed();
    return m_store.save(m_saved);
}

} // namespace mesoscribe
