// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/launchmodel.h"

#include <QWidget>

#include <functional>
#include <memory>

namespace Ui {
class LaunchForm;
}

class QCheckBox;
class QLineEdit;

namespace mesoscribe {

class Expander;
class RemarkLabel;
class ResourceField;
class WheelGuard;

/// The fields of the launch sheet. They edit a LaunchModel and show its remarks below themselves; what is seldom
/// needed stands in closed sections, which open by themselves when they hold something or an error.
class LaunchForm final : public QWidget
{
    Q_OBJECT

public:
    /// `model` is borrowed and must outlive the form.
    explicit LaunchForm(LaunchModel& model, QWidget* parent = nullptr);
    ~LaunchForm() override;

    void setTemplates(const QList<LaunchTemplate>& templates);
    /// Where typing begins: the command, or the name when there is a command.
    void focusFirst();
    /// The widget of the first error, to scroll to; null without one.
    QWidget* firstWrong() const;

signals:
    void deleteTemplateRequested(const QString& name);
    void layoutChanged(); ///< rows have come or gone

protected:
    void changeEvent(QEvent* event) override;

private:
    using Field = LaunchModel::Field;

    struct Section
    {
        Expander* expander;
        QList<QWidget*> boxes;
        QList<Field> fields;
        QString title;                    ///< open
        std::function<QString()> summary; ///< closed: what is in it, or what it is for
        std::function<bool()> isUsed;
    };
    /// A field, its line for remarks, and the widget that is marked as wrong.
    struct Remarked
    {
        Field field;
        RemarkLabel* label;
        std::function<QWidget*()> widget;
        std::function<QString()> hint;
    };

    void fillChoices();
    void fillRows();
    void wireTask();
    void wireContainer();
    void wireResources();
    void wireSections();
    void listSections();
    void listRemarks();

    void edit(const std::function<void(LaunchSettings&)>& change);
    void followText(QLineEdit* field, QString LaunchSettings::*member);
    void followBox(QCheckBox* box, bool LaunchSettings::*member);
    void followAmount(ResourceField* field, Scalar ResourceNeed::*member);
    void chooseTemplate(int index);

    void showAll();
    void showTask();
    void showContainer();
    void showResources();
    void showRemarks();
    void showRows();
    void showSections();
    void openUsedSections();
    void setRowShown(QWidget* box, bool shown);
    void refreshLook();

    static QStringList namesIn(const QString& text); ///< between commas
    QString usageText(const QString& resource) const;
    QString portsText() const;
    QString idText() const;

    LaunchModel& m_model;
    std::unique_ptr<Ui::LaunchForm> m_ui;
    WheelGuard* m_guard = nullptr;
    QList<LaunchTemplate> m_templates;
    QList<Section> m_sections;
    QList<Remarked> m_remarks;
    bool m_isShowing = false; ///< the fields follow the model: their signals are not edits
};

} // namespace mesoscribe
