// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

namespace mesoscribe {

class JsonHighlighter;

/// JSON to be read and copied, coloured, indented or as it came.
class JsonView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// Larger texts are cut for the eye, and say so: a record can have 60 MB.
    static constexpr qsizetype MaxShown = qsizetype(256) * 1024;

    explicit JsonView(QWidget* parent = nullptr);

    void setJson(const QByteArray& json);
    const QByteArray& json() const { return m_json; }
    void setRaw(bool raw);
    bool isRaw() const { return m_raw; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    QByteArray m_json;
    bool m_raw = false;
    JsonHighlighter* m_highlighter = nullptr;
};

} // namespace mesoscribe
