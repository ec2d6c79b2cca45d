#version 330 core
// Markers of points: one quad each, sizes in pixels.
// in       the centre in pixels from the lower left corner; size; shape; colours
// spaces   pixels of the picture -> clip
layout(location = 0) in vec2 centre_px;
layout(location = 1) in float size_px;
layout(location = 2) in float outline_px;
layout(location = 3) in float shape;  // 0 circle, 1 triangle, 2 square, 3 diamond
layout(location = 4) in vec4 fill_in;
layout(location = 5) in vec4 outline_in;

uniform vec2 picture_px;

flat out vec4 fill;
flat out vec4 outline;
flat out float radius_px;
flat out float outline_width_px;
flat out int marker;
out vec2 local_px;

void main() {
  radius_px = size_px * 0.5;
  outline_width_px = outline_px;
  marker = int(shape + 0.5);
  fill = fill_in;
  outline = outline_in;
  float reach = radius_px * 1.25 + outline_px + 1.0;
  local_px = vec2((gl_VertexID & 1) == 1 ? reach : -reach, (gl_VertexID & 2) == 2 ? reach : -reach);
  gl_Position = vec4((centre_px + local_px) / picture_px * 2.0 - 1.0, 0, 1);
}
