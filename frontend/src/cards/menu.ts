import { css, html, nothing, type TemplateResult } from "lit";
import {
  ChildCard,
  configForm,
  type ChildCardConfig,
} from "../base/child-card";
import { Clock } from "../base/clock";
import { colorOf } from "../base/colors";
import {
  addDays,
  dayOf,
  daysBetween,
  formatDay,
  weekday,
  type Day,
} from "../base/days";
import { groupBy } from "../base/group";
import { Live, presence } from "../base/live";
import { Narrow } from "../base/narrow";
import { stripStyles, renderStrip } from "../base/strip";
import { shared } from "../base/styles";
import { Weeks } from "../base/weeks";
import { menus, type Dish, type Label, type Menu } from "../data/actions";
import { subscribeCalendar } from "../data/calendar";
import type { Child } from "../data/child";
import { holidays, holidaysOf } from "../data/holidays";
import type { HomeAssistant } from "../hass";

interface MenuCardConfig extends ChildCardConfig {
  allergens?: boolean;
}

const NARROW = 640;

/** What the canteen serves in a week; a day at a time where there is little room. */
export class MenuCard extends ChildCard<MenuCardConfig> {
  static override properties = {
    ...ChildCard.properties,
    chosen: { state: true },
  };
  static override styles = [
    shared,
    stripStyles,
    css`
      .days {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .day {
        padding: 12px;
        border-radius: var(--round);
        background: var(--wash);
      }
      .day.today {
        background: color-mix(in srgb, var(--accent) 14%, transparent);
      }
      h3 {
        margin-bottom: 8px;
        font-weight: var(--strong);
      }
      .today h3 {
        color: var(--accent-ink);
      }
      h3::first-letter {
        text-transform: uppercase;
      }
      h4 {
        margin-top: 12px;
        color: var(--faint);
      }
      dt {
        margin-top: 8px;
        color: var(--faint);
        font-size: var(--small);
      }
      dd {
        overflow-wrap: anywhere;
        hyphens: auto;
      }
      .labels {
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        color: var(--faint);
        font-size: var(--small);
      }
      .labels li::before {
        content: "";
        display: inline-block;
        width: 8px;
        height: 8px;
        margin-inline-end: 4px;
        border-radius: 50%;
        background: var(--color, var(--line));
      }
    `,
  ];

  protected override readonly followed = [["calendar", "menus"]] as const;

  /** The day chosen by hand, where there is room for one. */
  declare private chosen: Day | undefined;

  private readonly narrow = new Narrow(this, NARROW);
  private readonly clock = new Clock(this);
  private readonly weeks = new Weeks(this);
  private readonly menus = new Live<Menu[]>(this, () => {
    const { hass, child } = this;
    const calendar = child?.entity("calendar", "menus");
    if (hass === undefined || child === undefined || calendar === undefined)
      return undefined;
    const first = this.monday(hass);
    const last = addDays(first, 6);
    return {
      key: `menus ${calendar} ${first}`,
      version: presence(hass, calendar),
      watch: (changed) =>
        subscribeCalendar(hass, calendar, first, last, changed),
      load: () => menus(this.hass ?? hass, child.device, first, last),
    };
  });

  private readonly holidays = new Live<Map<Day, string>>(this, () => {
    const { hass, child } = this;
    if (hass === undefined || child === undefined) return undefined;
    return holidays(hass, child, this.monday(hass));
  });

  static getConfigForm() {
    return configForm({ name: "allergens", selector: { boolean: {} } });
  }

  protected override heading(child: Child): string {
    return `${this.strings.menu.title} – ${child.name}`;
  }

  protected override tools(hass: HomeAssistant): TemplateResult {
    const monday = this.monday(hass);
    return this.weeks.render(hass, this.strings, monday, addDays(monday, 4));
  }

  protected override content(
    hass: HomeAssistant,
    child: Child,
  ): TemplateResult {
    const { strings } = this;
    if (child.entity("calendar", "menus") === undefined)
      return html`<p class="empty">${strings.notFollowed}</p>`;
    const { value, error } = this.menus;
    return this.known(value, error, (menus) =>
      menus.length === 0
        ? html`<p class="empty">${this.reason(hass) ?? strings.menu.none}</p>`
        : this.days(hass, menus),
    );
  }

  /** The holidays for which there is nothing to eat all week. */
  private reason(hass: HomeAssistant): string | undefined {
    const monday = this.monday(hass);
    return holidaysOf(
      this.holidays.value,
      daysBetween(monday, addDays(monday, 4)),
    );
  }

  /** From Saturday on, the week that comes is the one to look at. */
  private monday(hass: HomeAssistant): Day {
    const today = dayOf(hass, this.clock.now);
    return this.weeks.monday(weekday(today) > 5 ? addDays(today, 2) : today);
  }

  private days(hass: HomeAssistant, all: Menu[]): TemplateResult {
    const today = dayOf(hass, this.clock.now);
    const days = groupBy(all, (menu) => menu.date);
    const names = [...days.keys()].sort();
    if (!this.narrow.value) return this.week(hass, days, names, today);
    const chosen =
      names.find((day) => day === this.chosen) ??
      names.find((day) => day >= today) ??
      names.at(-1) ??
      today;
    return html`
      ${renderStrip(
        hass,
        this.strings,
        names,
        today,
        chosen,
        (day) => {
          this.chosen = day;
        },
        () => true,
      )}
      ${this.week(hass, days, [chosen], today)}
    `;
  }

  private week(
    hass: HomeAssistant,
    days: Map<Day, Menu[]>,
    names: Day[],
    today: Day,
  ): TemplateResult {
    return html`<ol class="days" aria-live="polite">
      ${names.map((day) => {
        const meals = days.get(day) ?? [];
        return html`<li class=${day === today ? "day today" : "day"}>
          <h3>
            ${formatDay(hass, day, {
              weekday: "long",
              day: "numeric",
              month: "short",
            })}
            ${
              day === today
                ? html`<span class="hidden">(${this.strings.today})</span>`
                : nothing
            }
          </h3>
          ${meals.map((menu) => this.meal(menu, meals.length > 1))}
        </li>`;
      })}
    </ol>`;
  }

  private meal(menu: Menu, named: boolean): TemplateResult {
    const { menu: texts, schoolsOwn: own } = this.strings;
    const courses = groupBy(menu.dishes, (dish) => dish.course);
    return html`
      ${named ? html`<h4>${(own && menu.name) || texts[menu.meal]}</h4>` : nothing}
      <dl>
        ${[...courses].map(
          ([course, dishes]) => html`
            <dt>${texts.courses[course] ?? course}</dt>
            ${dishes.map((dish) => this.dish(dish))}
          `,
        )}
      </dl>
    `;
  }

  private dish(dish: Dish): TemplateResult {
    const marks = [
      ...dish.labels,
      ...(this.config?.allergens === true ? dish.allergens : []),
    ];
    return html`<dd>
      ${dish.name}
      ${
        marks.length === 0
          ? nothing
          : html`<ul class="labels">
              ${marks.map((mark) => label(mark))}
            </ul>`
      }
    </dd>`;
  }
}

function label(mark: Label): TemplateResult {
  return html`<li style=${colorOf(mark.color)}>${mark.name}</li>`;
}
