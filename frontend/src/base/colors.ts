import { nothing } from "lit";

const COLOR = /^#[0-9a-f]{6}$/i;

/** A school's color as the CSS variable --color; nothing else gets into a style. */
export function colorOf(
  color: string | null | undefined,
): string | typeof nothing {
  return color != null && COLOR.test(color) ? `--color: ${color}` : nothing;
}
