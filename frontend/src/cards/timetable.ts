import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import {
  ChildCard,
  configForm,
  type ChildCardConfig,
  type Field,
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
import { dialogStyles, openDialog } from "../base/dialog";
import { fileStyles } from "../base/links";
import { Live, presence } from "../base/live";
import { Narrow } from "../base/narrow";
import { readFailure } from "../base/read-failure";
import { stripStyles } from "../base/strip";
import { shared } from "../base/styles";
import { SUBJECTS, withSubjects } from "../base/subjects";
import { Weeks } from "../base/weeks";
import {
  homework,
  lessonContents,
  timetable,
  type Homework,
  type Lesson,
  type LessonContents,
} from "../data/actions";
import { subscribeCalendar } from "../data/calendar";
import { formerStarts, subscribeChanges, type Change } from "../data/changes";
import type { Child } from "../data/child";
import { holidays, holidaysOf } from "../data/holidays";
import type { HomeAssistant } from "../hass";
import { pageStrings } from "../strings";
import { dayStyles, renderDay } from "../timetable/day";
import {
  detailsStyles,
  renderDetails,
  type LessonDetails,
} from "../timetable/details";
import { gridStyles, renderGrid } from "../timetable/grid";
import {
  byDay,
  dayAhead,
  dayAt,
  moves,
  shownLessons,
} from "../timetable/lessons";
import type { View } from "../timetable/view";

interface TimetableCardConfig extends ChildCardConfig {
  /** As there is room, by default. */
  view?: "auto" | "week" | "day";
  hide_canceled?: boolean;
  subjects?: string[];
}

const NARROW = 620;
const SATURDAY = 6;
/** How long ago a lesson of these days may have been moved. */
const SEEN_DAYS = 10;
/** As far back as the integration keeps homework. */
const KEPT_DAYS = 14;

/** The week of a child, to scale; a day at a time where there is little room. */
export class TimetableCard extends ChildCard<TimetableCardConfig> {
  static override properties = {
    ...ChildCard.properties,
    opened: { state: true },
    chosen: { state: true },
    contents: { state: true },
  };
  static override styles = [
    shared,
    gridStyles,
    stripStyles,
    fileStyles,
    dayStyles,
    dialogStyles,
    detailsStyles,
  ];

  /** The lesson whose details are open. */
  declare private opened: Lesson | undefined;
  /** The day chosen by hand; the card turns by itself otherwise. */
  declare private chosen: Day | undefined;

  /** What was done in the lesson that is open, once it is asked for. */
  declare private contents:
    { found?: LessonContents["contents"]; error?: string } | undefined;

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

  /** What is due on the day of the lesson that is open; the to-do list has it anyway. */
  private readonly due = new Live<Homework[]>(this, () => {
    const { hass, child, opened } = this;
    const list = child?.entity("todo", "homework");
    if (hass === undefined || child === undefined || opened === undefined)
      return undefined;
    const day = dayAt(opened.start);
    // Older homework takes a request.
    if (list === undefined || day < addDays(this.today(hass), -KEPT_DAYS))
      return undefined;
    return {
      key: `due ${child.device} ${day}`,
      load: () => homework(hass, child.device, day, day),
    };
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
    const view: Field = {
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
    };
    return configForm(
      view,
      { name: "hide_canceled", selector: { boolean: {} } },
      SUBJECTS,
    );
  }

  override getCardSize(): number {
    return 10;
  }

  protected override tools(hass: HomeAssistant): TemplateResult {
    const [first, ...others] = this.days(hass);
    return this.weeks.render(hass, this.strings, first, others.at(-1) ?? first);
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
    if (changed.has("opened")) openDialog(this.renderRoot);
  }

  private week(hass: HomeAssistant, all: Lesson[]): TemplateResult {
    const announced = withSubjects(this.config?.subjects, all);
    const shown = shownLessons(announced).filter(
      ({ held }) => held || this.config?.hide_canceled !== true,
    );
    const view: View = {
      hass,
      strings: this.strings,
      days: byDay(shown),
      announced,
      moves: moves(announced, this.moved.value),
      holidays: this.holidays.value ?? new Map<Day, string>(),
      now: this.clock.now,
      today: this.today(hass),
      open: (lesson) => {
        this.contents = undefined;
        this.opened = lesson;
      },
    };
    const days = this.days(hass);
    return html`
      ${this.showsDay ? this.oneDay(view, days) : this.wholeWeek(view, days)}
      ${
        this.opened === undefined
          ? nothing
          : renderDetails(
              view,
              this.opened,
              this.details(hass, this.opened),
              () => {
                this.opened = undefined;
              },
            )
      }
    `;
  }

  private details(hass: HomeAssistant, lesson: Lesson): LessonDetails {
    const { contents, child } = this;
    const due = withSubjects(this.config?.subjects, this.due.value ?? []);
    return {
      due: due.filter(({ subject }) => subject === lesson.subject),
      contents: contents?.found,
      error: contents?.error,
      loading: contents !== undefined && !contents.found && !contents.error,
      showContents: () => {
        if (child !== undefined) void this.ask(hass, child, lesson);
      },
    };
  }

  private async ask(
    hass: HomeAssistant,
    child: Child,
    lesson: Lesson,
  ): Promise<void> {
    this.contents = {};
    try {
      const lessons = await lessonContents(
        hass,
        child.device,
        dayAt(lesson.start),
      );
      const found = lessons.find(({ start }) => start === lesson.start);
      this.contents = { found: found?.contents ?? [] };
    } catch (error) {
      this.contents = { error: readFailure(this.strings, error) };
    }
  }

  private wholeWeek(view: View, days: Day[]): TemplateResult {
    if (days.some((day) => view.days.has(day))) return renderGrid(view, days);
    return html`<p class="empty">
      ${holidaysOf(view.holidays, days) ?? this.strings.timetable.freeWeek}
    </p>`;
  }

  private oneDay(view: View, days: Day[]): TemplateResult {
    const choose = (day: Day): void => {
      this.chosen = day;
    };
    const shown = this.day(view.hass);
    return renderDay(view, days, shown, choose, (count) => {
      const next = days[days.indexOf(shown) + count];
      if (next === undefined) this.weeks.step(count);
      const monday = this.monday(view.hass);
      choose(next ?? (count > 0 ? monday : addDays(monday, SATURDAY - 2)));
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
  private days(hass: HomeAssistant): [Day, ...Day[]] {
    const monday = this.monday(hass);
    const busy = (this.live(hass).value ?? [])
      .map((lesson) => lesson.start.slice(0, 10))
      .filter((day) => mondayOf(day) === monday)
      .map(weekday);
    const last = Math.max(...busy, SATURDAY - 1);
    return [
      monday,
      ...daysBetween(addDays(monday, 1), addDays(monday, last - 1)),
    ];
  }

  /** The day that is shown where there is room for one. */
  private day(hass: HomeAssistant): Day {
    const days = this.days(hass);
    if (this.chosen !== undefined && days.includes(this.chosen))
      return this.chosen;
    const focus = this.dayAhead(hass);
    return days.includes(focus) ? focus : days[0];
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
