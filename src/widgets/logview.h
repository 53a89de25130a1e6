// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTableView>

namespace mesoscribe {

/// A table that grows at its end and lets go at its beginning. It follows the end while it is scrolled to the end, and
/// stays where it is otherwise, also when the oldest rows are let go.
class LogView : public QTableView
{
    Q_OBJECT

public:
    explicit LogView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    bool isAtEnd() const { return m_followsEnd; }

protected:
    /// Widths of the columns, whenever the room or the font may be another. There is a model.
    virtual void fitColumns() = 0;

    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fit();
    void rowsGoing(int first, int last);
    void settle();

    bool m_followsEnd = true;
    bool m_settling = false;
};

} // namespace mesoscribe
