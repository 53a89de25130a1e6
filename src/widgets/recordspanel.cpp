// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/recordspanel.h"

#include "models/describe.h"
#include "models/recordtablemodel.h"
#include "widgets/theme.h"

#include "ui_recordspanel.h"

#include <QEvent>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

RecordsPanel::RecordsPanel(RecordTableModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_proxy(new RecordProxy(model, this))
    , m_ui(std::make_unique<Ui::RecordsPanel>())
{
    m_ui->setupUi(this);
    m_ui->titleBar->setLines(Qt::BottomEdge);
    m_ui->records->setModel(m_proxy);
    refreshLook();
    connect(m_ui->records->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RecordsPanel::selectionChanged);
    connect(m_ui->records, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        const RecordEntry* record = m_model.record(m_proxy->mapToSource(index));
        if (record && record->call > 0)
            emit callRequested(record->call);
    });
    connect(m_ui->heartbeatsShown, &QCheckBox::toggled, this, &RecordsPanel::setHeartbeatsShown);
    refresh();
}

RecordsPanel::~RecordsPanel() = default;

RecordView& RecordsPanel::view()
{
    return *m_ui->records;
}

void RecordsPanel::refresh()
{
    QStringList parts;
    if (m_model.letGo() > 0)
        parts += tr("%1 older records let go").arg(locale().toString(m_model.letGo()));
    if (!areHeartbeatsShown() && m_model.heartbeats() > 0)
        parts += m_model.heartbeats() == 1
                     ? tr("1 heartbeat hidden")
                     : tr("%Ln heartbeats hidden", nullptr, static_cast<int>(m_model.heartbeats()));
    parts += m_model.rowCount() == 1 ? tr("1 record") : tr("%Ln records", nullptr, m_model.rowCount());
    const QString words = parts.join(u" · "_s);
    if (m_ui->counts->text() != words)
        m_ui->counts->setText(words);
}

bool RecordsPanel::areHeartbeatsShown() const
{
    return m_proxy->areHeartbeatsShown();
}

void RecordsPanel::setHeartbeatsShown(bool shown)
{
    m_ui->heartbeatsShown->setChecked(shown);
    if (m_proxy->areHeartbeatsShown() == shown)
        return;
    m_proxy->setHeartbeatsShown(shown);
    refresh();
    emit heartbeatsShownChanged(shown);
}

const RecordEntry* RecordsPanel::selectedRecord() const
{
    const QModelIndexList rows = m_ui->records->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : m_model.record(m_proxy->mapToSource(rows.first()));
}

QString RecordsPanel::copyText() const
{
    const RecordEntry* record = selectedRecord();
    return record ? QString::fromUtf8(record->raw) : QString();
}

void RecordsPanel::select(quint64 number)
{
    const QModelIndex row = m_proxy->mapFromSource(m_model.indexOf(number));
    if (!row.isValid())
        return;
    m_ui->records->setCurrentIndex(row);
    m_ui->records->scrollTo(row, QAbstractItemView::PositionAtCenter);
}

void RecordsPanel::refreshLook()
{
    m_ui->title->setFont(Theme::scaled(font(), 1.0, QFont::DemiBold));
    setMuted(*m_ui->counts);
}

void RecordsPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshLook();
}

} // namespace mesoscribe
