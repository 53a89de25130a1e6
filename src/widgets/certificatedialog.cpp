// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/certificatedialog.h"

#include "ui_certificatedialog.h"
#include "widgets/theme.h"

#include <QCryptographicHash>
#include <QLocale>
#include <QSslCertificate>

namespace mesoscribe {

namespace {

QString named(const QStringList& parts)
{
    return parts.isEmpty() ? QStringLiteral("–") : parts.join(QStringLiteral(", "));
}

QString fingerprint(const QSslCertificate& certificate)
{
    return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper());
}

} // namespace

CertificateDialog::CertificateDialog(const QByteArray& pem, const QString& address, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::CertificateDialog>())
{
    m_ui->setupUi(this);
    m_ui->title->setText(tr("The certificate of %1").arg(address));
    m_ui->title->setFont(Theme::scaled(font(), 1.2, QFont::DemiBold));
    m_ui->pem->setFont(Theme::monospaced(font()));
    m_ui->fingerprint->setFont(Theme::monospaced(font()));
    m_ui->pem->setPlainText(QString::fromLatin1(pem));

    const QList<QSslCertificate> certificates = QSslCertificate::fromData(pem);
    if (certificates.isEmpty())
        return;
    const QSslCertificate& certificate = certificates.first();
    const QLocale locale;
    m_ui->subject->setText(named(certificate.subjectInfo(QSslCertificate::CommonName)));
    m_ui->names->setText(named(certificate.subjectAlternativeNames().values()));
    m_ui->issuer->setText(certificate.isSelfSigned() ? tr("itself (self-signed)")
                                                     : named(certificate.issuerInfo(QSslCertificate::CommonName)));
    m_ui->valid->setText(tr("%1 to %2")
                             .arg(locale.toString(certificate.effectiveDate(), QLocale::ShortFormat),
                                  locale.toString(certificate.expiryDate(), QLocale::ShortFormat)));
    m_ui->fingerprint->setText(fingerprint(certificate));
}

CertificateDialog::~CertificateDialog() = default;

} // namespace mesoscribe
