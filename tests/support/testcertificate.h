// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QSslCertificate>
#include <QSslKey>
#include <QString>

namespace mesoscribe::test {

/// A self-signed certificate made for one run, so that no key lies in the source.
struct TestCertificate
{
    QSslCertificate certificate;
    QSslKey key;
    QString problem; ///< why there is none

    bool isValid() const { return problem.isEmpty(); }
    QByteArray sha256() const;
};

/// Made by the `openssl` program; valid for two days. `hosts` as in subjectAltName, e.g. "IP:127.0.0.1,DNS:localhost".
TestCertificate makeCertificate(const QString& hosts = QStringLiteral("IP:127.0.0.1,DNS:localhost"));

} // namespace mesoscribe::test
