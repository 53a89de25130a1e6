// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/identitymodel.h"

#include <QWidget>

#include <array>

namespace mesoscribe {

class IdentityChip;

/// The four ids that every later call needs, in view all the time: in a row, or two by two where there is no room.
class IdentityStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit IdentityStrip(IdentityModel& model, QWidget* parent = nullptr);

    IdentityChip& chip(IdentityModel::Id id) { return *m_chips[static_cast<size_t>(id)]; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange(int columns);

    std::array<IdentityChip*, 4> m_chips{};
    int m_columns = 0;
};

} // namespace mesoscribe
