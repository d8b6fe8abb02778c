import { html, nothing, type TemplateResult } from "lit";
import type { Write } from "../base/write";
import {
  act,
  DISCUSSION_ACTS,
  rename,
  type DiscussionAct,
  type InboxItem,
} from "../data/inbox";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";

/** What the ways to deal with an item need of its card. */
export interface ActsView {
  hass: HomeAssistant;
  strings: Strings;
  device: string;
  item: InboxItem;
  write: Write;
  /** The new title while it is being written; undefined before. */
  title: string | undefined;
  /** Note a new title. */
  note: (title: string | undefined) => void;
  /** Ask whether the item shall be marked. */
  mark: (read: boolean) => void;
  /** Something was written: look at the list again. */
  written: () => Promise<void>;
}

/** What else may be done with an item: mark it, put it away, leave it, rename it. */
export function renderActs(view: ActsView): TemplateResult | typeof nothing {
  const { strings, item, write, title } = view;
  const { actions, key } = item;
  if (write.isAsking(key)) return nothing;
  const texts = strings.inbox;
  const button = (label: string, click: () => void): TemplateResult =>
    html`<button class="button" ?disabled=${write.running} @click=${click}>
      ${label}
    </button>`;
  const marks = [
    ["mark_read", texts.markRead, true],
    ["mark_unread", texts.markUnread, false],
  ] as const;
  const buttons = [
    ...marks
      .filter(([action]) => actions.includes(action))
      .map(([, label, read]) => button(label, () => view.mark(read))),
    ...DISCUSSION_ACTS.filter((what) => actions.includes(what)).map((what) =>
      button(texts.acts[what], () => askAct(view, what)),
    ),
    ...(actions.includes("rename")
      ? [button(texts.rename, () => view.note(item.title ?? ""))]
      : []),
  ];
  if (buttons.length === 0) return nothing;
  return title === undefined
    ? html`<div class="buttons">${buttons}</div>`
    : renderTitle(view, title);
}

function askAct(view: ActsView, what: DiscussionAct): void {
  const { hass, device, strings, write } = view;
  const { acts, askActs, didActs } = strings.inbox;
  const { key } = view.item;
  write.ask(key, {
    question: askActs[what],
    label: acts[what],
    run: async () => {
      await act(hass, device, key, what);
      await view.written();
      return didActs[what];
    },
  });
}

function renderTitle(view: ActsView, title: string): TemplateResult {
  const { hass, device, strings, item, write } = view;
  const texts = strings.inbox;
  const wanted = title.trim();
  const ask = (): void =>
    write.ask(item.key, {
      question: texts.askRename.replace("{title}", wanted),
      label: texts.rename,
      run: async () => {
        await rename(hass, device, item.key, wanted);
        view.note(undefined);
        await view.written();
        return texts.renamed;
      },
    });
  return html`<input
      type="text"
      aria-label=${texts.newTitle}
      .value=${title}
      ?disabled=${write.running}
      @input=${(event: Event) =>
        view.note((event.target as HTMLInputElement).value)}
    />
    <div class="buttons">
      <button
        class="button main"
        ?disabled=${write.running || wanted === "" || wanted === item.title}
        @click=${ask}
      >
        ${texts.rename}
      </button>
      <button class="button" @click=${() => view.note(undefined)}>
        ${strings.write.cancel}
      </button>
    </div>`;
}
