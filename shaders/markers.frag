#version 330 core
// Distance to the marker's border in pixels, negative inside, gives fill, outline and smooth edge.
flat in vec4 fill;
flat in vec4 outline;
flat in float radius_px;
flat in float outline_width_px;
flat in int marker;
in vec2 local_px;
out vec4 pixel;

float border_distance(vec2 p) {
  if (marker == 1) {  // triangle with its tip up, as large to the eye as the circle
    vec2 q = vec2(abs(p.x), p.y + 0.15 * radius_px);
    vec2 normal = normalize(vec2(1.9, 1.1));
    return max(dot(q - vec2(0.0, 1.15 * radius_px), normal), -q.y - 0.75 * radius_px);
  }
  if (marker == 2) return max(abs(p.x), abs(p.y)) - 0.88 * radius_px;
  if (marker == 3) return (abs(p.x) + abs(p.y)) * 0.7071 - 0.8 * radius_px;
  return length(p) - radius_px;
}

void main() {
  float d = border_distance(local_px);
  float outer = clamp(0.5 - d, 0.0, 1.0);
  if (outer <= 0.0) discard;
  float inner = outline_width_px > 0.0 ? clamp(0.5 - (d + outline_width_px), 0.0, 1.0) : outer;
  float ring = outer - inner;
  vec4 inside = vec4(fill.rgb, fill.a * inner), border = vec4(outline.rgb, outline.a * ring);
  float alpha = inside.a + border.a;
  pixel = vec4((inside.rgb * inside.a + border.rgb * border.a) / max(alpha, 1e-4), alpha);
}
