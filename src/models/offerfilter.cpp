// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "models/offerfilter.h"

#include "models/amounts.h"
#include "models/describe.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace mesoscribe {

namespace {

using Term = OfferFilter::Term;
using Field = Term::Field;
using Comparison = Term::Comparison;

struct Word
{
    QString text;  ///< without quotes and without the minus in front
    QString typed; ///< as it stands in the field
    bool excludes = false;
    bool isQuoted = false; ///< begins with a quotation mark: nothing but text
};

QList<Word> wordsOf(QStringView text)
{
    QList<Word> words;
    for (qsizetype i = 0; i < text.size();) {
        if (text.at(i).isSpace()) {
            ++i;
            continue;
        }
        Word word;
        const qsizetype begin = i;
        if (text.at(i) == u'-' && i + 1 < text.size() && !text.at(i + 1).isSpace()) {
            word.excludes = true;
            ++i;
        }
        word.isQuoted = text.at(i) == u'"';
        bool inQuotes = false;
        for (; i < text.size() && (inQuotes || !text.at(i).isSpace()); ++i) {
            if (text.at(i) == u'"')
                inQuotes = !inQuotes;
            else
                word.text += text.at(i);
        }
        word.typed = text.sliced(begin, i - begin).toString();
        words.append(word);
    }
    return words;
}

/// `*` stands for any text, `?` for one character.
bool matchesPattern(QStringView pattern, QStringView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern.at(p) == u'*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() &&
                   (pattern.at(p) == u'?' || pattern.at(p).toCaseFolded() == text.at(t).toCaseFolded())) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern.at(p) == u'*')
        ++p;
    return p == pattern.size();
}

bool hasWildcard(QStringView text)
{
    return text.contains(u'*') || text.contains(u'?');
}

bool isEqual(QStringView left, QStringView right)
{
    return left.compare(right, Qt::CaseInsensitive) == 0;
}

/// Somewhere within `text`.
bool occurs(const QString& pattern, QStringView text)
{
    if (!hasWildcard(pattern))
        return text.contains(pattern, Qt::CaseInsensitive);
    return matchesPattern(QString(u'*' + pattern + u'*'), text);
}

bool matchesHost(QStringView pattern, QStringView host)
{
    if (hasWildcard(pattern)) {
        const qsizetype dot = host.indexOf(u'.');
        return matchesPattern(pattern, host) || (dot > 0 && matchesPattern(pattern, host.first(dot)));
    }
    return host.startsWith(pattern, Qt::CaseInsensitive) &&
           (host.size() == pattern.size() || host.at(pattern.size()) == u'.');
}

bool matchesId(QStringView pattern, QStringView id)
{
    if (hasWildcard(pattern)) {
        const qsizetype dash = id.lastIndexOf(u'-');
        return matchesPattern(pattern, id) || matchesPattern(pattern, id.sliced(dash + 1));
    }
    return id.endsWith(pattern, Qt::CaseInsensitive) &&
           (id.size() == pattern.size() || id.at(id.size() - pattern.size() - 1) == u'-');
}

bool matchesValue(const QString& pattern, const Attribute& attribute)
{
    const Value& value = attribute.value;
    switch (value.type.value) {
    case ValueType::Text:
        return matchesPattern(pattern, value.text);
    case ValueType::Set:
        return std::ranges::any_of(value.items, [&](const QString& item) { return matchesPattern(pattern, item); });
    case ValueType::Scalar: {
        bool isNumber = false;
        const double number = pattern.toDouble(&isNumber);
        return isNumber ? Scalar::fromDouble(number) == value.scalar
                        : matchesPattern(pattern, QString::number(value.scalar.toDouble()));
    }
    case ValueType::Ranges: {
        bool isNumber = false;
        const quint64 number = pattern.toULongLong(&isNumber);
        return isNumber
                   ? std::ranges::any_of(
                         value.ranges, [=](const Range& range) { return range.begin <= number && number <= range.end; })
                   : matchesPattern(pattern, describeRanges(value.ranges));
    }
    case ValueType::Unknown:
        break;
    }
    return false;
}

bool matchesAttribute(const Term& term, const Offer& offer)
{
    return std::ranges::any_of(offer.attributes, [&](const Attribute& attribute) {
        return matchesPattern(term.text, attribute.name) &&
               (term.value.isNull() || matchesValue(term.value, attribute));
    });
}

bool matchesText(const QString& text, const Offer& offer)
{
    return occurs(text, offer.hostname) || occurs(text, offer.allocationRole) || occurs(text, offer.id.value()) ||
           occurs(text, offer.agentId.value()) ||
           std::ranges::any_of(offer.attributes,
                               [&](const Attribute& attribute) { return occurs(text, describeAttribute(attribute)); });
}

bool hasPort(quint64 port, const Offer& offer)
{
    return std::ranges::any_of(offer.resources, [=](const Resource& resource) {
        return resource.name == "ports"_L1 && std::ranges::any_of(resource.value.ranges, [=](const Range& range) {
                   return range.begin <= port && port <= range.end;
               });
    });
}

Scalar sumOf(QLatin1StringView name, const Offer& offer)
{
    Scalar sum;
    for (const Resource& resource : offer.resources) {
        if (resource.name == name)
            sum += resource.value.scalar;
    }
    return sum;
}

bool compares(Scalar left, Comparison comparison, Scalar right)
{
    switch (comparison) {
    case Comparison::Equal:
        return left == right;
    case Comparison::NotEqual:
        return left != right;
    case Comparison::Less:
        return left < right;
    case Comparison::LessOrEqual:
        return left <= right;
    case Comparison::Greater:
        return left > right;
    case Comparison::GreaterOrEqual:
        return left >= right;
    }
    return false;
}

bool holds(const Term& term, const Offer& offer)
{
    switch (term.field) {
    case Field::Text:
        return matchesText(term.text, offer);
    case Field::Role:
        return term.text == "*"_L1 ? offer.allocationRole == term.text
                                   : matchesPattern(term.text, offer.allocationRole);
    case Field::Host:
        return matchesHost(term.text, offer.hostname);
    case Field::Attribute:
        return matchesAttribute(term, offer);
    case Field::Id:
        return matchesId(term.text, offer.id.value()) || matchesId(term.text, offer.agentId.value());
    case Field::Port:
        return hasPort(term.port, offer);
    case Field::Cpus:
        return compares(sumOf("cpus"_L1, offer), term.comparison, term.number);
    case Field::Mem:
        return compares(sumOf("mem"_L1, offer), term.comparison, term.number);
    case Field::Disk:
        return compares(sumOf("disk"_L1, offer), term.comparison, term.number);
    case Field::Gpus:
        return compares(sumOf("gpus"_L1, offer), term.comparison, term.number);
    case Field::Reserved:
        return std::ranges::any_of(offer.resources, &Resource::isReserved);
    case Field::Revocable:
        return std::ranges::any_of(offer.resources, &Resource::revocable);
    }
    return true;
}

/// "4", "1.5", with `isSize` also "4G", "512MiB" in MiB. Nothing for anything else.
std::optional<Scalar> numberOf(QString text, bool isSize)
{
    double factor = 1.0;
    if (isSize) {
        text = text.toUpper();
        if (text.endsWith("IB"_L1))
            text.chop(2);
        else if (text.endsWith(u'B'))
            text.chop(1);
        constexpr std::array<std::pair<char16_t, double>, 4> Units = {
            {{u'K', 1.0 / 1024.0}, {u'M', 1.0}, {u'G', 1024.0}, {u'T', 1024.0 * 1024.0}}};
        const auto unit = std::ranges::find_if(Units, [&](const auto& known) { return text.endsWith(known.first); });
        if (unit != Units.end()) {
            factor = unit->second;
            text.chop(1);
        }
    }
    // Only plain numbers: toDouble() would also take "inf", "nan" and "1e3".
    const bool isPlain =
        !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; });
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (!isPlain || !isNumber)
        return {};
    return Scalar::fromDouble(number * factor);
}

struct Operator
{
    QLatin1StringView text;
    Comparison comparison;
};

// The longer ones first.
constexpr std::array<Operator, 7> Operators = {{{"<="_L1, Comparison::LessOrEqual},
                                                {">="_L1, Comparison::GreaterOrEqual},
                                                {"!="_L1, Comparison::NotEqual},
                                                {"=="_L1, Comparison::Equal},
                                                {"<"_L1, Comparison::Less},
                                                {">"_L1, Comparison::Greater},
                                                {"="_L1, Comparison::Equal}}};

struct Amount
{
    QLatin1StringView name;
    Field field;
    bool isSize;
};

constexpr std::array<Amount, 4> AmountFields = {{{"cpus"_L1, Field::Cpus, false},
                                                 {"mem"_L1, Field::Mem, true},
                                                 {"disk"_L1, Field::Disk, true},
                                                 {"gpus"_L1, Field::Gpus, false}}};

struct Prefix
{
    QLatin1StringView text;
    Field field;
};

constexpr std::array<Prefix, 5> Prefixes = {{{"role:"_L1, Field::Role},
                                             {"host:"_L1, Field::Host},
                                             {"attr:"_L1, Field::Attribute},
                                             {"id:"_L1, Field::Id},
                                             {"port:"_L1, Field::Port}}};

/// Nothing when the word has the form of a term but cannot be read.
std::optional<Term> termOf(const QString& text)
{
    Term term;
    for (const Amount& amount : AmountFields) {
        if (!text.startsWith(amount.name, Qt::CaseInsensitive))
            continue;
        const QString rest = text.sliced(amount.name.size());
        for (const Operator& known : Operators) {
            if (!rest.startsWith(known.text))
                continue;
            const std::optional<Scalar> number = numberOf(rest.sliced(known.text.size()), amount.isSize);
            if (!number)
                return {};
            term.field = amount.field;
            term.comparison = known.comparison;
            term.number = *number;
            return term;
        }
    }
    for (const Prefix& prefix : Prefixes) {
        if (!text.startsWith(prefix.text, Qt::CaseInsensitive))
            continue;
        term.field = prefix.field;
        term.text = text.sliced(prefix.text.size());
        if (term.text.isEmpty())
            return {};
        if (term.field == Field::Port) {
            bool isNumber = false;
            term.port = term.text.toULongLong(&isNumber);
            if (!isNumber)
                return {};
        } else if (const qsizetype equals = term.text.indexOf(u'='); term.field == Field::Attribute && equals >= 0) {
            term.value = term.text.sliced(equals + 1);
            term.text.truncate(equals);
            if (term.text.isEmpty() || term.value.isEmpty())
                return {};
        }
        return term;
    }
    if (isEqual(text, u"reserved")) {
        term.field = Field::Reserved;
    } else if (isEqual(text, u"revocable")) {
        term.field = Field::Revocable;
    } else if (isEqual(text, u"gpu")) {
        term.field = Field::Gpus;
        term.comparison = Comparison::Greater;
    } else {
        term.text = text;
    }
    return term;
}

} // namespace

OfferFilter OfferFilter::parse(QStringView text)
{
    OfferFilter filter;
    for (const Word& word : wordsOf(text)) {
        if (word.text.isEmpty())
            continue;
        std::optional<Term> term = Term{};
        if (word.isQuoted)
            term->text = word.text;
        else
            term = termOf(word.text);
        if (!term) {
            filter.m_notUnderstood.append(word.typed);
            continue;
        }
        term->excludes = word.excludes;
        filter.m_terms.append(*term);
    }
    return filter;
}

bool OfferFilter::matches(const Offer& offer) const
{
    return std::ranges::all_of(m_terms, [&](const Term& term) { return holds(term, offer) != term.excludes; });
}

} // namespace mesoscribe
