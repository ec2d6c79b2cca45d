#pragma once

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace wangge {

/// Makes freed arrays of a megabyte and more go back to the system at once. Left to itself glibc
/// keeps them for later, and a city that was read stays in memory half as large again. To be called
/// when a program starts.
inline void give_large_arrays_back() {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}

}  // namespace wangge
