// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QRect>
#include <QTimer>

class QMainWindow;
class QSplitter;

namespace mesoscribe {

/// Keeps the window's place and the sizes of its parts in QSettings, half a second after the last change, never while
/// the window is hidden.
class WindowMemory final : public QObject
{
    Q_OBJECT

public:
    /// Both borrowed; the window owns this.
    WindowMemory(QMainWindow& window, QSplitter& sidebarSplitter);

    /// False when there is nothing to restore, or when it lies where no screen is now.
    bool restore();
    bool sizesRestored() const { return m_sizesRestored; }
    bool inspectorShown() const { return m_inspectorShown; }
    void setInspectorShown(bool shown);
    bool sidebarShown() const { return m_sidebarShown; }
    void setSidebarShown(bool shown);
    /// Of a connection's page; all share one.
    QByteArray pageLayout() const { return m_pageLayout; }
    void setPageLayout(const QByteArray& layout);

    /// Something moved: it will be written.
    void touch();
    void write();

    /// Whether enough of a window at `frame` can be reached on one of the screens.
    static bool isReachable(const QRect& frame, const QList<QRect>& screens);

private:
    QMainWindow& m_window;
    QSplitter& m_splitter;
    QTimer m_writeSoon;
    QByteArray m_pageLayout;
    bool m_inspectorShown = true;
    bool m_sidebarShown = true;
    bool m_sizesRestored = false;
};

} // namespace mesoscribe
