// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIODevice>

#include <algorithm>
#include <cstring>

namespace mesoscribe {

/// The body of a POST that goes out once. When a connection closes without an answer Qt sends the request again, up to
/// twice, by winding the body back. A master may have acted on the first one already: a second SUBSCRIBE would be a
/// second framework, a second ACCEPT would void its offers. This body cannot be wound back, so that the reply fails
/// with ContentReSendError instead.
class OnceOnlyBody final : public QIODevice
{
public:
    OnceOnlyBody(const QByteArray& bytes, QObject* parent)
        : QIODevice(parent)
        , m_bytes(bytes)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    qint64 size() const override { return m_bytes.size(); }
    bool reset() override { return false; }

protected:
    qint64 readData(char* data, qint64 most) override
    {
        const qint64 size = std::clamp<qint64>(m_bytes.size() - pos(), 0, most);
        std::memcpy(data, m_bytes.constData() + pos(), size_t(size));
        return size;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    QByteArray m_bytes;
};

} // namespace mesoscribe
