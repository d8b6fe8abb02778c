import { html, nothing, type TemplateResult } from "lit";
import { when } from "lit/directives/when.js";
import {
  ChildCard,
  configForm,
  type ChildCardConfig,
} from "../base/child-card";
import { Clock } from "../base/clock";
import { dayOf } from "../base/days";
import { DIALOG, dialogStyles, openDialog } from "../base/dialog";
import { foldButton } from "../base/fold";
import { fileFieldStyles } from "../base/file-field";
import { fileStyles, renderFiles } from "../base/links";
import { AWAY, Live, presence } from "../base/live";
import { shared } from "../base/styles";
import { Write, writeStyles } from "../base/write";
import type { Child } from "../data/child";
import {
  absenceRights,
  acknowledge,
  announce,
  justify,
  schoolLife,
  withdraw,
  type AbsenceRights,
  type Announcement,
  type SchoolLife,
} from "../data/school-life";
import type { HomeAssistant } from "../hass";
import { renderSheet, type Opened, type Sheet } from "../school-life/dialogs";
import {
  actsOn,
  isToDo,
  rowsOf,
  type Act,
  type Row,
} from "../school-life/rows";
import { schoolLifeStyles } from "../school-life/styles";
import {
  ICONS,
  rowDetails,
  rowStatus,
  rowTitle,
  rowWhen,
} from "../school-life/texts";

interface SchoolLifeCardConfig extends ChildCardConfig {
  /** How many events that need nothing; all of them are a button away. */
  rows?: number;
}

const ROWS = 6;

/** What the school's office notes about a child, and what a parent does about it. */
export class SchoolLifeCard extends ChildCard<SchoolLifeCardConfig> {
  static override properties = {
    ...ChildCard.properties,
    opened: { state: true },
    unfolded: { state: true },
  };
  static override styles = [
    shared,
    fileStyles,
    dialogStyles,
    writeStyles,
    fileFieldStyles,
    schoolLifeStyles,
  ];

  /** What a dialog is open for. */
  declare private opened: Opened | undefined;
  /** Whether all events are shown. */
  declare private unfolded: boolean | undefined;

  protected override readonly followed = [
    ["sensor", "unjustified_absences"],
    ["sensor", "to_acknowledge"],
    ["sensor", "delays"],
    ["sensor", "punishments"],
    ["sensor", "observations"],
    ["event", "absence"],
    ["event", "announcement"],
    ["event", "delay"],
    ["event", "punishment"],
    ["event", "observation"],
  ] as const;

  private readonly clock = new Clock(this);
  private readonly write = new Write(
    this,
    () => `school life ${this.child?.device}`,
  );
  private readonly life = new Live<SchoolLife>(this, () => {
    const { hass, child } = this;
    if (hass === undefined || child === undefined || !this.isFollowed)
      return undefined;
    const version = this.version(hass);
    return {
      key: `school life ${child.device}`,
      // Addresses of files are valid for a day.
      version:
        version === AWAY ? AWAY : `${dayOf(hass, this.clock.now)} ${version}`,
      load: () => schoolLife(this.hass ?? hass, child.device),
    };
  });
  private readonly rights = new Live<AbsenceRights>(this, () => {
    const { hass, child } = this;
    if (hass === undefined || child === undefined || !this.isFollowed)
      return undefined;
    const [entity = ""] = this.watched();
    return {
      key: `absence rights ${child.device}`,
      version: presence(hass, entity),
      load: () => absenceRights(this.hass ?? hass, child.device),
    };
  });

  static getConfigForm() {
    return configForm({
      name: "rows",
      default: ROWS,
      selector: { number: { min: 1, max: 50, mode: "box" } },
    });
  }

  protected override heading(child: Child): string {
    return `${this.strings["school-life"].title} – ${child.name}`;
  }

  protected override tools(): TemplateResult | typeof nothing {
    if (this.rights.value?.rights.announce_absences !== true) return nothing;
    if (this.whyNot !== undefined) return nothing;
    return html`<button
      class="act"
      @click=${() => this.open({ act: "announce" })}
    >
      ${this.strings["school-life"].announce}
    </button>`;
  }

  protected override content(hass: HomeAssistant): TemplateResult {
    const { strings } = this;
    if (!this.isFollowed)
      return html`<p class="empty">${strings.notFollowed}</p>`;
    const { value, error } = this.life;
    return this.known(
      value,
      error,
      (life) =>
        html`${this.write.renderUnseen(strings)}
        ${this.rows(hass, rowsOf(life))} ${this.sheet(hass, life)}`,
    );
  }

  protected override updated(): void {
    openDialog(this.renderRoot);
  }

  private get isFollowed(): boolean {
    return this.watched().length > 0;
  }

  /** What changes when there is something new to read. */
  private version(hass: HomeAssistant): string {
    const present = this.watched().filter(
      (entity) => presence(hass, entity) !== AWAY,
    );
    return (
      present.map((entity) => hass.states[entity]?.last_updated).join() || AWAY
    );
  }

  private rows(hass: HomeAssistant, rows: Row[]): TemplateResult {
    const texts = this.strings["school-life"];
    if (rows.length === 0) return html`<p class="empty">${texts.none}</p>`;
    const toDo = rows.filter(isToDo);
    const past = rows.filter((row) => !isToDo(row));
    const limit = this.config?.rows ?? ROWS;
    const shown = this.unfolded ? past : past.slice(0, limit);
    return html`${this.section(hass, texts.toDo, toDo)}
    ${this.section(hass, texts.past, shown)}
    ${foldButton(
      this.strings,
      past.length,
      limit,
      this.unfolded === true,
      () => {
        this.unfolded = this.unfolded !== true;
      },
    )}`;
  }

  private section(
    hass: HomeAssistant,
    title: string,
    rows: Row[],
  ): TemplateResult | typeof nothing {
    if (rows.length === 0) return nothing;
    return html`<section>
      <h3>${title}</h3>
      <ul class="rows">
        ${rows.map((row) => this.row(hass, row))}
      </ul>
    </section>`;
  }

  private row(hass: HomeAssistant, row: Row): TemplateResult {
    const { strings } = this;
    const { acts } = strings["school-life"];
    const title = rowTitle(strings, row);
    const status = rowStatus(strings, row);
    const possible = this.whyNot === undefined ? actsOn(row) : [];
    return html`<li class=${status?.grave ? "row grave" : "row"}>
      <ha-icon icon=${ICONS[row.kind]} aria-hidden="true"></ha-icon>
      <div>
        <h4>${title}</h4>
        <p>${rowWhen(hass, strings, row)}</p>
        ${
          status === undefined
            ? nothing
            : html`<p class=${status.grave ? "status grave" : "status"}>
                ${status.text}
              </p>`
        }
        ${rowDetails(hass, strings, row).map((text) => html`<p class="said">${text}</p>`)}
        ${"attachments" in row.event ? renderFiles(row.event.attachments) : nothing}
        ${when(
          possible.length,
          () =>
            html`<div class="acts">
              ${possible.map(
                (act) =>
                  html`<button
                    class=${isToDo(row) ? "act main" : "act"}
                    aria-label="${acts[act]}: ${title}"
                    @click=${() => this.open({ act, row })}
                  >
                    ${acts[act]}
                  </button>`,
              )}
            </div>`,
        )}
      </div>
    </li>`;
  }

  private open(opened: Opened): void {
    this.write.clear();
    this.opened = opened;
  }

  private sheet(
    hass: HomeAssistant,
    life: SchoolLife,
  ): TemplateResult | typeof nothing {
    const { opened, child } = this;
    if (opened === undefined || child === undefined) return nothing;
    const sheet: Sheet = {
      hass,
      strings: this.strings,
      write: this.write,
      rights: this.rights.value,
      textRequired: life.absence_text_required,
      today: dayOf(hass, this.clock.now),
      fill: (values) => void this.fill(hass, child, opened, values),
      note: (noted) => {
        this.opened = { ...opened, ...noted };
      },
      change: () => {
        this.write.clear();
        this.opened = {
          act: opened.act,
          row: opened.row,
          draft: opened.filled,
          file: opened.file,
        } as Opened;
      },
      send: () => void this.send(hass, child, opened),
      close: () => {
        // Browsers close a dialog whatever a page says: what runs is shown again.
        if (this.write.running) this.requestUpdate();
        else {
          this.write.clear();
          this.opened = undefined;
        }
      },
    };
    return renderSheet(sheet, opened);
  }

  /** Keep what was filled in; of an announcement, ask the school first whether it would accept. */
  private async fill(
    hass: HomeAssistant,
    child: Child,
    opened: Opened,
    values: Record<string, string>,
  ): Promise<void> {
    const filled =
      opened.act === "announce"
        ? {
            ...values,
            end_date: values["end_date"] || (values["start_date"] ?? ""),
          }
        : values;
    if (opened.act === "announce") {
      this.opened = { ...opened, draft: values };
      const checked = await this.write.run(
        this.strings,
        DIALOG,
        () =>
          announce(
            hass,
            child.device,
            announcementOf(filled),
            opened.file,
            true,
          ),
        () => undefined,
        true,
      );
      if (checked === undefined) return;
    } else this.write.clear();
    if (this.opened !== undefined) this.opened = { ...opened, filled };
  }

  private async send(
    hass: HomeAssistant,
    child: Child,
    opened: Opened,
  ): Promise<void> {
    const { done, touches } = this.strings["school-life"];
    const { filled = {} } = opened;
    const { device } = child;
    const key = opened.row?.key ?? "";
    const sends: Record<Act | "announce", () => Promise<string>> = {
      justify: async () => {
        await justify(
          hass,
          device,
          key,
          filled["reason"] ?? "",
          filled["text"] ?? "",
          opened.file,
        );
        return done.justify;
      },
      acknowledge: async () => {
        await acknowledge(hass, device, key);
        return done.acknowledge;
      },
      withdraw: async () => {
        await withdraw(hass, device, key);
        return done.withdraw;
      },
      announce: async () => {
        const { services } = await announce(
          hass,
          device,
          announcementOf(filled),
          opened.file,
          false,
        );
        const names = services.map(({ name }) => name).join(", ");
        return names
          ? `${done.announce} ${touches.replace("{services}", names)}`
          : done.announce;
      },
    };
    await this.write.run(
      this.strings,
      DIALOG,
      sends[opened.act],
      (text) => text,
    );
    await this.life.load();
  }
}

function announcementOf(filled: Record<string, string>): Announcement {
  const of = (name: string): string => filled[name] ?? "";
  return {
    start_date: of("start_date"),
    end_date: of("end_date"),
    start_time: of("start_time"),
    end_time: of("end_time"),
    reason: of("reason"),
    text: of("text"),
  };
}
