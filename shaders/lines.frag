#version 330 core
// A segment with round ends: the distance to it in pixels gives the coverage.
flat in vec4 colour;
flat in float half_width_px;
flat in float length_px;
flat in float along_px;
flat in int pattern;
in vec2 local_px;
out vec4 pixel;

void main() {
  float beyond = local_px.x - clamp(local_px.x, 0.0, length_px);
  float coverage = clamp(half_width_px + 0.5 - length(vec2(beyond, local_px.y)), 0.0, 1.0);
  if (pattern > 0) {
    // In units of the line's width: dash 6, gap 3; dash 7, gap 3, dot 1, gap 3.
    float unit = half_width_px * 2.0;
    float period = (pattern == 1 ? 9.0 : 14.0) * unit;
    float at = mod(along_px + clamp(local_px.x, 0.0, length_px), period) / unit;
    bool ink = pattern == 1 ? at < 6.0 : at < 7.0 || (at > 10.0 && at < 11.0);
    if (!ink) discard;
  }
  if (coverage <= 0.0) discard;
  pixel = vec4(colour.rgb, colour.a * coverage);
}
