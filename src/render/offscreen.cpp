#include "render/offscreen.h"

#include <epoxy/egl.h>

#include "base/i18n.h"

namespace wangge::render {

struct OffscreenContext::Handles {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  ~Handles() {
    if (display == EGL_NO_DISPLAY) return;
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
    eglTerminate(display);
  }
};

namespace {

EGLDisplay surfaceless_display() {
  return eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
}

EGLDisplay device_display() {
  EGLDeviceEXT device = nullptr;
  EGLint count = 0;
  if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_device_enumeration") ||
      eglQueryDevicesEXT(1, &device, &count) == EGL_FALSE || count == 0) {
    return EGL_NO_DISPLAY;
  }
  return eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, device, nullptr);
}

EGLContext make_context(EGLDisplay display) {
  if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) == EGL_FALSE ||
      eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) {
    return EGL_NO_CONTEXT;
  }
  const EGLint attributes[] = {EGL_CONTEXT_MAJOR_VERSION,
                               3,
                               EGL_CONTEXT_MINOR_VERSION,
                               3,
                               EGL_CONTEXT_OPENGL_PROFILE_MASK,
                               EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                               EGL_NONE};
  const EGLContext context =
      eglCreateContext(display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, attributes);
  if (context == EGL_NO_CONTEXT) return context;
  if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context) == EGL_FALSE) {
    eglDestroyContext(display, context);
    return EGL_NO_CONTEXT;
  }
  return context;
}

}  // namespace

OffscreenContext::OffscreenContext(std::unique_ptr<Handles> handles)
    : handles_(std::move(handles)) {}
OffscreenContext::OffscreenContext(OffscreenContext&&) noexcept = default;
OffscreenContext& OffscreenContext::operator=(OffscreenContext&&) noexcept = default;
OffscreenContext::~OffscreenContext() = default;

Result<OffscreenContext> OffscreenContext::make() {
  for (const auto display : {surfaceless_display, device_display}) {
    auto handles = std::make_unique<Handles>();
    handles->display = display();
    handles->context = make_context(handles->display);
    if (handles->context != EGL_NO_CONTEXT) return OffscreenContext(std::move(handles));
  }
  return Error{ErrorCode::failed, "",
               tr("There is no OpenGL 3.3 on this machine, not even in software."),
               tr("Install the Debian packages libegl1 and libgl1-mesa-dri.")};
}

}  // namespace wangge::render
