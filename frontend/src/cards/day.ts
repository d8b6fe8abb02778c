import { css, html, nothing, type TemplateResult } from "lit";
import {
  ChildCard,
  configForm,
  type ChildCardConfig,
} from "../base/child-card";
import { Clock } from "../base/clock";
import { dayOf } from "../base/days";
import { AWAY, Live, presence } from "../base/live";
import { shared } from "../base/styles";
import { brief, type Brief } from "../data/actions";
import type { Child } from "../data/child";
import { rowsOf, type Item, type Row } from "../day/rows";
import type { HomeAssistant } from "../hass";

interface DayCardConfig extends ChildCardConfig {
  /** A page of the dashboard with more about the child, which changes of lessons open. */
  page?: string;
}

/** The entities that change with what the brief tells. */
const TOLD = [
  ["sensor", "next_lesson"],
  ["sensor", "current_lesson"],
  ["sensor", "wake_up"],
  ["sensor", "next_test"],
  ["sensor", "menu_today"],
  ["sensor", "menu_tomorrow"],
  ["sensor", "unjustified_absences"],
  ["sensor", "to_acknowledge"],
  ["binary_sensor", "school_day_today"],
  ["binary_sensor", "detention_coming"],
  ["calendar", "lessons"],
  ["event", "day"],
  ["event", "lesson"],
  ["event", "homework"],
  ["todo", "bag"],
] as const;

/** The brief is also about the time: once a child has left, when it leaves is told no longer. */
const TEN_MINUTES = 600_000;

/** The day of a child: today until the last lesson ends, then the next school day. */
export class DayCard extends ChildCard<DayCardConfig> {
  static override styles = [
    shared,
    css`
      ha-card {
        padding: 8px 16px;
      }
      .card-head {
        min-height: 0;
        margin: 8px 0 0;
      }
      .side {
        display: flex;
        gap: 0 12px;
      }
      .side > * {
        min-width: var(--finger);
      }
      .side > .brief {
        flex: none;
      }
      .number {
        display: none;
      }
      /* Beside a longer one, what is only counted keeps its icon and its number. */
      @container (max-width: 420px) {
        .side > :first-child:not(.brief) ~ .brief .text {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
          white-space: nowrap;
        }
        .side > :first-child:not(.brief) ~ .brief .number {
          display: inline;
        }
      }
      .side > button {
        grid-template-columns: 20px minmax(0, 1fr);
        gap: 6px;
        --mdc-icon-size: 20px;
      }
      button,
      .plain {
        display: grid;
        grid-template-columns: 24px minmax(0, 1fr);
        align-items: center;
        gap: 12px;
        min-height: var(--finger);
        padding: 4px 0;
        text-align: start;
      }
      .row > button:only-child {
        width: 100%;
      }
      button:hover .text {
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      .text {
        overflow-wrap: anywhere;
        white-space: pre-line;
        text-wrap: pretty;
      }
      b {
        font-weight: inherit;
      }
      .day b {
        font-weight: var(--strong);
        font-size: var(--large);
      }
      ha-icon {
        color: var(--faint);
      }
      .alert ha-icon {
        color: var(--alarm-ink);
      }
    `,
  ];

  protected override readonly followed = TOLD;

  private readonly clock = new Clock(this);
  private readonly brief = new Live<Brief>(this, () => {
    const { hass, child } = this;
    if (hass === undefined || child === undefined) return undefined;
    const lessons = child.entity("calendar", "lessons");
    if (lessons === undefined) return undefined;
    const states = this.watched().map((entity) => {
      const { state, last_updated: updated } = hass.states[entity] ?? {};
      return `${state} ${updated}`;
    });
    const time = Math.floor(+this.clock.now / TEN_MINUTES);
    return {
      key: `brief ${child.device} ${hass.language}`,
      version:
        presence(hass, lessons) === AWAY ? AWAY : [time, ...states].join(),
      load: () => brief(this.hass ?? hass, child.device, hass.language),
    };
  });

  static getConfigForm() {
    return configForm();
  }

  override getCardSize(): number {
    return 5;
  }

  protected override content(
    hass: HomeAssistant,
    child: Child,
  ): TemplateResult {
    const { strings } = this;
    if (child.entity("calendar", "lessons") === undefined)
      return html`<p class="empty">${strings.notFollowed}</p>`;
    const { value, error } = this.brief;
    return this.known(value, error, (known) => {
      if (!known.known) return html`<p class="empty">${known.text}</p>`;
      const today = dayOf(hass, this.clock.now);
      const page = this.config?.page;
      const rows = rowsOf(hass, strings, child, known, today, page);
      return html`<div aria-live="polite">
        ${
          rows.length === 0
            ? html`<p class="empty">${strings.overview.noLesson}</p>`
            : rows.map((row) => this.row(row))
        }
      </div>`;
    });
  }

  private row({ kind, items }: Row): TemplateResult {
    return html`<div class="row ${kind} ${items.length > 1 ? "side" : ""}">
      ${items.map((item) => this.item(item))}
    </div>`;
  }

  private item(item: Item): TemplateResult {
    const [first, ...others] = item.text.split("\n");
    const text = [html`<b>${first}</b>`, ...others.map((line) => `\n${line}`)];
    const inside = html`<ha-icon icon=${item.icon} aria-hidden="true"></ha-icon
      ><span class="text">${text}</span>${
        item.short === undefined
          ? nothing
          : html`<span class="number" aria-hidden="true">${item.short}</span>`
      }`;
    return item.entity === undefined && item.path === undefined
      ? html`<div class="plain">${inside}</div>`
      : html`<button
          type="button"
          class=${item.short === undefined ? "" : "brief"}
          title=${item.short === undefined ? nothing : item.text}
          @click=${() => this.open(item)}
        >
          ${inside}
        </button>`;
  }

  private open({ entity, path }: Item): void {
    if (path !== undefined) {
      history.pushState(null, "", path);
      const moved = new CustomEvent("location-changed", {
        detail: { replace: false },
      });
      window.dispatchEvent(moved);
    } else
      this.dispatchEvent(
        new CustomEvent("hass-more-info", {
          detail: { entityId: entity },
          bubbles: true,
          composed: true,
        }),
      );
  }
}
