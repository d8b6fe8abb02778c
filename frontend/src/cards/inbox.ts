import { html, nothing, type TemplateResult } from "lit";
import { when } from "lit/directives/when.js";
import { writing } from "../base/buttons";
import {
  ChildCard,
  configForm,
  type ChildCardConfig,
} from "../base/child-card";
import { Clock } from "../base/clock";
import { dayOf } from "../base/days";
import { dotted } from "../base/dotted";
import { fileFieldStyles } from "../base/file-field";
import { fileStyles } from "../base/links";
import { AWAY, Live, presence, sentence } from "../base/live";
import { formatDate } from "../base/moments";
import { shared } from "../base/styles";
import { Write, writeStyles } from "../base/write";
import { schoolEntity, type Child } from "../data/child";
import {
  inbox,
  markRead,
  refreshInbox,
  type Inbox,
  type InboxItem,
} from "../data/inbox";
import type { HomeAssistant } from "../hass";
import { renderActs } from "../inbox/acts";
import {
  folderOf,
  renderFolders,
  shownFolder,
  type Folder,
} from "../inbox/folders";
import { openItem, Papers, type Desk, type Opened } from "../inbox/open-item";
import { inboxStyles } from "../inbox/styles";

interface InboxCardConfig extends ChildCardConfig {
  /** How many items are shown at first. */
  items?: number;
  unread_only?: boolean;
}

const ITEMS = 6;
/** As many as PRONOTE is asked to mark at once. */
const MOST_MARKED = 30;
const SELECTION = "selection";

const ICONS = {
  news: "mdi:newspaper-variant-outline",
  survey: "mdi:poll",
  discussion: "mdi:email-outline",
};

/** News, surveys and discussions in one list, with what may be done with each. */
export class InboxCard extends ChildCard<InboxCardConfig> {
  static override properties = {
    ...ChildCard.properties,
    open: { state: true },
    selected: { state: true },
    all: { state: true },
    folder: { state: true },
    refreshing: { state: true },
    refusal: { state: true },
    newTitle: { state: true },
  };
  static override styles = [
    shared,
    writing,
    writeStyles,
    fileStyles,
    fileFieldStyles,
    inboxStyles,
  ];

  /** The key of the item that is open. */
  declare private open: string | undefined;
  /** The keys of the items that are selected, while some may be. */
  declare private selected: ReadonlySet<string> | undefined;
  /** Whether all items are shown. */
  declare private all: boolean | undefined;
  /** The folder that was chosen. */
  declare private folder: Folder | undefined;
  declare private refreshing: boolean | undefined;
  declare private refusal: string | undefined;
  /** The new title of the open discussion, while it is being written. */
  declare private newTitle: string | undefined;

  protected override readonly followed = [
    ["todo", "homework"],
    ["sensor", "unread_news"],
    ["sensor", "surveys_to_answer"],
    ["event", "news"],
    ["event", "survey"],
  ] as const;

  /** The date of the open item when it was opened: a later message is read on the next tap. */
  private since: string | undefined;
  private readonly papers = new Papers();
  private readonly write = new Write(this, () => `inbox ${this.child?.device}`);
  private readonly clock = new Clock(this);
  private readonly inbox = new Live<Inbox>(this, () => {
    const { hass, child } = this;
    if (hass === undefined || child === undefined) return undefined;
    return {
      key: `inbox ${child.device}`,
      version: this.version(hass),
      load: () => inbox(hass, child.device),
    };
  });
  private readonly opened: Live<Opened> = new Live<Opened>(this, () => {
    const { hass, child } = this;
    const item = this.inbox.value?.items.find(({ key }) => key === this.open);
    if (hass === undefined || child === undefined || item === undefined)
      return undefined;
    // Addresses of files are valid for a day.
    const today = dayOf(hass, this.clock.now);
    return {
      key: `inbox ${child.device} ${item.key} ${this.since} ${today}`,
      // What was read is known: opening it again takes no request.
      load: async () =>
        this.opened.value ?? (await openItem(hass, child.device, item)),
    };
  });

  static getConfigForm() {
    return configForm(
      {
        name: "items",
        default: ITEMS,
        selector: { number: { min: 1, max: 50, mode: "box" } },
      },
      { name: "unread_only", selector: { boolean: {} } },
    );
  }

  protected override watched(): string[] {
    const { hass, child } = this;
    const ofSchool =
      hass === undefined || child === undefined
        ? []
        : [
            schoolEntity(hass, child, "sensor", "unread_messages"),
            schoolEntity(hass, child, "event", "message"),
          ];
    return [
      ...super.watched(),
      ...ofSchool.filter((entity) => entity !== undefined),
    ];
  }

  protected override heading(child: Child): string {
    return `${this.strings.inbox.title} – ${child.name}`;
  }

  /** What changes when there is something new to read. */
  private version(hass: HomeAssistant): string {
    const present = this.watched().filter(
      (entity) => presence(hass, entity) !== AWAY,
    );
    if (present.length === 0) return AWAY;
    return present
      .filter((entity) => !entity.startsWith("todo."))
      .map((entity) => hass.states[entity]?.last_updated)
      .join();
  }

  protected override tools(
    hass: HomeAssistant,
  ): TemplateResult | typeof nothing {
    const texts = this.strings.inbox;
    const { selected, refreshing } = this;
    const { value } = this.inbox;
    if (value?.reserved !== false) return nothing;
    return html`<div class="tools">
        <button
          class="icon"
          title=${texts.select}
          aria-label=${texts.select}
          aria-pressed=${selected === undefined ? "false" : "true"}
          @click=${() => {
            this.write.clear();
            this.selected = selected === undefined ? new Set() : undefined;
          }}
        >
          <ha-icon
            icon="mdi:checkbox-multiple-marked-outline"
            aria-hidden="true"
          ></ha-icon>
        </button>
        <button
          class="icon"
          title=${texts.refresh}
          aria-label=${texts.refresh}
          ?disabled=${refreshing === true}
          @click=${() => void this.refresh(hass)}
        >
          <ha-icon icon="mdi:refresh" aria-hidden="true"></ha-icon>
        </button>
      </div>
      ${renderFolders(
        this.strings,
        value.items,
        shownFolder(value.items, this.folder),
        (chosen) => this.choose(chosen),
      )}`;
  }

  private choose(folder: Folder): void {
    this.unfold(undefined);
    this.selected = undefined;
    this.all = undefined;
    this.folder = folder;
  }

  private async refresh(hass: HomeAssistant): Promise<void> {
    const { child } = this;
    if (child === undefined) return;
    this.refusal = undefined;
    this.refreshing = true;
    try {
      await refreshInbox(hass, child.device);
      await this.inbox.load();
    } catch (error) {
      this.refusal = sentence(error);
    } finally {
      this.refreshing = false;
    }
  }

  protected override content(
    hass: HomeAssistant,
    child: Child,
  ): TemplateResult {
    const { value, error } = this.inbox;
    const texts = this.strings.inbox;
    return this.known(value, this.refusal ?? error, ({ items, reserved }) => {
      if (reserved) return html`<p class="empty">${texts.reserved}</p>`;
      const folder = shownFolder(items, this.folder);
      const unread = this.config?.unread_only === true && folder === "inbox";
      const wanted = items.filter(
        (item) =>
          folderOf(item) === folder &&
          (!unread ||
            item.unread ||
            item.awaits_answer ||
            item.key === this.open),
      );
      const shown = this.all
        ? wanted
        : wanted.slice(0, this.config?.items ?? ITEMS);
      const left = wanted.length - shown.length;
      return html`${this.write.renderUnseen(this.strings)}
        ${when(this.refreshing, () => html`<p class="faint" role="status">${texts.refreshing}</p>`)}
        ${this.selection(hass, child, shown)}
        ${
          // What was put away or renamed is not in the list any more.
          this.write.id === undefined ||
          this.write.id === SELECTION ||
          shown.some(({ key }) => key === this.write.id)
            ? nothing
            : this.write.render(this.strings, this.write.id)
        }
        ${when(
          shown.length === 0,
          () =>
            html`<p class="empty">
              ${unread ? texts.noneUnread : texts.none}
            </p>`,
        )}
        <ul class="items">
          ${shown.map((item) => this.item(hass, child, item))}
        </ul>
        ${when(
          left,
          () =>
            html`<button
              class="button"
              @click=${() => {
                this.all = true;
              }}
            >
              ${texts.more.replace("{count}", String(left))}
            </button>`,
        )}`;
    });
  }

  /** What is done with the selected items. */
  private selection(
    hass: HomeAssistant,
    child: Child,
    shown: InboxItem[],
  ): TemplateResult | typeof nothing {
    const { selected, strings, write } = this;
    if (selected === undefined) return write.render(strings, SELECTION);
    const texts = strings.inbox;
    const marked = shown
      .filter(({ key }) => selected.has(key))
      .slice(0, MOST_MARKED);
    const button = (read: boolean) => {
      const action = read ? "mark_read" : "mark_unread";
      const items = marked.filter(({ actions }) => actions.includes(action));
      return html`<button
        class="button"
        ?disabled=${write.running || items.length === 0}
        @click=${() => this.askMark(hass, child, SELECTION, items, read)}
      >
        ${read ? texts.markRead : texts.markUnread}
        ${when(items.length, () => `(${items.length})`)}
      </button>`;
    };
    return html`<div class="selection">${button(true)} ${button(false)}</div>
      ${write.render(strings, SELECTION)}`;
  }

  private askMark(
    hass: HomeAssistant,
    { device }: Child,
    id: string,
    items: InboxItem[],
    read: boolean,
  ): void {
    const texts = this.strings.inbox;
    const question = read ? texts.askRead : texts.askUnread;
    this.write.ask(id, {
      question: question.replace("{count}", String(items.length)),
      label: read ? texts.markRead : texts.markUnread,
      run: async () => {
        const keys = items.map(({ key }) => key);
        try {
          await markRead(hass, device, keys, read);
        } finally {
          // Some may be marked although one of them is refused.
          await this.inbox.load();
        }
        this.selected = undefined;
        return texts.marked;
      },
    });
  }

  private item(
    hass: HomeAssistant,
    child: Child,
    item: InboxItem,
  ): TemplateResult {
    const texts = this.strings.inbox;
    const { key, kind, unread, author, date } = item;
    const title = item.title ?? texts.untitled;
    const open = this.open === key;
    const picking = this.selected !== undefined;
    const meta = [
      texts.kinds[kind],
      author,
      date && formatDate(hass, this.strings, date, this.clock.now),
      item.child !== null && !child.name.includes(item.child) ? item.child : "",
    ].filter(Boolean);
    return html`<li
      class="${unread ? "unread" : ""} ${picking ? "picking" : ""}"
    >
      ${when(
        picking,
        () =>
          html`<label class="pick"
            ><input
              type="checkbox"
              aria-label=${texts.selectOne.replace("{title}", title)}
              .checked=${this.selected?.has(key) === true}
              @change=${() => this.toggle(key)}
          /></label>`,
      )}
      <h3>
        <button
          class="row"
          aria-expanded=${open ? "true" : "false"}
          aria-controls="item-${key}"
          @click=${() => this.unfold(open ? undefined : item)}
        >
          <ha-icon icon=${ICONS[kind]} aria-hidden="true"></ha-icon>
          <span>
            <span class="title"
              >${when(
                unread,
                () => html`<span class="hidden">${texts.unread} </span>`,
              )}${title}</span
            >
            <span class="meta">${dotted(meta)}</span>
            ${when(
              item.awaits_answer,
              () => html`<span class="awaits">${texts.awaits}</span>`,
            )}
          </span>
        </button>
      </h3>
      ${when(
        open,
        () =>
          html`<div
            class="open"
            id="item-${key}"
            role="region"
            aria-label=${title}
          >
            ${this.known(this.opened.value, this.opened.error, (value) =>
              this.papers.render(this.desk(hass, child), item, value),
            )}
            ${this.write.render(this.strings, key)}
            ${this.acts(hass, child, item)}
          </div>`,
      )}
    </li>`;
  }

  private toggle(key: string): void {
    const selected = new Set(this.selected);
    if (!selected.delete(key)) selected.add(key);
    this.selected = selected;
  }

  private unfold(item: InboxItem | undefined): void {
    this.write.clear();
    this.newTitle = undefined;
    this.open = item?.key;
    this.since = item?.date ?? undefined;
  }

  private desk(hass: HomeAssistant, { device }: Child): Desk {
    return {
      hass,
      device,
      strings: this.strings,
      write: this.write,
      changed: () => this.requestUpdate(),
      written: async (key, content) => {
        try {
          const known = await content;
          if (this.open === key) this.opened.assume(known);
        } finally {
          await this.inbox.load();
        }
      },
    };
  }

  private acts(
    hass: HomeAssistant,
    child: Child,
    item: InboxItem,
  ): TemplateResult | typeof nothing {
    return renderActs({
      hass,
      device: child.device,
      strings: this.strings,
      item,
      write: this.write,
      title: this.newTitle,
      note: (title) => {
        this.write.clear();
        this.newTitle = title;
      },
      mark: (read) => this.askMark(hass, child, item.key, [item], read),
      written: () => this.inbox.load(),
    });
  }
}
