// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;

namespace mesoscribe {

/// What is to be said about a field, below it: a sign and a sentence that wraps. Hidden while there is nothing to say.
class RemarkLabel final : public QWidget
{
    Q_OBJECT

public:
    enum class Tone {
        Hint, ///< muted, without a sign
        Good,
        Note,
        Error,
    };

    explicit RemarkLabel(QWidget* parent = nullptr);

    void setRemark(Tone tone, const QString& text);
    void clear() { setRemark(Tone::Hint, {}); }
    QString text() const;
    Tone tone() const { return m_tone; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void refreshLook();

    Tone m_tone = Tone::Hint;
    QLabel* m_sign = nullptr;
    QLabel* m_words = nullptr;
};

} // namespace mesoscribe
