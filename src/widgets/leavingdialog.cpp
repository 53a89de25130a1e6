// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/leavingdialog.h"

#include <QPushButton>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

LeavingDialog::LeavingDialog(const QList<LeavingText>& texts, bool isThrowAway, QWidget* parent)
    : QMessageBox(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName("leavingDialog"_L1);
    setAccessibleName(u"Leaving"_s);
    setWindowModality(Qt::WindowModal);
    setIcon(QMessageBox::Question);
    setTextFormat(Qt::PlainText);
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
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName("confirmDialog"_L1);
    setAccessibleName(u"Confirm"_s);
    setWindowModality(Qt::WindowModal);
    setIcon(QMessageBox::Question);
    setTextFormat(Qt::PlainText);
    setText(question);
    setInformativeText(consequence);
    const QPushButton* go = addButton(button, QMessageBox::DestructiveRole);
    QPushButton* cancel = addButton(QMessageBox::Cancel);
    setDefaultButton(cancel);
    setEscapeButton(cancel);
    connect(go, &QPushButton::clicked, this, &ConfirmDialog::confirmed);
}

} // namespace mesoscribe
