// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/windowmemory.h"

#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <QSplitter>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds WriteAfter{500};
constexpr int StateVersion = 1;

} // namespace

WindowMemory::WindowMemory(QMainWindow& window, QSplitter& sidebarSplitter)
    : QObject(&window)
    , m_window(window)
    , m_splitter(sidebarSplitter)
{
    m_writeSoon.setSingleShot(true);
    m_writeSoon.setInterval(WriteAfter);
    connect(&m_writeSoon, &QTimer::timeout, this, &WindowMemory::write);
}

bool WindowMemory::restore()
{
    const QSettings settings;
    m_inspectorShown = settings.value("window/inspector"_L1, true).toBool();
    m_sidebarShown = settings.value("window/sidebar"_L1, true).toBool();
    m_pageLayout = settings.value("window/page"_L1).toByteArray();
    m_sizesRestored = m_splitter.restoreState(settings.value("window/splitter"_L1).toByteArray());
    m_window.restoreState(settings.value("window/state"_L1).toByteArray(), StateVersion);
    const QByteArray geometry = settings.value("window/geometry"_L1).toByteArray();
    if (geometry.isEmpty())
        return false;
    const QRect before = m_window.geometry();
    m_window.restoreGeometry(geometry);
    QList<QRect> screens;
    for (const QScreen* screen : QGuiApplication::screens())
        screens += screen->availableGeometry();
    if (isReachable(m_window.geometry(), screens))
        return true;
    m_window.setWindowState(Qt::WindowNoState);
    m_window.setGeometry(before);
    return false;
}

bool WindowMemory::isReachable(const QRect& frame, const QList<QRect>& screens)
{
    // A good piece of the upper edge must be on a screen, or nobody can move the window back.
    const QRect grip(frame.left(), frame.top(), frame.width(), qMin(frame.height(), 40));
    for (const QRect& screen : screens) {
        const QRect seen = screen & grip;
        if (seen.width() >= qMin(120, frame.width()) && seen.height() >= grip.height() / 2)
            return true;
    }
    return false;
}

void WindowMemory::setInspectorShown(bool shown)
{
    m_inspectorShown = shown;
    touch();
}

void WindowMemory::setSidebarShown(bool shown)
{
    m_sidebarShown = shown;
    touch();
}

void WindowMemory::setPageLayout(const QByteArray& layout)
{
    m_pageLayout = layout;
    touch();
}

void WindowMemory::touch()
{
    if (m_window.isVisible())
        m_writeSoon.start();
}

void WindowMemory::write()
{
    m_writeSoon.stop();
    if (!m_window.isVisible() || m_window.isMinimized())
        return;
    QSettings settings;
    settings.setValue("window/geometry"_L1, m_window.saveGeometry());
    settings.setValue("window/state"_L1, m_window.saveState(StateVersion));
    settings.setValue("window/splitter"_L1, m_splitter.saveState());
    settings.setValue("window/inspector"_L1, m_inspectorShown);
    settings.setValue("window/sidebar"_L1, m_sidebarShown);
    if (!m_pageLayout.isEmpty())
        settings.setValue("window/page"_L1, m_pageLayout);
}

} // namespace mesoscribe
