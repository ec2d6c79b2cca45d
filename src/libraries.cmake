# Every library the project uses, by the name its targets are linked under.
include(GoogleTest)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(TBB REQUIRED)
find_package(GDAL 3.6 REQUIRED)
find_package(GEOS 3.11 REQUIRED)
find_package(GTest REQUIRED)
find_package(Freetype REQUIRED)
find_package(glfw3 3.3 REQUIRED)
find_package(simdjson REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Gettext REQUIRED)
pkg_check_modules(EPOXY REQUIRED IMPORTED_TARGET epoxy)
pkg_check_modules(FONTCONFIG REQUIRED IMPORTED_TARGET fontconfig)
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo)
pkg_check_modules(PANGO REQUIRED IMPORTED_TARGET pangocairo)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
if(WANGGE_BENCH)
  find_package(benchmark REQUIRED)
endif()

# Debian ships Dear ImGui as an archive without a CMake config; what it needs must follow it on the
# link line, so it is an imported library with an interface.
pkg_check_modules(IMGUI_PC REQUIRED imgui)
find_library(IMGUI_LIBRARY imgui HINTS ${IMGUI_PC_LIBRARY_DIRS} REQUIRED)
find_library(STB_LIBRARY stb REQUIRED)
add_library(imgui::imgui STATIC IMPORTED)
set_target_properties(imgui::imgui PROPERTIES
  IMPORTED_LOCATION ${IMGUI_LIBRARY}
  INTERFACE_INCLUDE_DIRECTORIES "${IMGUI_PC_INCLUDE_DIRS}"
  INTERFACE_LINK_LIBRARIES "Freetype::Freetype;${STB_LIBRARY};${CMAKE_DL_LIBS};m")
