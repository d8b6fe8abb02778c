import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import {
  ChildCard,
  configForm,
  type ChildCardConfig,
} from "../base/child-card";
import { Clock } from "../base/clock";
import {
  addDays,
  dayOf,
  daysBetween,
  mondayOf,
  weekday,
  type Day,
} from "../base/days";
import { Live, presence } from "../base/live";
import { Narrow } from "../base/narrow";
import { stripStyles } from "../base/strip";
import { shared } from "../base/styles";
import { Weeks } from "../base/weeks";
import { timetable, type Lesson } from "../data/actions";
import { subscribeCalendar } from "../data/calendar";
import { formerStarts, subscribeChanges, type Change } from "../data/changes";
import type { Child } from "../data/child";
import { holidays, holidaysOf } from "../data/holidays";
import type { HomeAssistant } from "../hass";
import { pageStrings } from "../strings";
import { dayStyles, renderDay } from "../timetable/day";
import { detailsStyles, renderDetails } from "../timetable/details";
import { gridStyles, renderGrid } from "../timetable/grid";
import { byDay, dayAhead, moves, shownLessons } from "../timetable/lessons";
import type { View } from "../timetable/view";

interface TimetableCardConfig extends ChildCardConfig {
  /** As there is room, by default. */
  view?: "auto" | "week" | "day";
}

const NARROW = 620;
const SATURDAY = 6;
/** How long ago a lesson of these days may have been moved. */
const SEEN_DAYS = 10;

/** The week of a child, to scale; a day at a time where there is little room. */
export class TimetableCard extends ChildCard<TimetableCardConfig> {
  static override properties = {
    ...ChildCard.properties,
    opened: { state: true },
    chosen: { state: true },
  };
  static override styles = [
    shared,
    gridStyles,
    stripStyles,
    dayStyles,
    detailsStyles,
  ];

  /** The lesson whose details are open. */
  declare private opened: Lesson | undefined;
  /** The day chosen by hand; the card turns by itself otherwise. */
  declare private chosen: Day | undefined;

  protected override readonly followed = [
    ["calendar", "lessons"],
    ["sensor", "first_lesson_next_school_day"],
  ] as const;

  private readonly clock = new Clock(this);
  private readonly narrow = new Narrow(this, NARROW);
  private readonly weeks = new Weeks(this);

  /** This week and the next, which the integration keeps anyway. */
  private readonly near = new Live<Lesson[]>(this, () => {
    if (this.hass === undefined) return undefined;
    const first = mondayOf(this.today(this.hass));
    return this.lessons(first, addDays(first, 13));
  });

  /** Any other week. */
  private readonly far = new Live<Lesson[]>(this, () => {
    if (this.hass === undefined) return undefined;
    const monday = this.monday(this.hass);
    return this.isNear(this.hass, monday)
      ? undefined
      : this.lessons(monday, addDays(monday, 6));
  });

  private readonly holidays = new Live<Map<Day, string>>(this, () => {
    const { hass, child } = this;
    if (hass === undefined || child === undefined) return undefined;
    return holidays(hass, child, this.monday(hass));
  });

  /** Lessons that were seen to move: their former start, by their key. */
  private readonly moved = new Live<Map<string, string>>(this, () => {
    const { hass, child } = this;
    const event = child?.entity("event", "lesson");
    if (hass === undefined || event === undefined) return undefined;
    const first = addDays(this.today(hass), -SEEN_DAYS);
    let changes: Change[] = [];
    return {
      key: `moved ${event} ${first}`,
      version: presence(hass, event),
      watch: (changed) =>
        subscribeChanges(
          hass,
          [event],
          new Date(`${first}T00:00:00`),
          (told) => {
            changes = told;
            changed();
          },
        ),
      load: () => Promise.resolve(formerStarts(changes)),
    };
  });

  static getConfigForm() {
    return configForm({
      name: "view",
      default: "auto",
      selector: {
        select: {
          mode: "dropdown",
          options: (["auto", "week", "day"] as const).map((value) => ({
            value,
            label: pageStrings().timetable.views[value],
          })),
        },
      },
    });
  }

  override getCardSize(): number {
    return 10;
  }

  protected override tools(hass: HomeAssistant): TemplateResult {
    const days = this.days(hass);
    return this.weeks.render(hass, this.strings, days[0]!, days.at(-1)!);
  }

  protected override content(
    hass: HomeAssistant,
    child: Child,
  ): TemplateResult {
    const { strings } = this;
    if (child.entity("calendar", "lessons") === undefined)
      return html`<p class="empty">${strings.notFollowed}</p>`;
    const { value, error } = this.live(hass);
    return this.known(value, error, (lessons) => this.week(hass, lessons));
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("opened") && this.opened !== undefined)
      this.renderRoot.querySelector("dialog")?.showModal();
  }

  private week(hass: HomeAssistant, announced: Lesson[]): TemplateResult {
    const view: View = {
      hass,
      strings: this.strings,
      days: byDay(shownLessons(announced)),
      announced,
      moves: moves(announced, this.moved.value),
      holidays: this.holidays.value ?? new Map<Day, string>(),
      now: this.clock.now,
      today: this.today(hass),
      open: (lesson) => {
        this.opened = lesson;
      },
    };
    const days = this.days(hass);
    return html`
      ${this.showsDay ? this.oneDay(view, days) : this.wholeWeek(view, days)}
      ${
        this.opened === undefined
          ? nothing
          : renderDetails(view, this.opened, () => {
              this.opened = undefined;
            })
      }
    `;
  }

  private wholeWeek(view: View, days: Day[]): TemplateResult {
    if (days.some((day) => view.days.has(day))) return renderGrid(view, days);
    return html`<p class="empty">
      ${holidaysOf(view.holidays, days) ?? this.strings.timetable.freeWeek}
    </p>`;
  }

  private oneDay(view: View, days: Day[]): TemplateResult {
    return renderDay(view, days, this.day(view.hass), (day) => {
      this.chosen = day;
    });
  }

  private get showsDay(): boolean {
    const view = this.config?.view ?? "auto";
    return view === "auto" ? this.narrow.value : view === "day";
  }

  private today(hass: HomeAssistant): Day {
    return dayOf(hass, this.clock.now);
  }

  /** The day on which lessons are ahead: today until they are over, then the next school day. */
  private dayAhead(hass: HomeAssistant): Day {
    const ahead = dayAhead(this.near.value ?? [], this.clock.now);
    if (ahead !== undefined) return ahead;
    const sensor = this.child?.entity("sensor", "first_lesson_next_school_day");
    const next = Date.parse(hass.states[sensor ?? ""]?.state ?? "");
    return next > +this.clock.now
      ? dayOf(hass, new Date(next))
      : this.today(hass);
  }

  private monday(hass: HomeAssistant): Day {
    return this.weeks.monday(this.dayAhead(hass));
  }

  private isNear(hass: HomeAssistant, monday: Day): boolean {
    const first = mondayOf(this.today(hass));
    return monday === first || monday === addDays(first, 7);
  }

  private live(hass: HomeAssistant): Live<Lesson[]> {
    return this.isNear(hass, this.monday(hass)) ? this.near : this.far;
  }

  /** Monday to Friday, and Saturday where there are lessons on it. */
  private days(hass: HomeAssistant): Day[] {
    const monday = this.monday(hass);
    const busy = (this.live(hass).value ?? [])
      .map((lesson) => lesson.start.slice(0, 10))
      .filter((day) => mondayOf(day) === monday)
      .map(weekday);
    const last = Math.max(...busy, SATURDAY - 1);
    return daysBetween(monday, addDays(monday, last - 1));
  }

  /** The day that is shown where there is room for one. */
  private day(hass: HomeAssistant): Day {
    const days = this.days(hass);
    if (this.chosen !== undefined && days.includes(this.chosen))
      return this.chosen;
    const focus = this.dayAhead(hass);
    return days.includes(focus) ? focus : days[0]!;
  }

  private lessons(first: Day, last: Day) {
    const { hass, child } = this;
    const calendar = child?.entity("calendar", "lessons");
    if (hass === undefined || child === undefined || calendar === undefined)
      return undefined;
    return {
      key: `lessons ${calendar} ${first} ${last}`,
      version: presence(hass, calendar),
      watch: (changed: () => void) =>
        subscribeCalendar(hass, calendar, first, last, changed),
      load: () => timetable(this.hass ?? hass, child.device, first, last),
    };
  }
}
