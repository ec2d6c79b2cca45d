#include "desk.h"

namespace wangge::ui {

Desk::Desk(session::Snapshot shown, ImVec2 size) : snapshot(std::move(shown)) {
  context_ = ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = size;
  io.DeltaTime = 1.0F / 60;
  ui.fonts.body = ui.fonts.small = ui.fonts.title = io.Fonts->AddFontDefault();
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
  apply_theme(model::Theme::light, 1);
  ui.colours = &palette(model::Theme::light);
  ui.drawn = &drawn;
  state.mode_settled = true;
  for (const auto& entry : snapshot.workspace->layers) {
    indices_[entry.id] = std::make_shared<const geo::BoxTree>(entry.layer->geometry);
  }
}

Desk::~Desk() { ImGui::DestroyContext(context_); }

void Desk::frame() {
  drawn.clear();
  Outbox out;
  const IndexOf index = [this](model::LayerId layer) { return indices_[layer]; };
  const DrawMap draw_map = [this](MapSlot slot, const render::MapInput& input,
                                  const render::Camera&) {
    (slot == MapSlot::map ? map_input : compared_input) = input;
    return 0U;
  };
  ImGui::NewFrame();
  draw_workbench(ui, {snapshot, index, draw_map, true}, state, out);
  ImGui::Render();
  commands.insert(commands.end(), out.commands.begin(), out.commands.end());
  for (const Command& command : std::vector<Command>(out.commands)) {
    obey(command, snapshot, state, out);
  }
  for (auto& action : state.wishes.actions) out.act(std::move(action));
  state.wishes = {};
  actions.insert(actions.end(), out.actions.begin(), out.actions.end());
}

ImVec2 Desk::centre(const std::string& name) {
  frame();  // in which a sheet that has just opened finds its size
  frame();
  const auto found = drawn.find(name);
  if (found == drawn.end()) {
    ADD_FAILURE() << name << " is not drawn";
    return {-1, -1};
  }
  const ImVec4 r = found->second;
  return {(r.x + r.z) / 2, (r.y + r.w) / 2};
}

void Desk::point_at(ImVec2 at) {
  ImGui::GetIO().MousePos = at;
  frame();
}

void Desk::drag(ImVec2 from, ImVec2 to) {
  point_at(from);
  frame();
  ImGui::GetIO().MouseDown[0] = true;
  frame();
  point_at({(from.x + to.x) / 2, (from.y + to.y) / 2});
  point_at(to);
  ImGui::GetIO().MouseDown[0] = false;
  frame();
  frame();
}

void Desk::click(ImVec2 at) {
  point_at(at);
  frame();
  ImGui::GetIO().MouseDown[0] = true;
  frame();
  ImGui::GetIO().MouseDown[0] = false;
  frame();
  // Away from it for longer than a double click takes.
  for (int i = 0; i < 30; ++i) frame();
}

void Desk::click(const std::string& name) { click(centre(name)); }

void Desk::press(int key, bool ctrl) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyCtrl = ctrl;
  io.KeysDown[key] = true;
  frame();
  io.KeysDown[key] = false;
  io.KeyCtrl = false;
  frame();
}

ImVec2 Desk::on_map(geo::Point place) {
  frame();
  const ImVec4 r = drawn["map"];
  const geo::Point s = state.map.camera.screen_from_map(place);
  return {r.x + static_cast<float>(s.x), r.y + static_cast<float>(s.y)};
}

}  // namespace wangge::ui
