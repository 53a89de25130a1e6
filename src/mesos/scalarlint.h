// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mesos/lintreport.h"

namespace mesoscribe {

/// Checks a string, number or boolean against a field that is neither a message nor a map.
void lintScalar(const schema::FieldSchema& field, const LintNode& node, const LintPath& path, LintReport& report);

/// As in the texts of a master: "string", "number", "boolean", "object", "array".
QLatin1StringView jsonTypeName(LintNode::Kind kind);

/// The JSON type a field wants: "string", "number", "boolean", "base64", "name" (of an enum), "object".
QLatin1StringView scalarTypeName(schema::FieldType type);

/// What bytes a master reads in base64, which ends at the first "=". Nothing when a character is not of its alphabet;
/// that is put into `offender`.
std::optional<QByteArray> lintBase64(QByteArrayView text, QByteArray* offender = nullptr);

/// The base64 of a UUID written with or without dashes; empty when `text` is none.
QByteArray base64OfTextualUuid(QByteArrayView text);

} // namespace mesoscribe
