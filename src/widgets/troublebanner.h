// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/describe.h"

#include <QFrame>

#include <memory>

namespace Ui {
class TroubleBanner;
}

namespace mesoscribe {

/// One trouble at a time: amber while it is being handled, red when it is the person's turn. All text in it is plain
/// text, whatever the master writes.
class TroubleBanner final : public QFrame
{
    Q_OBJECT

public:
    explicit TroubleBanner(QWidget* parent = nullptr);
    ~TroubleBanner() override;

    /// Shows it. Text that has not changed is left alone, so that a countdown does not disturb a reader.
    void setTrouble(const TroubleText& text, const Trouble& trouble);
    /// Hides it.
    void clear();

signals:
    void actionRequested(mesoscribe::TroubleAction action);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void setDetailsShown(bool shown);
    void refreshLook();

    std::unique_ptr<Ui::TroubleBanner> m_ui;
    TroubleText m_text;
};

} // namespace mesoscribe
