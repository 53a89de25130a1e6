// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include <memory>

namespace Ui {
class CertificateDialog;
}

namespace mesoscribe {

/// Shows a certificate that the computer does not trust, so that a person can compare it before trusting it.
class CertificateDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `pem` is what the peer showed, `address` whom it belongs to.
    CertificateDialog(const QByteArray& pem, const QString& address, QWidget* parent = nullptr);
    ~CertificateDialog() override;

private:
    std::unique_ptr<Ui::CertificateDialog> m_ui;
};

} // namespace mesoscribe
