#version 330 core
// A raster beneath the map, with or without its colours.
in vec2 place;
uniform sampler2D picture;
uniform float opacity;
uniform int grey;
out vec4 pixel;

void main() {
  vec4 colour = texture(picture, place);
  if (grey != 0) colour.rgb = vec3(dot(colour.rgb, vec3(0.299, 0.587, 0.114)));
  pixel = vec4(colour.rgb, colour.a * opacity);
}
