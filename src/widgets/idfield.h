// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

namespace mesoscribe {

/// A read-only field that holds a whole id. Shortened for the eye only: its text, its selection and what assistive
/// technology reads are the whole. With the keyboard's focus it shows the text itself, selected.
class IdField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit IdField(QWidget* parent = nullptr);

    /// `shown` is drawn instead of `whole` while unfocused, when `whole` does not fit; empty: `whole` with its middle
    /// left out.
    void setId(const QString& whole, const QString& shown = {});
    void setMuted(bool muted);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_shown;
    bool m_muted = false;
};

} // namespace mesoscribe
