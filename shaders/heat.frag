#version 330 core
// A heat surface: values to colours, by a domain that is part of the legend.
in vec2 place;
uniform sampler2D values;    // in the legend's unit, at cell centres; second: 0 where it is blank
uniform int blanks;          // 1: there are blank cells
uniform sampler2D ramp;      // one row of colours with their alpha
uniform float domain_max;    // the value of the last colour
uniform float opacity;
out vec4 pixel;

void main() {
  vec2 value = texture(values, place).rg;
  if (blanks == 1) {
    // A place is blank where most of what lies around it is; else its value is that of the rest.
    if (value.g < 0.5) discard;
    value.r /= value.g;
  }
  float share = clamp(value.r / domain_max, 0.0, 1.0);
  vec4 colour = texture(ramp, vec2((share * 255.0 + 0.5) / 256.0, 0.5));
  pixel = vec4(colour.rgb, colour.a * opacity);
}
