// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keptfile.h"
#include "state/subscribesettings.h"

#include <QList>

namespace mesoscribe {

/// Keeps the saved connections in one readable JSON file, without secrets, so that it can be shared and put under
/// version control.
///
/// Writing is crash-safe and keeps one backup: see KeptFile.
class SettingsStore
{
public:
    struct Loaded
    {
        QList<Connection> connections;
        bool fromBackup = false; ///< the file was damaged and the backup was read in its place
    };

    /// `path` is the file; its folder is made when something is first saved. See defaultPath().
    explicit SettingsStore(QString path);

    /// "connections.json" in the platform's folder for this application's settings.
    static QString defaultPath();

    const QString& path() const { return m_file.path(); }

    /// No file yet: no connections. Error InvalidInput when neither the file nor its backup can be read; the damaged
    /// file is then kept beside as "connections.json.damaged", so that nothing is lost by the next save.
    Result<Loaded> load() const;

    /// Error InvalidInput with the system's words when the file cannot be written (no rights, disk full).
    Result<void> save(const QList<Connection>& connections) const;

private:
    KeptFile m_file;
};

/// The file's text for these connections, and back. Members this version does not know are ignored; a connection that
/// cannot be read is an Error InvalidInput that names it.
QByteArray connectionsToJson(const QList<Connection>& connections);
Result<QList<Connection>> connectionsFromJson(const QByteArray& json);

} // namespace mesoscribe
