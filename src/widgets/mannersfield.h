// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/manners.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace mesoscribe {

/// How a connection behaves towards its cluster: for how long offers are held, and what is asked about first.
class MannersField final : public QWidget
{
    Q_OBJECT

public:
    explicit MannersField(QWidget* parent = nullptr);

    Manners manners() const { return m_manners; }
    void setManners(const Manners& manners); ///< emits nothing

    /// Its controls, for whoever guards them against the wheel.
    QList<QWidget*> controls() const;

signals:
    void mannersEdited(const mesoscribe::Manners& manners);

private:
    void show();
    void choose(int row);
    void askTime();
    void edit(const Manners& manners);

    Manners m_manners;
    QComboBox* m_offers = nullptr;
    QCheckBox* m_acknowledges = nullptr;
    QCheckBox* m_confirms = nullptr;
};

} // namespace mesoscribe
