// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/callspanel.h"

#include "models/callskeleton.h"
#include "widgets/callview.h"
#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include "ui_callspanel.h"

#include <QEvent>
#include <QMenu>
#include <QTextDocument>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

struct CallsPanel::Private
{
    CallTableModel* model = nullptr;
    CallProxy* proxy = nullptr;
    Ui::CallsPanel ui;
    std::optional<CallAction> help;
    const SessionState* state = nullptr; ///< of the last refresh, borrowed
    WallTime now;                        ///< of the last refresh
};

CallsPanel::CallsPanel(CallTableModel& model, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    d->model = &model;
    d->proxy = new CallProxy(model, this);
    Ui::CallsPanel& ui = d->ui;
    ui.setupUi(this);
    ui.calls->setModel(d->proxy);
    ui.headline->setTextFormat(Qt::PlainText);
    ui.consequence->setTextFormat(Qt::PlainText);
    ui.headline->setAccessibleName(u"Call trouble"_s);

    auto* skeletons = new QMenu(ui.newCall);
    skeletons->setToolTipsVisible(true);
    for (const QString& name : skeletonNames()) {
        QAction* action = skeletons->addAction(name);
        action->setToolTip(describeSkeleton(name));
        connect(action, &QAction::triggered, this, [this, name] { emit newCallRequested(name); });
    }
    ui.newCall->setMenu(skeletons);

    const auto withCall = [this](auto act) {
        return [this, act] {
            if (const CallEntry* call = selectedCall())
                act(call->number);
        };
    };
    connect(ui.edit, &QPushButton::clicked, this, withCall([this](quint64 call) { emit editRequested(call); }));
    connect(ui.copyCall, &QPushButton::clicked, this,
            withCall([this](quint64 call) { emit copyAsCurlRequested(call); }));
    connect(ui.help, &QPushButton::clicked, this, withCall([this](quint64 call) {
                if (d->help)
                    emit actionRequested(call, *d->help);
            }));
    connect(ui.calls, &QAbstractItemView::activated, this, [this] {
        const CallEntry* call = selectedCall();
        // The effect that the row names, else the call itself.
        if (call && !call->effects.isEmpty())
            emit recordRequested(call->effects.last());
        else if (call)
            emit recordRequested(call->record);
    });
    ui.calls->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(ui.calls, &QWidget::customContextMenuRequested, this, &CallsPanel::showMenu);
    connect(ui.automaticShown, &QCheckBox::toggled, this, &CallsPanel::setAutomaticShown);
    connect(ui.calls->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (d->state)
            refresh(*d->state, d->now);
        emit selectionChanged();
    });
    ui.troubleBar->hide();
    refreshButtons();
    refreshLook();
}

CallsPanel::~CallsPanel() = default;

CallView& CallsPanel::view()
{
    return *d->ui.calls;
}

void CallsPanel::refresh(const SessionState& state, WallTime now)
{
    Ui::CallsPanel& ui = d->ui;
    d->state = &state;
    d->now = now;
    if (d->proxy->rowCount() > 0) {
        ui.stack->setCurrentWidget(ui.calls);
    } else {
        ui.sentencePage->setSentence(
            tr("No calls yet"),
            d->model->rowCount() > 0
                ? tr("Only calls that Mesoscribe made by itself: tick “Show automatic calls” to see them.")
                : tr("Calls you send appear here with their curl."));
        ui.stack->setCurrentWidget(ui.sentencePage);
    }
    const CallEntry* call = selectedCall();
    const std::optional<CallTroubleText> trouble =
        call ? describeTrouble(*call, state, now) : std::optional<CallTroubleText>();
    ui.troubleBar->setVisible(trouble.has_value());
    d->help.reset();
    if (trouble) {
        ui.headline->setText(trouble->headline);
        ui.consequence->setText(trouble->consequence);
        ui.consequence->setVisible(!trouble->consequence.isEmpty());
        ui.troubleBar->setToolTip(
            trouble->masterWords.isEmpty()
                ? QString()
                : Qt::convertFromPlainText(tr("The master's answer: %1").arg(trouble->masterWords)));
        d->help = trouble->action;
        // The button below does the same already.
        ui.help->setVisible(d->help.has_value() && *d->help != CallAction::EditAndSend);
        if (d->help)
            ui.help->setText(describe(*d->help));
    }
    refreshButtons();
}

void CallsPanel::refreshButtons()
{
    const bool hasCall = selectedCall() != nullptr;
    const auto enable = [&](QWidget& control, const QString& what) {
        control.setEnabled(hasCall);
        control.setToolTip(hasCall ? what : tr("Select a call first."));
    };
    enable(*d->ui.edit, tr("Open the selected call in the editor; what was sent stays as it is"));
    enable(*d->ui.copyCall, tr("Copy the selected call as the curl command that does the same now, with the current "
                               "stream id and without the secret"));
}

void CallsPanel::showMenu(const QPoint& position)
{
    constexpr qsizetype MostEffects = 10;
    const CallEntry* call = selectedCall();
    if (!call)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, auto act) {
        QAction* action = menu->addAction(text);
        action->setMenuRole(QAction::NoRole);
        connect(action, &QAction::triggered, this, act);
    };
    const quint64 number = call->number;
    add(tr("Show Call in Records"), [this, record = call->record] { emit recordRequested(record); });
    for (const quint64 effect : call->effects.last(qMin(MostEffects, call->effects.size())))
        add(tr("Show Effect #%1").arg(effect), [this, effect] { emit recordRequested(effect); });
    menu->addSeparator();
    add(tr("Edit and Send Again…"), [this, number] { emit editRequested(number); });
    add(tr("Copy Call as curl"), [this, number] { emit copyAsCurlRequested(number); });
    menu->popup(d->ui.calls->viewport()->mapToGlobal(position));
}

const CallEntry* CallsPanel::selectedCall() const
{
    const QModelIndexList rows = d->ui.calls->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : d->model->call(d->proxy->mapToSource(rows.first()));
}

void CallsPanel::select(quint64 call)
{
    const QModelIndex source = d->model->indexOf(call);
    if (!source.isValid())
        return;
    if (!d->proxy->mapFromSource(source).isValid())
        setAutomaticShown(true);
    const QModelIndex row = d->proxy->mapFromSource(source);
    d->ui.calls->setCurrentIndex(row);
    d->ui.calls->scrollTo(row, QAbstractItemView::PositionAtCenter);
}

QString CallsPanel::copyText() const
{
    const CallEntry* call = selectedCall();
    return call ? QString::fromUtf8(call->body) : QString();
}

bool CallsPanel::isAutomaticShown() const
{
    return d->proxy->isAutomaticShown();
}

void CallsPanel::setAutomaticShown(bool shown)
{
    d->ui.automaticShown->setChecked(shown);
    if (d->proxy->isAutomaticShown() == shown)
        return;
    d->proxy->setAutomaticShown(shown);
    if (d->proxy->rowCount() > 0)
        d->ui.stack->setCurrentWidget(d->ui.calls);
    emit automaticShownChanged(shown);
}

void CallsPanel::refreshLook()
{
    d->ui.headline->setFont(Theme::scaled(font(), 1.0, QFont::DemiBold));
    setMuted(*d->ui.consequence);
    const int side = fontMetrics().height();
    d->ui.troubleSign->setPixmap(
        Theme::icon(u"warning"_s, Theme::Ink::Warning).pixmap(QSize(side, side), devicePixelRatioF()));
}

void CallsPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

} // namespace mesoscribe
