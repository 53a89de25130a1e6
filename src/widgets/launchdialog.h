// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/launchmodel.h"

#include <QDialog>

#include <memory>

namespace Ui {
class LaunchDialog;
}

namespace mesoscribe {

class LaunchForm;

/// The launch sheet: the form, and beside it the exact call that will be sent. Open it with open().
///
/// It sends nothing and closes only when it is cancelled: whoever follows launchRequested() closes it with accept(),
/// and can open it again when the offer turns out to be gone; everything typed is in the model.
class LaunchDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `model` is borrowed and must outlive the dialog.
    LaunchDialog(LaunchModel& model, QWidget* parent);
    ~LaunchDialog() override;

    void setTemplates(const QList<LaunchTemplate>& templates);
    /// Offers, or groups of offers of one agent and role, that hold what the form asks for, the best first. Shown while
    /// the model's offers are dead.
    void setFittingOffers(const QList<QList<OfferPtr>>& offers);
    /// The environment, Production for instance, is said in red, and every launch is asked for once more.
    void setConfirms(bool confirms, const QString& environment);
    /// Below the JSON: `errors` are what a master refuses, `notes` what it ignores or bends.
    void setLintRemarks(const QStringList& errors, const QStringList& notes);

signals:
    /// The person wants the model's call() sent. Only while the form is without errors and its offers live; after the
    /// question, where one is asked.
    void launchRequested();
    void saveTemplateRequested(const QString& name);
    void deleteTemplateRequested(const QString& name);
    void copyAsCurlRequested();
    /// Other offers in place of dead ones: set them in the model.
    void offersChosen(const QList<mesoscribe::OfferPtr>& offers);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void wireButtons();
    void refresh(); ///< everything but the fields
    void refreshOffers();
    void refreshLook();
    void fitWidths();
    QColor previewColor() const;
    void requestLaunch();
    void askForTemplateName();
    void copyPreview();

    LaunchModel& m_model;
    std::unique_ptr<Ui::LaunchDialog> m_ui;
    LaunchForm* m_form = nullptr;
    QList<QList<OfferPtr>> m_fitting;
    bool m_confirms = false;
    QString m_environment;
    bool m_wasShown = false;
};

} // namespace mesoscribe
