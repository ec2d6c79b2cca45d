#include "ui/grid_sign.h"

#include <algorithm>
#include <array>

#include "base/i18n.h"

namespace wangge::ui {
namespace {

constexpr std::array signs{
    GridSign{"shield", "\uf132", tr_mark("Safety")},
    GridSign{"fire", "\uf134", tr_mark("Fire protection")},
    GridSign{"heart", "\uf004", tr_mark("Helping each other")},
    GridSign{"elderly", "\uf193", tr_mark("The elderly and disabled")},
    GridSign{"child", "\uf1ae", tr_mark("Children")},
    GridSign{"health", "\uf0fa", tr_mark("Health")},
    GridSign{"book", "\uf02d", tr_mark("Reading and learning")},
    GridSign{"culture", "\uf001", tr_mark("Culture")},
    GridSign{"tree", "\uf1bb", tr_mark("Green")},
    GridSign{"recycle", "\uf1b8", tr_mark("Sorting waste")},
    GridSign{"law", "\uf24e", tr_mark("Law and mediation")},
    GridSign{"people", "\uf0c0", tr_mark("Neighbours")},
    GridSign{"flag", "\uf024", tr_mark("Party work")},
};

}  // namespace

std::span<const GridSign> grid_signs() { return signs; }

std::string sign_of(const std::string& icon) {
  const auto found = std::find_if(signs.begin(), signs.end(),
                                  [&](const GridSign& sign) { return icon == sign.key; });
  return found == signs.end() ? std::string() : found->glyph;
}

std::string stars_text(int stars) {
  std::string text;
  for (int star = 1; stars > 0 && star <= 5; ++star) text += star <= stars ? "★" : "☆";
  return text;
}

}  // namespace wangge::ui
