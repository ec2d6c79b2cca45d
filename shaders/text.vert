#version 330 core
// Glyphs: one quad each.
// in       a corner in pixels from the lower left corner; its place in the atlas; colours
// spaces   pixels of the picture -> clip
layout(location = 0) in vec2 corner_px;
layout(location = 1) in vec2 atlas_place;
layout(location = 2) in vec4 ink_in;
layout(location = 3) in vec4 halo_in;

uniform vec2 picture_px;

out vec2 place;
flat out vec4 ink;
flat out vec4 halo;

void main() {
  place = atlas_place;
  ink = ink_in;
  halo = halo_in;
  gl_Position = vec4(corner_px / picture_px * 2.0 - 1.0, 0, 1);
}
