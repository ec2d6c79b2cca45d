#include "io/gdal_library.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <gdal_priv.h>

#include <mutex>

namespace wangge::io {
namespace {

void CPL_STDCALL collect(CPLErr level, CPLErrorNum, const char* text) {
  auto* messages = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
  if (level >= CE_Warning) messages->add(level >= CE_Failure, text);
}

// A result with an error: for a null pointer GDAL would go on to fetch by itself.
CPLHTTPResult* refuse(const char*, CSLConstList, GDALProgressFunc, void*, CPLHTTPFetchWriteFunc,
                      void*, void*) {
  auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
  result->nStatus = 1;
  result->pszErrBuf = CPLStrdup("the network is not allowed");
  return result;
}

}  // namespace

NoNetwork::NoNetwork() { CPLHTTPPushFetchCallback(refuse, nullptr); }
NoNetwork::~NoNetwork() { CPLHTTPPopFetchCallback(); }

void use_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    GDALAllRegister();
    CPLSetErrorHandler(CPLQuietErrorHandler);  // for GDAL's own threads
    // The first row of an office's sheet names its columns, also where all cells are texts.
    CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE");
    CPLSetConfigOption("OGR_ODS_HEADERS", "FORCE");
  });
}

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(collect, this); }
GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

std::string GdalMessages::first() const {
  if (!failures_.empty()) return failures_.front();
  return warnings_.empty() ? std::string() : warnings_.front();
}

void GdalMessages::add(bool failure, const char* text) {
  constexpr std::size_t enough = 20;  // a broken file may complain about every feature
  failure_count_ += failure ? 1 : 0;
  auto& list = failure ? failures_ : warnings_;
  if (list.size() < enough) list.emplace_back(text);
}

}  // namespace wangge::io
