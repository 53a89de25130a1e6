// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Qt>

namespace mesoscribe {

/// Roles that every model of ours answers to, beside Qt's own.
enum Role {
    SortRole = Qt::UserRole + 1, ///< typed: numbers as numbers
    CopyRole,                    ///< exact text for the clipboard: the whole id of the row
    JsonRole,                    ///< the row's own JSON as it came, a QByteArray
    KindRole,                    ///< what the row is: a model's own enum as int
    NumberRole,                  ///< record number, quint64
    FreshRole,                   ///< bool: arrived less than two seconds ago
    FateRole,                    ///< OfferFate as int
    DetailRole,                  ///< secondary text of a row
    BadgeRole,                   ///< count to show beside the row, 0 for none
    StateRole,                   ///< ConnectionListModel::State, TaskMark or CallProgress as int: see the model
    ColorRole,                   ///< QColor of an environment
    IdRole,                      ///< key of the row: connection id
    SectionRole,                 ///< bool: a section heading
    CanTickRole,                 ///< bool: of an offer with a check box, whether it may be ticked or unticked
};

} // namespace mesoscribe
