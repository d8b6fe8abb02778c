import { html, type TemplateResult } from "lit";
import { when } from "lit/directives/when.js";
import type { Write } from "../base/write";
import {
  answer,
  news,
  reply,
  thread,
  type InboxItem,
  type News,
  type Thread,
} from "../data/inbox";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";
import { answersOf, isOpen, onlyToAcknowledge, type Filled } from "./answers";
import { circleName, renderMessages, renderReply } from "./messages";
import { renderQuestion } from "./survey";

/** The content of an item. */
export type Opened = { news: News } | { thread: Thread };

/** Request the content of an item; it stays unread. */
export async function openItem(
  hass: HomeAssistant,
  device: string,
  { kind, key }: InboxItem,
): Promise<Opened> {
  return kind === "discussion"
    ? { thread: await thread(hass, device, key) }
    : { news: await news(hass, device, key) };
}

/** What an open item needs of its card. */
export interface Desk {
  hass: HomeAssistant;
  strings: Strings;
  device: string;
  write: Write;
  /** Draw again. */
  changed(): void;
  /** Write something about an item, and know what the item is afterwards. */
  written(key: string, content: Promise<Opened>): Promise<void>;
}

/** What is written of a reply, until it is sent. */
interface Reply {
  text?: string;
  to?: string;
  files?: File[];
}

/** What is read, filled in and written of the items, until it is sent. */
export class Papers {
  private readonly replies = new Map<string, Reply>();
  private readonly filled = new Map<string, ReadonlyMap<string, Filled>>();
  /** The key of the discussion of which all messages are shown. */
  private whole: string | undefined;

  render(desk: Desk, item: InboxItem, opened: Opened): TemplateResult {
    return "thread" in opened
      ? this.thread(desk, item, opened.thread)
      : this.news(desk, item, opened.news);
  }

  private news(
    desk: Desk,
    { key }: InboxItem,
    { questions, anonymous }: News,
  ): TemplateResult {
    const { hass, device, strings, write } = desk;
    const texts = strings.inbox;
    const parts = questions ?? [];
    const filled = this.filled.get(key) ?? new Map<string, Filled>();
    const alone = onlyToAcknowledge(parts);
    const open = parts.some(isOpen);
    const { missing, ...given } = answersOf(parts, filled);
    const answerable = alone || Object.keys(given.answers).length > 0;
    const form = {
      strings,
      filled,
      disabled: write.running,
      fill: (question: string, value: Filled) => {
        this.filled.set(key, new Map(filled).set(question, value));
        write.clear();
        desk.changed();
      },
    };
    const question = alone
      ? texts.askAcknowledge
      : missing > 0
        ? texts.askPart
        : texts.askAnswer;
    const label = alone ? texts.acknowledge : texts.answer;
    const run = async () => {
      const after = answer(hass, device, key, alone ? {} : given);
      await desk.written(
        key,
        after.then((content) => ({ news: content })),
      );
      this.filled.delete(key);
      return alone ? texts.acknowledged : texts.answered;
    };
    return html`${when(
      anonymous && open && !alone,
      () => html`<p class="faint">${texts.anonymous}</p>`,
    )}
    ${
      parts.length === 0
        ? html`<p class="faint">${texts.noText}</p>`
        : parts.map((part) =>
            renderQuestion(form, part, alone, parts.length === 1),
          )
    }
    ${when(
      open && !write.isAsking(key),
      () =>
        html`<div class="buttons">
          <button
            class="button main"
            ?disabled=${write.running || !answerable}
            @click=${() => write.ask(key, { question, label, run })}
          >
            ${label}
          </button>
        </div>`,
    )}`;
  }

  private thread(
    desk: Desk,
    { key, actions }: InboxItem,
    thread: Thread,
  ): TemplateResult {
    const { hass, device, strings, write } = desk;
    const texts = strings.inbox;
    const known = this.replies.get(key) ?? {};
    const text = known.text ?? thread.draft?.text ?? "";
    const files = known.files ?? [];
    const to = known.to ?? thread.reply_modes[0] ?? "";
    const change = (changed: Reply) => {
      this.replies.set(key, { ...known, ...changed });
      write.clear();
      desk.changed();
    };
    const question = texts.askReply.replace("{to}", circleName(strings, to));
    const run = async () => {
      const after = reply(hass, device, key, text, to, files);
      await desk.written(
        key,
        after.then((content) => ({ thread: content })),
      );
      this.replies.delete(key);
      return texts.replied;
    };
    const showAll = () => {
      this.whole = key;
      desk.changed();
    };
    return html`${renderMessages(
      hass,
      strings,
      thread,
      this.whole === key,
      showAll,
    )}
    ${when(!actions.includes("come_back"), () =>
      renderReply({
        strings,
        thread,
        text,
        to,
        files,
        disabled: write.running,
        asking: write.isAsking(key),
        write: (written) => change({ text: written }),
        address: (circle) => change({ to: circle }),
        attach: (attached) => change({ files: attached }),
        send: () => write.ask(key, { question, label: texts.send, run }),
      }),
    )}`;
  }
}
