import { css, html, nothing, type TemplateResult } from "lit";
import { ACCEPTED } from "../data/uploads";
import type { Strings } from "../strings";

/** The look of the field. */
export const fileFieldStyles = css`
  .chosen {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }
  form > .chosen,
  form > .attach {
    margin-top: 8px;
  }
  .chosen span {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .attach {
    position: relative;
    display: inline-grid;
    flex: none;
    align-content: center;
    box-sizing: border-box;
    min-height: var(--finger);
    padding: 4px 0;
    color: var(--accent-ink);
    font-weight: var(--strong);
    cursor: pointer;
  }
  .attach:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .attach:hover {
    text-decoration: underline;
  }
`;

/** What a field of files needs of its card. */
export interface FileField {
  strings: Strings;
  files: readonly File[];
  /** Whether there may be more than one. */
  several: boolean;
  disabled: boolean;
  choose: (files: File[]) => void;
}

/** The files that go with something, each with a way to leave it out, and a way to add one. */
export function renderFileField(field: FileField): TemplateResult {
  const { strings, files, several, disabled, choose } = field;
  const texts = strings.files;
  const added = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const chosen = [...(input.files ?? [])];
    // The same file can be chosen again.
    input.value = "";
    if (chosen.length > 0) choose(several ? [...files, ...chosen] : chosen);
  };
  return html`${files.map(
    (file) =>
      html`<p class="chosen">
        <span>${file.name}</span>
        <button
          type="button"
          class="attach"
          aria-label="${texts.remove} ${file.name}"
          ?disabled=${disabled}
          @click=${() => choose(files.filter((other) => other !== file))}
        >
          ${texts.remove}
        </button>
      </p>`,
  )}
  ${
    disabled || (files.length > 0 && !several)
      ? nothing
      : html`<label class="attach"
          ><span>${texts.attach}</span
          ><input
            class="hidden"
            type="file"
            accept=${ACCEPTED}
            aria-label=${texts.attach}
            ?multiple=${several}
            @change=${added}
        /></label>`
  }`;
}
