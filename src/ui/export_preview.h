#pragma once

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/i18n.h"
#include "io/write_preview.h"
#include "model/workspace.h"
#include "ui/ui.h"

namespace wangge::ui {

/// What a preview is made of.
struct PreviewWish {
  std::vector<model::LayerPtr> layers;
  /// Only its rows, of the one layer; null: all.
  std::shared_ptr<const model::Selection> selection;
  std::string format, encoding;
  std::optional<geo::Crs> target;
  bool rfc7946 = false, masked = true;
  std::vector<io::WrittenField> fields;
  Language language = Language::english;
  bool operator==(const PreviewWish&) const = default;
};

/// What files will hold, worked out in the background: a look at every value takes its time.
class ExportPreview {
 public:
  /// Begins anew where something else is wished for; the last result stays until then.
  void follow(const PreviewWish& wish);
  bool busy() const { return coming_.valid(); }
  /// Whether what is shown is what was wished for.
  bool is_ready() const { return ready_ && !busy(); }
  /// What keeps the files from being written, of a ready preview; nullptr: nothing known.
  const Error* obstacle() const;
  void draw(Ui& ui);

 private:
  using Previews = std::vector<io::WritePreview>;
  void draw_names(Ui& ui, const io::WritePreview& preview);
  void draw_cut(Ui& ui, const io::WritePreview& preview);
  void draw_sentences(Ui& ui, const io::WritePreview& preview);

  std::optional<PreviewWish> of_;  ///< of what is ready or coming
  std::optional<Previews> ready_;  ///< one a layer
  std::vector<std::string> titles_;
  std::future<Previews> coming_;
  bool names_open_ = true, cut_open_ = false, sentences_open_ = false;
};

}  // namespace wangge::ui
