// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "state/launchsettings.h"

#include <QList>

namespace mesoscribe {

/// Keeps the launch templates that people saved in one readable JSON file, written as SettingsStore writes: a new file,
/// renamed, one backup kept. Environment values are saved as they are typed: the form says so.
class TemplateStore
{
public:
    /// `path` is the file; its folder is made when something is first saved.
    explicit TemplateStore(QString path);

    /// "templates.json" in the platform's folder for this application's settings.
    static QString defaultPath();

    /// No file yet: no templates. Error InvalidInput when neither the file nor its backup can be read; the damaged file
    /// is then kept beside.
    Result<QList<LaunchTemplate>> load() const;
    Result<void> save(const QList<LaunchTemplate>& templates) const;

private:
    QString m_path;
};

QByteArray templatesToJson(const QList<LaunchTemplate>& templates);
Result<QList<LaunchTemplate>> templatesFromJson(const QByteArray& json);

} // namespace mesoscribe
