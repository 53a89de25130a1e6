// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "models/describe.h"
#include "state/changes.h"
#include "widgets/inspection.h"

#include <QWidget>

#include <memory>

namespace mesoscribe {

class IdentityModel;
class IdentityStrip;
class CallTableModel;
class CallsPanel;
class OfferTicks;
class OfferTreeModel;
class OffersPanel;
class RecordTableModel;
class RecordsPanel;
class TaskTreeModel;
class TasksPanel;
class TroubleBanner;

/// What a page shows. All borrowed: they outlive the page.
struct PageModels
{
    OfferTreeModel* offers = nullptr;
    OfferTicks* ticks = nullptr;
    TaskTreeModel* tasks = nullptr;
    CallTableModel* calls = nullptr;
    RecordTableModel* records = nullptr;
    IdentityModel* identity = nullptr;
    const SessionState* state = nullptr;
};

/// Everything of one connection: trouble banner, the four ids, the offers, tasks and calls, the records.
class ConnectionPage final : public QWidget
{
    Q_OBJECT

public:
    enum class Tab { Offers, Tasks, Calls };

    /// `clock` is borrowed.
    ConnectionPage(const QString& connectionId, const PageModels& models, const Clock& clock,
                   QWidget* parent = nullptr);
    ~ConnectionPage() override;

    const QString& connectionId() const { return m_connectionId; }
    const SessionState& state() const { return *m_models.state; }
    const PageModels& models() const { return m_models; }

    /// To be called after the models have taken in the same changes. Cheap: a hidden page only notes that it is behind.
    void apply(const Changes& changes);
    /// Ages, countdowns and the fresh marks are reckoned from this moment.
    void setNow(WallTime now);

    QString filterText() const { return m_filterText; }
    /// Applies at once; returns the terms that were not understood.
    QStringList setFilterText(const QString& text);

    /// What the inspector shows: the thing selected last, the connection when nothing is.
    Inspection inspection() const;

    /// Whole ids, or JSON, of what is selected last; empty when nothing is.
    QString copyText() const;
    QString copyJson() const;
    /// Copies one of the four ids, as a click on its chip does.
    void copyId(int chip);

    void showTab(Tab tab);
    Tab tab() const;
    /// The tree or table of the tab in view.
    QWidget& tabFocus();
    /// The call selected last, 0 when the thing selected last is none.
    quint64 selectedCall() const;
    /// Brings it into view and selects it.
    void revealCall(quint64 call);
    void revealTask(const TaskId& task);

    OffersPanel& offers() { return *m_offers; }
    TasksPanel& tasks() { return *m_tasks; }
    CallsPanel& calls() { return *m_calls; }
    RecordsPanel& records() { return *m_records; }
    IdentityStrip& identity() { return *m_identity; }
    TroubleBanner& banner() { return *m_banner; }
    QWidget* identityFocus(); ///< where the keyboard enters the strip

    /// Sizes of the splitter and columns, for the window to keep.
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);

signals:
    void troubleActionRequested(mesoscribe::TroubleAction action);
    /// inspection() may have changed.
    void inspectionChanged();
    /// After every apply().
    void applied();
    /// Another tab, or other offers ticked or selected: what can be done may have changed.
    void choiceChanged();
    void layoutChanged();

protected:
    void showEvent(QShowEvent* event) override;

private:
    enum class Subject { Connection, Offers, Tasks, Calls, Records };

    void refreshTrouble();
    void refreshTab(WallTime now);
    void refreshCounts();
    void countTab(Tab tab, int count, const QString& toolTip);
    void offersSelected();
    void follow(Subject subject, bool isSelected);
    void addTabs();
    void connectPanels();

    QString m_connectionId;
    PageModels m_models;
    const Clock& m_clock;
    QString m_filterText;
    Subject m_subject = Subject::Connection;
    bool m_behind = true;
    struct Ui;
    std::unique_ptr<Ui> m_ui;
    TroubleBanner* m_banner = nullptr;
    IdentityStrip* m_identity = nullptr;
    OffersPanel* m_offers = nullptr;
    TasksPanel* m_tasks = nullptr;
    CallsPanel* m_calls = nullptr;
    RecordsPanel* m_records = nullptr;
};

} // namespace mesoscribe
