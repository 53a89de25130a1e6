// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/windowparts.h"

#include "widgets/connectionsidebar.h"
#include "widgets/filterfield.h"
#include "widgets/firstrunpanel.h"
#include "widgets/inspectorpanel.h"
#include "widgets/statepill.h"
#include "widgets/statusline.h"
#include "widgets/subscribepanel.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QStatusBar>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

WindowParts::WindowParts(QMainWindow& window, const Contents& contents)
    : m_window(window)
    , m_sidebar(contents.sidebar)
    , m_inspector(contents.inspector)
{
    buildToolBar(contents);

    stack = new QStackedWidget;
    stack->addWidget(contents.firstRun);
    stack->addWidget(contents.form);
    sidebarSplitter = new QSplitter(Qt::Horizontal);
    sidebarSplitter->setObjectName("sidebarSplitter"_L1);
    sidebarSplitter->addWidget(contents.sidebar);
    sidebarSplitter->addWidget(stack);
    sidebarSplitter->setStretchFactor(0, 0);
    sidebarSplitter->setStretchFactor(1, 1);
    sidebarSplitter->setCollapsible(1, false);
    window.setCentralWidget(sidebarSplitter);

    inspectorDock = new QDockWidget(Words::tr("Inspector"));
    inspectorDock->setObjectName("inspectorDock"_L1);
    inspectorDock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    inspectorDock->setTitleBarWidget(new QWidget); // none: the panel has its own head
    inspectorDock->setWidget(contents.inspector);
    window.addDockWidget(Qt::RightDockWidgetArea, inspectorDock);

    QStatusBar* bar = window.statusBar();
    bar->setSizeGripEnabled(false);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->addWidget(contents.status, 1);
}

void WindowParts::buildToolBar(const Contents& contents)
{
    toolBar = m_window.addToolBar(Words::tr("Connection"));
    toolBar->setObjectName("toolBar"_L1);
    toolBar->setMovable(false);
    toolBar->setFloatable(false);
    const int gap = Theme::gap(toolBar->fontMetrics());
    const auto addEdge = [this, gap] {
        auto* edge = new QWidget;
        edge->setFixedWidth(gap / 2);
        toolBar->addWidget(edge);
    };

    sessionButton = new QPushButton;
    sessionButton->setObjectName("sessionButton"_L1);
    launch = new QPushButton(Words::tr("Launch…"));
    launch->setObjectName("launch"_L1);
    launch->setDefault(true);
    decline = new QPushButton(Words::tr("Decline"));
    decline->setObjectName("decline"_L1);
    declineFor = new QPushButton;
    declineFor->setObjectName("declineFor"_L1);
    declineFor->setAccessibleName(u"Decline for"_s);
    declineFor->setToolTip(Words::tr("Decline for another time"));
    auto* declineBoth = new QWidget;
    auto* both = new QHBoxLayout(declineBoth);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(1);
    both->addWidget(decline);
    both->addWidget(declineFor);
    suppress = new QPushButton(Words::tr("Suppress"));
    suppress->setObjectName("suppress"_L1);
    revive = new QPushButton(Words::tr("Revive"));
    revive->setObjectName("revive"_L1);
    pasteCurl = new QPushButton(Words::tr("Paste curl"));
    pasteCurl->setObjectName("pasteCurl"_L1);
    pasteCurl->setToolTip(Words::tr("Fill in the form from the curl command on the clipboard"));
    copyAsCurl = new QPushButton(Words::tr("Copy as curl"));
    copyAsCurl->setObjectName("copyAsCurl"_L1);
    copyAsCurl->setToolTip(Words::tr("Copy this connection's SUBSCRIBE as a curl command"));
    auto* spacer = new QWidget;
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);

    addEdge();
    pageOnly += toolBar->addWidget(sessionButton);
    toolBar->addWidget(contents.pill);
    pageOnly += toolBar->addSeparator();
    pageOnly += toolBar->addWidget(launch);
    pageOnly += toolBar->addWidget(declineBoth);
    pageOnly += toolBar->addWidget(suppress);
    pageOnly += toolBar->addWidget(revive);
    wideOnly += toolBar->addSeparator();
    wideOnly += toolBar->addWidget(pasteCurl);
    wideOnly += toolBar->addWidget(copyAsCurl);
    pageOnly += wideOnly;
    toolBar->addWidget(spacer);
    pageOnly += toolBar->addWidget(contents.filter);
    addEdge();
    showSessionButton(false);
}

void WindowParts::showSessionButton(bool disconnect) const
{
    const QString text = disconnect ? Words::tr("Disconnect") : Words::tr("Subscribe");
    if (sessionButton->text() == text)
        return;
    sessionButton->setText(text);
    sessionButton->setDefault(!disconnect);
    sessionButton->setIcon(disconnect ? Theme::icon(u"disconnect"_s)
                                      : Theme::icon(u"subscribe"_s, Theme::Ink::OnAccent));
}

void WindowParts::settleSizes() const
{
    const int sidebar = m_sidebar->sizeHint().width();
    sidebarSplitter->setSizes({sidebar, m_window.width() - sidebar});
    m_window.resizeDocks({inspectorDock}, {m_inspector->sizeHint().width()}, Qt::Horizontal);
}

} // namespace mesoscribe
