// Reading the language of questions; written by question_writer.cpp.
#include "analysis/question_text.h"

#include <fmt/format.h>

#include <cmath>
#include <set>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/parse_tree.hpp>

#include "analysis/drawn_wkt.h"
#include "analysis/question_error.h"
#include "analysis/question_tokens.h"

namespace wangge::analysis {
namespace {

namespace pegtl = tao::pegtl;

/// Brackets inside of one another: each takes stack.
constexpr std::size_t deepest = 50;

/// How far any rule came, and what could have gone on from there.
struct Farthest {
  const char* at = nullptr;
  std::set<Expected> expected;
  std::vector<const char*> begun;  ///< where the rules under way that say what they are began
  std::size_t depth = 0;

  void note(const char* place, Expected what) {
    if (place < at) return;
    if (place > at) expected.clear();
    at = place;
    expected.insert(what);
  }
};

// ---- the grammar of question_text.h, in its order

/// A rule that says what was expected where it does not match.
template <typename Rule, Expected What>
struct named : Rule {
  static constexpr Expected expected = What;
};

struct Simple {
  using subs_t = pegtl::empty_list;
};
template <typename Input>
std::string_view rest_of(const Input& in) {
  return {in.current(), static_cast<std::size_t>(in.end() - in.current())};
}

struct gap : Simple {
  using rule_t = gap;
  template <typename Input>
  static bool match(Input& in) {
    while (const std::size_t length = blank_length(rest_of(in))) in.bump(length);
    return true;
  }
};
template <typename... Rules>
using spaced = pegtl::seq<pegtl::seq<Rules, gap>...>;

template <Word W>
struct word : Simple {
  using rule_t = word;
  template <typename Input>
  static bool match(Input& in) {
    const std::string_view rest = rest_of(in);
    const std::size_t length = bare_name_length(rest);
    if (word_from_text(rest.substr(0, length)) != W) return false;
    in.bump(length);
    return true;
  }
};

/// What stands without quotes; `keywords`: even if it is a word of the language.
template <std::size_t (*Length)(std::string_view), bool Keywords>
struct bare : Simple {
  using rule_t = bare;
  template <typename Input>
  static bool match(Input& in) {
    const std::string_view rest = rest_of(in);
    const std::size_t length = Length(rest);
    if (length == 0 || (!Keywords && word_from_text(rest.substr(0, length)))) return false;
    in.bump(length);
    return true;
  }
};

template <char C>
struct sign : pegtl::one<C> {};
struct comma
    : named<pegtl::sor<sign<','>, pegtl::string<'\xEF', '\xBC', '\x8C'>>, Expected::comma> {};
template <Expected What>
struct open : named<pegtl::sor<sign<'('>, pegtl::string<'\xEF', '\xBC', '\x88'>>, What> {};
struct close
    : named<pegtl::sor<sign<')'>, pegtl::string<'\xEF', '\xBC', '\x89'>>, Expected::close> {};

template <typename Quote>
struct closing : named<Quote, Expected::closing_quote> {};
/// A quote inside is written twice.
template <typename Quote>
struct quoted : pegtl::seq<Quote,
                           pegtl::star<pegtl::sor<pegtl::seq<Quote, Quote>,
                                                  pegtl::seq<pegtl::not_at<Quote>, pegtl::any>>>,
                           closing<Quote>> {};
struct single_quoted
    : pegtl::sor<quoted<sign<'\''>>, quoted<pegtl::sor<pegtl::string<'\xE2', '\x80', '\x98'>,
                                                       pegtl::string<'\xE2', '\x80', '\x99'>>>> {};
struct double_quoted
    : pegtl::sor<quoted<sign<'"'>>, quoted<pegtl::sor<pegtl::string<'\xE2', '\x80', '\x9C'>,
                                                      pegtl::string<'\xE2', '\x80', '\x9D'>>>> {};

struct name_text : pegtl::sor<double_quoted, bare<bare_name_length, false>> {};
struct parameter_text
    : pegtl::seq<sign<'$'>, pegtl::sor<double_quoted, bare<bare_name_length, true>>> {};
struct value_text
    : pegtl::sor<parameter_text, single_quoted, double_quoted, bare<bare_value_length, false>> {};

struct layer : named<name_text, Expected::layer> {};
struct column : named<name_text, Expected::condition> {};
struct value : named<value_text, Expected::value> {};

struct any_of;
struct bracketed : pegtl::seq<open<Expected::condition>, gap, pegtl::opt<any_of>, close, gap> {};

template <Word W, Expected What>
struct key : named<word<W>, What> {};
/// Marks that stand in the tree.
struct negation : key<Word::not_, Expected::condition> {};
struct unlike : key<Word::not_, Expected::comparison> {};
struct filled : key<Word::not_, Expected::empty> {};

template <Expected What>
struct values
    : spaced<open<What>, pegtl::opt<pegtl::list<pegtl::seq<value, gap>, pegtl::seq<comma, gap>>>,
             close> {};

struct sign_text : pegtl::sor<pegtl::string<'!', '='>, pegtl::string<'<', '='>,
                              pegtl::string<'>', '='>, pegtl::one<'=', '<', '>'>> {};
struct comparison_sign : named<sign_text, Expected::comparison> {};
struct by_sign : spaced<comparison_sign, value> {};
struct in_values
    : spaced<pegtl::opt<unlike>, key<Word::in, Expected::comparison>, values<Expected::open>> {};
struct starts : spaced<key<Word::starts, Expected::comparison>, key<Word::with, Expected::with>> {};
struct has : spaced<key<Word::contains, Expected::comparison>> {};
struct by_text : spaced<pegtl::opt<unlike>, pegtl::sor<starts, has>,
                        pegtl::sor<values<Expected::value>, value>> {};
struct by_empty : spaced<key<Word::is, Expected::comparison>, pegtl::opt<filled>,
                         key<Word::empty, Expected::empty>> {};
struct step_text : pegtl::sor<word<Word::hours>, word<Word::days>, word<Word::weeks>,
                              word<Word::months>, word<Word::years>> {};
struct step : named<step_text, Expected::step> {};
struct in_last
    : spaced<key<Word::in, Expected::comparison>, key<Word::last, Expected::last>, value, step> {};
struct until : spaced<key<Word::until, Expected::until>, value> {};
struct only_until : spaced<key<Word::until, Expected::comparison>, value> {};
struct from : spaced<key<Word::from, Expected::comparison>, value, pegtl::opt<until>> {};
struct on_column
    : spaced<column, pegtl::sor<by_sign, in_last, in_values, by_text, by_empty, from, only_until>> {
};

struct shape_text : named<pegtl::sor<single_quoted, double_quoted>, Expected::shape_text> {};
struct selection : key<Word::selection, Expected::place> {};
struct shape : spaced<key<Word::shape, Expected::place>, shape_text> {};
struct filtered : pegtl::seq<open<Expected::place>, gap, layer, gap,
                             key<Word::where, Expected::where>, gap, any_of, close, gap> {};
struct place_layer : named<name_text, Expected::place> {};
struct place : spaced<pegtl::sor<selection, shape, filtered, place_layer>> {};

struct relation_word
    : named<pegtl::sor<word<Word::intersects>, word<Word::within>, word<Word::contains>,
                       word<Word::overlaps>, word<Word::touches>, word<Word::crosses>,
                       word<Word::equals>, word<Word::disjoint>>,
            Expected::condition> {};
struct relation : spaced<relation_word, place> {};
struct number_text
    : pegtl::sor<parameter_text, single_quoted,
                 pegtl::seq<pegtl::at<pegtl::digit>, bare<bare_value_length, false>>> {};
struct distance_value : named<number_text, Expected::distance> {};
struct kilometres : key<Word::km, Expected::unit> {};
struct near : spaced<key<Word::within, Expected::condition>, distance_value,
                     pegtl::sor<key<Word::m, Expected::unit>, kilometres>,
                     key<Word::of, Expected::of>, place> {};
struct count_value : named<value_text, Expected::count> {};
struct nearest : spaced<key<Word::nearest, Expected::condition>, count_value,
                        key<Word::to, Expected::to>, place> {};

struct condition : pegtl::seq<pegtl::opt<negation, gap>,
                              pegtl::sor<bracketed, near, nearest, relation, on_column>> {};
struct all_of : pegtl::list<condition, pegtl::seq<key<Word::and_, Expected::and_>, gap>> {};
struct any_of : pegtl::list<all_of, pegtl::seq<key<Word::or_, Expected::or_>, gap>> {};
struct question
    : pegtl::seq<gap, layer, gap, pegtl::opt<key<Word::where, Expected::where>, gap, any_of>,
                 named<pegtl::eof, Expected::end>> {};

template <typename Rule>
using in_tree = pegtl::parse_tree::selector<
    Rule, pegtl::parse_tree::store_content::on<
              layer, column, value, bracketed, negation, unlike, filled, comparison_sign, by_sign,
              in_values, starts, by_text, by_empty, step, in_last, until, only_until, from,
              shape_text, selection, shape, filtered, place_layer, relation_word, relation,
              distance_value, kilometres, near, count_value, nearest, condition, all_of, any_of>>;

template <typename Rule>
constexpr bool nests = std::is_same_v<Rule, bracketed> || std::is_same_v<Rule, filtered>;

template <typename Rule>
struct Watch : pegtl::normal<Rule> {
  template <typename Input>
  static void start(const Input& in, Farthest& farthest) {
    if constexpr (requires { Rule::expected; }) farthest.begun.push_back(in.current());
    if constexpr (nests<Rule>) {
      if (++farthest.depth > deepest) {
        farthest.note(in.current(), Expected::shallow);
        throw pegtl::parse_error("too deep", in);  // caught by parse_question: ends it at once
      }
    }
  }
  template <typename Input>
  static void success(const Input& /*in*/, Farthest& farthest) {
    leave(farthest);
  }
  template <typename Input>
  static void failure(const Input& /*in*/, Farthest& farthest) {
    if constexpr (requires { Rule::expected; })
      farthest.note(farthest.begun.back(), Rule::expected);
    leave(farthest);
  }

 private:
  static void leave(Farthest& farthest) {
    if constexpr (requires { Rule::expected; }) farthest.begun.pop_back();
    if constexpr (nests<Rule>) --farthest.depth;
  }
};

// ---- from the tree to the question

using Node = pegtl::parse_tree::node;

class Maker {
 public:
  explicit Maker(std::string_view text) : text_(text) {}

  Question question(const Node& root) {
    Question question{name(child(root, 0)), {}};
    if (root.children.size() > 1) question.where = group(child(root, 1));
    return question;
  }
  const std::optional<Error>& problem() const { return problem_; }

 private:
  static const Node& child(const Node& node, std::size_t i) { return *node.children[i]; }
  static const Node& last(const Node& node) { return *node.children.back(); }

  static std::string name(const Node& node) {
    const std::string_view text = node.string_view();
    return bare_name_length(text) > 0 ? std::string(text) : unquoted(text);
  }
  static AskedValue asked(const Node& node) {
    const std::string_view text = node.string_view();
    if (text.starts_with('$')) {
      const std::string_view rest = text.substr(1);
      return {bare_name_length(rest) > 0 ? std::string(rest) : unquoted(rest), true};
    }
    return {bare_value_length(text) > 0 ? std::string(text) : unquoted(text)};
  }
  void fail(const Node& node, std::size_t at, Expected expected) {
    const auto begin = static_cast<std::size_t>(node.m_begin.data - text_.data());
    if (!problem_) problem_ = unexpected(text_, begin + at, {expected});
  }

  /// Of any_of: all conditions of its only all_of, or one condition for each of several.
  Group group(const Node& any) {
    if (any.children.size() == 1) return all(child(any, 0));
    Group group{true, {}};
    for (const auto& part : any.children) {
      Group inner = all(*part);
      if (inner.conditions.size() == 1) {
        group.conditions.push_back(std::move(inner.conditions.front()));
      } else {
        group.conditions.push_back({std::move(inner)});
      }
    }
    return group;
  }
  Group all(const Node& node) {
    Group group;
    for (const auto& one : node.children) group.conditions.push_back(condition(*one));
    return group;
  }

  /// Children: a negation, then a column and what is asked of it, or one of the others.
  Condition condition(const Node& node) {
    const bool negated = child(node, 0).is_type<negation>();
    const Node& what = last(node);
    const Node& before = child(node, negated ? 1 : 0);
    Condition made = before.is_type<column>()    ? asked_of(name(before), what)
                     : what.is_type<bracketed>() ? Condition{brackets(what)}
                                                 : spatial(what);
    if (negated) made.negated = !made.negated;
    return made;
  }
  Group brackets(const Node& node) {
    return node.children.empty() ? Group() : group(child(node, 0));
  }

  Condition asked_of(std::string column, const Node& what) {
    if (what.is_type<in_last>() || what.is_type<from>() || what.is_type<only_until>()) {
      return {time(std::move(column), what)};
    }
    AttributeCondition made{std::move(column), {}, {}};
    bool negated = false, begins = false, empty = true;
    for (const auto& part : what.children) {
      if (part->is_type<value>()) made.values.push_back(asked(*part));
      if (part->is_type<unlike>()) negated = true;
      if (part->is_type<starts>()) begins = true;
      if (part->is_type<filled>()) empty = false;
    }
    if (what.is_type<by_empty>()) {
      made.comparison = empty ? Comparison::is_empty : Comparison::is_filled;
    } else if (what.is_type<by_text>()) {
      made.comparison = begins ? Comparison::starts_with : Comparison::contains;
      return {std::move(made), negated};
    } else if (what.is_type<in_values>()) {
      made.comparison = negated ? Comparison::unequal : Comparison::equal;
    } else {
      made.comparison = *comparison_from_sign(child(what, 0).string_view());
    }
    return {std::move(made)};
  }

  static TimeCondition time(std::string column, const Node& what) {
    TimeCondition made{std::move(column), {}, {}, {}, {}};
    if (what.is_type<in_last>()) {
      made.last = asked(child(what, 0));
      made.step = *step_from_word(*word_from_text(child(what, 1).string_view()));
    } else if (what.is_type<only_until>()) {
      made.until = asked(child(what, 0));
    } else {
      made.from = asked(child(what, 0));
      if (what.children.size() > 1) made.until = asked(child(child(what, 1), 0));
    }
    return made;
  }

  Condition spatial(const Node& what) {
    if (what.is_type<nearest>()) {
      return {NearestCondition{asked(child(what, 0)), place(last(what))}};
    }
    SpatialCondition made;
    made.place = place(last(what));
    if (what.is_type<near>()) {
      made.predicate = Predicate::within_distance;
      made.distance_m = asked(child(what, 0));
      if (child(what, 1).is_type<kilometres>()) to_metres(made.distance_m, what);
    } else {
      const Word word = *word_from_text(child(what, 0).string_view());
      made.predicate = *predicate_from_key(word_text(word));
    }
    return {std::move(made)};
  }
  void to_metres(AskedValue& distance, const Node& near) {
    if (distance.parameter) return fail(child(near, 1), 0, Expected::metres);
    const double kilometres = model::parse_number(distance.text);
    if (std::isnan(kilometres)) return fail(child(near, 0), 0, Expected::distance);
    distance.text = fmt::format("{}", kilometres * 1000);
  }

  Place place(const Node& node) {
    Place made;
    if (node.is_type<selection>()) {
      made.kind = Place::Kind::selection;
    } else if (node.is_type<shape>()) {
      made.kind = Place::Kind::drawn;
      made.drawn = drawn(child(node, 0));
    } else if (node.is_type<filtered>()) {
      made.layer = name(child(node, 0));
      made.which = group(child(node, 1));
    } else {
      made.layer = name(node);
    }
    return made;
  }
  geo::PackedGeometry drawn(const Node& text) {
    auto read = drawn_from_wkt(unquoted(text.string_view()));
    if (const auto* problem = std::get_if<WktProblem>(&read)) {
      // WKT has no quotes in it, so that its bytes are those of the text behind the first quote.
      fail(text, quote_length(text.string_view()) + problem->at, problem->expected);
      return geo::PackedGeometry();
    }
    return std::get<geo::PackedGeometry>(std::move(read));
  }

  std::string_view text_;
  std::optional<Error> problem_;
};

}  // namespace

Result<Question> parse_question(const std::string& text) {
  pegtl::memory_input<pegtl::tracking_mode::lazy> in(text, "question");
  Farthest farthest;
  farthest.at = text.data();
  try {
    const auto root =
        pegtl::parse_tree::parse<question, in_tree, pegtl::nothing, Watch>(in, farthest);
    if (root) {
      Maker maker(text);
      Question made = maker.question(*root);
      if (maker.problem()) return *maker.problem();
      return made;
    }
  } catch (const pegtl::parse_error&) {  // `farthest` knows more of it
  }
  return unexpected(text, static_cast<std::size_t>(farthest.at - text.data()), farthest.expected);
}

}  // namespace wangge::analysis
