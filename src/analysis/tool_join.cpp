// Columns of what lies there: join by location.
#include <cmath>
#include <limits>
#include <span>

#include "analysis/carry.h"
#include "analysis/overlay.h"
#include "analysis/related_pairs.h"
#include "analysis/tool_run.h"
#include "analysis/tool_tables.h"
#include "base/i18n.h"

namespace wangge::analysis {
namespace {

using geo::Kind;

Error wrong(const char* key, const char* reason, const char* advice) {
  return {ErrorCode::invalid_argument, key, reason, advice};
}

/// The pairs that are joined: all, or the one that counts for each first feature.
std::vector<RelatedPair> firsts_of(const std::vector<RelatedPair>& pairs) {
  std::vector<RelatedPair> firsts;
  for (const RelatedPair& pair : pairs) {
    if (firsts.empty() || firsts.back().first != pair.first) firsts.push_back(pair);
  }
  return firsts;
}

std::vector<RelatedPair> largest_of(ToolRun& run) {
  OverlayPieces pieces = common_pieces(run.shapes[0], run.shapes[1], run.progress);
  std::vector<Overlap> overlaps;
  const bool areas = pieces.geometry.kind() == Kind::polygons;
  for (std::size_t i = 0; i < pieces.first.size(); ++i) {
    overlaps.push_back(
        {pieces.first[i], pieces.second[i],
         areas ? geo::polygon_area(pieces.geometry, i) : geo::length(pieces.geometry, i)});
  }
  const auto target_of = largest_overlaps(overlaps, run.shapes[0].size());
  std::vector<RelatedPair> pairs;
  for (std::uint32_t row = 0; row < target_of.size(); ++row) {
    if (target_of[row] != Assignment::outside) pairs.push_back({row, target_of[row]});
  }
  return pairs;
}

/// Calls use(row, pairs of the row) for every row of the first layer.
template <typename Use>
void by_first(const std::vector<RelatedPair>& pairs, std::size_t rows, const Use& use) {
  std::size_t begin = 0;
  for (std::uint32_t row = 0; row < rows; ++row) {
    std::size_t end = begin;
    while (end < pairs.size() && pairs[end].first == row) ++end;
    use(row, std::span(pairs).subspan(begin, end - begin));
    begin = end;
  }
}

/// Sum, mean, least and most of one column over the related rows; null where there is none.
void add_summary(model::Layer& made, const model::Column& column,
                 const std::vector<RelatedPair>& pairs, std::size_t rows) {
  model::Reals sums, means, least, most;
  model::NullMask none;
  by_first(pairs, rows, [&](std::uint32_t row, std::span<const RelatedPair> related) {
    double sum = 0, low = std::numeric_limits<double>::infinity(), high = -low;
    std::size_t count = 0;
    for (const RelatedPair& pair : related) {
      const double number = column.number(pair.second);
      if (!std::isfinite(number)) continue;
      sum += number, ++count;
      low = std::min(low, number), high = std::max(high, number);
    }
    const bool any = count > 0;
    if (!any) none.set_null(row);
    sums.push_back(sum);
    means.push_back(any ? sum / static_cast<double>(count) : 0);
    least.push_back(any ? low : 0);
    most.push_back(any ? high : 0);
  });
  add_column(made, {trf("{}_sum", column.name), std::move(sums), none});
  add_column(made, {trf("{}_mean", column.name), std::move(means), none});
  add_column(made, {trf("{}_min", column.name), std::move(least), none});
  add_column(made, {trf("{}_max", column.name), std::move(most), none});
}

model::Layer summary(ToolRun& run, const std::vector<RelatedPair>& pairs) {
  const model::Layer &layer = run.input(0), &other = run.input(1);
  model::Layer made = made_from(layer, layer.geometry.kind());
  take_rows(made, layer, every_row(layer));
  model::Integers counts(layer.size());
  for (const RelatedPair& pair : pairs) ++counts[pair.first];
  add_column(made, {tr("count"), std::move(counts), {}});
  for (const int column : run.values.columns("columns")) {
    add_summary(made, other.table.columns[static_cast<std::size_t>(column)], pairs, layer.size());
  }
  return made;
}

model::Layer joined(ToolRun& run, const std::vector<RelatedPair>& pairs) {
  const model::Layer& layer = run.input(0);
  const bool keep = run.values.flag("keep");
  std::vector<std::uint32_t> rows, others;
  std::size_t unmatched = 0;
  by_first(pairs, layer.size(), [&](std::uint32_t row, std::span<const RelatedPair> related) {
    for (const RelatedPair& pair : related) rows.push_back(row), others.push_back(pair.second);
    if (!related.empty()) return;
    ++unmatched;
    if (keep) rows.push_back(row), others.push_back(no_such_row);
  });
  if (unmatched > 0) {
    run.warnings.push_back(
        trf("{} of {} features of “{}” found no partner.", unmatched, layer.size(), layer.name));
  }
  model::Layer made = made_from(layer, layer.geometry.kind());
  take_rows(made, layer, rows);
  const auto columns = run.values.columns("columns");
  take_columns(made, run.input(1), others, columns.empty() ? std::nullopt : std::optional(columns));
  if (rows.size() > layer.size()) forget_counted_fields(made);
  return made;
}

Result<model::Layer> make(ToolRun& run) {
  const auto predicate = *predicate_from_key(run.values.choice("relation"));
  const std::string& how = run.values.choice("how");
  if (predicate == Predicate::within_distance && !run.values.has("distance")) {
    return wrong("distance", tr("The relation “within a distance” needs a distance."),
                 tr("Give it in metres."));
  }
  if (how == "largest") {
    if (predicate != Predicate::intersects) {
      return wrong("relation", tr("The largest overlap is one of features that intersect."),
                   tr("Leave the relation out, or join another way."));
    }
    if (run.shapes[0].kind() == Kind::points || run.shapes[1].kind() != Kind::polygons) {
      return wrong("how", tr("Only lines and polygons overlap polygons by more or less."),
                   tr("Join to the first partner instead."));
    }
    return joined(run, largest_of(run));
  }
  const double distance_m = run.values.has("distance") ? run.values.number("distance") : 0;
  const auto pairs =
      related_pairs(run.shapes[0], run.shapes[1], predicate, distance_m, run.progress);
  if (how == "summary") return summary(run, pairs);
  return joined(run, how == "one" ? firsts_of(pairs) : pairs);
}

}  // namespace

ToolEntry join_tool() {
  using Choice = ToolParameter::Kind;
  ToolParameter relation{"relation",
                         Choice::choice,
                         tr_mark("Relation"),
                         tr_mark("How a feature of the first layer stands to one of the second."),
                         "",
                         "intersects"};
  relation.choices = {
      {"intersects", tr_mark("intersects")}, {"within", tr_mark("lies within")},
      {"contains", tr_mark("contains")},     {"overlaps", tr_mark("overlaps")},
      {"touches", tr_mark("touches")},       {"crosses", tr_mark("crosses")},
      {"equals", tr_mark("equals")},         {"within_distance", tr_mark("within a distance")}};
  const ToolParameter distance{"distance",
                               Choice::number,
                               tr_mark("Distance"),
                               tr_mark("For the relation “within a distance”."),
                               "m",
                               ""};
  ToolParameter how{"how",
                    Choice::choice,
                    tr_mark("Partners"),
                    tr_mark("What becomes of features with several partners."),
                    "",
                    "one"};
  how.choices = {{"one", tr_mark("the first by row")},
                 {"many", tr_mark("a row for each")},
                 {"summary", tr_mark("count, sum, mean, least and most")},
                 {"largest", tr_mark("the one with the largest overlap")}};
  ToolParameter columns{"columns",
                        Choice::columns,
                        tr_mark("Columns"),
                        tr_mark("What is taken from the second layer: all where none is named, of "
                                "a summary the count alone."),
                        "",
                        ""};
  columns.of_input = 1;
  const ToolParameter keep{"keep",
                           Choice::flag,
                           tr_mark("Keep features without a partner"),
                           tr_mark("Features without a partner stay in, their new columns empty."),
                           "",
                           "yes"};
  return {
      {"join",
       tr_mark("Join by location"),
       tr_mark("The first layer with columns of the second's features that stand in a relation "
               "to its own."),
       {{tr_mark("What gets the columns"), {Kind::points, Kind::lines, Kind::polygons}},
        {tr_mark("Where they come from"), {Kind::points, Kind::lines, Kind::polygons}}},
       {relation, distance, how, columns, keep},
       "wangge tool join buildings.gpkg grids.gpkg --how largest --columns code -o joined.gpkg"},
      make};
}

}  // namespace wangge::analysis
