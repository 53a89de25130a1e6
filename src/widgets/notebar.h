// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace mesoscribe {

/// A tinted strip with a bold sentence and a few lines below it, which a person can put away.
class NoteBar final : public QWidget
{
    Q_OBJECT

public:
    explicit NoteBar(QWidget* parent = nullptr);

    void showNote(const QString& headline, const QStringList& lines);
    QString headline() const;
    QString details() const;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshLook();

    QLabel* m_sign = nullptr;
    QLabel* m_headline = nullptr;
    QLabel* m_details = nullptr;
    QPushButton* m_dismiss = nullptr;
};

} // namespace mesoscribe
