// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "support/testcertificate.h"

#include <QCryptographicHash>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace mesoscribe::test {

using namespace Qt::Literals::StringLiterals;

QByteArray TestCertificate::sha256() const
{
    return certificate.digest(QCryptographicHash::Sha256);
}

TestCertificate makeCertificate(const QString& hosts)
{
    const QTemporaryDir folder;
    const QString keyPath = folder.filePath(u"key.pem"_s);
    const QString certificatePath = folder.filePath(u"certificate.pem"_s);
    QProcess openssl;
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                                 u"-subj"_s, u"/CN=Mesoscribe test master"_s, u"-addext"_s,
                                 u"subjectAltName=%1"_s.arg(hosts), u"-keyout"_s, keyPath, u"-out"_s, certificatePath});
    TestCertificate made;
    if (!openssl.waitForFinished() || openssl.exitCode() != 0) {
        made.problem = u"openssl: %1 %2"_s.arg(openssl.errorString(), QString::fromLocal8Bit(openssl.readAll()));
        return made;
    }
    QFile keyFile(keyPath);
    QFile certificateFile(certificatePath);
    if (!keyFile.open(QIODevice::ReadOnly) || !certificateFile.open(QIODevice::ReadOnly)) {
        made.problem = u"openssl left no files"_s;
        return made;
    }
    made.key = QSslKey(&keyFile, QSsl::Rsa);
    made.certificate = QSslCertificate(&certificateFile);
    if (made.key.isNull() || made.certificate.isNull())
        made.problem = u"openssl's files cannot be read"_s;
    return made;
}

} // namespace mesoscribe::test
