import { css, html, nothing, type TemplateResult } from "lit";
import { when } from "lit/directives/when.js";
import { Card, type CardConfig } from "../base/card";
import { formOf, TITLE } from "../base/child-card";
import { Clock } from "../base/clock";
import { colorOf } from "../base/colors";
import { addDays, dayOf, formatDay, relativeDay, type Day } from "../base/days";
import { dotted } from "../base/dotted";
import { AWAY, Live, presence } from "../base/live";
import { Outage } from "../base/outage";
import { shared } from "../base/styles";
import { formatMinutes } from "../base/times";
import type { Lesson } from "../data/actions";
import { subscribeCalendar } from "../data/calendar";
import { children, type Child } from "../data/child";
import type { HomeAssistant } from "../hass";
import { daysAhead, type DaysAhead } from "../overview/days-ahead";
import { byEnd, outlook, type Outlook } from "../overview/outlook";
import { dayAt, minutesAt, moves } from "../timetable/lessons";
import { lessonName, moveText, remark } from "../timetable/texts";

interface OverviewCardConfig extends CardConfig {
  /** The children's devices; all children if left out. */
  devices?: string[];
  /** Hours only: the changes stand elsewhere on the page. */
  hide_changes?: boolean;
}

/** Far enough to see the other side of a weekend. */
const AHEAD = 6;

/** The children one below the other: who finishes first, and what is not as every week. */
export class OverviewCard extends Card<OverviewCardConfig> {
  static override styles = [
    shared,
    css`
      .child {
        display: grid;
        gap: 8px 32px;
        padding: 12px 0;
        border-top: 1px solid var(--line);
      }
      .child:first-child {
        padding-top: 0;
        border-top: none;
      }
      .child:last-child {
        padding-bottom: 0;
      }
      h3 {
        font-size: var(--large);
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }
      p {
        color: var(--faint);
      }
      p b {
        color: var(--ink);
        font-weight: var(--strong);
      }
      .changed {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
        gap: 8px 16px;
      }
      .changed li {
        padding-inline-start: 10px;
        border-inline-start: 4px solid var(--color, var(--line));
        border-radius: 2px;
        overflow-wrap: anywhere;
      }
      .what {
        font-weight: var(--strong);
      }
      .remark {
        display: block;
        color: var(--accent-ink);
      }
      .not-held .remark {
        color: var(--alarm-ink);
      }
      .not-held .what {
        color: var(--faint);
        text-decoration: line-through;
      }
      @container (min-width: 560px) {
        .child:has(.changed) {
          grid-template-columns: minmax(180px, 1fr) 3fr;
        }
      }
    `,
  ];

  private readonly clock = new Clock(this);
  private readonly lessons = new Live<Map<string, DaysAhead>>(this, () => {
    const { hass } = this;
    if (hass === undefined) return undefined;
    const shown = this.shown(hass);
    const calendars = calendarsOf(shown);
    if (calendars.length === 0) return undefined;
    const first = dayOf(hass, this.clock.now);
    const last = addDays(first, AHEAD);
    const present = calendars.filter(
      (calendar) => presence(hass, calendar) !== AWAY,
    );
    return {
      key: `overview ${calendars.join()} ${first}`,
      version: present.join() || AWAY,
      watch: async (changed) => {
        const all = await Promise.all(
          present.map((calendar) =>
            subscribeCalendar(hass, calendar, first, last, changed),
          ),
        );
        return () => {
          for (const leave of all) void leave();
        };
      },
      load: () => this.load(this.hass ?? hass, first, last),
    };
  });

  private readonly outage = new Outage(this, () => {
    const { hass, strings } = this;
    if (hass === undefined) return undefined;
    const shown = this.shown(hass);
    if (shown.length === 0) return { hass, strings, devices: undefined };
    const gone = shown.filter((child) => {
      const calendar = child.entity("calendar", "lessons");
      return calendar !== undefined && presence(hass, calendar) === AWAY;
    });
    return gone.length === 0
      ? undefined
      : { hass, strings, devices: gone.map(({ device }) => device) };
  });

  static getStubConfig(): Partial<OverviewCardConfig> {
    return {};
  }

  static getConfigForm() {
    return formOf(
      TITLE,
      {
        name: "devices",
        selector: {
          device: {
            multiple: true,
            entity: { integration: "pronote", domain: "todo" },
          },
        },
      },
      { name: "hide_changes", selector: { boolean: {} } },
    );
  }

  override getCardSize(): number {
    return 3;
  }

  protected override watched(): string[] {
    return this.hass === undefined ? [] : calendarsOf(this.shown(this.hass));
  }

  private shown(hass: HomeAssistant): Child[] {
    const devices = this.config?.devices;
    return children(hass).filter(
      ({ device }) => !devices?.length || devices.includes(device),
    );
  }

  /** What is ahead of each child, by its device; an account that does not answer takes no other along. */
  private async load(
    hass: HomeAssistant,
    first: Day,
    last: Day,
  ): Promise<Map<string, DaysAhead>> {
    const shown = this.shown(hass).filter(followsLessons);
    const known = new Map<string, DaysAhead>();
    const answers = await Promise.allSettled(
      shown.map(async ({ device }) =>
        known.set(device, await daysAhead(hass, device, first, last)),
      ),
    );
    const failure = answers.find(({ status }) => status === "rejected");
    if (known.size === 0 && failure?.status === "rejected")
      throw failure.reason;
    return known;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, config, strings } = this;
    if (hass === undefined || config === undefined) return nothing;
    const shown = this.shown(hass);
    if (shown.length === 0)
      return this.nobody(this.outage.reason ?? strings.overview.nobody);
    const { value, error } = this.lessons;
    return html`<ha-card>
      ${when(
        config.title,
        () => html`<div class="card-head"><h2>${config.title}</h2></div>`,
      )}
      ${
        calendarsOf(shown).length === 0
          ? html`<p class="empty">${strings.notFollowed}</p>`
          : html`${when(
              this.outage.reason,
              (reason) => html`<p class="empty" role="status">${reason}</p>`,
            )}
            ${when(error, () => html`<p class="error" role="alert">${error}</p>`)}
            ${this.family(hass, shown, value)}`
      }
    </ha-card>`;
  }

  /** The names come first, so that what is known of them moves little on the page. */
  private family(
    hass: HomeAssistant,
    shown: Child[],
    known: Map<string, DaysAhead> | undefined,
  ): TemplateResult {
    const { now } = this.clock;
    const today = dayOf(hass, now);
    const family = shown
      .map((child) => {
        const ahead = known?.get(child.device);
        const seen = outlook(ahead?.lessons ?? [], now, today);
        return { child, ahead, seen };
      })
      .sort((a, b) => byEnd(a.seen, b.seen));
    return html`<ul aria-live="polite">
      ${family.map(
        ({ child, ahead, seen }) =>
          html`<li class="child">
            <div>
              <h3>${child.name}</h3>
              ${
                ahead === undefined
                  ? this.unknown(known === undefined)
                  : [
                      this.today(hass, seen, today, ahead),
                      this.next(hass, seen, today, ahead),
                    ]
              }
            </div>
            ${this.allChanged(hass, ahead?.lessons ?? [], seen, today)}
          </li>`,
      )}
    </ul>`;
  }

  private unknown(waiting: boolean): TemplateResult {
    const { loading, overview } = this.strings;
    return waiting && this.outage.reason === undefined
      ? html`<p class="waiting">${loading}</p>`
      : html`<p>${overview.unknown}</p>`;
  }

  private allChanged(
    hass: HomeAssistant,
    lessons: Lesson[],
    seen: Outlook,
    today: Day,
  ): TemplateResult | typeof nothing {
    if (seen.changed.length === 0 || this.config?.hide_changes) return nothing;
    const moved = moves(lessons);
    return html`<ul class="changed">
      ${seen.changed.map((lesson) =>
        this.changed(hass, lesson, moved.get(lesson), today),
      )}
    </ul>`;
  }

  private today(
    hass: HomeAssistant,
    { start, end, schoolToday, next }: Outlook,
    today: Day,
    { holidays }: DaysAhead,
  ): TemplateResult | typeof nothing {
    const texts = this.strings.overview;
    if (start !== undefined && end !== undefined)
      return this.hours(hass, today, today, [start, end]);
    if (end !== undefined)
      return html`<p>
        ${texts.finishes} <b>${formatMinutes(hass, minutesAt(end))}</b>
      </p>`;
    if (schoolToday) return html`<p>${texts.finished}</p>`;
    return next === undefined && holidays === undefined
      ? html`<p>${texts.noLesson}</p>`
      : nothing;
  }

  private next(
    hass: HomeAssistant,
    { next }: Outlook,
    today: Day,
    { holidays }: DaysAhead,
  ): TemplateResult | typeof nothing {
    if (next === undefined)
      return holidays === undefined ? nothing : html`<p><b>${holidays}</b></p>`;
    return this.hours(hass, next.day, today, next.hours);
  }

  /** The name of a day, and from when to when there are lessons. */
  private hours(
    hass: HomeAssistant,
    day: Day,
    today: Day,
    hours: [string, string] | undefined,
  ): TemplateResult {
    const { overview } = this.strings;
    const span = hours?.map((hour) => formatMinutes(hass, minutesAt(hour)));
    return html`<p>
      ${this.dayName(hass, day, today)}${overview.colon}
      <b>${span?.join(" – ") ?? overview.nothingHeld}</b>
    </p>`;
  }

  private changed(
    hass: HomeAssistant,
    lesson: Lesson,
    moved: string | undefined,
    today: Day,
  ): TemplateResult {
    const { strings } = this;
    const told =
      moveText(hass, strings, lesson, moved) ?? remark(strings, lesson);
    const day = this.dayName(hass, dayAt(lesson.start), today);
    const start = formatMinutes(hass, minutesAt(lesson.start));
    return html`<li
      class=${lesson.held ? "" : "not-held"}
      style=${colorOf(lesson.color)}
    >
      <span class="what">${lessonName(strings, lesson)}</span>
      <span class="remark">${dotted([`${day}, ${start}`, told])}</span>
    </li>`;
  }

  private dayName(hass: HomeAssistant, day: Day, today: Day): string {
    return (
      relativeDay(this.strings, day, today) ??
      formatDay(hass, day, { weekday: "long", day: "numeric", month: "long" })
    );
  }
}

function followsLessons(child: Child): boolean {
  return child.entity("calendar", "lessons") !== undefined;
}

function calendarsOf(shown: Child[]): string[] {
  return shown
    .map((child) => child.entity("calendar", "lessons"))
    .filter((calendar) => calendar !== undefined);
}
