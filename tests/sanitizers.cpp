// Linked into the programs of sanitized builds alone: what the sanitizers are to pass over. The
// OpenGL driver and fontconfig keep some memory until the process ends, GEOS 3.11 loses rings of
// broken polygons that it cannot make valid, and TBB and the driver hand work over in ways that the
// thread sanitizer cannot see. All that is ours is still found.

#include <dlfcn.h>

extern "C" {
const char* __lsan_default_suppressions();
const char* __lsan_default_options();
const char* __tsan_default_suppressions();

const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\n"
         "leak:libEGL\n"
         "leak:libGLX\n"
         "leak:swrast_dri\n"
         "leak:libgallium\n"
         "leak:libLLVM\n"
         "leak:geos::operation::overlay::PolygonBuilder\n"
         "leak:geos::operation::overlay::MaximalEdgeRing\n";
}

const char* __lsan_default_options() { return "print_suppressions=0"; }

const char* __tsan_default_suppressions() {
  return "race:oneapi/tbb/\n"
         "called_from_lib:libtbb.so\n"
         "called_from_lib:swrast_dri.so\n"
         "race:swrast_dri.so\n"
         "mutex:swrast_dri.so\n"
         "deadlock:libgdal.so\n"
         "deadlock:libproj.so\n";
}
}

/// A driver that is unloaded before the leaks are looked for can no longer be named: it stays.
int dlclose(void*) noexcept { return 0; }
