#include "ui/file_browser.h"

#include <imgui_stdlib.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

namespace fs = std::filesystem;

fs::path home() {
  const char* path = std::getenv("HOME");
  return path == nullptr ? fs::path("/") : fs::path(path);
}

std::string lower_extension(const std::string& name) {
  std::string ending = fs::path(name).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

std::string size_text(std::uintmax_t bytes) {
  if (bytes < 1000) return fmt::format("{} B", bytes);
  if (bytes < 1'000'000) return fmt::format("{:.0f} kB", static_cast<double>(bytes) / 1e3);
  if (bytes < 1'000'000'000) return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
  return fmt::format("{:.1f} GB", static_cast<double>(bytes) / 1e9);
}

}  // namespace

void FileBrowser::start(Browse what, std::string title, std::vector<std::string> endings,
                        std::string name, Chosen chosen) {
  what_ = what;
  title_ = std::move(title);
  endings_ = std::move(endings);
  name_ = std::move(name);
  chosen_ = std::move(chosen);
  open_ = true;
  ask_overwrite_ = false;
  name_waits_ = what == Browse::save;
  std::error_code ignored;
  enter(folder_.empty() ? fs::current_path(ignored) : folder_);
}

void FileBrowser::enter(const fs::path& folder) {
  std::error_code error;
  fs::path whole = fs::weakly_canonical(folder, error);
  if (error || !fs::is_directory(whole, error)) {
    problem_ = trf("“{}” is no folder.", folder.string());
    return;
  }
  std::vector<Entry> entries;
  fs::directory_iterator files(whole, fs::directory_options::skip_permission_denied, error);
  if (error) {
    problem_ = trf("“{}” cannot be read.", whole.string());
    return;
  }
  for (; files != fs::directory_iterator(); files.increment(error)) {
    if (error) break;
    Entry entry;
    entry.name = files->path().filename().string();
    if (entry.name.starts_with('.')) continue;
    std::error_code ignored;
    entry.folder = files->is_directory(ignored);
    if (!entry.folder) entry.bytes = files->file_size(ignored);
    entries.push_back(std::move(entry));
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(b.folder, a.name) < std::tie(a.folder, b.name);
  });
  folder_ = std::move(whole);
  typed_path_ = folder_.string();
  entries_ = std::move(entries);
  marked_.clear();
  problem_.clear();
}

bool FileBrowser::wanted(const std::string& name) const {
  if (what_ == Browse::folder) return false;
  return all_files_ || endings_.empty() ||
         std::find(endings_.begin(), endings_.end(), lower_extension(name)) != endings_.end();
}

std::vector<std::string> FileBrowser::choice() const {
  std::vector<std::string> paths;
  if (what_ == Browse::save) {
    if (!name_.empty()) paths.push_back((folder_ / name_).string());
  } else if (what_ == Browse::folder) {
    paths.push_back(folder_.string());
  } else {
    for (const std::string& name : marked_) paths.push_back((folder_ / name).string());
  }
  return paths;
}

void FileBrowser::accept() {
  const auto paths = choice();
  if (paths.empty()) return;
  std::error_code ignored;
  if (what_ == Browse::save && !ask_overwrite_ && fs::exists(paths[0], ignored)) {
    ask_overwrite_ = true;
    return;
  }
  open_ = false;
  chosen_(paths);
}

void FileBrowser::draw_places(Ui& ui) {
  struct Place {
    const char* name;
    const char* icon;
    std::string text;
    fs::path path;
  };
  std::error_code ignored;
  std::vector<Place> places{
      {"browser/home", icon::home, tr("Home"), home()},
      {"browser/here", icon::folder, tr("Start folder"), fs::current_path(ignored)},
      {"browser/root", icon::folder, tr("Computer"), "/"}};
  for (const char* mount : {"/media", "/mnt"}) {
    if (fs::is_directory(mount, ignored)) places.push_back({mount, icon::folder, mount, mount});
  }
  for (const Place& place : places) {
    if (button(ui, place.name, place.icon, place.text, Weight::quiet, place.path.string(), nullptr,
               ImGui::GetContentRegionAvail().x)) {
      enter(place.path);
    }
  }
}

void FileBrowser::draw_entries(Ui& ui) {
  const float height = ui.px(28);
  fs::path go;
  ImDrawList* list = ImGui::GetWindowDrawList();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  std::vector<const Entry*> shown;
  for (const Entry& entry : entries_) {
    if (entry.folder || wanted(entry.name)) shown.push_back(&entry);
  }
  if (shown.empty()) {
    secondary(ui, entries_.empty()          ? tr("This folder is empty.")
                  : what_ == Browse::folder ? tr("There is no folder in here.")
                  : what_ == Browse::save
                      ? tr("No file of this kind is here yet.")
                      : tr("No map file is here. “All files” shows the others."));
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(shown.size()), height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Entry& entry = *shown[static_cast<std::size_t>(i)];
      const ImVec2 low = ImGui::GetCursorScreenPos();
      const float width = ImGui::GetContentRegionAvail().x;
      const std::string id = "browser/entry/" + entry.name;
      const bool clicked = ImGui::InvisibleButton(id.c_str(), {width, height});
      note(ui, id.c_str());
      const bool hovered = ImGui::IsItemHovered();
      const bool marked = marked_.count(entry.name) != 0;
      if (hovered || marked) {
        list->AddRectFilled(low, {low.x + width, low.y + height},
                            marked ? ui.colours->accent_soft : ui.colours->window, ui.px(6));
      }
      const float y = low.y + std::floor((height - ImGui::GetFontSize()) / 2);
      list->AddText({low.x + ui.px(8), y},
                    entry.folder ? ui.colours->accent : ui.colours->secondary,
                    entry.folder ? icon::folder : icon::file);
      list->AddText({low.x + ui.px(34), y}, ui.colours->text,
                    shortened(entry.name, width - ui.px(34 + 100)).c_str());
      if (!entry.folder) {
        const std::string size = size_text(entry.bytes);
        list->AddText({low.x + width - ui.px(10) - ImGui::CalcTextSize(size.c_str()).x, y},
                      ui.colours->secondary, size.c_str());
      }
      if (!clicked) continue;
      if (entry.folder) {
        go = folder_ / entry.name;
      } else if (what_ == Browse::save) {
        name_ = entry.name;
        ask_overwrite_ = false;
      } else {
        if (!ImGui::GetIO().KeyCtrl) marked_.clear();
        if (!marked_.insert(entry.name).second) marked_.erase(entry.name);
      }
    }
  }
  clipper.End();
  ImGui::PopStyleVar();
  if (ImGui::IsWindowHovered() && ImGui::IsMouseDoubleClicked(0) && !marked_.empty()) accept();
  if (!go.empty()) enter(go);
}

void FileBrowser::draw_footer(Ui& ui) {
  if (!problem_.empty() || ask_overwrite_) {
    ImGui::PushStyleColor(ImGuiCol_Text, ui.colours->warn);
    ImGui::TextUnformatted(ask_overwrite_
                               ? tr("The file exists already. Press “Replace” to write over it.")
                               : problem_.c_str());
    ImGui::PopStyleColor();
  } else if (what_ == Browse::open) {
    secondary(
        ui, marked_.size() > 1
                ? trf("{} files are chosen.", marked_.size())
                : std::string(
                      tr("Hold Ctrl to choose several. Files can also be dropped on the window.")));
  } else if (what_ == Browse::folder) {
    secondary(ui, tr("The folder that is shown is the one that is chosen."));
  } else {
    ImGui::Dummy({0, ImGui::GetTextLineHeight()});
  }
  const float width = ImGui::GetContentRegionAvail().x, each = ui.px(110);
  if (what_ == Browse::save) {
    ImGui::SetNextItemWidth(width - 2 * each - 2 * ui.px(8));
    if (std::exchange(name_waits_, false)) ImGui::SetKeyboardFocusHere();
    const bool entered = ImGui::InputTextWithHint(
        "##name", tr("File name"), &name_,
        ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    note(ui, "browser/name");
    if (ImGui::IsItemEdited()) ask_overwrite_ = false;
    if (entered) accept();
  } else if (what_ == Browse::folder) {
    ImGui::Dummy({0, ui.px(28)});
  } else {
    ImGui::Checkbox(tr("All files"), &all_files_);
    note(ui, "browser/all");
  }
  ImGui::SameLine(width - 2 * each - ui.px(8) + ImGui::GetStyle().WindowPadding.x);
  if (button(ui, "browser/cancel", nullptr, tr("Cancel"), Weight::plain, "", nullptr, each))
    open_ = false;
  ImGui::SameLine(0, ui.px(8));
  const char* go = what_ == Browse::open     ? tr("Open")
                   : what_ == Browse::folder ? tr("Choose")
                   : ask_overwrite_          ? tr("Replace")
                                             : tr("Save");
  if (button(ui, "browser/accept", nullptr, go, Weight::primary, "",
             choice().empty()
                 ? what_ == Browse::open ? tr("Choose a file.") : tr("Type a file name.")
                 : nullptr,
             each)) {
    accept();
  }
}

void FileBrowser::draw(Ui& ui) {
  if (!open_) return;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const ImVec2 size{std::min(ui.px(860), screen.x - ui.px(48)),
                    std::min(ui.px(560), screen.y - ui.px(48))};
  ImGui::SetNextWindowSize(size);
  ImGui::SetNextWindowPos({(screen.x - size.x) / 2, (screen.y - size.y) / 2});
  ImGui::OpenPopup("##browser");
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(16), ui.px(16)});
  constexpr auto flags =
      ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove;
  if (ImGui::BeginPopupModal("##browser", nullptr, flags)) {
    panel_title(ui, title_);
    ImGui::Dummy({0, ui.px(4)});
    if (icon_button(ui, "browser/up", icon::level_up, tr("To the folder above")))
      enter(folder_.parent_path());
    ImGui::SameLine(0, ui.px(8));
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    if (ImGui::InputText("##path", &typed_path_, ImGuiInputTextFlags_EnterReturnsTrue)) {
      std::error_code ignored;
      if (what_ == Browse::open && fs::is_regular_file(typed_path_, ignored)) {
        open_ = false;
        chosen_({typed_path_});
      } else {
        enter(typed_path_);
      }
    }
    note(ui, "browser/path");
    const float footer =
        ImGui::GetTextLineHeight() + 2 * ImGui::GetStyle().ItemSpacing.y + ui.px(28);
    ImGui::BeginChild("##places", {ui.px(160), -footer});
    draw_places(ui);
    ImGui::EndChild();
    ImGui::SameLine(0, ui.px(12));
    ImGui::BeginChild("##entries", {0, -footer});
    draw_entries(ui);
    ImGui::EndChild();
    draw_footer(ui);
    if (!open_) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

}  // namespace wangge::ui
