// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/filterfield.h"

#include "widgets/theme.h"

#include <QAction>
#include <QKeyEvent>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

FilterField::FilterField(QWidget* parent)
    : QLineEdit(parent)
{
    setObjectName("filterField"_L1);
    setAccessibleName(u"Filter offers"_s);
    setPlaceholderText(tr("Filter offers: cpus>=2 role:eng"));
    setClearButtonEnabled(true);
    addAction(Theme::icon(u"search"_s, Theme::Ink::Muted), LeadingPosition);
    m_warning = addAction(Theme::icon(u"warning"_s, Theme::Ink::Warning), TrailingPosition);
    m_warning->setVisible(false);
    setNotUnderstood({});
}

void FilterField::setNotUnderstood(const QStringList& terms)
{
    m_warning->setVisible(!terms.isEmpty());
    const QString problem = terms.isEmpty() ? QString() : tr("Not understood: %1").arg(terms.join(u", "_s));
    m_warning->setToolTip(problem);
    setAccessibleDescription(problem);
    setToolTip(terms.isEmpty()
                   ? tr("Words narrow the list; all must match. role:eng, host:web*, attr:rack=a, id:O12, "
                        "port:31000, cpus>=2, mem>4G, disk<1T, gpus=1, reserved, revocable. -word excludes.")
                   : problem);
}

QSize FilterField::sizeHint() const
{
    const QSize hint = QLineEdit::sizeHint();
    return {fontMetrics().averageCharWidth() * 34, hint.height()};
}

bool FilterField::event(QEvent* event)
{
    // Without this a shortcut of the window on Escape would win.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void FilterField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    if (text().isEmpty())
        emit left();
    else
        clear();
}

} // namespace mesoscribe
