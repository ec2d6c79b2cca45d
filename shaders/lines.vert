#version 330 core
// Outlines and lines with smooth edges and round joins: one quad a segment, from a vertex to the next.
// in       both ends in metres from the layer's origin; the row of the first end, whose highest bit
//          says that no line goes on from there; metres along the line up to the first end
// spaces   layer metres -> pixels of the picture -> clip
layout(location = 0) in vec2 from_m;
layout(location = 1) in uint row_and_end;
layout(location = 2) in vec2 to_m;
layout(location = 3) in float along_m;

uniform vec4 clip_from_layer;
uniform vec2 picture_px;              // width and height
uniform usamplerBuffer class_of_row;
uniform samplerBuffer classes;
uniform int one_class;
uniform float opacity;
uniform float pixel_ratio;
uniform int casing;                   // 1: the casing below the line is drawn, 0: the line
uniform int patterns;                 // 0: all lines solid

flat out vec4 colour;
flat out float half_width_px;
flat out float length_px;
flat out float along_px;
flat out int pattern;                 // 0 solid, 1 dash, 2 dash and dot
out vec2 local_px;                    // along and across the segment, from its first end

void main() {
  gl_Position = vec4(2, 2, 2, 1);
  if ((row_and_end & 0x80000000u) != 0u) return;
  uint number = one_class == 1 ? 0u : texelFetch(class_of_row, int(row_and_end)).r;
  if (number == 65535u) return;
  vec4 sizes = texelFetch(classes, int(number) * 4 + 3);  // outline px, casing px, pattern, marker px
  vec4 ink = texelFetch(classes, int(number) * 4 + 1 + casing);
  float width_px = (casing == 1 ? sizes.y : sizes.x) * pixel_ratio;
  if (ink.a == 0.0 || width_px <= 0.0) return;

  vec2 half_picture = picture_px * 0.5;
  vec2 a = (from_m * clip_from_layer.xy + clip_from_layer.zw) * half_picture;
  vec2 b = (to_m * clip_from_layer.xy + clip_from_layer.zw) * half_picture;
  float size = length(b - a);
  vec2 direction = size > 1e-6 ? (b - a) / size : vec2(1, 0);
  vec2 normal = vec2(-direction.y, direction.x);

  // Lines thinner than a pixel stay one pixel wide and become paler.
  float drawn_px = max(width_px, 1.0);
  half_width_px = drawn_px * 0.5;
  float reach = half_width_px + 1.0;
  bool end = (gl_VertexID & 1) == 1, left = (gl_VertexID & 2) == 2;
  local_px = vec2(end ? size + reach : -reach, left ? reach : -reach);
  colour = vec4(ink.rgb, ink.a * opacity * min(width_px, 1.0));
  length_px = size;
  along_px = along_m * abs(clip_from_layer.x) * half_picture.x;
  pattern = casing == 1 || patterns == 0 ? 0 : int(sizes.z + 0.5);
  vec2 place = a + direction * local_px.x + normal * local_px.y;
  gl_Position = vec4(place / half_picture, 0, 1);
}
