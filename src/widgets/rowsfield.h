// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QVariant>
#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace mesoscribe {

/// A table to fill in without looking like one: any number of lines of the same few fields, and a button for one more.
class RowsField final : public QWidget
{
    Q_OBJECT

public:
    struct Column
    {
        enum class Kind { Text, Port, Flag, Choice };

        QString name; ///< for assistive technology, followed by the number of the line: "URI 1"
        QString hint; ///< in the empty field, or beside the box of a Flag
        Kind kind = Kind::Text;
        int stretch = 1;
        QStringList choices = {}; ///< of a Choice
    };
    /// QString of Text and Choice, quint32 of Port (0: none), bool of Flag.
    using Row = QVariantList;

    explicit RowsField(QWidget* parent = nullptr);

    /// Once, before anything else. `add` is what the button says; `thing` ends "Remove `thing` 1". New lines begin as
    /// `fresh`.
    void setColumns(const QList<Column>& columns, const QString& add, const QString& thing, const Row& fresh);
    QList<Row> rows() const;
    /// Leaves the lines alone when they say this already. Emits nothing.
    void setRows(const QList<Row>& rows);
    /// What the first line begins as, when that is not what the others do.
    void setFirstRows(const QList<Row>& rows) { m_firstRows = rows; }

signals:
    void rowsEdited();

private:
    struct Line
    {
        QWidget* widget = nullptr;
        QList<QWidget*> cells;
        QPushButton* remove = nullptr;
    };

    void addLine(const Row& row);
    QWidget* addCell(const Column& column, const QVariant& value, QWidget* line, QHBoxLayout* layout);
    QVariant valueOf(const Column& column, const QWidget* cell) const;
    void removeLine(QWidget* widget);
    void nameLines();

    QList<Column> m_columns;
    QString m_thing;
    Row m_fresh;
    QList<Row> m_firstRows;
    QList<Line> m_lines;
    QVBoxLayout* m_layout = nullptr;
    QPushButton* m_add = nullptr;
};

} // namespace mesoscribe
