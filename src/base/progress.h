#pragma once

#include <atomic>
#include <mutex>
#include <string>

namespace wangge {

/// How far a piece of work is, and whether it should stop. The worker reports and asks; any other
/// thread looks and cancels. Work longer than 0.2 s takes one by reference and asks cancelled() at
/// least every few milliseconds.
class Progress {
 public:
  /// fraction in [0, 1]; negative while the end is unknown
  void report(double fraction) { fraction_.store(fraction, std::memory_order_relaxed); }
  /// What is being done now, in the current language.
  void set_step(std::string step) {
    const std::lock_guard lock(mutex_);
    step_ = std::move(step);
  }
  double fraction() const { return fraction_.load(std::memory_order_relaxed); }
  std::string step() const {
    const std::lock_guard lock(mutex_);
    return step_;
  }

  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

 private:
  std::atomic<double> fraction_ = -1.0;
  std::atomic<bool> cancelled_ = false;
  mutable std::mutex mutex_;
  std::string step_;
};

}  // namespace wangge
