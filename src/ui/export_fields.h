#pragma once

#include <string>
#include <vector>

#include "io/write.h"
#include "model/layer.h"
#include "model/personal.h"
#include "ui/ui.h"

namespace wangge::ui {

/// Which columns go into the file, called what, in which order.
struct ExportFields {
  struct Line {
    std::string column, name;  ///< of the layer, in the file
    model::Personal personal = model::Personal::no;
    bool on = true;
    bool operator==(const Line&) const = default;
  };
  std::vector<Line> lines;
  std::vector<Line> before;  ///< all columns as the layer has them
  model::LayerPtr of;
  bool open = false;  ///< the list

  /// Takes another layer up; what was chosen stays where its columns are the same.
  void follow(const model::LayerPtr& layer);
  bool are_all() const { return lines == before; }
  std::size_t chosen() const;
  /// As io::WriteOptions::fields has them: none where all are written as they are.
  std::vector<io::WrittenField> written() const;
  /// The chosen columns that hold personal data.
  std::vector<std::string> personal() const;
};

void draw_export_fields(Ui& ui, ExportFields& fields);

}  // namespace wangge::ui
