// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/wheelguard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QSlider>

namespace mesoscribe {

WheelGuard::WheelGuard(QObject* parent)
    : QObject(parent)
{
}

void WheelGuard::guard(QWidget& field)
{
    field.setFocusPolicy(Qt::StrongFocus);
    field.installEventFilter(this);
}

void WheelGuard::guardAll(QWidget& form)
{
    for (auto* field : form.findChildren<QAbstractSpinBox*>())
        guard(*field);
    for (auto* field : form.findChildren<QComboBox*>())
        guard(*field);
    for (auto* field : form.findChildren<QSlider*>())
        guard(*field);
}

bool WheelGuard::eventFilter(QObject* watched, QEvent* event)
{
    const auto* const field = qobject_cast<QWidget*>(watched);
    if (event->type() == QEvent::Wheel && field && !field->hasFocus()) {
        event->ignore();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace mesoscribe
