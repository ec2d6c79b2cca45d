#pragma once

#include <epoxy/gl.h>

#include <initializer_list>
#include <string>
#include <utility>

#include "base/result.h"

namespace wangge::render {

// Owners of GL names. Move-only; made and destroyed with the context current.

template <void (*make)(GLuint&), void (*destroy)(GLuint)>
class GlName {
 public:
  GlName() { make(name_); }
  ~GlName() {
    if (name_ != 0) destroy(name_);
  }
  GlName(GlName&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
  GlName& operator=(GlName&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
  }
  GLuint name() const { return name_; }

 private:
  GLuint name_ = 0;
};

namespace gl_detail {
inline void make_buffer(GLuint& n) { glGenBuffers(1, &n); }
inline void destroy_buffer(GLuint n) { glDeleteBuffers(1, &n); }
inline void make_texture(GLuint& n) { glGenTextures(1, &n); }
inline void destroy_texture(GLuint n) { glDeleteTextures(1, &n); }
inline void make_vertex_array(GLuint& n) { glGenVertexArrays(1, &n); }
inline void destroy_vertex_array(GLuint n) { glDeleteVertexArrays(1, &n); }
inline void make_framebuffer(GLuint& n) { glGenFramebuffers(1, &n); }
inline void destroy_framebuffer(GLuint n) { glDeleteFramebuffers(1, &n); }
}  // namespace gl_detail

using GlBuffer = GlName<gl_detail::make_buffer, gl_detail::destroy_buffer>;
using GlTexture = GlName<gl_detail::make_texture, gl_detail::destroy_texture>;
using GlVertexArray = GlName<gl_detail::make_vertex_array, gl_detail::destroy_vertex_array>;
using GlFramebuffer = GlName<gl_detail::make_framebuffer, gl_detail::destroy_framebuffer>;

/// A picture that can be drawn into and then used as a texture.
class RenderTarget {
 public:
  /// Empty until the first resize.
  void resize(int width, int height);
  void bind() const;
  /// Copies this picture into another of the same size, moved by whole pixels; what would lie
  /// outside is left out. Leaves the other bound. Some six times as fast as drawing a texture by
  /// processor.
  void copy_to(const RenderTarget& other, int right, int up) const;
  int width() const { return width_; }
  int height() const { return height_; }
  GLuint texture() const { return texture_.name(); }

 private:
  GlTexture texture_;
  GlFramebuffer framebuffer_;
  int width_ = 0, height_ = 0;
};

/// A vertex and a fragment shader, linked.
class Program {
 public:
  /// Reads <folder>/<name>.vert and .frag. Error: the file is missing, or what the compiler said.
  static Result<Program> load(const std::string& folder, const std::string& name);
  Program(Program&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
  Program& operator=(Program&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
  }
  ~Program() {
    if (name_ != 0) glDeleteProgram(name_);
  }

  void use() const { glUseProgram(name_); }
  GLint uniform(const char* name) const { return glGetUniformLocation(name_, name); }
  void set(const char* name, int value) const { glUniform1i(uniform(name), value); }
  void set(const char* name, float value) const { glUniform1f(uniform(name), value); }
  void set(const char* name, float x, float y) const { glUniform2f(uniform(name), x, y); }
  void set(const char* name, float x, float y, float z, float w) const {
    glUniform4f(uniform(name), x, y, z, w);
  }

 private:
  explicit Program(GLuint name) : name_(name) {}
  GLuint name_ = 0;
};

}  // namespace wangge::render
