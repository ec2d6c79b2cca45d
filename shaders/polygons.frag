#version 330 core
// Fills of polygons: one colour a feature.
flat in vec4 colour;
out vec4 pixel;

void main() { pixel = colour; }
