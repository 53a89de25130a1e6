// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/templatestore.h"

#include <QObject>

namespace mesoscribe {

/// The launch templates of the application: the built-in ones, then those that people saved.
class LaunchTemplates final : public QObject
{
    Q_OBJECT

public:
    /// `store` is borrowed.
    explicit LaunchTemplates(const TemplateStore& store, QObject* parent = nullptr);

    /// Error InvalidInput when saved ones could not be read; the built-in ones are there all the same.
    Result<void> load();
    QList<LaunchTemplate> all() const;
    /// Takes the place of a saved one of the same name. Errors as TemplateStore::save().
    Result<void> add(const LaunchTemplate& added);
    Result<void> remove(const QString& name);

signals:
    void changed();

private:
    Result<void> save();

    const TemplateStore& m_store;
    QList<LaunchTemplate> m_saved;
};

} // namespace mesoscribe
