#include "render/gl.h"

#include <algorithm>

#include <fstream>
#include <sstream>

#include "base/i18n.h"

namespace wangge::render {

void RenderTarget::resize(int width, int height) {
  if (width == width_ && height == height_) return;
  width_ = width;
  height_ = height;
  glBindTexture(GL_TEXTURE_2D, texture_.name());
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.name(), 0);
}

void RenderTarget::copy_to(const RenderTarget& other, int right, int up) const {
  const int left = std::max(0, -right), bottom = std::max(0, -up);
  const int beyond = std::min(width_, width_ - right), top = std::min(height_, height_ - up);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_.name());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, other.framebuffer_.name());
  if (left < beyond && bottom < top) {
    glBlitFramebuffer(left, bottom, beyond, top, left + right, bottom + up, beyond + right,
                      top + up, GL_COLOR_BUFFER_BIT, GL_NEAREST);
  }
  other.bind();
}

void RenderTarget::bind() const {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glViewport(0, 0, width_, height_);
}

namespace {

Result<GLuint> compile(const std::string& path, GLenum type) {
  std::ifstream file(path);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    return Error{ErrorCode::failed, path, tr("The shader cannot be read."),
                 tr("Reinstall the program, or set WANGGE_DATA to its data folder.")};
  }
  const std::string source = text.str();
  const char* pointer = source.c_str();
  const GLuint shader = glCreateShader(type);
  glShaderSource(shader, 1, &pointer, nullptr);
  glCompileShader(shader);
  GLint good = 0;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
  if (good == GL_TRUE) return shader;
  char log[2048] = "";
  glGetShaderInfoLog(shader, sizeof log, nullptr, log);
  glDeleteShader(shader);
  return Error{ErrorCode::failed, path, trf("The graphics driver refused a shader: {}", log),
               tr("The program needs OpenGL 3.3; update the graphics driver.")};
}

}  // namespace

Result<Program> Program::load(const std::string& folder, const std::string& name) {
  const auto vertex = compile(folder + "/" + name + ".vert", GL_VERTEX_SHADER);
  if (!vertex) return vertex.error();
  const auto fragment = compile(folder + "/" + name + ".frag", GL_FRAGMENT_SHADER);
  if (!fragment) {
    glDeleteShader(*vertex);
    return fragment.error();
  }
  Program program(glCreateProgram());
  glAttachShader(program.name_, *vertex);
  glAttachShader(program.name_, *fragment);
  glLinkProgram(program.name_);
  glDeleteShader(*vertex);
  glDeleteShader(*fragment);
  GLint good = 0;
  glGetProgramiv(program.name_, GL_LINK_STATUS, &good);
  if (good == GL_TRUE) return program;
  char log[2048] = "";
  glGetProgramInfoLog(program.name_, sizeof log, nullptr, log);
  return Error{ErrorCode::failed, folder + "/" + name,
               trf("The graphics driver refused a shader: {}", log),
               tr("The program needs OpenGL 3.3; update the graphics driver.")};
}

}  // namespace wangge::render
