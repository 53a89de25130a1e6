// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/application.h"
#include "support/fakecredentialstore.h"
#include "support/fakemaster.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

/// The whole application in a test: driven by what a person reads and presses.
namespace mesoscribe::test {

/// Before the first Bench of a test program: what the window remembers goes to a folder of its own, and its closing
/// does not end the test.
inline void isolateApplication()
{
    const static QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QApplication::setQuitOnLastWindowClosed(false);
}

/// The application with everything but the wire and the settings folder as it is, and a keychain in memory.
class Bench
{
public:
    explicit Bench(const QStringList& arguments = {}) { open(arguments); }

    /// Ends the application, and starts it again.
    void open(const QStringList& arguments = {})
    {
        application.reset();
        application = std::make_unique<Application>(
            *CommandLine::parse(arguments),
            Application::Parts{clock, credentials, settings, templates, QStringLiteral("ann")});
        application->start();
    }

    /// The same, with these connections saved.
    bool openWith(const QList<Connection>& connections)
    {
        application.reset();
        const bool isSaved = settings.save(connections).has_value();
        open();
        return isSaved;
    }

    MainWindow& window() { return application->window(); }
    QString current() { return window().currentConnection(); }
    /// Of the connection that is shown and has, or had, a stream.
    ConnectionPage& page() { return *window().page(current()); }
    const SessionState& state() { return page().state(); }
    bool isSubscribed() { return window().page(current()) && state().isSubscribed(); }

    /// The first of that accessible name or object name, in the dialog in front or else in the window; null when there
    /// is none.
    template<class Widget>
    Widget* find(const QString& name)
    {
        const auto in = [&](QWidget& parent) -> Widget* {
            for (Widget* widget : parent.findChildren<Widget*>()) {
                if (widget->accessibleName() == name || widget->objectName() == name)
                    return widget;
            }
            return nullptr;
        };
        QDialog* front = dialog();
        Widget* found = front ? in(*front) : nullptr;
        return found ? found : in(window());
    }

    QLineEdit* field(const QString& accessibleName) { return find<QLineEdit>(accessibleName); }

    /// The dialog in front that is open, null when there is none.
    QDialog* dialog()
    {
        QDialog* front = nullptr;
        for (QDialog* dialog : window().findChildren<QDialog*>()) {
            if (dialog->isVisible())
                front = dialog;
        }
        return front;
    }

    template<class Dialog>
    Dialog* dialogOf()
    {
        for (Dialog* dialog : window().findChildren<Dialog*>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }

    /// A button that can be pressed now, in the dialog in front or else in the window. Its name may end with "*".
    QAbstractButton* button(const QString& text)
    {
        const auto isMeant = [&](const QString& name) {
            return text.endsWith(u'*') ? name.startsWith(text.chopped(1)) : name == text;
        };
        const auto in = [&](QWidget& parent) -> QAbstractButton* {
            for (QAbstractButton* button : parent.findChildren<QAbstractButton*>()) {
                if (button->isVisible() && button->isEnabled() &&
                    (isMeant(button->accessibleName()) || isMeant(button->text())))
                    return button;
            }
            return nullptr;
        };
        QDialog* front = dialog();
        QAbstractButton* found = front ? in(*front) : nullptr;
        return found ? found : in(window());
    }

    void press(const QString& text)
    {
        QAbstractButton* found = button(text);
        if (!found)
            QFAIL(qPrintable(QStringLiteral("no button “%1”").arg(text)));
        found->click();
    }

    /// An entry of the menus, by its object name or its text.
    void choose(const QString& name)
    {
        for (QAction* action : window().findChildren<QAction*>()) {
            if (action->isEnabled() && (action->objectName() == name || action->text() == name)) {
                action->trigger();
                return;
            }
        }
        QFAIL(qPrintable(QStringLiteral("no menu entry “%1”").arg(name)));
    }

    /// As a person types it: what was there goes.
    void type(const QString& accessibleName, const QString& text)
    {
        QLineEdit* edit = field(accessibleName);
        if (!edit)
            QFAIL(qPrintable(QStringLiteral("no field “%1”").arg(accessibleName)));
        edit->selectAll();
        edit->insert(text);
        emit edit->textEdited(edit->text());
        emit edit->editingFinished();
    }

    QString pill()
    {
        const auto* label = find<QWidget>(QStringLiteral("Connection state"));
        return label ? label->accessibleDescription() : QString();
    }

    const QTemporaryDir folder;
    SystemClock clock;
    FakeCredentialStore credentials;
    SettingsStore settings{folder.filePath(QStringLiteral("connections.json"))};
    TemplateStore templates{folder.filePath(QStringLiteral("templates.json"))};
    std::unique_ptr<Application> application;
};

inline QString address(const FakeMaster& master)
{
    return QStringLiteral("127.0.0.1:%1").arg(master.port());
}

/// The form asks whether a master is there: that shall take no answer from a queue.
inline void answerProbes(FakeMaster& master)
{
    for (const QByteArray path : {"/version", "/api/v1"})
        master.answerTo(path, answerBytes(404));
}

/// The later calls that it got.
inline QList<FakeRequest> callsTo(const FakeMaster& master)
{
    QList<FakeRequest> calls;
    for (const FakeRequest& request : master.requests()) {
        if (request.path == "/api/v1/scheduler" && !request.body.contains(R"("SUBSCRIBE")"))
            calls += request;
    }
    return calls;
}

/// A connection of role eng, as if an earlier run had saved it. It is offered agents with GPUs too.
inline Connection savedConnection(const QString& masters, const QString& name = QStringLiteral("demo"))
{
    Connection connection;
    connection.id = name;
    connection.name = name;
    connection.settings = SubscribeSettings::fresh(QStringLiteral("ann"));
    connection.settings.masters = masters;
    connection.settings.framework.name = name;
    connection.settings.framework.roles = {QStringLiteral("eng")};
    connection.settings.framework.capabilities.append(QStringLiteral("GPU_RESOURCES"));
    return connection;
}

} // namespace mesoscribe::test
