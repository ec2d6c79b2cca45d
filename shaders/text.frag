#version 330 core
// A glyph over its halo; the atlas holds the coverage of both.
in vec2 place;
flat in vec4 ink;
flat in vec4 halo;
uniform sampler2D atlas;  // red: glyph, green: halo
uniform int pass;         // 0: halos, 1: glyphs, so that no halo covers its neighbour's glyph
out vec4 pixel;

void main() {
  vec2 coverage = texture(atlas, place).rg;
  pixel = pass == 0 ? vec4(halo.rgb, halo.a * coverage.g) : vec4(ink.rgb, ink.a * coverage.r);
}
