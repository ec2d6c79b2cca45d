#include "small_town.h"

namespace wangge::ui {

void add(model::Workspace& workspace, model::LayerId id, model::Layer layer) {
  layer.table.rows = layer.geometry.size();
  layer.extent = layer.geometry.box();
  const auto shared = std::make_shared<const model::Layer>(std::move(layer));
  const auto style =
      std::make_shared<const model::LayerStyle>(model::default_style(*shared, model::Theme::light));
  workspace.layers.push_back({id, shared, style, true, 1});
}

model::Column texts(const std::string& name, const std::vector<std::string>& values) {
  model::TextsBuilder builder;
  for (const auto& value : values) builder.push_back(value);
  return {name, std::move(builder).build(), {}};
}

namespace {

void square(geo::PackedGeometry& geometry, double x, double y, double w, double h) {
  const std::vector<geo::Point> ring{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}};
  geometry.add_ring_feature(ring);
}

model::Layer unit_layer() {
  model::Layer layer;
  layer.name = "units";
  layer.role = model::Role::units;
  layer.geometry = geo::PackedGeometry(geo::Kind::polygons);
  for (int i = 0; i < 4; ++i) square(layer.geometry, 100 * (i % 2), 100 * (i / 2), 100, 100);
  layer.table = {{texts("id", {"u0", "u1", "u2", "u3"})}, 4};
  return layer;
}

model::Layer grid_layer() {
  model::Layer layer;
  layer.name = "grids";
  layer.role = model::Role::grids;
  layer.geometry = geo::PackedGeometry(geo::Kind::polygons);
  square(layer.geometry, 0, 0, 100, 200);
  square(layer.geometry, 100, 0, 100, 200);
  layer.table = {{texts("name", {"West", "East"})}, 2};
  layer.mapping.set(model::Field::name, 0);
  return layer;
}

model::Layer ticket_layer() {
  model::Layer layer;
  layer.name = "tickets";
  layer.role = model::Role::tickets;
  layer.geometry = geo::PackedGeometry(geo::Kind::points);
  for (const geo::Point p : {geo::Point{20, 20}, {150, 30}, {180, 180}}) {
    layer.geometry.add_point_feature(p);
  }
  layer.table = {{texts("class", {"noise", "litter", "noise"}),
                  texts("phone", {"13800000001", "13800000002", "13800000003"}),
                  {"days", model::Integers{3, 1, 2}, {}},
                  {"reported", model::Times{{0, 5 * day_s, 9 * day_s + 3600}}, {}}},
                 3};
  layer.mapping.set(model::Field::reported_at, 3);
  layer.mapping.set(model::Field::category, 0);
  layer.mapping.set(model::Field::phone, 1);
  return layer;
}

}  // namespace

SmallTown::SmallTown() {
  auto workspace = std::make_shared<model::Workspace>();
  workspace->crs = *geo::Crs::from_text("EPSG:4547");
  workspace->units = units;
  add(*workspace, units, unit_layer());
  add(*workspace, grids, grid_layer());
  add(*workspace, tickets, ticket_layer());
  auto plan = std::make_shared<model::Plan>();
  plan->name = "now";
  plan->grids = {{"A", "West", "Shishan", ""}, {"B", "East", "Shishan", ""}};
  plan->unit_ids = {"u0", "u1", "u2", "u3"};
  plan->grid_of_unit = {model::GridIndex{0}, model::GridIndex{1}, model::GridIndex{0},
                        model::GridIndex{1}};
  workspace->plan = plan;
  snapshot.workspace = workspace;
  snapshot.selection = std::make_shared<const model::Selection>();

  auto view = std::make_shared<session::PlanView>();
  view->plan = plan;
  view->units = units;
  plan->grids[0].colour = 0, plan->grids[1].colour = 1;
  view->colours =
      std::make_shared<const std::vector<std::uint16_t>>(std::vector<std::uint16_t>{0, 1, 0, 1});
  Progress progress;
  auto ground = std::make_shared<analysis::PlanGround>(
      **analysis::make_ground(workspace->find(units)->layer, {}, progress));
  ground->households = {150, 250, 150, 250};
  ground->population = {450, 750, 450, 750};
  view->ground = ground;
  view->borders =
      std::make_shared<const geo::PackedGeometry>(view->ground->coverage->grid_borders(*plan));
  view->plan = plan;
  view->figures = std::make_shared<const std::vector<analysis::GridFigures>>(
      analysis::plan_figures(view->ground, *plan));
  view->balance = std::make_shared<const analysis::PlanBalance>(
      analysis::plan_balance(*view->ground, *plan, *view->figures, view->options));
  snapshot.plan = view;

  auto shown = std::make_shared<session::TicketView>();
  shown->layer = tickets;
  shown->rows = std::make_shared<const model::Rows>(model::Rows{0, 1, 2});
  auto facts = std::make_shared<session::TicketFacts>();
  facts->layer = workspace->find(tickets)->layer;
  facts->classes = {{"noise", 2, {{"bar", 1}, {"site", 1}}}, {"litter", 1, {{"", 1}}}};
  facts->statuses = {{"open", 3}};
  facts->first = 0, facts->until = 10 * day_s;
  shown->facts = facts;
  std::vector<analysis::TimeBin> bins;
  for (int day = 0; day < 10; ++day) bins.push_back({day * day_s, (day + 1) * day_s, 1});
  shown->timeline = std::make_shared<const std::vector<analysis::TimeBin>>(bins);
  snapshot.tickets = shown;

  auto numbers = std::make_shared<session::TicketNumbers>();
  numbers->of = shown;
  numbers->figures.tickets = 3, numbers->figures.days = 10;
  numbers->week =
      analysis::week_matrix({analysis::reported_column(*facts->layer), nullptr}, *shown->rows);
  snapshot.numbers = numbers;

  auto table = std::make_shared<session::GridTable>();
  table->grids = grids;
  table->of = shown;
  table->names =
      std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"West", "East"});
  std::vector<analysis::AreaValue> values(2);
  for (std::size_t i = 0; i < 2; ++i) {
    values[i].value = values[i].numerator = static_cast<double>(i + 1);
    values[i].denominator = 1;
    values[i].interval = analysis::poisson_interval(values[i].value);
    values[i].trust = analysis::Trust::fine;
  }
  table->values = std::make_shared<const std::vector<analysis::AreaValue>>(values);
  table->league =
      std::make_shared<const std::vector<analysis::LeagueRow>>(analysis::league(values, {}, {}));
  snapshot.grid_table = table;
}

}  // namespace wangge::ui
