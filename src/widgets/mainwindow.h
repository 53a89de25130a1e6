// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/connectionpage.h"
#include "widgets/theme.h"

#include <QHash>
#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <memory>
#include <utility>

namespace mesoscribe {

class ConnectionListModel;
class ConnectionSidebar;
class FilterField;
class FirstRunPanel;
class InspectorPanel;
class StatePill;
class StatusLine;
class SubscribePanel;
class WindowActions;
class WindowMemory;
struct WindowParts;

/// The one window. It shows; whatever a person wants is emitted as a request and carried out by others.
///
/// Requests that carry a connection id are about that connection, which need not be the one shown.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    enum class View { FirstRun, Form, Page };

    /// `connections` and `clock` are borrowed and outlive the window.
    MainWindow(ConnectionListModel& connections, const Clock& clock, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// The page of a connection that has a session. Owned by the window; adding one twice returns the first.
    ConnectionPage* addPage(const QString& connectionId, const PageModels& models);
    ConnectionPage* page(const QString& connectionId) const; ///< null when there is none
    /// Ends the page; when it was shown, the form of the same connection takes its place.
    void removePage(const QString& connectionId);

    /// These three also select the connection in the sidebar, without emitting connectionSelected().
    void showPage(const QString& connectionId);
    void showForm(const QString& connectionId);
    void showFirstRun();

    View view() const { return m_view; }
    QString currentConnection() const { return m_current; } ///< empty on the first-run page
    /// Whether it wakes up once a second: only while a live connection is in view.
    bool isTicking() const { return m_second.isActive(); }

    SubscribePanel& subscribePanel() { return *m_form; }
    FirstRunPanel& firstRunPanel() { return *m_firstRun; }
    StatePill& statePill() { return *m_pill; }
    FilterField& filterField() { return *m_filter; }
    InspectorPanel& inspector() { return *m_inspector; }

    /// Entries of Connection ▸ Practice: key and text of each fault. Enabled while a practice connection is shown.
    void setPracticeFaults(const QList<std::pair<QString, QString>>& faults);
    /// Ticks the entry of the menu; emits nothing.
    void setAppearance(Appearance appearance);
    /// Asked when a person wants the window closed, or the program ended. False keeps it open: whoever was asked calls
    /// closeForGood() later, or does not.
    void setClosing(std::function<bool()> mayClose) { m_mayClose = std::move(mayClose); }
    /// Closes without asking.
    void closeForGood();
    /// For how long Decline refuses, until it is chosen anew. Seconds.
    double refuseSeconds() const;
    void setRefuseSeconds(double seconds);
    /// A sentence at the bottom for some seconds, e.g. "Copied as curl."
    void announce(const QString& sentence);

signals:
    /// A person chose another connection in the sidebar: answer with showPage() or showForm().
    void connectionSelected(const QString& connectionId);
    void subscribeRequested(const QString& connectionId);
    void disconnectRequested(const QString& connectionId);
    void tryNowRequested(const QString& connectionId);
    void newConnectionRequested();
    void editRequested(const QString& connectionId);
    void duplicateRequested(const QString& connectionId);
    /// Already confirmed by the person.
    void deleteRequested(const QString& connectionId);
    void copyAsCurlRequested(const QString& connectionId);
    /// Copy as curl while a call is selected in the page in view.
    void copyCallAsCurlRequested(const QString& connectionId, quint64 call);
    /// What follows is about the offers chosen in the connection's page: page(connectionId)->offers().chosenOffers().
    void launchRequested(const QString& connectionId);
    void declineRequested(const QString& connectionId, double refuseSeconds);
    void declineAllRequested(const QString& connectionId, double refuseSeconds);
    void suppressRequested(const QString& connectionId);
    void reviveRequested(const QString& connectionId);
    void reconcileRequested(const QString& connectionId);
    void tearDownRequested(const QString& connectionId);
    void newCallRequested(const QString& connectionId, const QString& skeleton);
    /// The clipboard's text, which looks like a curl command; or, from the button and the menu, whatever it holds.
    void pasteCurlRequested(const QString& clipboardText);
    void troubleActionRequested(const QString& connectionId, mesoscribe::TroubleAction action);
    void practiceRequested();
    void practiceFaultRequested(const QString& connectionId, const QString& faultKey);
    void appearanceChanged(mesoscribe::Appearance appearance);
    /// Help ▸ About.
    void aboutRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void wireSidebar();
    void wireToolBar();
    void wireActions();
    void wireCalls();
    void askRefuseSeconds();
    void refreshCalls(); ///< what can be done with the offers chosen, and with the framework
    void setView(View view, const QString& connectionId);
    void applyView();
    ConnectionPage* currentPage() const;
    void tick();
    void refreshSession(); ///< pill, buttons, title, status line: everything that follows the state
    void refreshInspection();
    void refreshTimer();
    void fitInspector();
    void fitToolBar();
    void pasteCurl();
    void paste();
    void copySelected(bool asJson);
    void filterEdited(const QString& text);
    void focusPane(int step);
    void confirmDelete(const QString& connectionId);

    ConnectionListModel& m_connections;
    const Clock& m_clock;
    View m_view = View::FirstRun;
    QString m_current;
    QHash<QString, ConnectionPage*> m_pages;
    QTimer m_second;
    bool m_settled = false;
    std::function<bool()> m_mayClose;
    double m_refuseSeconds = 5.0;

    ConnectionSidebar* m_sidebar = nullptr;
    FirstRunPanel* m_firstRun = nullptr;
    SubscribePanel* m_form = nullptr;
    InspectorPanel* m_inspector = nullptr;
    StatePill* m_pill = nullptr;
    FilterField* m_filter = nullptr;
    StatusLine* m_status = nullptr;
    std::unique_ptr<WindowParts> m_parts;
    WindowActions* m_actions = nullptr;
    WindowMemory* m_memory = nullptr;
};

} // namespace mesoscribe
