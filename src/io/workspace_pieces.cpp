#include "io/workspace_pieces.h"

#include <utility>

#include "base/i18n.h"
#include "io/gpkg_table.h"
#include "io/pack_layer.h"
#include "io/pack_plan.h"

namespace wangge::io {
namespace {

/// SQLite takes up to a billion bytes at once.
constexpr std::size_t part_bytes = std::size_t{1} << 26;

enum class EditKind : std::uint8_t { plan, layer, units };

void reach_plan(const model::PlanPtr& plan, Reached& reached) {
  if (!plan) return;
  reached.insert(plan.get());
  if (!plan->unit_ids.empty()) reached.insert(identity(plan->unit_ids));
}

}  // namespace

void reach(const WorkspaceState& state, Reached& reached) {
  for (const KeptLayer& layer : state.layers) reached.insert(layer.layer.get());
  reach_plan(state.plan, reached);
  for (const model::PlanPtr& plan : state.kept_plans) reach_plan(plan, reached);
  for (const model::EditPtr& edit : state.edits) {
    reached.insert(edit.get());
    if (const auto* layer = std::get_if<model::LayerEdit>(edit.get())) {
      for (const auto* version : {&layer->before, &layer->after}) {
        if (version->layer) reached.insert(version->layer.get());
      }
    } else if (const auto* units = std::get_if<model::UnitsEdit>(edit.get())) {
      reached.insert(units->before.layer.get());
      reached.insert(units->after.layer.get());
      reach_plan(units->plan_before, reached);
      reach_plan(units->plan_after, reached);
    }
  }
}

void PieceWriter::keep_only(const Reached& reached) {
  Statement piece(database_, "DELETE FROM wangge_piece WHERE id = ?");
  Statement bytes(database_, "DELETE FROM wangge_bytes WHERE piece = ?");
  for (auto one = pieces_.begin(); one != pieces_.end();) {
    if (reached.contains(one->first)) {
      ++one;
      continue;
    }
    piece.bind(one->second.id).run();
    bytes.bind(one->second.id).run();
    if (!one->second.table.empty()) drop_table(database_, one->second.table);
    one = pieces_.erase(one);
  }
}

void PieceWriter::put_away_tables(const Reached& open) {
  Statement update(database_, "UPDATE wangge_piece SET table_name = NULL WHERE id = ?");
  for (auto& [what, piece] : pieces_) {
    if (piece.table.empty() || open.contains(what)) continue;
    write_bytes(piece.id, *std::static_pointer_cast<const model::Layer>(piece.kept));
    drop_table(database_, piece.table);
    update.bind(piece.id).run();
    piece.table.clear();
  }
}

std::int64_t PieceWriter::insert(const char* kind, const void* what,
                                 std::shared_ptr<const void> kept, const std::string& head) {
  Statement(database_, "INSERT INTO wangge_piece (kind, head) VALUES (?, ?)")
      .bind(std::string_view(kind))
      .bind_bytes(head)
      .run();
  const std::int64_t id = database_.number("SELECT last_insert_rowid()");
  pieces_[what] = {id, std::move(kept), {}};
  return id;
}

void PieceWriter::write_bytes(std::int64_t piece, const model::Layer& layer) {
  ByteWriter rows;
  pack_layer_rows(rows, layer);
  Statement part(database_, "INSERT INTO wangge_bytes VALUES (?, ?, ?)");
  const std::string_view bytes = rows.bytes();
  for (std::size_t n = 0; n * part_bytes < bytes.size(); ++n) {
    part.bind(piece).bind(static_cast<std::int64_t>(n));
    part.bind_bytes(bytes.substr(n * part_bytes, part_bytes)).run();
  }
}

std::int64_t PieceWriter::layer(const model::LayerPtr& layer, bool as_table, std::int64_t srs) {
  const auto known = pieces_.find(layer.get());
  const bool fresh = known == pieces_.end();
  if (!fresh && (!as_table || !known->second.table.empty())) return known->second.id;
  std::int64_t id = fresh ? 0 : known->second.id;
  if (fresh) {
    ByteWriter head;
    pack_layer_head(head, *layer);
    id = insert("layer", layer.get(), layer, head.bytes());
  }
  if (!as_table) return write_bytes(id, *layer), id;
  progress_.set_step(model::title(*layer));
  const std::string table = free_table_name(database_, layer->name);
  write_table(database_, table, *layer, srs, progress_);
  Statement(database_, "UPDATE wangge_piece SET table_name = ? WHERE id = ?")
      .bind(std::string_view(table))
      .bind(id)
      .run();
  if (!fresh) Statement(database_, "DELETE FROM wangge_bytes WHERE piece = ?").bind(id).run();
  pieces_[layer.get()].table = table;
  return id;
}

std::int64_t PieceWriter::plan(const model::PlanPtr& plan) {
  if (!plan) return 0;
  if (const auto known = pieces_.find(plan.get()); known != pieces_.end()) return known->second.id;
  std::int64_t ids = 0;
  if (!plan->unit_ids.empty()) {
    const auto known = pieces_.find(identity(plan->unit_ids));
    if (known != pieces_.end()) {
      ids = known->second.id;
    } else {
      ByteWriter names;
      pack_unit_ids(names, plan->unit_ids);
      ids = insert("units", identity(plan->unit_ids),
                   std::make_shared<const model::UnitIds>(plan->unit_ids), names.bytes());
    }
  }
  ByteWriter head;
  head.put(ids);
  pack_plan(head, *plan);
  return insert("plan", plan.get(), plan, head.bytes());
}

std::int64_t PieceWriter::edit(const model::EditPtr& edit) {
  if (const auto known = pieces_.find(edit.get()); known != pieces_.end()) return known->second.id;
  ByteWriter head;
  const auto put_versions = [&](EditKind kind, const auto& one) {
    head.put(kind);
    head.put_text(one.label);
    head.put(one.layer);
    for (const auto& version : {one.before, one.after}) {
      head.put(version.layer ? layer(version.layer, false, 0) : std::int64_t{0});
    }
  };
  if (const auto* layer_edit = std::get_if<model::LayerEdit>(edit.get())) {
    put_versions(EditKind::layer, *layer_edit);
  } else if (const auto* units = std::get_if<model::UnitsEdit>(edit.get())) {
    put_versions(EditKind::units, *units);
    head.put(plan(units->plan_before));
    head.put(plan(units->plan_after));
  } else {
    head.put(EditKind::plan);
    pack_plan_edit(head, std::get<model::PlanEdit>(*edit));
  }
  return insert("edit", edit.get(), edit, head.bytes());
}

std::optional<PieceReader::Row> PieceReader::row(std::int64_t id, const char* kind) {
  Statement find(database_, "SELECT table_name, head FROM wangge_piece WHERE id = ? AND kind = ?");
  if (!find.bind(id).bind(std::string_view(kind)).step()) return std::nullopt;
  return Row{std::string(find.text(0)), std::string(find.bytes(1))};
}

void PieceReader::know(std::int64_t id, const void* what, std::shared_ptr<const void> kept,
                       std::string table) {
  pieces_[what] = {id, std::move(kept), std::move(table)};
}

model::LayerPtr PieceReader::layer(std::int64_t id) {
  if (const auto known = layers_.find(id); known != layers_.end()) return known->second;
  const auto found = row(id, "layer");
  if (!found || progress_.cancelled()) return nullptr;
  ByteReader in(found->head);
  auto layer = std::make_shared<model::Layer>(unpack_layer_head(in));
  if (!in.good()) return nullptr;
  progress_.set_step(model::title(*layer));
  if (found->table.empty()) {
    std::string bytes;
    Statement parts(database_, "SELECT data FROM wangge_bytes WHERE piece = ? ORDER BY part");
    parts.bind(id);
    while (parts.step()) bytes += parts.bytes(0);
    ByteReader rows(bytes);
    unpack_layer_rows(rows, *layer);
    if (!rows.good()) return nullptr;
  } else {
    if (!database_.has_table(found->table)) {
      warnings.push_back(
          trf("The layer “{}” is no longer in the file: another program has removed "
              "its table.",
              model::title(*layer)));
      return nullptr;
    }
    if (const std::size_t out = read_table(database_, found->table, *layer); out > 0) {
      warnings.push_back(
          trf("{} rows of the layer “{}” were left out: another program has given "
              "them a geometry of another kind.",
              out, model::title(*layer)));
    }
  }
  know(id, layer.get(), layer, found->table);
  return layers_[id] = std::move(layer);
}

std::optional<model::UnitIds> PieceReader::unit_ids(std::int64_t id) {
  if (id == 0) return model::UnitIds();
  if (const auto known = unit_ids_.find(id); known != unit_ids_.end()) return known->second;
  const auto found = row(id, "units");
  if (!found) return std::nullopt;
  ByteReader in(found->head);
  const model::UnitIds ids = unpack_unit_ids(in);
  if (!in.good()) return std::nullopt;
  know(id, identity(ids), std::make_shared<const model::UnitIds>(ids), {});
  return unit_ids_[id] = ids;
}

model::LayerVersion PieceReader::version(std::int64_t id) {
  model::LayerPtr found = layer(id);
  return found && ready_ ? ready_(found) : model::LayerVersion{std::move(found), nullptr, nullptr};
}

model::PlanPtr PieceReader::plan(std::int64_t id) {
  if (const auto known = plans_.find(id); known != plans_.end()) return known->second;
  const auto found = row(id, "plan");
  if (!found) return nullptr;
  ByteReader in(found->head);
  const auto ids = unit_ids(in.get<std::int64_t>());
  if (!ids) return nullptr;
  const auto plan = std::make_shared<const model::Plan>(unpack_plan(in, *ids));
  if (!in.good()) return nullptr;
  know(id, plan.get(), plan, {});
  return plans_[id] = plan;
}

model::EditPtr PieceReader::edit(std::int64_t id) {
  if (const auto known = edits_.find(id); known != edits_.end()) return known->second;
  const auto found = row(id, "edit");
  if (!found) return nullptr;
  ByteReader in(found->head);
  const auto get_versions = [&](auto& one) {
    one.label = in.get_text();
    one.layer = in.get<model::LayerId>();
    for (model::LayerVersion* side : {&one.before, &one.after}) {
      const auto piece = in.get<std::int64_t>();
      if (piece == 0) continue;  // the layer came, or goes
      *side = version(piece);
      if (!side->layer) in.fail();
    }
  };
  model::Edit edit;
  const auto kind = in.get<EditKind>();
  if (kind == EditKind::layer) {
    model::LayerEdit one;
    get_versions(one);
    edit = std::move(one);
  } else if (kind == EditKind::units) {
    model::UnitsEdit one;
    get_versions(one);
    one.plan_before = plan(in.get<std::int64_t>());
    one.plan_after = plan(in.get<std::int64_t>());
    if (!one.before.layer || !one.after.layer || !one.plan_before || !one.plan_after) {
      return nullptr;
    }
    edit = std::move(one);
  } else if (kind == EditKind::plan) {
    edit = unpack_plan_edit(in);
  } else {
    return nullptr;
  }
  if (!in.good()) return nullptr;
  auto made = std::make_shared<const model::Edit>(std::move(edit));
  know(id, made.get(), made, {});
  return edits_[id] = std::move(made);
}

}  // namespace wangge::io
