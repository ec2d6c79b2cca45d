#include "analysis/grid_codes.h"

#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "analysis/plan_balance.h"
#include "analysis/plan_rules.h"
#include "analysis/reading_order.h"
#include "base/i18n.h"
#include "geo/label_point.h"

namespace wangge::analysis {
namespace {

/// A piece of a pattern: text as it is, or a place to fill in.
struct Piece {
  enum class Kind { text, community, name, number } kind = Kind::text;
  std::string text;
  std::size_t digits = 0;
};

Error bad_pattern(const std::string& pattern, std::string why) {
  return {ErrorCode::invalid_argument, pattern, std::move(why),
          tr("A pattern looks like {community}{number:02}; places are {community}, {name} and "
             "{number}.")};
}

std::optional<Piece> place_of(std::string_view key) {
  if (key == "community") return Piece{Piece::Kind::community, {}, 0};
  if (key == "name") return Piece{Piece::Kind::name, {}, 0};
  if (key == "number") return Piece{Piece::Kind::number, {}, 0};
  constexpr std::string_view padded = "number:0";
  if (key.size() == padded.size() + 1 && key.starts_with(padded) && key.back() >= '1' &&
      key.back() <= '9') {
    return Piece{Piece::Kind::number, {}, static_cast<std::size_t>(key.back() - '0')};
  }
  return std::nullopt;
}

Result<std::vector<Piece>> parse(const std::string& pattern) {
  std::vector<Piece> pieces;
  std::size_t numbers = 0;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = pattern.find('{', at);
    if (open != at) {
      pieces.push_back({Piece::Kind::text, pattern.substr(at, open - at), 0});
      if (open == std::string::npos) break;
    }
    const std::size_t close = pattern.find('}', open);
    if (close == std::string::npos) return bad_pattern(pattern, tr("A bracket is not closed."));
    const std::string key = pattern.substr(open + 1, close - open - 1);
    const auto place = place_of(key);
    if (!place) return bad_pattern(pattern, trf("There is no place called {}.", key));
    if (place->kind == Piece::Kind::number) ++numbers;
    pieces.push_back(*place);
    at = close + 1;
  }
  if (numbers != 1) return bad_pattern(pattern, tr("The pattern needs one {number}."));
  return pieces;
}

std::string padded(std::size_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  if (text.size() < digits) text.insert(0, digits - text.size(), '0');
  return text;
}

/// What stands before and after the number.
struct Frame {
  std::string before, after;
  auto operator<=>(const Frame&) const = default;
};

/// The frame for a grid of a community; an error where that has no name or code to put in.
Result<Frame> frame_of(const std::vector<Piece>& pieces, const PlanGround& ground,
                       std::uint32_t community, const std::string& grid) {
  const bool known = community != PlanGround::no_community;
  const std::string name = known ? ground.communities[community] : "";
  const std::string code =
      known && community < ground.community_codes.size() ? ground.community_codes[community] : "";
  Frame frame;
  bool after = false;
  for (const Piece& piece : pieces) {
    std::string& side = after ? frame.after : frame.before;
    switch (piece.kind) {
      case Piece::Kind::number:
        after = true;
        break;
      case Piece::Kind::text:
        side += piece.text;
        break;
      case Piece::Kind::community:
        if (code.empty()) {
          return Error{ErrorCode::invalid_argument, grid,
                       name.empty() ? std::string(tr("The grid lies in no community."))
                                    : trf("The community {} has no code.", name),
                       tr("Open a layer of communities with codes, or write the code into the "
                          "pattern.")};
        }
        side += code;
        break;
      case Piece::Kind::name:
        if (name.empty()) {
          return Error{ErrorCode::invalid_argument, grid, tr("The grid lies in no community."),
                       tr("Name its community in the description of the grid.")};
        }
        side += name;
        break;
    }
  }
  return frame;
}

/// Open grids as one reads them on the map, those without ground last.
std::vector<std::uint32_t> in_reading_order(const std::vector<std::uint32_t>& grids,
                                            const std::vector<geo::LabelPoint>& labels) {
  std::vector<std::uint32_t> placed, order, nowhere;
  std::vector<geo::Point> places;
  for (const std::uint32_t grid : grids) {
    if (!geo::is_finite(labels[grid].place)) {
      nowhere.push_back(grid);
      continue;
    }
    placed.push_back(grid);
    places.push_back(labels[grid].place);
  }
  for (const std::uint32_t i : reading_order(places)) order.push_back(placed[i]);
  order.insert(order.end(), nowhere.begin(), nowhere.end());
  return order;
}

}  // namespace

Result<std::vector<CodeChange>> new_codes(const PlanGround& ground, const model::Plan& plan,
                                          const CodeRule& rule) {
  const auto pieces = parse(rule.pattern);
  if (!pieces) return pieces.error();
  std::size_t digits = 0;
  for (const Piece& piece : *pieces) {
    if (piece.kind == Piece::Kind::number) digits = piece.digits;
  }
  const std::vector<std::uint32_t> communities = communities_of_grids(ground, plan);
  std::set<std::string> taken(rule.reserved.begin(), rule.reserved.end());
  std::map<Frame, std::vector<std::uint32_t>> groups;
  for (std::uint32_t grid = 0; grid < plan.grids.size(); ++grid) {
    if (plan.grids[grid].retired) {
      taken.insert(plan.grids[grid].code);
      continue;
    }
    const auto frame =
        frame_of(*pieces, ground, communities[grid], grid_name(plan, model::GridIndex{grid}));
    if (!frame) return frame.error();
    groups[*frame].push_back(grid);
  }
  const auto labels = geo::label_points(ground.coverage->grid_polygons(plan));
  std::vector<std::string> codes(plan.grids.size());
  for (const auto& [frame, grids] : groups) {
    std::size_t number = rule.first;
    for (const std::uint32_t grid : in_reading_order(grids, labels)) {
      do {
        codes[grid] = frame.before + padded(number++, digits) + frame.after;
      } while (!taken.insert(codes[grid]).second);
    }
  }
  std::vector<CodeChange> changes;
  for (std::uint32_t grid = 0; grid < plan.grids.size(); ++grid) {
    if (plan.grids[grid].retired || codes[grid] == plan.grids[grid].code) continue;
    changes.push_back({model::GridIndex{grid}, plan.grids[grid].code, codes[grid]});
  }
  return changes;
}

}  // namespace wangge::analysis
