// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/describe.h"

#include <QScrollArea>

class QGridLayout;

namespace mesoscribe {

/// Facts about one thing: labels on the left, values on the right, bars below their numbers.
class FactsView final : public QScrollArea
{
    Q_OBJECT

public:
    explicit FactsView(QWidget* parent = nullptr);

    /// Where the facts have the same labels as before, only what differs is touched.
    void setFacts(const QList<Fact>& facts);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row
    {
        Fact fact;
        QWidget* value = nullptr; ///< a WrappedLabel; null for a heading
        QWidget* bar = nullptr;
    };

    void rebuild(const QList<Fact>& facts);
    void fill(Row& row, const Fact& fact);

    QWidget* m_content = nullptr;
    QGridLayout* m_grid = nullptr;
    QList<Row> m_rows;
};

} // namespace mesoscribe
