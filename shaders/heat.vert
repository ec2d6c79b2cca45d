#version 330 core
// A heat surface: a rectangle in clip space.
uniform vec4 rectangle;  // left, bottom, right, top in clip space

out vec2 place;          // in the surface, (0, 0) at its lower left

void main() {
  place = vec2(gl_VertexID & 1, (gl_VertexID >> 1) & 1);
  gl_Position = vec4(mix(rectangle.xy, rectangle.zw, place), 0, 1);
}
