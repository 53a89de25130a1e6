// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/calllint.h"
#include "models/callskeleton.h"

#include <QDialog>

#include <memory>

namespace mesoscribe {

/// Writes any call by hand: a skeleton holding the current ids, the text with its findings marked, and the findings
/// beside it. Nothing that a master would accept is kept from being sent. Not modal.
class CallEditor final : public QDialog
{
    Q_OBJECT

public:
    explicit CallEditor(QWidget* parent = nullptr);
    ~CallEditor() override;

    /// What skeletons are filled with and what the linter knows; to be renewed when the session changes. Text that
    /// nobody has touched since it was a skeleton is made anew.
    void setFacts(const SkeletonFacts& facts, const LintContext& context);
    /// Whether there is a stream to send on; the reason is shown when not.
    void setCanSend(bool canSend, const QString& reason = {});
    /// The text that was there can be had back with Undo.
    void setSkeleton(const QString& name);
    void setText(const QByteArray& json); ///< of a call sent earlier; as setSkeleton()
    QByteArray text() const;
    QList<LintFinding> findings() const;
    /// The answer to what was sent from here, under the text.
    void showAnswer(const QString& sentence, bool isGood);

signals:
    void sendRequested(const QByteArray& json);
    void copyAsCurlRequested(const QByteArray& json);

protected:
    void changeEvent(QEvent* event) override;

private:
    void replaceText(const QByteArray& json);
    void lint();
    void markFindings();
    void showFindings();
    void goTo(int finding);
    void send();
    void refreshLook();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mesoscribe
