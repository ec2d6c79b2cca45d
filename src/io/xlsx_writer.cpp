#include "io/xlsx_writer.h"

#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "base/i18n.h"
#include "io/gdal_library.h"
#include "io/place_columns.h"
#include "io/text_fitting.h"
#include "io/xml_text.h"

namespace wangge::io {
namespace {

constexpr std::size_t rows_between_looks = 512;
constexpr const char* head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* main_namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* office_namespace =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* package_namespace =
    "http://schemas.openxmlformats.org/package/2006/relationships";
/// The cell formats of styles(): by their places there.
constexpr int plain_style = 0, time_style = 1, name_style = 2;

struct CloseFile {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using File = std::unique_ptr<VSILFILE, CloseFile>;

/// The zip file that a workbook is. Its members are written one after the other.
class Package {
 public:
  explicit Package(const std::string& path) : root_("/vsizip/{" + path + "}") {
    whole_.reset(VSIFOpenL(root_.c_str(), "wb"));
    good_ = whole_ != nullptr;
  }
  void begin(const std::string& name) {
    end();
    member_.reset(VSIFOpenL((root_ + "/" + name).c_str(), "wb"));
    good_ = good_ && member_ != nullptr;
  }
  void write(const std::string& text) {
    good_ = good_ && VSIFWriteL(text.data(), 1, text.size(), member_.get()) == text.size();
  }
  void add(const std::string& name, const std::string& text) {
    begin(name);
    write(text);
  }
  bool finish() {
    end();
    good_ = good_ && VSIFCloseL(whole_.release()) == 0;
    return good_;
  }

 private:
  void end() {
    if (member_ && VSIFCloseL(member_.release()) != 0) good_ = false;
  }
  std::string root_;
  File whole_, member_;  // the member is closed first
  bool good_ = false;
};

/// "A", "Z", "AA"
std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  }
  return letters;
}

/// Appends the cells of one row after the other.
class Rows {
 public:
  explicit Rows(std::size_t columns) {
    for (std::size_t i = 0; i < columns; ++i) letters_.push_back(column_letters(i));
  }
  void begin() {
    ++row_;
    fmt::format_to(std::back_inserter(text), "<row r=\"{}\">", row_);
  }
  void end() { text += "</row>\n"; }
  void number(std::size_t column, const std::string& value, int style = plain_style) {
    open(column, style, "");
    text += "<v>" + value + "</v></c>";
  }
  void truth(std::size_t column, bool value) {
    open(column, plain_style, " t=\"b\"");
    text += value ? "<v>1</v></c>" : "<v>0</v></c>";
  }
  void words(std::size_t column, std::string_view value, int style = plain_style) {
    open(column, style, " t=\"inlineStr\"");
    text += "<is><t xml:space=\"preserve\">";
    append_xml(text, value);
    text += "</t></is></c>";
  }
  std::string text;

 private:
  void open(std::size_t column, int style, const char* type) {
    fmt::format_to(std::back_inserter(text), "<c r=\"{}{}\"{}", letters_[column], row_, type);
    if (style != plain_style) fmt::format_to(std::back_inserter(text), " s=\"{}\"", style);
    text += '>';
  }
  std::vector<std::string> letters_;
  std::size_t row_ = 0;
};

void add_value(Rows& rows, std::size_t at, const model::Column& column, std::size_t row) {
  if (column.is_null(row)) return;
  if (const auto* texts = std::get_if<model::Texts>(&column.values)) {
    return rows.words(at, (*texts)[row]);
  }
  if (const auto* bools = std::get_if<model::Bools>(&column.values)) {
    return rows.truth(at, bools->values[row] != 0);
  }
  if (const auto* times = std::get_if<model::Times>(&column.values)) {
    // Days since 1899-12-30, which is where spreadsheets count from after February 1900.
    const Seconds since = times->seconds[row] - from_civil({1899, 12, 30});
    return rows.number(
        at, fmt::format("{:.10f}", static_cast<double>(since) / static_cast<double>(day_s)),
        time_style);
  }
  if (const auto* reals = std::get_if<model::Reals>(&column.values)) {
    return rows.number(at, fmt::format("{}", (*reals)[row]));
  }
  rows.number(at, column.text(row));
}

void add_place(Rows& rows, const geo::PackedGeometry& geometry, const PlaceColumns& places,
               std::size_t row) {
  if (!geometry.has_geometry(row)) return;
  if (!places.as_points()) return rows.words(0, well_known_text(geometry, row));
  const geo::Point p = geometry.feature_points(row).front();
  rows.number(0, fmt::format("{}", p.x));
  rows.number(1, fmt::format("{}", p.y));
}

std::string sheet_start(std::size_t columns) {
  return fmt::format(
      "{}<worksheet xmlns=\"{}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" "
      "topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
      "<cols><col min=\"1\" max=\"{}\" width=\"16\" customWidth=\"1\"/></cols><sheetData>\n",
      head, main_namespace, std::max<std::size_t>(columns, 1));
}
constexpr const char* sheet_end = "</sheetData></worksheet>";

Result<void> write_sheet(Package& package, const model::Layer& layer, const geo::Crs& crs,
                         Progress& progress) {
  std::vector<std::string> names;
  for (const model::Column& column : layer.table.columns) names.push_back(column.name);
  const PlaceColumns places(layer.geometry, crs, names);
  const std::size_t first = places.names().size();
  names.insert(names.begin(), places.names().begin(), places.names().end());
  package.write(sheet_start(names.size()));
  Rows rows(names.size());
  rows.begin();
  for (std::size_t i = 0; i < names.size(); ++i) rows.words(i, names[i], name_style);
  rows.end();
  for (std::size_t row = 0; row < layer.size(); ++row) {
    rows.begin();
    if (first > 0) add_place(rows, layer.geometry, places, row);
    for (std::size_t i = 0; i < layer.table.columns.size(); ++i) {
      add_value(rows, first + i, layer.table.columns[i], row);
    }
    rows.end();
    if (row % rows_between_looks != 0) continue;
    package.write(rows.text);
    rows.text.clear();
    progress.report(static_cast<double>(row) / static_cast<double>(layer.size()));
    if (progress.cancelled())
      return Error{ErrorCode::cancelled, "", tr("Writing was cancelled."), ""};
  }
  package.write(rows.text + sheet_end);
  return {};
}

void write_about(Package& package, const std::vector<ReadyLayer>& layers) {
  Rows rows(2);
  rows.begin();
  rows.words(0, tr("Layer"), name_style);
  rows.words(1, tr("About"), name_style);
  rows.end();
  for (const ReadyLayer& one : layers) {
    for (const std::string& sentence : one.about) {
      rows.begin();
      rows.words(0, one.layer.name);
      rows.words(1, sentence);
      rows.end();
    }
  }
  package.write(sheet_start(2) + rows.text + sheet_end);
}

std::string styles() {
  return fmt::format(
      "{}<styleSheet xmlns=\"{}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
      "formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/></numFmts><fonts count=\"2\"><font><sz "
      "val=\"11\"/><name val=\"Arial\"/></font><font><b/><sz val=\"11\"/><name val=\"Arial\"/>"
      "</font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill>"
      "<patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/>"
      "<right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf "
      "numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs "
      "count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf "
      "numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
      "applyNumberFormat=\"1\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" "
      "xfId=\"0\" applyFont=\"1\"/></cellXfs></styleSheet>",
      head, main_namespace);
}

/// The parts that say which sheets there are.
void write_frame(Package& package, const std::vector<std::string>& sheets) {
  constexpr const char* type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  std::string types, list, relations;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    types += fmt::format(
        "<Override PartName=\"/xl/worksheets/sheet{}.xml\" ContentType=\"{}.worksheet+xml\"/>",
        i + 1, type);
    std::string name;
    append_xml(name, sheets[i]);
    list += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", name, i + 1, i + 1);
    relations += fmt::format(
        "<Relationship Id=\"rId{}\" Type=\"{}/worksheet\" Target=\"worksheets/sheet{}.xml\"/>",
        i + 1, office_namespace, i + 1);
  }
  package.add("[Content_Types].xml",
              fmt::format("{0}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                          "content-types\"><Default Extension=\"rels\" ContentType=\"application/"
                          "vnd.openxmlformats-package.relationships+xml\"/><Default "
                          "Extension=\"xml\" ContentType=\"application/xml\"/><Override "
                          "PartName=\"/xl/workbook.xml\" ContentType=\"{1}.sheet.main+xml\"/>"
                          "<Override PartName=\"/xl/styles.xml\" ContentType=\"{1}.styles+xml\"/>"
                          "{2}</Types>",
                          head, type, types));
  package.add("_rels/.rels",
              fmt::format("{}<Relationships xmlns=\"{}\"><Relationship Id=\"rId1\" "
                          "Type=\"{}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                          head, package_namespace, office_namespace));
  package.add("xl/workbook.xml",
              fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>{}</sheets></workbook>",
                          head, main_namespace, office_namespace, list));
  package.add("xl/_rels/workbook.xml.rels",
              fmt::format("{}<Relationships xmlns=\"{}\">{}<Relationship Id=\"rId{}\" "
                          "Type=\"{}/styles\" Target=\"styles.xml\"/></Relationships>",
                          head, package_namespace, relations, sheets.size() + 1, office_namespace));
  package.add("xl/styles.xml", styles());
}

}  // namespace

std::vector<std::string> sheet_names(const std::vector<std::string>& names) {
  constexpr std::size_t most_bytes = 31 * 2;
  std::vector<std::string> allowed = names;
  for (std::string& name : allowed) {
    std::ranges::replace_if(
        name,
        [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; },
        '_');
  }
  return distinct_names(allowed, {"UTF-16LE", most_bytes}, Case::ignored);
}

Result<void> write_xlsx(const std::vector<ReadyLayer>& layers, const geo::Crs& crs,
                        const std::string& path, Progress& progress) {
  GdalMessages messages;
  Package package(path);
  std::vector<std::string> sheets;
  for (const ReadyLayer& one : layers) sheets.push_back(one.layer.name);
  const bool tells =
      std::ranges::any_of(layers, [](const auto& one) { return !one.about.empty(); });
  if (tells) sheets.emplace_back(tr("About"));
  write_frame(package, sheet_names(sheets));
  for (std::size_t i = 0; i < layers.size(); ++i) {
    package.begin(fmt::format("xl/worksheets/sheet{}.xml", i + 1));
    const auto written = write_sheet(package, layers[i].layer, crs, progress);
    if (!written) return written;
  }
  if (tells) {
    package.begin(fmt::format("xl/worksheets/sheet{}.xml", sheets.size()));
    write_about(package, layers);
  }
  if (package.finish() && !messages.failed()) return {};
  return Error{ErrorCode::failed, path, tr("The file cannot be written."),
               tr("Check the free space and the rights.")};
}

}  // namespace wangge::io
