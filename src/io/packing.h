#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace wangge::io {

/// Values end to end in one string of bytes, in the order and the byte order (little-endian) of
/// this machine's memory. Texts and lists begin with their length.
class ByteWriter {
 public:
  template <typename T>
  void put(T value) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void put_text(std::string_view text) {
    put(static_cast<std::uint64_t>(text.size()));
    bytes_.append(text);
  }
  template <typename T>
  void put_list(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    put(static_cast<std::uint64_t>(values.size()));
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
  void put_size(std::size_t size) { put(static_cast<std::uint64_t>(size)); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// Reads what a ByteWriter wrote. No bytes are trusted: after the first value that is not there
/// everything is zero or empty and good() is false.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : left_(bytes) {}

  bool good() const { return good_; }
  void fail() { good_ = false, left_ = {}; }
  bool at_end() const { return left_.empty(); }

  template <typename T>
  T get() {
    static_assert(std::is_trivially_copyable_v<T>);
    T value{};
    if (left_.size() < sizeof value) return fail(), value;
    std::memcpy(&value, left_.data(), sizeof value);
    left_.remove_prefix(sizeof value);
    return value;
  }
  bool get_bool() { return get<std::uint8_t>() != 0; }
  std::string get_text() {
    const std::size_t size = get_size(1);
    std::string text(left_.substr(0, size));
    left_.remove_prefix(size);
    return text;
  }
  template <typename T>
  std::vector<T> get_list() {
    static_assert(std::is_trivially_copyable_v<T>);
    std::vector<T> values(get_size(sizeof(T)));
    if (!values.empty()) std::memcpy(values.data(), left_.data(), values.size() * sizeof(T));
    left_.remove_prefix(values.size() * sizeof(T));
    return values;
  }
  /// A number of things that take at least `bytes_each` of what is left.
  std::size_t get_size(std::size_t bytes_each) {
    const auto size = get<std::uint64_t>();
    if (size > left_.size() / bytes_each) return fail(), 0;
    return static_cast<std::size_t>(size);
  }

 private:
  std::string_view left_;
  bool good_ = true;
};

}  // namespace wangge::io
