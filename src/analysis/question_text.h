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
//   one        = [ "not" ] ( "(" any ")" | compare | time | space )
//   compare    = column ( "=" | "!=" ) value
//              | column ( "<" | "<=" | ">" | ">=" ) value
//              | column [ "not" ] "in" "(" value { "," value } ")"
//              | column [ "not" ] ( "contains" | "starts with" ) ( value | "(" value { "," value }
//              ")" ) | column "is" [ "not" ] "empty"
//   time       = column "in" "last" value ( "hours" | "days" | "weeks" | "months" | "years" )
//              | column "from" value [ "until" value ] | column "until" value
//   space      = ( "intersects" | "within" | "contains" | "overlaps" | "touches" | "crosses" |
//                  "equals" | "disjoint" ) place
//              | "within" value ( "m" | "km" ) "of" place
//              | "nearest" value "to" place
//   place      = layer | "(" layer "where" any ")" | "selection" | "shape" wkt
//   value      = name | number | 'text' | $parameter
//   wkt        = 'POLYGON ((113.55 22.27, …))'   -- also POINT, LINESTRING and their MULTI forms
//
// Names that hold blanks or signs, or are keywords, stand in double quotes ("上报 时间"); a quote
// inside of quotes is written twice. A value without quotes ends at a blank, a comma or a bracket.
// Full-width brackets, commas and quotes (（ ） ， ‘ ’ “ ”) are read as their narrow forms outside
// of quoted text. "小学" alone in the place of a layer is a layer's name.
//
//   tickets where category = 高空坠物 and closed_at is empty and reported_at in last 30 days
//     and within (communities where name = 南坑社区)
//     and within 100 m of (facilities where kind = 学校)

/// errors  invalid_argument: `where` is "question:LINE:COLUMN" (columns count characters from 1),
///         the reason says what was found there and what was expected
Result<Question> parse_question(const std::string& text);

/// The shortest text that parse_question reads back as an equal question, on one line.
std::string to_text(const Question& question);

}  // namespace wangge::analysis
