import { nothing, svg, html, type TemplateResult } from "lit";
import type { Curve } from "../data/curves";

const WIDTH = 100;
const HEIGHT = 28;
const EDGE = 3;

/** The points of a curve inside a small box, the oldest at the left. */
export function sparkPoints(curve: Curve): [number, number][] {
  const values = curve.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [curve[0]?.at ?? 0, curve.at(-1)?.at ?? 0];
  return curve.map(({ at, value }) => [
    EDGE + ((at - from) / (to - from || 1)) * (WIDTH - 2 * EDGE),
    // A flat curve runs through the middle.
    high === low
      ? HEIGHT / 2
      : EDGE + ((high - value) / (high - low)) * (HEIGHT - 2 * EDGE),
  ]);
}

/** A curve in the height of a line of text; nothing if it has no length. */
export function sparkline(
  curve: Curve | undefined,
): TemplateResult | typeof nothing {
  if (curve === undefined || curve.length < 2) return nothing;
  const points = sparkPoints(curve);
  const [x, y] = points.at(-1) ?? [];
  return html`<svg
    class="spark"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    aria-hidden="true"
  >
    ${svg`<polyline points=${points.map((point) => point.join()).join(" ")} />
      <circle cx=${x} cy=${y} r="2.5" />`}
  </svg>`;
}
