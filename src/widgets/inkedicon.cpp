// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/inkedicon.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

class InkedIconEngine final : public QIconEngine
{
public:
    InkedIconEngine(QString file, Theme::Ink ink)
        : m_file(std::move(file))
        , m_ink(ink)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double ratio = painter->device() ? painter->device()->devicePixelRatioF() : qApp->devicePixelRatio();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State /*state*/, qreal ratio) override
    {
        // `size` is in device pixels already: the ratio only says how thick they are.
        const Theme theme(QGuiApplication::palette());
        QColor color = theme.color(m_ink);
        if (mode == QIcon::Disabled)
            color = Theme::blend(theme.text, theme.window, 0.38);
        const QString key = u"mesoscribe/%1/%2/%3x%4"_s.arg(m_file, color.name()).arg(size.width()).arg(size.height());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = QPixmap(size);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            QSvgRenderer renderer(m_file);
            renderer.setAspectRatioMode(Qt::KeepAspectRatio);
            renderer.render(&painter, QRectF(QPointF(), QSizeF(size)));
            painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
            painter.fillRect(pixmap.rect(), color);
            painter.end();
            QPixmapCache::insert(key, pixmap);
        }
        pixmap.setDevicePixelRatio(ratio);
        return pixmap;
    }

    QIconEngine* clone() const override { return new InkedIconEngine(m_file, m_ink); }
    QString key() const override { return u"mesoscribe-inked"_s; }
    bool isNull() override { return false; }

private:
    QString m_file;
    Theme::Ink m_ink;
};

} // namespace

QIcon inkedIcon(const QString& file, Theme::Ink ink)
{
    if (!QFile::exists(file))
        return {};
    return QIcon(new InkedIconEngine(file, ink));
}

} // namespace mesoscribe
