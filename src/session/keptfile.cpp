// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/keptfile.h"

#include "base/logging.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

QString backupOf(const QString& path)
{
    return path + u'~';
}

Result<void> readOne(const QString& path, const KeptFile::Reader& reader)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::InvalidInput, file.errorString());
    return reader(file.readAll());
}

Result<void> writeOne(const QString& path, const QByteArray& contents)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size() || !file.commit())
        return fail(Error::Kind::InvalidInput, file.errorString());
    return {};
}

} // namespace

KeptFile::KeptFile(QString path)
    : m_path(std::move(path))
{
}

Result<KeptFile::Source> KeptFile::read(const Reader& reader) const
{
    const bool isThere = QFile::exists(m_path);
    if (!isThere && !QFile::exists(backupOf(m_path)))
        return Source::None;
    const Result<void> file = readOne(m_path, reader);
    if (file)
        return Source::File;

    qCWarning(lcStore) << "cannot read" << m_path << file.error().detail;
    if (isThere) {
        QFile::remove(m_path + ".damaged"_L1);
        QFile::copy(m_path, m_path + ".damaged"_L1);
    }
    if (readOne(backupOf(m_path), reader))
        return Source::Backup;
    return std::unexpected(file.error());
}

Result<void> KeptFile::write(const QByteArray& contents, const Reader& reader) const
{
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!QDir().mkpath(folder))
        return fail(Error::Kind::InvalidInput, u"The folder %1 cannot be made."_s.arg(folder));

    QFile previous(m_path);
    if (previous.open(QIODevice::ReadOnly)) {
        const QByteArray before = previous.readAll();
        if (before == contents)
            return {};
        if (reader(before)) {
            if (Result<void> backup = writeOne(backupOf(m_path), before); !backup)
                return backup;
        }
    }
    return writeOne(m_path, contents);
}

} // namespace mesoscribe
