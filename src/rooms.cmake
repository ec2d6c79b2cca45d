# wangge_room(NAME SOURCES a.cpp … [USES room …] [LIBRARIES target …] [PRIVATE_LIBRARIES target …]
#             [PRECOMPILED header …])
#   One room of src/README.md: the static library wangge_NAME. Its headers compile alone
#   (target all_verify_interface_header_sets). USES names rooms below it and nothing else.
add_library(wangge_options INTERFACE)
target_compile_options(wangge_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wno-psabi
                       $<$<BOOL:${WANGGE_WERROR}>:-Werror>)
if(WANGGE_SANITIZE)
  target_compile_options(wangge_options INTERFACE -fsanitize=${WANGGE_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(wangge_options INTERFACE -fsanitize=${WANGGE_SANITIZE})
  target_sources(wangge_options INTERFACE
    $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:${PROJECT_SOURCE_DIR}/tests/sanitizers.cpp>)
endif()

# wangge_precompile(TARGET header …): the headers that most of the target's files include are parsed
# once. A file still includes all it uses: the dev build, which has none of this, holds it to that.
function(wangge_precompile target)
  if(WANGGE_PRECOMPILE)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE -fpch-preprocess)  # lets ccache look into them
    endif()
    target_precompile_headers(${target} PRIVATE <algorithm> <cmath> <functional> <map> <memory>
                              <optional> <span> <string> <unordered_map> <variant> <vector> ${ARGN})
  endif()
endfunction()

function(wangge_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;LIBRARIES;PRIVATE_LIBRARIES;PRECOMPILED" ${ARGN})
  add_library(wangge_${name} STATIC ${ROOM_SOURCES})
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  target_sources(wangge_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/src FILES ${headers})
  set_target_properties(wangge_${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  list(TRANSFORM ROOM_USES PREPEND wangge_)
  wangge_precompile(wangge_${name} <fmt/format.h> ${ROOM_PRECOMPILED})
  target_link_libraries(wangge_${name} PUBLIC ${ROOM_USES} ${ROOM_LIBRARIES} PRIVATE wangge_options ${ROOM_PRIVATE_LIBRARIES})
endfunction()

# wangge_test(ROOM SOURCES a_test.cpp … [USES room …] [LIBRARIES target …] [PRECOMPILED header …])
#   One test program a room, linking that room alone (and what USES adds).
function(wangge_test room)
  cmake_parse_arguments(TEST "" "" "SOURCES;USES;LIBRARIES;PRECOMPILED" ${ARGN})
  add_executable(${room}_test ${TEST_SOURCES})
  list(TRANSFORM TEST_USES PREPEND wangge_)
  target_link_libraries(${room}_test PRIVATE wangge_${room} ${TEST_USES} ${TEST_LIBRARIES} wangge_options
                        GTest::gtest GTest::gtest_main)
  target_compile_options(${room}_test PRIVATE -O1)  # what is tested is built as it is shipped
  wangge_precompile(${room}_test <gtest/gtest.h> ${TEST_PRECOMPILED})
  target_include_directories(${room}_test PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(${room}_test PRIVATE WANGGE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  gtest_discover_tests(${room}_test TEST_PREFIX ${room}/ DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 300)
endfunction()
