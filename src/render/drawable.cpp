#include "render/drawable.h"

#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>

namespace wangge::render {
namespace {

constexpr std::size_t small_geometry = 20'000;  // points: packed in a few milliseconds

std::array<float, 4> floats(model::Colour c) {
  return {static_cast<float>(c.r) / 255, static_cast<float>(c.g) / 255,
          static_cast<float>(c.b) / 255, static_cast<float>(c.a) / 255};
}

}  // namespace

void StyleBuffers::set(const model::LayerStyle& style) {
  std::vector<float> table;
  for (const model::StyleClass& one : style.classes) {
    const model::Symbol& s = one.symbol;
    for (const auto& colour : {floats(s.fill), floats(s.outline), floats(s.casing)}) {
      table.insert(table.end(), colour.begin(), colour.end());
    }
    table.insert(table.end(),
                 {s.outline_px, s.casing_px, static_cast<float>(s.pattern), s.marker_px});
  }
  glBindBuffer(GL_TEXTURE_BUFFER, classes_.name());
  glBufferData(GL_TEXTURE_BUFFER, static_cast<GLsizeiptr>(table.size() * sizeof(float)),
               table.data(), GL_STATIC_DRAW);
  glBindTexture(GL_TEXTURE_BUFFER, classes_texture_.name());
  glTexBuffer(GL_TEXTURE_BUFFER, GL_RGBA32F, classes_.name());

  one_class_ = style.class_of_row.empty();
  glBindBuffer(GL_TEXTURE_BUFFER, class_of_row_.name());
  const std::uint16_t zero = 0;
  glBufferData(GL_TEXTURE_BUFFER,
               static_cast<GLsizeiptr>(one_class_ ? 2 : style.class_of_row.size() * sizeof(zero)),
               one_class_ ? &zero : style.class_of_row.data(), GL_STATIC_DRAW);
  glBindTexture(GL_TEXTURE_BUFFER, class_of_row_texture_.name());
  glTexBuffer(GL_TEXTURE_BUFFER, GL_R16UI, class_of_row_.name());
}

void StyleBuffers::bind(const Program& program) const {
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_BUFFER, class_of_row_texture_.name());
  glActiveTexture(GL_TEXTURE1);
  glBindTexture(GL_TEXTURE_BUFFER, classes_texture_.name());
  program.set("class_of_row", 0);
  program.set("classes", 1);
  program.set("one_class", one_class_ ? 1 : 0);
}

Drawable::Drawable(std::shared_ptr<const void> keep_alive, const geo::PackedGeometry& geometry)
    : keep_alive_(std::move(keep_alive)) {
  if (geometry.points().size() <= small_geometry) {
    packed_ = pack_layer(geometry, progress_);
  } else {
    packing_ = std::async(std::launch::async,
                          [this, &geometry] { return pack_layer(geometry, progress_); });
  }
}

Drawable::~Drawable() { progress_.cancel(); }

bool Drawable::ready() {
  if (!packed_ && packing_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
    packed_ = packing_.get();
  }
  if (packed_ && buffers_.empty()) buffers_.resize(packed_->chunks.size());
  return packed_.has_value();
}

void Drawable::wait() {
  if (!packed_) packing_.wait();
}

std::vector<std::uint32_t> Drawable::chunks_in(const geo::Box& view) const {
  std::vector<std::uint32_t> chunks;
  for (std::uint32_t i = 0; i < packed_->chunks.size(); ++i) {
    if (packed_->chunks[i].box.intersects(view)) chunks.push_back(i);
  }
  return chunks;
}

Drawable::ChunkBuffers& Drawable::upload(std::uint32_t number) {
  if (buffers_[number]) return *buffers_[number];
  buffers_[number] = std::make_unique<ChunkBuffers>();
  ChunkBuffers& buffers = *buffers_[number];
  Chunk& chunk = packed_->chunks[number];
  buffers.corner_count = static_cast<int>(chunk.corners.size());
  buffers.segment_count = std::max(0, static_cast<int>(chunk.vertices.size()) - 1);

  // Metres along its line up to each vertex, for dashes.
  std::vector<float> along(chunk.vertices.size());
  for (std::size_t i = 1; i < chunk.vertices.size(); ++i) {
    const Vertex &a = chunk.vertices[i - 1], &b = chunk.vertices[i];
    along[i] =
        (a.row & Vertex::line_ends) != 0 ? 0 : along[i - 1] + std::hypot(b.x - a.x, b.y - a.y);
  }
  const auto send = [](GLenum target, GLuint buffer, const auto& values) {
    glBindBuffer(target, buffer);
    glBufferData(target, static_cast<GLsizeiptr>(values.size() * sizeof(values[0])), values.data(),
                 GL_STATIC_DRAW);
  };
  const auto offset = [](std::size_t bytes) { return reinterpret_cast<const void*>(bytes); };

  glBindVertexArray(buffers.fill.name());
  send(GL_ARRAY_BUFFER, buffers.vertices.name(), chunk.vertices);
  send(GL_ELEMENT_ARRAY_BUFFER, buffers.corners.name(), chunk.corners);
  glEnableVertexAttribArray(0);
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, sizeof(Vertex), offset(0));
  glEnableVertexAttribArray(1);
  glVertexAttribIPointer(1, 1, GL_UNSIGNED_INT, sizeof(Vertex), offset(offsetof(Vertex, row)));

  // A segment is an instance: the same buffer read at a vertex and at the one after it.
  glBindVertexArray(buffers.lines.name());
  glBindBuffer(GL_ARRAY_BUFFER, buffers.vertices.name());
  for (const GLuint attribute : {0U, 2U}) {
    glEnableVertexAttribArray(attribute);
    glVertexAttribPointer(attribute, 2, GL_FLOAT, GL_FALSE, sizeof(Vertex),
                          offset(attribute == 0 ? 0 : sizeof(Vertex)));
    glVertexAttribDivisor(attribute, 1);
  }
  glEnableVertexAttribArray(1);
  glVertexAttribIPointer(1, 1, GL_UNSIGNED_INT, sizeof(Vertex), offset(offsetof(Vertex, row)));
  glVertexAttribDivisor(1, 1);
  send(GL_ARRAY_BUFFER, buffers.along.name(), along);
  glEnableVertexAttribArray(3);
  glVertexAttribPointer(3, 1, GL_FLOAT, GL_FALSE, sizeof(float), offset(0));
  glVertexAttribDivisor(3, 1);

  // The GPU has it now.
  chunk.vertices = {};
  chunk.corners = {};
  return buffers;
}

void Drawable::draw_fill(std::uint32_t chunk) {
  const ChunkBuffers& buffers = upload(chunk);
  if (buffers.corner_count == 0) return;
  glBindVertexArray(buffers.fill.name());
  glDrawElements(GL_TRIANGLES, buffers.corner_count, GL_UNSIGNED_INT, nullptr);
}

void Drawable::draw_lines(std::uint32_t chunk) {
  const ChunkBuffers& buffers = upload(chunk);
  if (buffers.segment_count == 0) return;
  glBindVertexArray(buffers.lines.name());
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, buffers.segment_count);
}

}  // namespace wangge::render
