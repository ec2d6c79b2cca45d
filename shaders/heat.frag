#version 330 core
// A heat surface: values to colours, by a domain that is part of the legend.
in vec2 place;
uniform sampler2D values;    // in the legend's unit, at cell centres
uniform sampler2D ramp;      // one row of colours with their alpha
uniform float domain_max;    // the value of the last colour
uniform float opacity;
out vec4 pixel;

void main() {
  float share = clamp(texture(values, place).r / domain_max, 0.0, 1.0);
  vec4 colour = texture(ramp, vec2((share * 255.0 + 0.5) / 256.0, 0.5));
  pixel = vec4(colour.rgb, colour.a * opacity);
}
