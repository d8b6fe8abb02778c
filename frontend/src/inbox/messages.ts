import { html, nothing, type TemplateResult } from "lit";
import { when } from "lit/directives/when.js";
import { renderFileField } from "../base/file-field";
import { renderFiles } from "../base/links";
import { formatDate } from "../base/moments";
import { prose } from "../base/prose";
import type { Message, Thread } from "../data/inbox";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";

/** How many of the last messages are shown at first. */
const LAST = 3;

/** The messages of a discussion, the oldest first. */
export function renderMessages(
  hass: HomeAssistant,
  strings: Strings,
  { messages }: Thread,
  all: boolean,
  showAll: () => void,
): TemplateResult {
  const shown = all ? messages : messages.slice(-LAST);
  const left = messages.length - shown.length;
  return html`${when(
      left,
      () =>
        html`<button class="button" @click=${showAll}>
          ${strings.inbox.earlier.replace("{count}", String(left))}
        </button>`,
    )}
    <ul class="messages">
      ${shown.map((message) => renderMessage(hass, strings, message))}
    </ul>`;
}

function renderMessage(
  hass: HomeAssistant,
  strings: Strings,
  message: Message,
): TemplateResult {
  const { mine, author, sent_at, text, recipients } = message;
  return html`<li class=${mine ? "message mine" : "message"}>
    <h4>
      ${mine ? strings.inbox.you : author}
      ${when(
        sent_at,
        (sent_at) =>
          html`<time datetime=${sent_at}
            >${formatDate(hass, strings, sent_at)}</time
          >`,
      )}
    </h4>
    ${when(recipients && mine, () => html`<p class="faint">→ ${recipients}</p>`)}
    ${prose(text)} ${renderFiles(message.attachments)}
    ${
      message.forwarded.length === 0
        ? nothing
        : html`<ul class="messages">
            ${message.forwarded.map((other) =>
              renderMessage(hass, strings, other),
            )}
          </ul>`
    }
  </li>`;
}

/** What a reply needs of its card. */
export interface ReplyForm {
  strings: Strings;
  thread: Thread;
  text: string;
  to: string;
  files: readonly File[];
  disabled: boolean;
  /** Whether a confirmation is awaited. */
  asking: boolean;
  write(text: string): void;
  address(to: string): void;
  attach(files: File[]): void;
  send(): void;
}

/** The words of people who receive a reply. */
export function circleName(strings: Strings, mode: string): string {
  return strings.inbox.circles[mode] ?? mode;
}

/** The field of a reply, with those to whom it goes; nothing where none is possible. */
export function renderReply(form: ReplyForm): TemplateResult {
  const { strings, thread, disabled } = form;
  const texts = strings.inbox;
  if (thread.reply_modes.length === 0)
    return html`<p class="faint">${texts.closed}</p>`;
  return html`<div class="reply">
    <span class="faint" id="to">${texts.to}</span>
    <select
      aria-labelledby="to"
      ?disabled=${disabled}
      @change=${(event: Event) =>
        form.address((event.target as HTMLSelectElement).value)}
    >
      ${thread.reply_modes.map(
        (mode) =>
          html`<option value=${mode} .selected=${mode === form.to}>
            ${circleName(strings, mode)}
          </option>`,
      )}
    </select>
    <textarea
      aria-label=${texts.reply}
      placeholder=${texts.reply}
      .value=${form.text}
      ?disabled=${disabled}
      @input=${(event: Event) =>
        form.write((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    ${renderFileField({
      strings,
      files: form.files,
      several: true,
      disabled,
      choose: (files) => form.attach(files),
    })}
    ${
      form.asking
        ? nothing
        : html`<div class="buttons">
            <button
              class="button main"
              ?disabled=${disabled || form.text.trim() === ""}
              @click=${() => form.send()}
            >
              ${texts.send}
            </button>
          </div>`
    }
  </div>`;
}
