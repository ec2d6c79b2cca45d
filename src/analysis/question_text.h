#pragma once

#include <string>

#include "analysis/question.h"
#include "base/result.h"

namespace wangge::analysis {

// The language of questions. Keywords are English, in either case; names and texts are of any
// script. What is not a keyword and has no blanks or signs in it may stand without quotes.
//
//   question   = layer [ "where" any ]
//   any        = all { "or" all }
//   all        = one { "and" one }
//   one        = [ "not" ] ( "(" [ any ] ")" | compare | time | space )
//   compare    = column ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) value
//              | column [ "not" ] "in" list
//              | column [ "not" ] ( "contains" | "starts with" ) ( value | list )
//              | column "is" [ "not" ] "empty"
//   time       = column "in" "last" value ( "hours" | "days" | "weeks" | "months" | "years" )
//              | column "from" value [ "until" value ] | column "until" value
//   space      = ( "intersects" | "within" | "contains" | "overlaps" | "touches" | "crosses" |
//                  "equals" | "disjoint" ) place
//              | "within" distance ( "m" | "km" ) "of" place
//              | "nearest" value "to" place
//   place      = layer | "(" layer "where" any ")" | "selection" | "shape" 'wkt'
//   list       = "(" [ value { "," value } ] ")"
//   value      = word | number | 'text' | "text" | $parameter
//   distance   = number | 'text' | $parameter      -- a parameter stands for metres
//   layer, column = word | "text"
//   wkt        = POLYGON ((113.55 22.27, …))      -- also POINT, LINESTRING, their MULTI forms and
//                GEOMETRYCOLLECTION of several shapes of one kind; in degrees of WGS 84
//
// `a or b and c` is `a or (b and c)`; brackets that change nothing are a group all the same. At
// most 50 brackets stand inside of one another.
//
// Names that hold blanks or signs, or are keywords, stand in double quotes ("上报 时间"); a quote
// inside of quotes is written twice. A value without quotes ends at a blank, a comma or a bracket.
// Full-width brackets, commas and quotes (（ ） ， ‘ ’ “ ”) are read as their narrow forms outside
// of quoted text, the blank U+3000 as a blank. "小学" alone in the place of a layer is a layer's
// name.
//
//   tickets where class = 高空坠物 and closed_at is empty and reported_at in last 30 days
//     and within (communities where name = 南坑社区)
//     and within 100 m of (facilities where kind = 学校)

/// errors  invalid_argument: `where` is "question:LINE:COLUMN" (columns count characters from 1),
///         the reason says what was found there and what was expected
Result<Question> parse_question(const std::string& text);

/// The shortest text that parse_question reads back as an equal question, on one line (but for line
/// breaks in values). Of groups of less than two conditions `any` says nothing and comes back
/// false.
std::string to_text(const Question& question);
/// One condition alone, as it stands in such a text.
std::string to_text(const Condition& condition);

}  // namespace wangge::analysis
