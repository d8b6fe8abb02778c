import { html, nothing, type TemplateResult } from "lit";
import type { Strings } from "../strings";

/** A button that shows all of a list that is too long, or its beginning again. */
export function foldButton(
  strings: Strings,
  count: number,
  shown: number,
  unfolded: boolean,
  toggle: () => void,
): TemplateResult | typeof nothing {
  if (count <= shown) return nothing;
  return html`<button
    class="fold"
    aria-expanded=${unfolded ? "true" : "false"}
    @click=${toggle}
  >
    ${unfolded ? strings.fewer : strings.all.replace("{count}", String(count))}
  </button>`;
}
