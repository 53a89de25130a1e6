// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/jsonview.h"

#include "mesos/prettyjson.h"
#include "widgets/jsonhighlighter.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLocale>
#include <QScrollBar>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

JsonView::JsonView(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new JsonHighlighter(document()))
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setAccessibleName(tr("JSON"));
    setLineWrapMode(NoWrap);
    setFont(Theme::monospaced(font()));
    document()->setDocumentMargin(Theme::gap(fontMetrics()) * 2);
    // The colour of the panel, not of a field one writes in.
    viewport()->setAutoFillBackground(false);
}

void JsonView::setJson(const QByteArray& json)
{
    if (json == m_json)
        return;
    m_json = json;
    refresh();
}

void JsonView::setRaw(bool raw)
{
    if (m_raw == raw)
        return;
    m_raw = raw;
    // A record is one line; wrapping it is the only way to see it.
    setLineWrapMode(raw ? WidgetWidth : NoWrap);
    setWordWrapMode(raw ? QTextOption::WrapAnywhere : QTextOption::NoWrap);
    refresh();
}

void JsonView::refresh()
{
    const QByteArrayView shown = QByteArrayView(m_json).first(qMin(m_json.size(), MaxShown));
    QString words = QString::fromUtf8(m_raw ? shown.toByteArray() : prettyJson(shown));
    if (shown.size() < m_json.size())
        words +=
            u"\n\n"_s +
            tr("… and %1 more. Copy takes all of it.").arg(locale().formattedDataSize(m_json.size() - shown.size()));
    setPlainText(words);
}

void JsonView::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        m_highlighter->rehighlight();
}

} // namespace mesoscribe
