// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/offer.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace mesoscribe {

/// Says that the offers of a form are gone, and lists others to choose from.
class OfferChoiceBar final : public QWidget
{
    Q_OBJECT

public:
    explicit OfferChoiceBar(QWidget* parent = nullptr);

    /// `choices` each are offers of one agent and role; none is said as well. At most MostShown of them are shown.
    void setChoices(const QString& headline, const QList<QList<OfferPtr>>& choices);

    static constexpr qsizetype MostShown = 3;

signals:
    void chosen(const QList<mesoscribe::OfferPtr>& offers);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void addChoice(const QList<OfferPtr>& offers);
    void refreshLook();

    QLabel* m_sign = nullptr;
    QLabel* m_headline = nullptr;
    QLabel* m_details = nullptr;
    QWidget* m_list = nullptr;
    QVBoxLayout* m_lines = nullptr;
    QList<QList<OfferPtr>> m_shown;
};

} // namespace mesoscribe
