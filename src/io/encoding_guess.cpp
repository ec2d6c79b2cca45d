#include "io/encoding_guess.h"

#include <algorithm>
#include <unordered_set>

#include "io/encoding.h"

namespace wangge::io {
namespace {

constexpr std::size_t most_samples = 4000;
constexpr std::size_t preview_texts = 4, preview_characters = 24;

// What texts of an office are full of, in both scripts: words of every text, places, addresses,
// buildings, matters and numbers.
constexpr std::u32string_view frequent =
    U"的一是不在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发"
    U"后作里"
    U"用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因"
    U"只从想"
    U"实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战"
    U"向头文"
    U"體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東"
    U"聲提立"
    U"及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感"
    U"建務做"
    U"省市区县镇乡村街道路巷弄里号楼栋幢座单元室层房屋小区花园苑城广场大厦中心社网格公司工厂学校医"
    U"院银行"
    U"店馆站桥河江湖海山岛港湾东南西北左右内外新旧老沙石水木金火土田林园珠深圳香洲门广州上海京津浙"
    U"苏福建湖"
    U"省市區縣鎮鄉村街道路巷號樓棟層房屋花園廣場廈銀醫館橋灣龍鳳華國際興隆豐發財富貴臺灣北港九龍新"
    U"界"
    U"五六七八九零百千万亿甲乙丙丁春夏秋冬红黄蓝绿白黑青紫餐饮食酒饭茶面馆火锅烧烤咖啡快超商服装理"
    U"发美容"
    U"高空抛坠物隐患工单处理投诉举报环境卫生消防电梯停车占道垃圾噪音漏水墙皮脱落违章搭建流动人口户"
    U"籍类型名称"
    U"地址编码备注面积时间类别状态级别来源坐标经纬度";

const std::unordered_set<char32_t>& frequent_characters() {
  static const std::unordered_set<char32_t> set(frequent.begin(), frequent.end());
  return set;
}

std::vector<char32_t> code_points(std::string_view utf8) {
  std::vector<char32_t> out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (i + bytes > utf8.size()) break;
    char32_t point = bytes == 1 ? lead : lead & (0xFFU >> (bytes + 1));
    for (std::size_t k = 1; k < bytes; ++k) {
      point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    }
    out.push_back(point);
    i += bytes;
  }
  return out;
}

double worth(char32_t c) {
  if (frequent_characters().count(c) != 0) return 1;
  if (c >= 0x4E00 && c <= 0x9FFF) return 0.45;                         // another Han character
  if (c >= 0x3000 && c <= 0x303F) return 0.6;                          // 、。《》
  if (c >= 0xFF01 && c <= 0xFF5E) return 0.6;                          // full-width letters
  if (c >= 0x3040 && c <= 0x30FF) return 0.3;                          // kana
  if (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) return 0.35;  // accented letters
  if (c >= 0x2010 && c <= 0x2026) return 0.4;                          // dashes, quotes
  if (c >= 0x3400 && c <= 0x4DBF) return 0.2;                          // very rare Han
  if (c >= 0x20000 && c <= 0x2FFFF) return 0.2;
  if (c >= 0xA1 && c <= 0xBF) return 0.1;  // ¡ ¢ £ ¤ alone
  return 0;
}

// A rare Han character next to small Latin letters ("M閤ico") is an accented one read wrongly.
constexpr double worth_within_a_word = 0.1;
bool within_a_word(const std::vector<char32_t>& points, std::size_t i) {
  const auto is_small = [](char32_t c) { return c >= 'a' && c <= 'z'; };
  return points[i] >= 0x2E80 && frequent_characters().count(points[i]) == 0 &&
         ((i > 0 && is_small(points[i - 1])) || (i + 1 < points.size() && is_small(points[i + 1])));
}

std::string beginning(const std::vector<char32_t>& points, std::string_view utf8) {
  if (points.size() <= preview_characters) return std::string(utf8);
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < preview_characters; ++i) {
    const char32_t c = points[i];
    bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  return std::string(utf8.substr(0, bytes)) + "…";
}

EncodingCandidate judge(const std::string& name, const std::vector<std::string_view>& samples) {
  EncodingCandidate out{name, 0, true, ""};
  double sum = 0;
  std::size_t count = 0, shown = 0;
  const TextDecoder decoder(name);
  for (const std::string_view bytes : samples) {
    const auto [text, clean] = decoder.decode(bytes);
    out.clean = out.clean && clean;
    const auto points = code_points(text);
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (points[i] < 0x80) continue;
      sum += within_a_word(points, i) ? worth_within_a_word : worth(points[i]);
      ++count;
    }
    if (shown < preview_texts) {
      if (shown++ > 0) out.preview += " · ";
      out.preview += beginning(points, text);
    }
  }
  if (count > 0) out.score = sum / static_cast<double>(count);
  if (!out.clean) out.score /= 2;
  return out;
}

/// Texts beyond ASCII, spread over all there are.
std::vector<std::string_view> telling(const std::vector<std::string_view>& all) {
  std::vector<std::string_view> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out),
               [](std::string_view text) { return !is_ascii(text); });
  if (out.size() <= most_samples) return out;
  const double step = static_cast<double>(out.size()) / most_samples;
  for (std::size_t i = 0; i < most_samples; ++i) {
    out[i] = out[static_cast<std::size_t>(static_cast<double>(i) * step)];
  }
  out.resize(most_samples);
  return out;
}

}  // namespace

EncodingCandidate judge_encoding(const std::string& name,
                                 const std::vector<std::string_view>& samples) {
  return judge(name, telling(samples));
}

std::vector<EncodingCandidate> encoding_candidates(const std::vector<std::string_view>& samples) {
  const auto texts = telling(samples);
  std::vector<EncodingCandidate> out;
  for (const char* name : {"UTF-8", "GB18030", "BIG5", "CP1252"}) out.push_back(judge(name, texts));
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : a.clean && !b.clean;
  });
  // Valid UTF-8 of several bytes does not come about by accident.
  const auto utf8 = std::find_if(out.begin(), out.end(), [](const EncodingCandidate& one) {
    return one.name == "UTF-8" && one.clean;
  });
  if (utf8 != out.end() && !texts.empty()) std::rotate(out.begin(), utf8, utf8 + 1);
  return out;
}

}  // namespace wangge::io
