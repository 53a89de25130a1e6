// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/calleditor.h"

#include "mesos/prettyjson.h"
#include "models/describelint.h"
#include "widgets/elidedlabel.h"
#include "widgets/jsonhighlighter.h"
#include "widgets/remarklabel.h"
#include "widgets/theme.h"

#include "ui_calleditor.h"

#include <QEvent>
#include <QShortcut>
#include <QTimer>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Linting waits until typing pauses.
constexpr std::chrono::milliseconds LintDelay{120};

using Severity = LintFinding::Severity;

Theme::Ink inkOf(Severity severity)
{
    switch (severity) {
    case Severity::Refused:
        return Theme::Ink::Danger;
    case Severity::Ignored:
        return Theme::Ink::Warning;
    case Severity::Hint:
        break;
    }
    return Theme::Ink::Muted;
}

QString iconOf(Severity severity)
{
    switch (severity) {
    case Severity::Refused:
        return u"error"_s;
    case Severity::Ignored:
        return u"warning"_s;
    case Severity::Hint:
        break;
    }
    return u"info"_s;
}

} // namespace

struct CallEditor::Private
{
    Ui::CallEditor ui;
    JsonHighlighter* highlighter = nullptr;
    QTimer lintSoon;
    SkeletonFacts facts;
    LintContext context;
    QList<LintFinding> findings;
    QList<int> positions; ///< of the findings, in the document
    QString skeleton;     ///< the text still is that of this one; empty when it was edited
    bool canSend = false;
    QString obstacle;
};

CallEditor::CallEditor(QWidget* parent)
    : QDialog(parent)
    , d(std::make_unique<Private>())
{
    Ui::CallEditor& ui = d->ui;
    ui.setupUi(this);
    const int letter = fontMetrics().averageCharWidth();
    resize(letter * 140, fontMetrics().height() * 36);
    setMinimumSize(letter * 80, fontMetrics().height() * 18);
    ui.text->setFont(Theme::monospaced(font()));
    ui.text->setTabStopDistance(fontMetrics().horizontalAdvance(u"  "_s));
    d->highlighter = new JsonHighlighter(ui.text->document());
    ui.splitter->setStretchFactor(0, 3);
    ui.splitter->setStretchFactor(1, 2);
    ui.splitter->setSizes({letter * 84, letter * 56});
    ui.skeleton->setPlaceholderText(tr("a call sent earlier"));
    for (const QString& name : skeletonNames()) {
        ui.skeleton->addItem(name);
        ui.skeleton->setItemData(ui.skeleton->count() - 1, describeSkeleton(name), Qt::ToolTipRole);
    }

    d->lintSoon.setSingleShot(true);
    d->lintSoon.setInterval(LintDelay);
    connect(&d->lintSoon, &QTimer::timeout, this, &CallEditor::lint);
    connect(ui.text, &QPlainTextEdit::textChanged, this, [this] {
        d->skeleton.clear();
        d->lintSoon.start();
    });
    connect(ui.skeleton, &QComboBox::activated, this, [this](int row) { setSkeleton(d->ui.skeleton->itemText(row)); });
    connect(ui.findings, &QListWidget::currentRowChanged, this, &CallEditor::goTo);
    connect(ui.findings, &QListWidget::itemClicked, this, [this] { goTo(d->ui.findings->currentRow()); });
    connect(ui.findings, &QListWidget::itemActivated, this, [this] {
        goTo(d->ui.findings->currentRow());
        d->ui.text->setFocus(Qt::OtherFocusReason);
    });
    connect(ui.tidy, &QPushButton::clicked, this, [this] { replaceText(prettyJson(text())); });
    connect(ui.copyCurl, &QPushButton::clicked, this, [this] { emit copyAsCurlRequested(text()); });
    connect(ui.closeButton, &QPushButton::clicked, this, &CallEditor::close);
    connect(ui.send, &QPushButton::clicked, this, &CallEditor::send);
    // Return belongs to the text, so sending has a key of its own.
    for (const QKeyCombination key : {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}) {
        auto* shortcut = new QShortcut(QKeySequence(key), this);
        connect(shortcut, &QShortcut::activated, this, &CallEditor::send);
    }
    setCanSend(false, tr("There is no stream to send calls on: subscribe first."));
    refreshLook();
    lint();
}

CallEditor::~CallEditor() = default;

void CallEditor::setFacts(const SkeletonFacts& facts, const LintContext& context)
{
    d->facts = facts;
    d->context = context;
    if (!d->skeleton.isEmpty())
        setSkeleton(d->skeleton);
    else
        d->lintSoon.start();
}

void CallEditor::setCanSend(bool canSend, const QString& reason)
{
    d->canSend = canSend;
    d->obstacle = reason;
    d->ui.send->setEnabled(canSend);
    const QString key = QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText);
    d->ui.send->setToolTip(canSend ? tr("Send this call (%1)").arg(key) : reason);
    if (!canSend)
        d->ui.answer->setRemark(RemarkLabel::Tone::Note, reason);
    else if (d->ui.answer->tone() == RemarkLabel::Tone::Note)
        d->ui.answer->clear();
}

void CallEditor::setSkeleton(const QString& name)
{
    d->ui.skeleton->setCurrentText(name);
    d->ui.description->setText(describeSkeleton(name));
    replaceText(callSkeleton(name, d->facts));
    d->skeleton = name;
}

void CallEditor::setText(const QByteArray& json)
{
    d->ui.skeleton->setCurrentIndex(-1);
    d->ui.description->clear();
    replaceText(prettyJson(json));
}

void CallEditor::replaceText(const QByteArray& json)
{
    const QString words = QString::fromUtf8(json);
    if (words != d->ui.text->toPlainText()) {
        QTextCursor cursor(d->ui.text->document());
        cursor.select(QTextCursor::Document);
        cursor.insertText(words); // one step of Undo
        cursor.movePosition(QTextCursor::Start);
        d->ui.text->setTextCursor(cursor);
    }
    lint();
}

QByteArray CallEditor::text() const
{
    return d->ui.text->toPlainText().toUtf8();
}

QList<LintFinding> CallEditor::findings() const
{
    return d->findings;
}

void CallEditor::lint()
{
    d->lintSoon.stop();
    const QByteArray json = text();
    d->findings = lintCall(json, d->context);
    // The linter counts bytes, the document characters.
    d->positions.clear();
    qsizetype bytes = 0;
    qsizetype characters = 0;
    for (const LintFinding& finding : std::as_const(d->findings)) {
        const qsizetype offset = qBound(qsizetype(0), finding.offset, json.size());
        if (offset < bytes) {
            bytes = 0;
            characters = 0;
        }
        characters += QString::fromUtf8(json.sliced(bytes, offset - bytes)).size();
        bytes = offset;
        d->positions += static_cast<int>(characters);
    }
    markFindings();
    showFindings();
}

void CallEditor::markFindings()
{
    if (d->lintSoon.isActive())
        return; // the text is another than the findings are of
    const Theme theme(*this);
    QList<QTextEdit::ExtraSelection> marks;
    const QByteArray json = text();
    for (qsizetype i = 0; i < d->findings.size(); ++i) {
        const LintFinding& finding = d->findings.at(i);
        if (finding.severity == Severity::Hint)
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(d->ui.text->document());
        const qsizetype offset = qBound(qsizetype(0), finding.offset, json.size());
        const qsizetype length = qBound(qsizetype(0), finding.length, json.size() - offset);
        mark.cursor.setPosition(d->positions.at(i));
        mark.cursor.setPosition(d->positions.at(i) +
                                    static_cast<int>(QString::fromUtf8(json.sliced(offset, length)).size()),
                                QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(theme.color(inkOf(finding.severity)));
        mark.format.setBackground(finding.severity == Severity::Refused ? theme.dangerTint : theme.warningTint);
        marks += mark;
    }
    d->ui.text->setExtraSelections(marks);
}

void CallEditor::showFindings()
{
    const QSignalBlocker blocker(d->ui.findings);
    d->ui.findings->clear();
    int refused = 0;
    int ignored = 0;
    for (const LintFinding& finding : std::as_const(d->findings)) {
        refused += finding.severity == Severity::Refused ? 1 : 0;
        ignored += finding.severity == Severity::Ignored ? 1 : 0;
        auto* row = new QListWidgetItem(Theme::icon(iconOf(finding.severity), inkOf(finding.severity)),
                                        tr("Line %1: %2").arg(finding.line).arg(describe(finding)), d->ui.findings);
        row->setToolTip(Qt::convertFromPlainText(finding.path));
    }
    d->ui.findings->setVisible(!d->findings.isEmpty());
    if (refused > 0) {
        d->ui.verdict->setRemark(RemarkLabel::Tone::Error,
                                 refused == 1 ? tr("The master would refuse this, for 1 reason.")
                                              : tr("The master would refuse this, for %Ln reasons.", nullptr, refused));
    } else if (ignored > 0) {
        d->ui.verdict->setRemark(RemarkLabel::Tone::Note, tr("The master would accept this, but not do what it says."));
    } else {
        d->ui.verdict->setRemark(RemarkLabel::Tone::Good, tr("The master would accept this."));
    }
}

void CallEditor::goTo(int finding)
{
    if (finding < 0 || finding >= d->positions.size())
        return;
    QTextCursor cursor = d->ui.text->textCursor();
    cursor.setPosition(qMin(d->positions.at(finding), d->ui.text->document()->characterCount() - 1));
    d->ui.text->setTextCursor(cursor);
    d->ui.text->centerCursor();
}

void CallEditor::send()
{
    if (!d->canSend)
        return;
    lint();
    emit sendRequested(text());
}

void CallEditor::showAnswer(const QString& sentence, bool isGood)
{
    d->ui.answer->setRemark(isGood ? RemarkLabel::Tone::Good : RemarkLabel::Tone::Error, sentence);
}

void CallEditor::refreshLook()
{
    setMuted(*d->ui.description);
    if (d->highlighter)
        d->highlighter->rehighlight();
    markFindings();
}

void CallEditor::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshLook();
}

} // namespace mesoscribe
