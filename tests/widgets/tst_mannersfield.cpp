// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/mannersfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QInputDialog>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Manners held(std::chrono::seconds time)
{
    Manners manners;
    manners.giveBackAfter = time;
    return manners;
}

/// Chooses an entry as a person does.
void choose(QComboBox& box, const QString& text)
{
    const int row = box.findText(text);
    QVERIFY2(row >= 0, qPrintable(text));
    box.setCurrentIndex(row);
    emit box.activated(row);
}

Manners editedOf(const QSignalSpy& spy)
{
    return spy.isEmpty() ? Manners() : spy.last().value(0).value<Manners>();
}

} // namespace

class TestMannersField : public QObject
{
    Q_OBJECT

private slots:
    void showsTheUsualManners_data();
    void showsTheUsualManners();
    void saysNothingOfWhatItWasGiven();
    void holdsForAnotherTime();
    void declinesAtOnceAndHoldsAgain();
    void asksForAnyTime();
    void forgetsATimeThatWasCancelled();
    void turnsItsSwitches();
};

void TestMannersField::showsTheUsualManners_data()
{
    QTest::addColumn<bool>("isProduction");
    QTest::addColumn<QString>("words");
    QTest::newRow("local") << false << u"Hold offers, and give them back after 10 minutes"_s;
    QTest::newRow("production") << true << u"Hold offers, and give them back after 1 minute"_s;
}

void TestMannersField::showsTheUsualManners()
{
    QFETCH(bool, isProduction);
    QFETCH(QString, words);
    MannersField field;
    field.setManners(Manners::usual(isProduction));
    QCOMPARE(field.findChild<QComboBox*>()->currentText(), words);
    QCOMPARE(field.manners(), Manners::usual(isProduction));
    const QList<QCheckBox*> boxes = field.findChildren<QCheckBox*>();
    QCOMPARE(boxes.size(), 2);
    QCOMPARE(boxes.value(0)->isChecked(), true);
    QCOMPARE(boxes.value(1)->isChecked(), isProduction);
}

void TestMannersField::saysNothingOfWhatItWasGiven()
{
    MannersField field;
    QSignalSpy edited(&field, &MannersField::mannersEdited);
    field.setManners(held(77s));
    QCOMPARE(edited.count(), 0);
    const auto* box = field.findChild<QComboBox*>();
    QVERIFY2(box->currentText().contains(u"77"_s) || box->currentText().contains(u"17"_s),
             qPrintable(box->currentText()));
    QCOMPARE(box->currentData().toInt(), 77);
}

void TestMannersField::holdsForAnotherTime()
{
    MannersField field;
    QSignalSpy edited(&field, &MannersField::mannersEdited);
    auto* box = field.findChild<QComboBox*>();
    choose(*box, u"Hold offers, and give them back after 1 minute"_s);
    QCOMPARE(edited.count(), 1);
    QCOMPARE(editedOf(edited), held(60s));
    choose(*box, u"Hold offers, and give them back after 1 minute"_s);
    QCOMPARE(edited.count(), 1); // nothing new
}

void TestMannersField::declinesAtOnceAndHoldsAgain()
{
    MannersField field;
    field.setManners(held(3600s));
    QSignalSpy edited(&field, &MannersField::mannersEdited);
    auto* box = field.findChild<QComboBox*>();
    choose(*box, u"Just watch: decline every offer at once"_s);
    QVERIFY(editedOf(edited).onOffers == Manners::OnOffers::DeclineAtOnce);
    QCOMPARE(box->currentText(), u"Just watch: decline every offer at once"_s);
    choose(*box, u"Hold offers, and give them back after 10 minutes"_s);
    QCOMPARE(editedOf(edited), held(600s));
}

void TestMannersField::asksForAnyTime()
{
    QWidget window;
    MannersField field(&window);
    window.show();
    QSignalSpy edited(&field, &MannersField::mannersEdited);
    auto* box = field.findChild<QComboBox*>();
    choose(*box, u"Hold offers, and give them back after…"_s);
    auto* dialog = window.findChild<QInputDialog*>();
    QVERIFY(dialog);
    QCOMPARE(dialog->intMinimum(), 1);
    QCOMPARE(dialog->intMaximum(), 86400);
    QCOMPARE(dialog->intValue(), 600);
    QCOMPARE(edited.count(), 0);
    dialog->setIntValue(120);
    dialog->accept();
    QCOMPARE(editedOf(edited), held(120s));
    QCOMPARE(box->currentText(), u"Hold offers, and give them back after 2 minutes"_s);
}

void TestMannersField::forgetsATimeThatWasCancelled()
{
    QWidget window;
    MannersField field(&window);
    window.show();
    QSignalSpy edited(&field, &MannersField::mannersEdited);
    auto* box = field.findChild<QComboBox*>();
    choose(*box, u"Hold offers, and give them back after…"_s);
    window.findChild<QInputDialog*>()->reject();
    QCOMPARE(edited.count(), 0);
    QCOMPARE(box->currentText(), u"Hold offers, and give them back after 10 minutes"_s);
}

void TestMannersField::turnsItsSwitches()
{
    MannersField field;
    QSignalSpy edited(&field, &MannersField::mannersEdited);
    const QList<QCheckBox*> boxes = field.findChildren<QCheckBox*>();
    boxes.value(0)->click();
    QVERIFY(!editedOf(edited).acknowledges);
    boxes.value(1)->click();
    QVERIFY(editedOf(edited).confirms);
    QVERIFY(!editedOf(edited).acknowledges);
    QCOMPARE(edited.count(), 2);
}

QTEST_MAIN(TestMannersField)
#include "tst_mannersfield.moc"
