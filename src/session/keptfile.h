// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <functional>
#include <optional>

namespace mesoscribe {

/// A small file of the application's own that survives a crash: a new file is written and renamed, and the one before
/// is kept beside it as a backup ("name~").
class KeptFile
{
public:
    /// Takes the contents over, or says why they cannot be read.
    using Reader = std::function<Result<void>(const QByteArray& contents)>;

    enum class Source { None, File, Backup };

    /// Its folder is made when something is first written.
    explicit KeptFile(QString path);

    const QString& path() const { return m_path; }

    /// Source::None, without a call of `reader`, when there is neither the file nor a backup. A file that `reader` does
    /// not take is kept beside as "name.damaged", so that nothing is lost by the next write, and the backup is read in
    /// its place. Error InvalidInput, the file's, when neither can be read.
    Result<Source> read(const Reader& reader) const;

    /// Writes unless the file holds just that. A file that `reader` does not take never becomes the backup. Error
    /// InvalidInput with the system's words when it cannot be written (no rights, disk full).
    Result<void> write(const QByteArray& contents, const Reader& reader) const;

private:
    QString m_path;
};

} // namespace mesoscribe
