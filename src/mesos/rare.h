// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace mesoscribe {

/// A std::optional for what is large and mostly absent: it takes a pointer's room, not the value's. Copies are deep.
template<class T>
class Rare
{
public:
    Rare() = default;
    Rare(std::nullopt_t) {}
    Rare(T value)
        : m_value(std::make_unique<T>(std::move(value)))
    {
    }
    Rare(const Rare& other)
        : m_value(other ? std::make_unique<T>(*other) : nullptr)
    {
    }
    Rare(Rare&& other) noexcept = default;
    Rare& operator=(const Rare& other)
    {
        if (this != &other)
            m_value = other ? std::make_unique<T>(*other) : nullptr;
        return *this;
    }
    Rare& operator=(Rare&& other) noexcept = default;
    ~Rare() = default;

    bool has_value() const { return m_value != nullptr; }
    explicit operator bool() const { return has_value(); }

    T& operator*() { return *m_value; }
    const T& operator*() const { return *m_value; }
    T* operator->() { return m_value.get(); }
    const T* operator->() const { return m_value.get(); }

    T& emplace()
    {
        m_value = std::make_unique<T>();
        return *m_value;
    }
    void reset() { m_value.reset(); }

    friend bool operator==(const Rare& left, const Rare& right)
    {
        return left && right ? *left == *right : left.has_value() == right.has_value();
    }

private:
    std::unique_ptr<T> m_value;
};

} // namespace mesoscribe
