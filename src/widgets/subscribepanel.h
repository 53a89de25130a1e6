// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/subscribemodel.h"

#include <QPointer>
#include <QWidget>

#include <memory>

namespace Ui {
class SubscribePanel;
}

class QLineEdit;

namespace mesoscribe {

class RemarkLabel;

/// The form to subscribe with, and beside it what will be sent: the JSON and the equivalent curl command.
///
/// It edits a SubscribeModel and shows its remarks; name, environment and colour, which belong to the saved connection
/// and not to the subscription, it keeps until saveRequested().
class SubscribePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SubscribePanel(QWidget* parent = nullptr);
    ~SubscribePanel() override;

    /// Borrowed; null empties the form and switches it off. Puts the note of an earlier paste away.
    void setModel(SubscribeModel* model);
    SubscribeModel* model() const { return m_model; }
    /// Name, environment, colour, and the earlier framework ids to choose from.
    void setConnection(const Connection& connection);
    /// Below the master: what answers there. Empty: nothing is known.
    void setProbe(const QString& text, bool good);
    /// Whether a secret can be kept, or has to be asked for each time.
    void setKeychainAvailable(bool available);
    /// Above the form, until it is dismissed: what of a pasted curl command was not taken over. Empty: everything was.
    void showNotUnderstood(const QStringList& pieces);
    /// Opens "More" and goes to the principal, or to the secret when there is a principal.
    void askForCredentials();

signals:
    /// Only while the form is without errors.
    void subscribeRequested();
    void saveRequested(const QString& name, const QString& environment, const QString& color);
    void mannersEdited(const mesoscribe::Manners& manners);
    void pasteCurlRequested();
    /// The address was edited by a person; for probing.
    void mastersEdited(const QString& masters);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fillChoices();
    void wireFields();
    void wireButtons();
    void showField(SubscribeModel::Field field);
    void showAll();
    void refresh(); ///< remarks, previews and buttons
    void refreshPreview();
    void refreshButtons();
    void refreshLook();
    void fitWidths();
    QColor previewColor() const;
    void showRemark(RemarkLabel& label, QWidget* field, SubscribeModel::Field of, const QString& hint = {});
    void setMoreShown(bool shown);
    bool hasMore() const;
    void requestSubscribe();
    void requestSave();
    void followEnvironment(const QString& environment);
    void copyPreview();

    std::unique_ptr<Ui::SubscribePanel> m_ui;
    QPointer<SubscribeModel> m_model;
    QList<FrameworkId> m_earlierIds;
    QString m_probe;
    bool m_isProbeGood = false;
    bool m_isKeychainAvailable = true;
    bool m_isPractice = false;
    bool m_isShowing = false; ///< the fields follow the model: their signals are not edits
};

} // namespace mesoscribe
