#include "ui/export_page.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "ui/export_layers.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

namespace fs = std::filesystem;

constexpr std::array encodings{"UTF-8", "GBK", "GB18030"};

const ExportFormat& format_of(const ExportPage& page) {
  return export_formats()[static_cast<std::size_t>(page.format)];
}

bool goes_into_folder(const ExportPage& page) {
  return page.what == ExportWhat::layers && (page.into_folder || !format_of(page).holds_several);
}

std::string ending_of(const ExportPage& page) {
  return page.what == ExportWhat::heat ? ".tif" : format_of(page).extension;
}

void draw_format(Ui& ui, ExportPage& page) {
  std::vector<std::string> names;
  for (const ExportFormat& format : export_formats()) names.emplace_back(tr(format.shown));
  const float width = panel_line(ui, tr("Format"));
  choice(ui, "export/format", names, page.format, width);
  explain(ui, tr(format_of(page).hint));
  if (format_of(page).takes_encoding) {
    const std::vector<std::string> encoding_names(encodings.begin(), encodings.end());
    panel_line(ui, tr("Encoding"),
               tr("Of the texts. UTF-8 is read by current programs; old Chinese ones want GBK."));
    choice(ui, "export/encoding", encoding_names, page.encoding, width);
  }
  if (page.what != ExportWhat::layers) return;
  const std::array<std::string, 2> targets{tr("One file"), tr("A file each")};
  const std::array<Reason, 2> reasons{
      format_of(page).holds_several
          ? nullptr
          : tr("Only GeoPackage, Excel tables and KML hold several layers in one file."),
      nullptr};
  int target = goes_into_folder(page) ? 1 : 0;
  panel_line(ui, tr("Into"), tr("All layers in one file, or a folder with a file for each"));
  if (segmented(ui, "export/into", targets, target, width, reasons)) page.into_folder = target == 1;
}

/// The layers, what of them, and how.
void draw_options(Ui& ui, const session::Snapshot& snapshot,
                  const std::vector<const model::LayerEntry*>& entries, ExportPage& page) {
  draw_format(ui, page);
  page.systems.follow(snapshot, entries.empty() ? model::no_layer : entries.front()->id);
  draw_export_systems(ui, format_of(page), page.systems);
  if (page.what == ExportWhat::layer) {
    page.fields.follow(entries.front()->layer);
    ImGui::Dummy({0, ui.px(2)});
    ImGui::PopFont();
    draw_export_fields(ui, page.fields);
    ImGui::PushFont(ui.fonts.small);
  } else {
    std::vector<model::LayerPtr> layers;
    for (const model::LayerEntry* entry : entries) layers.push_back(entry->layer);
    page.personal.follow(layers);
  }
}

std::vector<std::string> personal_columns(const ExportPage& page) {
  return page.what == ExportWhat::layer ? page.fields.personal() : page.personal.names;
}

io::WriteOptions options_of(const ExportPage& page) {
  const ExportFormat& format = format_of(page);
  io::WriteOptions options;
  options.format = format.name;
  if (const auto target = page.systems.target(format)) options.target_crs = *target;
  if (format.takes_encoding) options.encoding = encodings[static_cast<std::size_t>(page.encoding)];
  options.mask_personal = page.masking.masked;
  options.rfc7946 = format.rfc7946;
  if (page.what == ExportWhat::layer) options.fields = page.fields.written();
  return options;
}

void draw_preview(Ui& ui, const session::Snapshot& snapshot,
                  const std::vector<const model::LayerEntry*>& entries, ExportPage& page) {
  const io::WriteOptions options = options_of(page);
  PreviewWish wish;
  for (const model::LayerEntry* entry : entries) wish.layers.push_back(entry->layer);
  if (page.what == ExportWhat::layer && page.selection_only &&
      snapshot.selection->layer == page.layer) {
    wish.selection = snapshot.selection;
  }
  wish.format = options.format;
  wish.encoding = options.encoding;
  wish.target = options.target_crs;
  wish.rfc7946 = options.rfc7946;
  wish.masked = options.mask_personal;
  wish.fields = options.fields;
  wish.language = language();
  page.preview.follow(wish);
  page.preview.draw(ui);
  if (page.path.empty() || goes_into_folder(page)) return;
  const std::string written = io::file_to_write(page.path, options.target_crs);
  if (written == page.path) return;
  secondary(ui, trf("The file will be called {}, as its numbers are in a shifted system.",
                    fs::path(written).filename().string()));
}

void ask_for_path(const session::Snapshot& snapshot, ExportPage& page, Outbox& out) {
  if (goes_into_folder(page)) {
    return out.ask(
        AskForPath{Browse::folder,
                   tr("Export into the folder"),
                   {},
                   "",
                   [&page](const std::vector<std::string>& paths) { page.folder = paths.at(0); }});
  }
  const std::string ending = ending_of(page);
  const model::LayerEntry* entry = snapshot.workspace->find(page.layer);
  const std::string name = page.what == ExportWhat::heat     ? tr("heat surface")
                           : page.what == ExportWhat::layers ? tr("layers")
                           : entry == nullptr                ? "export"
                                                             : entry->layer->name;
  out.ask(AskForPath{Browse::save,
                     tr("Export to"),
                     {ending},
                     name + ending,
                     [&page](const std::vector<std::string>& paths) { page.path = paths.at(0); }});
}

/// What is still to be done before something can be written; empty: nothing.
std::string what_is_missing(const session::Snapshot& snapshot, const ExportPage& page) {
  const bool some = !snapshot.selection->empty() && snapshot.selection->layer == page.layer;
  if (page.what == ExportWhat::layer) {
    if (page.selection_only && !some) return tr("Nothing is selected in this layer.");
    if (!page.fields.lines.empty() && page.fields.chosen() == 0) {
      return tr("Check at least one column.");
    }
  }
  if (page.what == ExportWhat::layers && page.layers.empty()) {
    return tr("Check at least one layer.");
  }
  if (page.what != ExportWhat::heat) {
    if (!page.systems.target(format_of(page))) return tr("Choose a coordinate system.");
    if (page.masking.waits(personal_columns(page))) {
      return tr("Say first why the personal data are needed.");
    }
    if (const Error* obstacle = page.preview.obstacle()) {
      return obstacle->reason + (obstacle->advice.empty() ? "" : " ") + obstacle->advice;
    }
  }
  if (goes_into_folder(page)) return page.folder.empty() ? tr("Choose a folder first.") : "";
  return page.path.empty() ? tr("Choose a file first.") : "";
}

session::Action action_of(const ExportPage& page) {
  if (page.what == ExportWhat::heat) return session::ExportHeat{page.path};
  if (page.what == ExportWhat::layer) {
    return session::ExportLayer{page.layer, page.selection_only, page.path, options_of(page),
                                page.masking.reason};
  }
  const bool folder = goes_into_folder(page);
  return session::ExportLayers{page.layers, folder ? page.folder : page.path, folder,
                               options_of(page), page.masking.reason};
}

void draw_footer(Ui& ui, const session::Snapshot& snapshot, ExportPage& page, Outbox& out) {
  const float width = ImGui::GetContentRegionAvail().x;
  const bool folder = goes_into_folder(page);
  // The ending follows the format: what was typed before it stays.
  if (!folder && !page.path.empty() && fs::path(page.path).extension() != ending_of(page)) {
    page.path = fs::path(page.path).replace_extension(ending_of(page)).string();
  }
  const std::string& path = folder ? page.folder : page.path;
  const std::string none = folder ? tr("Choose a folder…") : tr("Choose a file…");
  const std::string name = fs::path(path).filename().string();
  if (button(ui, "export/path", icon::folder, path.empty() ? none : name, Weight::plain, path,
             nullptr, width)) {
    ask_for_path(snapshot, page, out);
  }
  const std::string missing = what_is_missing(snapshot, page);
  if (button(ui, "export/go", icon::download, tr("Export"), Weight::primary,
             tr("Writes the file, reads it back and compares before success is reported."),
             missing.empty() ? nullptr : missing.c_str(), width)) {
    out.act(action_of(page));
  }
}

void draw_body(Ui& ui, const session::Snapshot& snapshot, ExportPage& page) {
  ImGui::PushFont(ui.fonts.small);
  draw_export_layers(ui, snapshot, page);
  const auto entries = layers_to_export(snapshot, page);
  if (page.what == ExportWhat::heat) {
    secondary(ui, trf("The heat surface as it is shown, as GeoTIFF in the map's system ({}), one "
                      "number a cell: {}.",
                      snapshot.workspace->crs.code(), snapshot.heat->legend_title));
  } else {
    draw_options(ui, snapshot, entries, page);
    draw_export_masking(ui, personal_columns(page), page.masking);
  }
  ImGui::PopFont();
  if (page.what == ExportWhat::heat) return;
  if (entries.empty()) {
    secondary(ui, tr("Check the layers that are to be written."));
  } else {
    draw_preview(ui, snapshot, entries, page);
  }
}

}  // namespace

void draw_export_page(Ui& ui, const session::Snapshot& snapshot, ExportPage& page, Outbox& out) {
  // What starts the writing stays in sight below all that can be set.
  const float footer = 2 * (ui.px(28) + ImGui::GetStyle().ItemSpacing.y);
  const float height = std::max(ImGui::GetContentRegionAvail().y - footer, ui.px(160));
  ImGui::BeginChild("##export/body", {0, height});
  draw_body(ui, snapshot, page);
  ImGui::EndChild();
  draw_footer(ui, snapshot, page, out);
}

}  // namespace wangge::ui
