import { css, html, nothing, type TemplateResult } from "lit";
import type { Attachment } from "../data/actions";

const CLIP =
  "M16.5 6v11.5a4 4 0 0 1-8 0V5a2.5 2.5 0 0 1 5 0v10.5a1 1 0 0 1-2 0V6H10v9.5a2.5 2.5 0 0 0 5 0V5a4 4 0 0 0-8 0v12.5a5.5 5.5 0 0 0 11 0V6z";
const OUT =
  "M14 3v2h3.59l-9.83 9.83 1.41 1.41L19 6.41V10h2V3m-2 16H5V5h7V3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7h-2z";

/** The look of files and links. */
export const fileStyles = css`
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 6px 0 2px;
  }
  .files li {
    min-width: 0;
  }
  .files li > * {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 5px 10px 5px 6px;
    border-radius: 16px;
    background: var(--wash);
    color: var(--ink);
    text-decoration: none;
  }
  @media (pointer: coarse) {
    .files li > * {
      min-height: var(--finger);
      box-sizing: border-box;
      padding-inline: 12px 16px;
      border-radius: calc(var(--finger) / 2);
    }
  }
  .files a:hover {
    background: color-mix(in srgb, var(--accent) 16%, transparent);
  }
  .files span span,
  .files a span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .files svg {
    flex: none;
    width: 18px;
    height: 18px;
    fill: var(--faint);
  }
`;

/** Files and links: to this home's relay, or to the web; nothing else is an address. */
export function renderFiles(
  files: (Attachment | null)[],
): TemplateResult | typeof nothing {
  const known = files.filter((file) => file !== null);
  if (known.length === 0) return nothing;
  return html`<ul class="files">
    ${known.map((file) => {
      const path = file.kind === "file" ? CLIP : OUT;
      const icon = html`<svg viewBox="0 0 24 24" aria-hidden="true">
        <path d=${path} />
      </svg>`;
      return html`<li>
        ${
          isAddress(file.url)
            ? html`<a href=${file.url} target="_blank" rel="noopener noreferrer"
                >${icon}<span>${file.name}</span></a
              >`
            : html`<span>${icon}<span>${file.name}</span></span>`
        }
      </li>`;
    })}
  </ul>`;
}

export function isAddress(url: string | null): url is string {
  return url !== null && /^(https?:\/\/|\/api\/)/i.test(url);
}
