#include "ui/export_preview.h"

#include <chrono>

#include "model/personal.h"
#include "ui/fold.h"
#include "ui/icons.h"
#include "ui/line_breaks.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

io::WriteOptions options_of(const PreviewWish& wish, const model::Layer& layer) {
  io::WriteOptions options;
  options.format = wish.format;
  options.encoding = wish.encoding;
  if (wish.target) options.target_crs = *wish.target;
  options.rfc7946 = wish.rfc7946;
  options.mask_personal = wish.masked;
  options.fields = wish.fields;
  // A few selected rows may not show what the whole column does.
  const auto personal = model::personal_columns(layer);
  for (std::size_t i = 0; i < personal.size(); ++i) {
    if (personal[i] == model::Personal::no) continue;
    options.also_personal.push_back(layer.table.columns[i].name);
  }
  return options;
}

std::vector<io::WritePreview> previews_of(const PreviewWish& wish) {
  std::vector<io::WritePreview> previews;
  for (const model::LayerPtr& layer : wish.layers) {
    const io::WriteOptions options = options_of(wish, *layer);
    previews.push_back(
        wish.selection ? io::preview_writing(model::subset(*layer, wish.selection->rows), options)
                       : io::preview_writing(*layer, options));
  }
  return previews;
}

std::string whole(const Error& error) {
  return error.reason + (error.advice.empty() ? "" : " ") + error.advice;
}

/// A sentence behind a mark.
void point(const Ui& ui, const char* mark, ImU32 colour, const std::string& text) {
  const float begin = ImGui::GetCursorPosX();
  ImGui::PushFont(ui.fonts.small);
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImGui::TextUnformatted(mark);
  ImGui::SameLine(begin + ui.px(18));
  ImGui::BeginGroup();
  paragraph(text);
  ImGui::EndGroup();
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

}  // namespace

void ExportPreview::follow(const PreviewWish& wish) {
  if (!busy() && of_ != wish) {
    of_ = wish;
    coming_ = std::async(std::launch::async, previews_of, wish);
    coming_.wait_for(std::chrono::milliseconds(4));  // small layers at once
  }
  if (busy() && coming_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
    ready_ = coming_.get();
    titles_.clear();
    for (const model::LayerPtr& layer : of_->layers) titles_.push_back(model::title(*layer));
  }
}

const Error* ExportPreview::obstacle() const {
  if (!is_ready()) return nullptr;
  for (const io::WritePreview& preview : *ready_) {
    if (!preview.obstacles.empty()) return &preview.obstacles.front();
  }
  return nullptr;
}

void ExportPreview::draw_names(Ui& ui, const io::WritePreview& preview) {
  std::size_t changed = 0;
  for (const io::FieldPreview& field : preview.fields) changed += field.column != field.name;
  if (changed == 0 || !fold(ui, "export/names", tr("Names in the file"), trf("{} differ", changed),
                            tr("Columns that are called otherwise in the file"), names_open_)) {
    return;
  }
  ImGui::PushFont(ui.fonts.small);
  const float half = std::floor(ImGui::GetContentRegionAvail().x / 2);
  for (const io::FieldPreview& field : preview.fields) {
    if (field.column == field.name) continue;
    const float begin = ImGui::GetCursorPosX();
    fitted(ui, field.column, half - ui.px(28));
    ImGui::SameLine(begin + half - ui.px(20));
    ImGui::TextDisabled("→");
    ImGui::SameLine(begin + half + ui.px(4));
    fitted(ui, field.name, half - ui.px(4));
  }
  ImGui::PopFont();
}

void ExportPreview::draw_cut(Ui& ui, const io::WritePreview& preview) {
  std::size_t cut = 0;
  for (const io::FieldPreview& field : preview.fields) cut += field.cut.rows;
  if (cut == 0 || !fold(ui, "export/cut", tr("Texts that are cut"),
                        trf("{} rows", with_separators(static_cast<long long>(cut))),
                        tr("Texts longer than the format allows lose their end"), cut_open_)) {
    return;
  }
  for (const io::FieldPreview& field : preview.fields) {
    if (field.cut.rows == 0) continue;
    secondary(ui, trf("{}: {} rows, first row {}: “{}”", field.column,
                      with_separators(static_cast<long long>(field.cut.rows)),
                      with_separators(static_cast<long long>(field.cut.first_row)),
                      shortened(field.cut.example, ui.px(400))));
  }
}

void ExportPreview::draw_sentences(Ui& ui, const io::WritePreview& preview) {
  // The tables above tell the most of them already: many would fill the panel.
  constexpr std::size_t short_list = 4;
  const std::size_t count = preview.sentences.size();
  if (count > short_list && !fold(ui, "export/changes", tr("Every change in words"),
                                  std::to_string(count), "", sentences_open_)) {
    return;
  }
  for (const std::string& sentence : preview.sentences) {
    point(ui, "·", ui.colours->secondary, sentence);
  }
}

void ExportPreview::draw(Ui& ui) {
  section(ui, tr("What will be written"),
          tr("What the format changes, told before the file is written"));
  if (!ready_) return secondary(ui, tr("Looking through the values…"));
  const Palette& p = *ui.colours;
  for (std::size_t i = 0; i < ready_->size(); ++i) {
    const io::WritePreview& preview = (*ready_)[i];
    ImGui::PushID(static_cast<int>(i));
    if (ready_->size() > 1) fitted(ui, titles_[i], ImGui::GetContentRegionAvail().x);
    for (const Error& obstacle : preview.obstacles) {
      point(ui, icon::warning, p.bad, whole(obstacle));
    }
    if (preview.obstacles.empty() && preview.sentences.empty()) {
      point(ui, icon::check, p.secondary, tr("Everything is written as it is."));
    }
    draw_names(ui, preview);
    draw_cut(ui, preview);
    draw_sentences(ui, preview);
    ImGui::PopID();
  }
  if (busy()) secondary(ui, tr("Looking through the values…"));
}

}  // namespace wangge::ui
