// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include <memory>

namespace Ui {
class FirstRunPanel;
}

namespace mesoscribe {

/// What the window shows while there is no connection: three ways to the first offer.
class FirstRunPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPanel(QWidget* parent = nullptr);
    ~FirstRunPanel() override;

    QString masterText() const;
    /// Emits masterEdited() when it is another text.
    void setMasterText(const QString& text);
    /// Below the address: what answers there. Empty: nothing is known.
    void setProbe(const QString& text, bool good);

signals:
    void connectRequested(const QString& masterText);
    void masterEdited(const QString& text);
    void practiceRequested();
    void pasteCurlRequested();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void connectNow();
    void copyDockerCommand();
    void refreshLook();
    void refreshAddress();
    void arrangeCards();

    std::unique_ptr<Ui::FirstRunPanel> m_ui;
    QString m_probe;
    bool m_isProbeGood = false;
};

} // namespace mesoscribe
