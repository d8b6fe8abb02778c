import { css, html, type TemplateResult } from "lit";
import type { Strings } from "../strings";

/** Dialogs over a card, and the forms in them. */
export const dialogStyles = css`
  dialog {
    box-sizing: border-box;
    width: min(420px, calc(100vw - 32px));
    padding: 24px;
    border: none;
    border-top: 6px solid var(--color, var(--accent));
    border-radius: var(--ha-card-border-radius, 12px);
    background: var(--card-background-color, #fff);
    color: var(--ink);
    font-size: var(--large);
    line-height: 1.5;
    box-shadow: 0 8px 40px rgb(0 0 0 / 30%);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog h3 {
    margin: 0 0 4px;
    padding: 0;
    border: none;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
  }
  dialog p {
    overflow-wrap: anywhere;
  }
  dialog .said {
    white-space: pre-line;
  }
  dialog .question {
    margin-top: 12px;
  }
  dialog .faint {
    color: var(--faint);
  }
  dialog a {
    color: var(--accent-ink);
  }
  dialog .acts {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 4px 8px;
    margin-top: 16px;
  }
  .act {
    min-height: var(--finger);
    padding: 8px 16px;
    border-radius: var(--round);
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
  .act:hover {
    background: var(--wash);
  }
  .act.main {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
  }
  .act:disabled {
    opacity: 0.5;
    cursor: default;
  }
  form .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    margin-top: 12px;
  }
  form .field > span {
    color: var(--faint);
    font-size: var(--medium);
  }
  form .pair {
    display: grid;
    grid-template-columns: minmax(0, 11fr) minmax(0, 9fr);
    gap: 0 12px;
  }
  form input,
  form select,
  form textarea {
    box-sizing: border-box;
    width: 100%;
    min-width: 0;
    min-height: var(--finger);
    margin: 0;
    padding: 8px;
    border: 1px solid var(--faint);
    border-radius: var(--round);
    background: var(--card-background-color, #fff);
    color: var(--ink);
    color-scheme: inherit;
    font: inherit;
  }
`;

/** The ID of what a card writes from its dialog. */
export const DIALOG = "dialog";

/** A dialog, to be opened with `showModal` once it is on the page. */
export function renderDialog(
  title: string,
  content: unknown,
  closed: () => void,
  options: { style?: unknown; locked?: boolean } = {},
): TemplateResult {
  return html`<dialog
    aria-labelledby="dialog-title"
    style=${options.style ?? ""}
    closedby=${options.locked ? "none" : "closerequest"}
    @close=${closed}
    @cancel=${(event: Event) => {
      if (options.locked) event.preventDefault();
    }}
  >
    <h3 id="dialog-title">${title}</h3>
    ${content}
  </dialog>`;
}

/** The button that closes a dialog. */
export function closeButton(text: string): TemplateResult {
  return html`<button
    type="button"
    class="act"
    @click=${(event: Event) =>
      (event.currentTarget as HTMLElement).closest("dialog")?.close()}
  >
    ${text}
  </button>`;
}

/** The way out of a dialog that only shows something. */
export function closeRow(strings: Strings): TemplateResult {
  return html`<div class="acts">${closeButton(strings.close)}</div>`;
}

/** Open the dialog of a card, if there is one that is not open yet. */
export function openDialog(root: ParentNode): void {
  const dialog = root.querySelector("dialog");
  if (dialog === null || dialog.open) return;
  dialog.addEventListener("click", closeBeside);
  dialog.showModal();
  // In a form, its first field has the focus.
  if (dialog.querySelector("form") === null)
    dialog.querySelector<HTMLElement>(".act.main")?.focus();
}

/** Close a dialog on a tap beside it. */
function closeBeside({ target }: Event): void {
  if (
    target instanceof HTMLDialogElement &&
    target.getAttribute("closedby") !== "none"
  )
    target.close();
}
