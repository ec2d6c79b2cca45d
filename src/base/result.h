#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace wangge {

/// What kind of thing went wrong; the command line maps it to an exit code, the window to an icon.
enum class ErrorCode {
  invalid_argument,  ///< the user asked for something that makes no sense
  not_found,
  no_permission,
  not_a_map_file,  ///< readable, but no format we know
  unsupported,     ///< a format or feature we know and do not handle
  broken,          ///< the right format, damaged or contradictory content
  empty,           ///< nothing in it to show
  unknown_crs,
  conflict,   ///< the target changed or exists
  cancelled,  ///< the user pressed cancel: not a failure to report
  no_space,
  failed,  ///< the system refused for a reason given in the text
};

/// One failure, told so that a person can act: where, why, what to do. Texts are in the current
/// language (see i18n.h) and are whole sentences.
struct Error {
  ErrorCode code = ErrorCode::failed;
  std::string where;   ///< file, then row or feature: "calls.csv:17"; may be empty
  std::string reason;  ///< why
  std::string advice;  ///< what to do; may be empty

  bool operator==(const Error&) const = default;
};

/// "calls.csv:17: latitude 241.3 is outside [-90, 90]. Check the column mapping."
std::string to_text(const Error& error);

/// A value or an Error, with std::expected's names. Errors from files, users and data travel in it;
/// bugs in our own code are asserts.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: by design
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: by design

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return assert(has_value()), std::get<0>(state_); }
  const T& value() const& { return assert(has_value()), std::get<0>(state_); }
  T&& value() && { return assert(has_value()), std::move(std::get<0>(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const { return assert(!has_value()), std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), failed_(true) {}  // NOLINT: by design

  bool has_value() const { return !failed_; }
  explicit operator bool() const { return has_value(); }
  const Error& error() const { return assert(failed_), error_; }

 private:
  Error error_;
  bool failed_ = false;
};

}  // namespace wangge
