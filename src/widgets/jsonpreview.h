// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

namespace mesoscribe {

class JsonHighlighter;

/// Text that follows what is typed elsewhere: read-only, fixed pitch, JSON in colours, and it stays where it was
/// scrolled to.
class JsonPreview final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit JsonPreview(QWidget* parent = nullptr);

    void showText(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    JsonHighlighter* m_highlighter = nullptr;
};

} // namespace mesoscribe
