#version 330 core
// Fills of polygons: one colour a feature, whole or in strokes that rise at 45 degrees.
flat in vec4 colour;
uniform float hatch_px;        // from stroke to stroke, across; 0: a whole fill
uniform float hatch_width_px;  // of a stroke
uniform float hatch_shift_px;  // where the first one lies, so that strokes stay on their ground
out vec4 pixel;

void main() {
  pixel = colour;
  if (hatch_px > 0.0) {
    float across = (gl_FragCoord.x - gl_FragCoord.y) * 0.70710678 + hatch_shift_px;
    float away = abs(mod(across, hatch_px) - hatch_px * 0.5);
    pixel.a *= clamp(hatch_width_px * 0.5 + 0.5 - away, 0.0, 1.0);
  }
}
