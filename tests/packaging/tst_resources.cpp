// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTest>
#include <QTranslator>

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList interfaceIcons()
{
    QStringList paths;
    const QStringList names = QDir(u":/icons"_s).entryList({u"*.svg"_s}, QDir::Files);
    for (const QString& name : names)
        paths.append(u":/icons/"_s + name);
    return paths;
}

QImage drawn(const QString& path, int size)
{
    QImage image(size, size, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QSvgRenderer renderer(path);
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

} // namespace

class TestResources : public QObject
{
    Q_OBJECT

private slots:
    void everyIconOfFolderIsEmbedded();
    void interfaceIconIsBlackOnNothing_data();
    void interfaceIconIsBlackOnNothing();
    void applicationIconIsDrawn_data();
    void applicationIconIsDrawn();
    void translationsAreEmbedded();
};

void TestResources::everyIconOfFolderIsEmbedded()
{
    const QDir folder(QStringLiteral(MESOSCRIBE_SOURCE_DIR) + u"/resources/icons"_s);
    QStringList expected;
    const QStringList names = folder.entryList({u"*.svg"_s}, QDir::Files);
    for (const QString& name : names)
        expected.append(u":/icons/"_s + name);
    QVERIFY(expected.size() > 30);
    QCOMPARE(interfaceIcons(), expected);
}

void TestResources::interfaceIconIsBlackOnNothing_data()
{
    QTest::addColumn<QString>("path");
    const QStringList paths = interfaceIcons();
    for (const QString& path : paths)
        QTest::newRow(qPrintable(path)) << path;
}

/// Icons are tinted at run time by their alpha, so anything but black would be lost, and the edge must stay free.
void TestResources::interfaceIconIsBlackOnNothing()
{
    QFETCH(QString, path);
    QSvgRenderer renderer(path);
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.defaultSize(), QSize(20, 20));

    const QImage image = drawn(path, 40);
    int inked = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() == 0)
                continue;
            ++inked;
            QCOMPARE(pixel.rgb() & 0xffffffU, qRgb(0, 0, 0) & 0xffffffU);
            QVERIFY2(x > 0 && y > 0 && x < 39 && y < 39, "the drawing touches the edge");
        }
    }
    QVERIFY2(inked > 50, "almost nothing is drawn");
}

void TestResources::applicationIconIsDrawn_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("size");
    QTest::newRow("large") << u":/icons/app/mesoscribe.svg"_s << 128;
    QTest::newRow("small") << u":/icons/app/mesoscribe-small.svg"_s << 32;
}

void TestResources::applicationIconIsDrawn()
{
    QFETCH(QString, path);
    QFETCH(int, size);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    // Qt's renderer knows neither and would leave the shape out without a word.
    static const QRegularExpression unknown(u"<(filter|use|mask|clipPath)\\b"_s);
    QVERIFY(!QString::fromUtf8(file.readAll()).contains(unknown));

    const QImage image = drawn(path, size);
    QCOMPARE(image.pixelColor(0, 0).alpha(), 0);
    const QColor sky = image.pixelColor(size * 3 / 16, size / 2);
    QCOMPARE(sky.alpha(), 255);
    QVERIFY2(sky.blue() > sky.red() + 50, "the ground is blue");
    const QColor nib = image.pixelColor(size * 15 / 32, size / 4);
    QVERIFY2(nib.red() > 220 && nib.green() > 220 && nib.blue() > 220, "the nib is white");
}

void TestResources::translationsAreEmbedded()
{
    QTranslator translator;
    QVERIFY(translator.load(u":/i18n/mesoscribe_en.qm"_s));
}

QTEST_MAIN(TestResources)
#include "tst_resources.moc"
