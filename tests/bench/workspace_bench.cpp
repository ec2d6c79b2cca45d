// Saving a workspace after one step: only what changed is written. Goal: 50 ms with 50,000
// buildings and 1,000,000 tickets.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "base/random.h"
#include "io/workspace_file.h"
#include "support/subdivision.h"

namespace wangge {
namespace {

using model::GridIndex;

constexpr std::size_t buildings = 50'000, tickets = 1'000'000;
constexpr int units_a_side = 100;

model::LayerPtr buildings_layer() {
  model::Layer layer;
  layer.name = "buildings";
  layer.role = model::Role::buildings;
  layer.geometry = geo::PackedGeometry(geo::Kind::polygons);
  model::Integers floors;
  model::TextsBuilder names;
  for (std::size_t i = 0; i < buildings; ++i) {
    const double x = 453'000 + 25.0 * static_cast<double>(i % 250);
    const double y = 2'463'000 + 25.0 * static_cast<double>(i / 250);
    layer.geometry.add_ring_feature(
        std::vector<geo::Point>{{x, y}, {x + 15, y}, {x + 15, y + 12}, {x, y + 12}, {x, y}});
    floors.push_back(static_cast<std::int64_t>(i % 33));
    names.push_back(std::to_string(i) + "栋");
  }
  layer.table = {{{"floors", std::move(floors), {}}, {"name", std::move(names).build(), {}}},
                 buildings};
  layer.extent = layer.geometry.box();
  return std::make_shared<const model::Layer>(std::move(layer));
}

model::LayerPtr tickets_layer() {
  model::Layer layer;
  layer.name = "tickets";
  layer.role = model::Role::tickets;
  layer.geometry = geo::PackedGeometry(geo::Kind::points);
  model::Times times;
  model::TextsBuilder classes;
  Random random(1);
  for (std::size_t i = 0; i < tickets; ++i) {
    layer.geometry.add_point_feature(
        {453'000 + random.uniform() * 6'400, 2'463'000 + random.uniform() * 6'400});
    times.seconds.push_back(1'700'000'000 + static_cast<Seconds>(i));
    classes.push_back("类别 " + std::to_string(random.below(40)));
  }
  layer.table = {{{"time", std::move(times), {}}, {"class", std::move(classes).build(), {}}},
                 tickets};
  layer.extent = layer.geometry.box();
  return std::make_shared<const model::Layer>(std::move(layer));
}

struct Street {
  io::WorkspaceState state;
  std::shared_ptr<const model::Coverage> coverage;
};

Street street() {
  Street street;
  io::WorkspaceState& state = street.state;
  state.crs = geo::Crs::from_text("EPSG:4547").value();
  model::Layer units;
  units.name = "units";
  units.role = model::Role::units;
  units.geometry = test::SubdivisionMaker(units_a_side, 3, 1).make().areas;
  units.table.rows = units.geometry.size();
  units.extent = units.geometry.box();
  street.coverage = std::make_shared<const model::Coverage>(model::Coverage::build(units.geometry));
  model::Plan plan;
  std::vector<std::string> ids;
  for (std::size_t unit = 0; unit < units.geometry.size(); ++unit) {
    ids.push_back("U" + std::to_string(unit));
    plan.grid_of_unit.push_back(GridIndex(unit / 100));
  }
  plan.unit_ids = ids;
  for (std::size_t grid = 0; grid * 100 < ids.size(); ++grid) {
    plan.grids.push_back({"G" + std::to_string(grid), "网格", "社区", ""});
  }
  state.layers = {{model::LayerId{1}, buildings_layer()},
                  {model::LayerId{2}, std::make_shared<const model::Layer>(std::move(units))},
                  {model::LayerId{3}, tickets_layer()}};
  state.units = model::LayerId{2};
  state.plan = std::make_shared<const model::Plan>(std::move(plan));
  return street;
}

/// Some units go to another grid.
void take_a_step(io::WorkspaceState& state, Random& random) {
  model::PlanEdit edit{"20 units"};
  const model::Plan& plan = *state.plan;
  const auto first = random.below(static_cast<std::uint32_t>(plan.grid_of_unit.size() - 20));
  const auto grid = GridIndex(random.below(static_cast<std::uint32_t>(plan.grids.size())));
  for (std::uint32_t unit = first; unit < first + 20; ++unit) {
    edit.moves.push_back({model::UnitIndex{unit}, plan.grid_of_unit[unit], grid});
  }
  state.plan = std::make_shared<const model::Plan>(model::apply(plan, edit));
  state.edits.push_back(std::make_shared<const model::Edit>(std::move(edit)));
  state.cursor = state.edits.size();
}

class Folder {
 public:
  Folder() { std::filesystem::create_directories(path_); }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file() const { return (path_ / "street.gpkg").string(); }

 private:
  std::filesystem::path path_ = std::filesystem::temp_directory_path() / "wangge_workspace_bench";
};

void save_everything(benchmark::State& state) {
  const Street made = street();
  const Folder folder;
  Progress progress;
  for (auto step : state) {
    auto file = io::WorkspaceFile::make(folder.file(), made.state, made.coverage.get(), progress);
    if (!file) return state.SkipWithError("not saved");
  }
  state.counters["MB"] = static_cast<double>(std::filesystem::file_size(folder.file())) / 1e6;
}
BENCHMARK(save_everything)->Unit(benchmark::kMillisecond)->Iterations(2);

void open_everything(benchmark::State& state) {
  const Street made = street();
  const Folder folder;
  Progress progress;
  if (!io::WorkspaceFile::make(folder.file(), made.state, made.coverage.get(), progress)) {
    return state.SkipWithError("not saved");
  }
  for (auto step : state) {
    auto opened = io::WorkspaceFile::open(folder.file(), {}, progress);
    if (!opened) return state.SkipWithError("not opened");
  }
}
BENCHMARK(open_everything)->Unit(benchmark::kMillisecond)->Iterations(2);

/// A step of the journal where `draft`, else a save; both after one edit.
void after_an_edit(benchmark::State& state, bool draft) {
  Street made = street();
  const Folder folder;
  Progress progress;
  auto file = io::WorkspaceFile::make(folder.file(), made.state, made.coverage.get(), progress);
  if (!file) return state.SkipWithError("not saved");
  Random random(5);
  std::size_t steps = 0;
  for (auto step : state) {
    state.PauseTiming();
    take_a_step(made.state, random);
    state.ResumeTiming();
    const auto written = draft ? file->keep_draft(made.state, 0, ++steps)
                               : file->save(made.state, made.coverage.get(), false, progress);
    if (!written) return state.SkipWithError("not written");
  }
}
BENCHMARK_CAPTURE(after_an_edit, save, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(after_an_edit, draft, true)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace wangge

BENCHMARK_MAIN();
