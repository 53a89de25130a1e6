// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/jsonpreview.h"

#include "widgets/jsonhighlighter.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QScrollBar>

namespace mesoscribe {

JsonPreview::JsonPreview(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new JsonHighlighter(document()))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    setFont(Theme::monospaced(font()));
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
}

void JsonPreview::showText(const QString& text)
{
    if (text == toPlainText())
        return;
    const int down = verticalScrollBar()->value();
    const int along = horizontalScrollBar()->value();
    setPlainText(text);
    verticalScrollBar()->setValue(down);
    horizontalScrollBar()->setValue(along);
}

void JsonPreview::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        m_highlighter->rehighlight();
}

} // namespace mesoscribe
