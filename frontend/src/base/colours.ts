import { nothing } from "lit";

const COLOUR = /^#[0-9a-f]{6}$/i;

/** A school's colour as the CSS variable --colour; nothing else gets into a style. */
export function colourOf(
  colour: string | null | undefined,
): string | typeof nothing {
  return colour != null && COLOUR.test(colour)
    ? `--colour: ${colour}`
    : nothing;
}
