#include "ui/incident_themes.h"

#include <algorithm>
#include <array>

#include "ui/make_room.h"
#include "ui/widgets.h"

namespace wangge::ui {
namespace {

using session::AreasShown;

bool areas(IncidentTheme theme) {
  return theme == IncidentTheme::grids || theme == IncidentTheme::bins;
}

/// What a saved workspace, or a command, has shown meanwhile.
void follow(const session::Snapshot& snapshot, ThemeChoice& choice) {
  if (snapshot.heat && snapshot.heat != choice.heat.seen) choice.theme = IncidentTheme::heat;
  if (snapshot.areas && snapshot.areas != choice.areas.seen) {
    choice.theme = snapshot.areas->request.of == AreasShown::grids ? IncidentTheme::grids
                                                                   : IncidentTheme::bins;
  }
  refresh(snapshot, choice.areas);
}

geo::Box ground_of(const session::Snapshot& snapshot) {
  for (const model::Role role : {model::Role::communities, model::Role::grids}) {
    const auto* areas = snapshot.workspace->find(role);
    if (areas != nullptr) return areas->layer->extent;
  }
  return snapshot.workspace->find(snapshot.tickets->layer)->layer->extent;
}

/// Radius and width of bins as they suit the ground, until somebody chooses others.
void fit(const session::Snapshot& snapshot, ThemeChoice& choice) {
  const geo::Box ground = ground_of(snapshot);
  if (choice.fitted == ground || snapshot.heat || snapshot.areas) return;
  choice.fitted = ground;
  choice.heat.wish.sigma_m = choice.areas.wish.bin_m = usual_scale_m(ground);
}

/// Tickets come back as points, those too that somebody had hidden: they were asked for.
void show_points(const session::Snapshot& snapshot, ThemeChoice& choice, Outbox& out) {
  show_again(choice.made_room, out);
  const model::LayerEntry* tickets = snapshot.workspace->find(snapshot.tickets->layer);
  if (tickets != nullptr && !tickets->visible) out.act(session::ShowLayer{tickets->id, true});
}

void change(const session::Snapshot& snapshot, ThemeChoice& choice, IncidentTheme theme,
            Outbox& out) {
  const IncidentTheme before = choice.theme;
  choice.theme = theme;
  fit(snapshot, choice);
  if (before == IncidentTheme::heat) out.act(session::HideHeat{});
  if (areas(before) && !areas(theme)) out.act(session::HideAreas{});
  if (theme == IncidentTheme::points) return show_points(snapshot, choice, out);
  if (choice.made_room.empty()) make_room(snapshot, choice.made_room, out);
  if (theme == IncidentTheme::heat) return out.act(choice.heat.wish);
  session::ShowAreas& wish = choice.areas.wish;
  if (theme == IncidentTheme::grids) {
    wish.of = AreasShown::grids;
  } else if (wish.of == AreasShown::grids) {
    wish.of = AreasShown::hexagons;
    // Most bins hold nothing: quantiles would put them all into one class.
    if (!choice.areas.manual) wish.method = analysis::BreakMethod::natural;
  }
  out.act(wish);
}

}  // namespace

void draw_incident_themes(Ui& ui, const session::Snapshot& snapshot, ThemeChoice& choice,
                          Outbox& out) {
  follow(snapshot, choice);
  section(
      ui, tr("On the map"),
      tr("Points: every ticket. Heat: how dense they are. Grids and bins: a number of each area "
         "in classes of colour."));
  const std::array<std::string, 4> themes{tr("Points"), tr("Heat"), tr("Grids"), tr("Bins")};
  int chosen = static_cast<int>(choice.theme);
  if (segmented(ui, "theme", themes, chosen, ImGui::GetContentRegionAvail().x)) {
    change(snapshot, choice, static_cast<IncidentTheme>(chosen), out);
  }
  if (choice.theme == IncidentTheme::heat) {
    draw_heat_controls(ui, snapshot, choice.heat, out);
  } else if (choice.theme == IncidentTheme::grids && !snapshot.grid_table && !snapshot.areas) {
    secondary(ui, tr("Open a layer of grids, or make a plan, to compare grids."));
  } else if (areas(choice.theme)) {
    draw_area_controls(ui, snapshot, choice.areas, out);
  }
}

double usual_scale_m(const geo::Box& ground) {
  constexpr double most_across = 60;
  const double least = std::max(ground.width(), ground.height()) / most_across;
  for (const double scale : {100.0, 200.0, 400.0, 1000.0}) {
    if (least <= scale) return scale;
  }
  return 2000;
}

void forget_theme(ThemeChoice& choice, Outbox& out) {
  show_again(choice.made_room, out);
  choice.theme = IncidentTheme::points;
}

}  // namespace wangge::ui
