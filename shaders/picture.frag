#version 330 core
// A picture as it is.
in vec2 place;
uniform sampler2D picture;
uniform float opacity;
out vec4 pixel;

void main() {
  vec4 colour = texture(picture, place);
  pixel = vec4(colour.rgb, colour.a * opacity);
}
