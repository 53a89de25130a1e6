// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/wrappedlabel.h"

#include "widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

WrappedLabel::WrappedLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void WrappedLabel::setNote(const QString& note)
{
    if (m_note == note)
        return;
    m_note = note;
    setAccessibleDescription(note);
    updateGeometry();
    update();
}

int WrappedLabel::layOut(int width, QPainter* painter) const
{
    const Theme theme(parentWidget() ? *parentWidget() : static_cast<const QWidget&>(*this));
    // An id breaks after its hyphens rather than anywhere, also before a digit.
    const QString words = text().replace(u'-', u"-\u200b"_s);
    const QString whole = m_note.isEmpty() ? words : words + u' ' + m_note;
    QTextLayout layout(whole, font());
    QTextOption option(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    if (!m_note.isEmpty()) {
        QTextCharFormat muted;
        muted.setForeground(theme.mutedText);
        layout.setFormats({{.start = static_cast<int>(words.size()),
                            .length = static_cast<int>(whole.size() - words.size()),
                            .format = muted}});
    }
    double y = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(qMax(1, width));
        line.setPosition(QPointF(0, y));
        y += line.height();
    }
    layout.endLayout();
    if (painter) {
        painter->setPen(palette().color(foregroundRole()));
        layout.draw(painter, QPointF(0, 0));
    }
    return qCeil(y);
}

QSize WrappedLabel::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, fontMetrics().height()};
}

QSize WrappedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, fontMetrics().height()};
}

int WrappedLabel::heightForWidth(int width) const
{
    return layOut(width, nullptr);
}

void WrappedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    layOut(width(), &painter);
}

void WrappedLabel::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* copy = menu->addAction(tr("Copy"));
    copy->setMenuRole(QAction::NoRole);
    connect(copy, &QAction::triggered, this, [words = text()] { QApplication::clipboard()->setText(words); });
    menu->popup(event->globalPos());
}

} // namespace mesoscribe
