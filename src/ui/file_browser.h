#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "ui/ui.h"

namespace wangge::ui {

/// Chooses files, or the folder that is shown: a list of folders and of files with the wanted
/// endings, places on the left, a path that can be typed. Reads a folder only when it is entered.
class FileBrowser {
 public:
  using Chosen = std::function<void(std::vector<std::string>)>;

  /// Opens at `folder` (empty: where it was last, else home). Endings with their dot, in lower
  /// case; none: all files. `name` is suggested when saving.
  void start(Browse what, std::string title, std::vector<std::string> endings, std::string name,
             Chosen chosen);
  bool is_open() const { return open_; }
  void close() { open_ = false; }
  /// Draws the browser over everything else while it is open.
  void draw(Ui& ui);

  /// For tests and for the next start().
  void enter(const std::filesystem::path& folder);

 private:
  struct Entry {
    std::string name;
    bool folder = false;
    std::uintmax_t bytes = 0;
  };
  void draw_places(Ui& ui);
  void draw_entries(Ui& ui);
  void draw_footer(Ui& ui);
  bool wanted(const std::string& name) const;
  std::vector<std::string> choice() const;
  void accept();

  bool open_ = false, all_files_ = false;
  bool ask_overwrite_ = false;
  bool name_waits_ = false;  ///< for the keyboard
  Browse what_ = Browse::open;
  std::string title_, name_, typed_path_, problem_;
  std::vector<std::string> endings_;
  std::filesystem::path folder_;
  std::vector<Entry> entries_;
  std::set<std::string> marked_;
  Chosen chosen_;
};

}  // namespace wangge::ui
