#version 330 core
// A part of a raster's tile: a rectangle in clip space.
uniform vec4 rectangle;  // left, bottom, right, top in clip space
uniform vec4 part;       // of the texture: left, bottom, right, top

out vec2 place;          // in the texture

void main() {
  vec2 corner = vec2(gl_VertexID & 1, (gl_VertexID >> 1) & 1);
  place = mix(part.xy, part.zw, corner);
  gl_Position = vec4(mix(rectangle.xy, rectangle.zw, corner), 0, 1);
}
