// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keptfile.h"
#include "state/launchsettings.h"

#include <QList>

namespace mesoscribe {

/// Keeps the launch templates that people saved in one readable JSON file, written as a KeptFile. Environment values
/// are saved as they are typed: the form says so.
class TemplateStore
{
public:
    /// `path` is the file; its folder is made when something is first saved.
    explicit TemplateStore(QString path);

    /// "templates.json" in the platform's folder for this application's settings.
    static QString defaultPath();

    const QString& path() const { return m_file.path(); }

    /// No file yet: no templates. Error InvalidInput when neither the file nor its backup can be read; the damaged file
    /// is then kept beside.
    Result<QList<LaunchTemplate>> load() const;
    /// Built-in ones are left out. Error InvalidInput when the file cannot be written.
    Result<void> save(const QList<LaunchTemplate>& templates) const;

private:
    KeptFile m_file;
};

/// The file's text for these templates but the built-in ones, and back. Members this version does not know are ignored;
/// Error InvalidInput when there is no list of templates, one has no name, or a newer version wrote it.
QByteArray templatesToJson(const QList<LaunchTemplate>& templates);
Result<QList<LaunchTemplate>> templatesFromJson(const QByteArray& json);

} // namespace mesoscribe
