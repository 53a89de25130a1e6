// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "support/script.h"

namespace mesoscribe::test {

Script::Script(const QByteArray& bytes)
{
    send(bytes);
}

Script& Script::send(const QByteArray& bytes)
{
    m_steps.append({Step::Kind::Send, bytes});
    return *this;
}

Script& Script::sendInPieces(const QByteArray& bytes, qsizetype pieceSize)
{
    Q_ASSERT(pieceSize > 0);
    m_steps.append({Step::Kind::Send, bytes, pieceSize});
    return *this;
}

Script& Script::pause()
{
    m_steps.append({Step::Kind::Pause, {}});
    return *this;
}

Script& Script::finish()
{
    m_steps.append({Step::Kind::Finish, {}});
    return *this;
}

Script& Script::cut()
{
    m_steps.append({Step::Kind::Cut, {}});
    return *this;
}

Script& Script::reset()
{
    m_steps.append({Step::Kind::Reset, {}});
    return *this;
}

} // namespace mesoscribe::test
