// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/leavingdialog.h"

#include "widgets/theme.h"

#include <QLabel>
#include <QPushButton>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What is asked stands out, what it means stands below it, beside a sign of ours.
void dress(QMessageBox& box)
{
    box.setAttribute(Qt::WA_DeleteOnClose);
    box.setWindowModality(Qt::WindowModal);
    box.setTextFormat(Qt::PlainText);
    const int side = box.fontMetrics().height() * 2;
    box.setIconPixmap(
        Theme::icon(u"warning"_s, Theme::Ink::Warning).pixmap(QSize(side, side), box.devicePixelRatioF()));
#ifndef Q_OS_MACOS
    if (auto* question = box.findChild<QLabel*>("qt_msgbox_label"_L1))
        question->setFont(Theme::scaled(box.font(), 1.1, QFont::DemiBold));
#endif
}

} // namespace

LeavingDialog::LeavingDialog(const QList<LeavingText>& texts, bool isThrowAway, QWidget* parent)
    : QMessageBox(parent)
{
    dress(*this);
    setObjectName("leavingDialog"_L1);
    setAccessibleName(u"Leaving"_s);
    QStringList headlines;
    QStringList consequences;
    for (const LeavingText& text : texts) {
        headlines += text.headline;
        consequences += texts.size() == 1 ? text.consequence : text.headline + u' ' + text.consequence;
    }
    setText(texts.size() == 1 ? headlines.first()
                              : tr("%Ln frameworks would be left.", nullptr, static_cast<int>(texts.size())));
    setInformativeText(consequences.join(u"\n\n"_s));
    QPushButton* tearDown = addButton(tr("Tear down now"), QMessageBox::DestructiveRole);
    QPushButton* leave = addButton(tr("Leave running"), QMessageBox::AcceptRole);
    QPushButton* cancel = addButton(QMessageBox::Cancel);
    setDefaultButton(isThrowAway ? tearDown : leave);
    setEscapeButton(cancel);
    connect(tearDown, &QPushButton::clicked, this, &LeavingDialog::tearDownChosen);
    connect(leave, &QPushButton::clicked, this, &LeavingDialog::leaveRunningChosen);
}

ConfirmDialog::ConfirmDialog(const QString& question, const QString& consequence, const QString& button,
                             QWidget* parent)
    : QMessageBox(parent)
{
    dress(*this);
    setObjectName("confirmDialog"_L1);
    setAccessibleName(u"Confirm"_s);
    setText(question);
    setInformativeText(consequence);
    const QPushButton* go = addButton(button, QMessageBox::DestructiveRole);
    QPushButton* cancel = addButton(QMessageBox::Cancel);
    setDefaultButton(cancel);
    setEscapeButton(cancel);
    connect(go, &QPushButton::clicked, this, &ConfirmDialog::confirmed);
}

} // namespace mesoscribe
