// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/wire.h"

#include <QString>

namespace mesoscribe::test {

/// What a FakeMaster does with one request, step by step. When the steps are over the connection stays open and silent,
/// until the client closes it or sends another request.
///
///     Script().send(streamHead("id")).sendInPieces(chunk(record(json)), 1).pause().send(lastChunk())
class Script
{
public:
    struct Step
    {
        enum class Kind { Send, Pause, Finish, Cut, Reset };

        Kind kind;
        QByteArray bytes;
        qsizetype pieceSize = 0; ///< 0: all at once
    };

    Script() = default;
    /// One Send step: a script of nothing but `bytes`.
    Script(const QByteArray& bytes);

    Script& send(const QByteArray& bytes);
    /// Writes of `pieceSize` bytes each, with a turn of the event loop between them.
    Script& sendInPieces(const QByteArray& bytes, qsizetype pieceSize);
    /// Stops until FakeConnection::resume() or FakeMaster::resume().
    Script& pause();
    /// An orderly end of the connection: a TLS goodbye where there is TLS, then FIN.
    Script& finish();
    /// FIN alone, as when a master's process dies: with TLS there is no goodbye.
    Script& cut();
    /// RST.
    Script& reset();

    const QList<Step>& steps() const { return m_steps; }

private:
    QList<Step> m_steps;
};

} // namespace mesoscribe::test
