#pragma once

#include "analysis/compactness.h"
#include "ui/ui.h"

namespace wangge::ui {

/// The rectangle that is as compact as a shape, by Polsby–Popper: how many times as long as wide;
/// 1 where the shape is at least as compact as a square.
double like_a_rectangle(double polsby_popper);

/// A small picture of that rectangle with its words: "like this shape", so that a score means
/// something.
void draw_shape_picture(Ui& ui, const analysis::Compactness& shape);

}  // namespace wangge::ui
