// Linked into the programs of sanitized builds alone. The OpenGL driver and fontconfig keep some
// memory until the process ends: theirs, and not for us to mend. Leaks of our own are still found.

#include <dlfcn.h>

extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\n"
         "leak:libEGL\n"
         "leak:libGLX\n"
         "leak:swrast_dri\n"
         "leak:libgallium\n"
         "leak:libLLVM\n";
}

extern "C" const char* __lsan_default_options();
extern "C" const char* __lsan_default_options() { return "print_suppressions=0"; }

/// A driver that is unloaded before the leaks are looked for can no longer be named: it stays.
int dlclose(void*) noexcept { return 0; }
