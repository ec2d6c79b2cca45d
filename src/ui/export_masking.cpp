#include "ui/export_masking.h"

#include <imgui_stdlib.h>

#include "model/personal.h"
#include "ui/widgets.h"

namespace wangge::ui {

void PersonalColumns::follow(const std::vector<model::LayerPtr>& layers) {
  if (of == layers) return;
  of = layers;
  names.clear();
  for (const model::LayerPtr& layer : layers) {
    const auto personal = model::personal_columns(*layer);
    for (std::size_t i = 0; i < personal.size(); ++i) {
      if (personal[i] == model::Personal::no) continue;
      names.push_back(trf("{} ({})", layer->table.columns[i].name, model::title(*layer)));
    }
  }
}

bool ExportMasking::waits(const std::vector<std::string>& personal) const {
  return !masked && !personal.empty() && reason.find_first_not_of(" \t") == std::string::npos;
}

void draw_export_masking(Ui& ui, const std::vector<std::string>& personal, ExportMasking& masking) {
  ImGui::Checkbox(tr("Mask names and phone numbers"), &masking.masked);
  note(ui, "export/masked");
  explain(
      ui,
      tr("Personal fields become “张**” and “138****”. What is exported unmasked must be handled "
         "as personal data."));
  if (personal.empty()) {
    return secondary(ui, tr("No column that is written looks like personal data."));
  }
  std::string names;
  for (const std::string& name : personal) names += (names.empty() ? "" : " · ") + name;
  if (masking.masked) return secondary(ui, trf("Masked columns: {}", names));
  warning(ui, trf("The file will hold personal data as they are: {}", names));
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
  ImGui::InputTextWithHint("##export/reason", tr("Why they are needed, and by whom"),
                           &masking.reason);
  note(ui, "export/reason");
  secondary(ui, tr("The reason is logged with your name, the time, the file and its columns, and "
                   "is told in the file."));
}

}  // namespace wangge::ui
