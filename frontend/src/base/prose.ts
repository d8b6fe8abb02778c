import { html, type TemplateResult } from "lit";

const ADDRESS = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/g;

/** A part of a text, and the address that it is, if it is one. */
export interface Part {
  text: string;
  href?: string;
}

/** Find the addresses of the web in a text. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { 0: href, index } of text.matchAll(ADDRESS)) {
    if (index > at) parts.push({ text: text.slice(at, index) });
    parts.push({ text: href, href });
    at = index + href.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** A text of the school, as text: only addresses of the web become links. */
export function prose(text: string): TemplateResult {
  const parts = partsOf(text).map(({ text: part, href }) =>
    href === undefined
      ? part
      : html`<a href=${href} target="_blank" rel="noopener noreferrer"
          >${part}</a
        >`,
  );
  return html`<p><span class="prose">${parts}</span></p>`;
}
