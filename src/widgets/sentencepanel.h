// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;

namespace mesoscribe {

/// Stands in the place of a list that has nothing to show: what that means, in the middle.
class SentencePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SentencePanel(QWidget* parent = nullptr);

    /// Plain text; `words` may be empty and may hold line breaks.
    void setSentence(const QString& headline, const QString& words);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refreshLook();

    QLabel* m_headline = nullptr;
    QLabel* m_words = nullptr;
};

} // namespace mesoscribe
