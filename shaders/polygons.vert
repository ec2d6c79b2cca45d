#version 330 core
// Fills of polygons.
// in       metres from the layer's origin; the feature's row (highest bit: not used here)
// spaces   layer metres -> clip
layout(location = 0) in vec2 position_m;
layout(location = 1) in uint row_and_end;

uniform vec4 clip_from_layer;         // scale x, scale y, offset x, offset y
uniform usamplerBuffer class_of_row;  // 65535: the row is hidden
uniform samplerBuffer classes;        // four texels a class: fill, outline, casing, sizes
uniform int one_class;                // 1: every row is of class 0
uniform float opacity;

flat out vec4 colour;

void main() {
  uint row = row_and_end & 0x7FFFFFFFu;
  uint number = one_class == 1 ? 0u : texelFetch(class_of_row, int(row)).r;
  vec4 fill = number == 65535u ? vec4(0) : texelFetch(classes, int(number) * 4);
  colour = vec4(fill.rgb, fill.a * opacity);
  gl_Position = fill.a == 0.0 ? vec4(2, 2, 2, 1)
                              : vec4(position_m * clip_from_layer.xy + clip_from_layer.zw, 0, 1);
}
