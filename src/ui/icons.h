#pragma once

// Letters of Font Awesome 4.7, merged into the interface's font.
namespace wangge::ui::icon {

constexpr const char* open = "\uf07c";
constexpr const char* save = "\uf0c7";
constexpr const char* undo = "\uf0e2";
constexpr const char* redo = "\uf01e";
constexpr const char* eye = "\uf06e";
constexpr const char* eye_closed = "\uf070";
constexpr const char* more = "\uf142";
constexpr const char* plus = "\uf067";
constexpr const char* minus = "\uf068";
constexpr const char* whole = "\uf065";
constexpr const char* pointer = "\uf245";
constexpr const char* brush = "\uf1fc";
constexpr const char* rectangle = "\uf096";
constexpr const char* lasso = "\uf040";
constexpr const char* eyedropper = "\uf1fb";
constexpr const char* target = "\uf05b";
constexpr const char* help = "\uf059";
constexpr const char* sun = "\uf185";
constexpr const char* moon = "\uf186";
constexpr const char* close = "\uf00d";
constexpr const char* check = "\uf00c";
constexpr const char* warning = "\uf071";
constexpr const char* info = "\uf05a";
constexpr const char* done = "\uf058";
constexpr const char* left = "\uf053";
constexpr const char* right = "\uf054";
constexpr const char* down = "\uf078";
constexpr const char* up = "\uf077";
constexpr const char* table = "\uf0ce";
constexpr const char* chart = "\uf080";
constexpr const char* heat = "\uf06d";
constexpr const char* download = "\uf019";
constexpr const char* grids = "\uf009";
constexpr const char* map = "\uf279";
constexpr const char* search = "\uf002";
constexpr const char* folder = "\uf07b";
constexpr const char* file = "\uf016";
constexpr const char* home = "\uf015";
constexpr const char* level_up = "\uf148";
constexpr const char* arrow_up = "\uf062";
constexpr const char* arrow_down = "\uf063";
constexpr const char* lock = "\uf023";
constexpr const char* unlock = "\uf09c";
constexpr const char* history = "\uf1da";
constexpr const char* compare = "\uf0ec";
constexpr const char* cut = "\uf0c4";
constexpr const char* border_line = "\uf201";
constexpr const char* vertex = "\uf0b2";
constexpr const char* star = "\uf005";
constexpr const char* no_star = "\uf006";
constexpr const char* settings = "\uf013";
constexpr const char* fill = "\uf043";
constexpr const char* barrier = "\uf05e";
constexpr const char* play = "\uf04b";
constexpr const char* pause = "\uf04c";
constexpr const char* step_back = "\uf048";
constexpr const char* step_forward = "\uf051";
constexpr const char* flask = "\uf0c3";
constexpr const char* measure = "\uf07e";
constexpr const char* copy = "\uf0c5";
constexpr const char* buffer = "\uf192";
constexpr const char* overlap = "\uf24d";
constexpr const char* without = "\uf12d";
constexpr const char* together = "\uf247";
constexpr const char* count = "\uf0cb";
constexpr const char* database = "\uf1c0";

}  // namespace wangge::ui::icon
