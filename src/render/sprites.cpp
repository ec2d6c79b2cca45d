#include "render/sprites.h"

#include <cstddef>

namespace wangge::render {
namespace {

/// Attribute `index` lies `at` bytes into each vertex; bytes stand for 0 to 1.
void describe(GLuint index, GLint size, GLenum type, std::size_t at, std::size_t stride) {
  glEnableVertexAttribArray(index);
  glVertexAttribPointer(index, size, type, type == GL_UNSIGNED_BYTE ? GL_TRUE : GL_FALSE,
                        static_cast<GLsizei>(stride), reinterpret_cast<const void*>(at));
}

}  // namespace

Result<std::unique_ptr<SpritePainter>> SpritePainter::make(const std::string& shader_dir) {
  auto markers = Program::load(shader_dir, "markers");
  if (!markers) return markers.error();
  auto text = Program::load(shader_dir, "text");
  if (!text) return text.error();
  auto atlas = TextAtlas::make();
  if (!atlas) return atlas.error();
  return std::unique_ptr<SpritePainter>(
      new SpritePainter(std::move(*markers), std::move(*text), std::move(*atlas)));
}

SpritePainter::SpritePainter(Program markers, Program text, std::unique_ptr<TextAtlas> atlas)
    : markers_(std::move(markers)), text_(std::move(text)), atlas_(std::move(atlas)) {
  describe_markers();
  describe_text();
}

void SpritePainter::describe_markers() const {
  glBindVertexArray(marker_array_.name());
  glBindBuffer(GL_ARRAY_BUFFER, marker_buffer_.name());
  const auto attribute = [](GLuint index, GLint size, GLenum type, std::size_t at) {
    describe(index, size, type, at, sizeof(MarkerInstance));
    glVertexAttribDivisor(index, 1);
  };
  attribute(0, 2, GL_FLOAT, offsetof(MarkerInstance, x));
  attribute(1, 1, GL_FLOAT, offsetof(MarkerInstance, size_px));
  attribute(2, 1, GL_FLOAT, offsetof(MarkerInstance, outline_px));
  attribute(3, 1, GL_FLOAT, offsetof(MarkerInstance, shape));
  attribute(4, 4, GL_UNSIGNED_BYTE, offsetof(MarkerInstance, fill));
  attribute(5, 4, GL_UNSIGNED_BYTE, offsetof(MarkerInstance, outline));
}

void SpritePainter::describe_text() const {
  glBindVertexArray(text_array_.name());
  glBindBuffer(GL_ARRAY_BUFFER, text_buffer_.name());
  const auto attribute = [](GLuint index, GLint size, GLenum type, std::size_t at) {
    describe(index, size, type, at, sizeof(TextVertex));
  };
  attribute(0, 2, GL_FLOAT, offsetof(TextVertex, x));
  attribute(1, 2, GL_FLOAT, offsetof(TextVertex, u));
  attribute(2, 4, GL_UNSIGNED_BYTE, offsetof(TextVertex, ink));
  attribute(3, 4, GL_UNSIGNED_BYTE, offsetof(TextVertex, halo));
}

void SpritePainter::draw_markers(const std::vector<MarkerInstance>& instances,
                                 const Camera& camera) {
  if (instances.empty()) return;
  markers_.use();
  markers_.set("picture_px", static_cast<float>(camera.width), static_cast<float>(camera.height));
  glBindVertexArray(marker_array_.name());
  glBindBuffer(GL_ARRAY_BUFFER, marker_buffer_.name());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(instances.size() * sizeof(MarkerInstance)),
               instances.data(), GL_STREAM_DRAW);
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(instances.size()));
}

void SpritePainter::draw_text(const std::vector<TextVertex>& glyphs, const Camera& camera) {
  if (glyphs.empty()) return;
  text_.use();
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, atlas_->texture());
  text_.set("atlas", 0);
  text_.set("picture_px", static_cast<float>(camera.width), static_cast<float>(camera.height));
  glBindVertexArray(text_array_.name());
  glBindBuffer(GL_ARRAY_BUFFER, text_buffer_.name());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(glyphs.size() * sizeof(TextVertex)),
               glyphs.data(), GL_STREAM_DRAW);
  for (const int pass : {0, 1}) {
    text_.set("pass", pass);
    glDrawArrays(GL_TRIANGLES, 0, static_cast<GLsizei>(glyphs.size()));
  }
}

}  // namespace wangge::render
