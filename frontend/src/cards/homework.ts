import { css, html, type TemplateResult } from "lit";
import { when } from "lit/directives/when.js";
import {
  ChildCard,
  configForm,
  type ChildCardConfig,
} from "../base/child-card";
import { Clock } from "../base/clock";
import { colorOf } from "../base/colors";
import { addDays, dayOf, formatDay, relativeDay, type Day } from "../base/days";
import { dotted } from "../base/dotted";
import { foldButton } from "../base/fold";
import { groupBy } from "../base/group";
import { fileStyles, renderFiles } from "../base/links";
import { Live, presence, sentence } from "../base/live";
import { shared } from "../base/styles";
import { SUBJECTS, withSubjects } from "../base/subjects";
import { formatLength } from "../base/times";
import { homework, type Homework } from "../data/actions";
import type { Child } from "../data/child";
import { subscribeTodo, tick } from "../data/todo";
import type { HomeAssistant } from "../hass";

interface HomeworkCardConfig extends ChildCardConfig {
  /** How many days ahead. */
  days?: number;
  hide_done?: boolean;
  /** How many at first; all of them if left out. */
  rows?: number;
  subjects?: string[];
}

const AHEAD = 14;
/** As far back as the integration keeps homework. */
const BEHIND = 14;

/** What a child has to do, by the day it is due. */
export class HomeworkCard extends ChildCard<HomeworkCardConfig> {
  static override properties = {
    ...ChildCard.properties,
    refusal: { state: true },
    unfolded: { state: true },
  };
  static override styles = [
    shared,
    fileStyles,
    css`
      .days {
        columns: 340px;
        column-gap: 32px;
      }
      .day {
        margin-bottom: 20px;
        break-inside: avoid;
      }
      .day:last-child {
        margin-bottom: 0;
      }
      h3 {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        padding-bottom: 4px;
        border-bottom: 1px solid var(--line);
        font-weight: var(--strong);
      }
      h3 span:first-child::first-letter {
        text-transform: uppercase;
      }
      h3 .left {
        color: var(--faint);
        font-weight: var(--ha-font-weight-normal, 400);
      }
      .late h3 {
        color: var(--alarm-ink);
      }
      .work {
        display: grid;
        grid-template-columns: 40px minmax(0, 1fr);
        align-items: start;
        padding: 4px 0;
      }
      .subject {
        padding-top: 8px;
        break-inside: avoid;
      }
      label {
        display: grid;
        place-items: center start;
        width: var(--finger);
        height: var(--finger);
        margin: -8px 0;
        cursor: pointer;
      }
      input {
        width: 22px;
        height: 22px;
        margin: 0;
        accent-color: var(--accent);
        cursor: pointer;
      }
      h4 {
        padding: 3px 0 3px 10px;
        border-inline-start: 4px solid var(--color, var(--line));
        border-radius: 2px;
        font-size: var(--large);
        font-weight: var(--strong);
        line-height: 22px;
        overflow-wrap: anywhere;
      }
      .work p {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .work .marks {
        color: var(--faint);
        font-size: var(--small);
      }
      .subject.done h4,
      .work.done p {
        color: var(--faint);
      }
      .subject.done h4 {
        text-decoration: line-through;
        border-inline-start-color: var(--line);
      }
      .note {
        margin-top: 16px;
        color: var(--faint);
        font-size: var(--small);
      }
    `,
  ];

  /** Whether all homework is shown. */
  declare private unfolded: boolean | undefined;
  /** Why a tick was not taken. */
  declare private refusal: string | undefined;

  protected override readonly followed = [["todo", "homework"]] as const;

  private readonly clock = new Clock(this);
  private readonly homework = new Live<Homework[]>(this, () => {
    const { hass, child } = this;
    const list = child?.entity("todo", "homework");
    if (hass === undefined || child === undefined || list === undefined)
      return undefined;
    const today = this.today(hass);
    const first = addDays(today, -BEHIND);
    const last = addDays(today, this.config?.days ?? AHEAD);
    return {
      key: `homework ${list} ${first} ${last}`,
      version: presence(hass, list),
      watch: (changed) => subscribeTodo(hass, list, changed),
      load: () => homework(hass, child.device, first, last),
    };
  });

  static getConfigForm() {
    return configForm(
      {
        name: "days",
        default: AHEAD,
        selector: { number: { min: 1, max: 30, mode: "box" } },
      },
      { name: "hide_done", selector: { boolean: {} } },
      {
        name: "rows",
        label: "shown_first",
        selector: { number: { min: 1, max: 50, mode: "box" } },
      },
      SUBJECTS,
    );
  }

  protected override heading(child: Child): string {
    return `${this.strings.homework.title} – ${child.name}`;
  }

  protected override content(
    hass: HomeAssistant,
    child: Child,
  ): TemplateResult {
    const { strings } = this;
    const list = child.entity("todo", "homework");
    if (list === undefined)
      return html`<p class="empty">${strings.notFollowed}</p>`;
    const { value, error } = this.homework;
    return this.known(value, this.refusal ?? error, (known) => {
      const shown = this.shown(
        hass,
        withSubjects(this.config?.subjects, known),
      );
      const limit = this.config?.rows ?? shown.length;
      return shown.length === 0
        ? html`<p class="empty">${strings.homework.none}</p>`
        : html`<div class="days">
              ${this.days(hass, list, this.unfolded ? shown : shown.slice(0, limit))}
            </div>
            ${foldButton(
              strings,
              shown.length,
              limit,
              this.unfolded === true,
              () => {
                this.unfolded = this.unfolded !== true;
              },
            )}
            ${when(
              hass.states[list]?.attributes["ticks"] === "home_assistant",
              () => html`<p class="note">${strings.homework.atHome}</p>`,
            )}`;
    });
  }

  private today(hass: HomeAssistant): Day {
    return dayOf(hass, this.clock.now);
  }

  /** What is ahead, and of the past what is still to do. */
  private shown(hass: HomeAssistant, all: Homework[]): Homework[] {
    const today = this.today(hass);
    const hidden = this.config?.hide_done === true;
    return all.filter(({ due, done }) => !done || (due >= today && !hidden));
  }

  private days(
    hass: HomeAssistant,
    list: string,
    shown: Homework[],
  ): TemplateResult[] {
    const today = this.today(hass);
    const days = groupBy(shown, ({ due }) => (due < today ? "" : due));
    return [...days]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([day, works]) => {
        const left = works
          .filter((work) => !work.done)
          .reduce((sum, work) => sum + (work.duration ?? 0), 0);
        return html`<section class=${day === "" ? "day late" : "day"}>
          <h3>
            <span>${this.dayName(hass, day, today)}</span>
            ${when(
              left,
              () => html`<span class="left">${formatLength(left)}</span>`,
            )}
          </h3>
          <ul>
            ${[...groupBy(works, ({ subject }) => subject)].map(
              ([subject, all]) =>
                this.subject(hass, list, subject, all, day === ""),
            )}
          </ul>
        </section>`;
      });
  }

  private dayName(hass: HomeAssistant, day: Day, today: Day): string {
    if (day === "") return this.strings.homework.late;
    const name = formatDay(hass, day, {
      weekday: "long",
      day: "numeric",
      month: "long",
    });
    const relative = relativeDay(this.strings, day, today);
    return relative === undefined ? name : `${relative}, ${name}`;
  }

  /** The homework of one subject is one block. */
  private subject(
    hass: HomeAssistant,
    list: string,
    name: string | null,
    works: Homework[],
    late: boolean,
  ): TemplateResult {
    const subject = name ?? this.strings.homework.work;
    const done = works.every((work) => work.done);
    return html`<li class=${done ? "subject done" : "subject"}>
      <h4 style=${colorOf(works[0]?.color)}>${subject}</h4>
      <ul>
        ${works.map((work) => this.work(hass, list, work, subject, late))}
      </ul>
    </li>`;
  }

  private work(
    hass: HomeAssistant,
    list: string,
    work: Homework,
    subject: string,
    late: boolean,
  ): TemplateResult {
    const texts = this.strings.homework;
    const marks = [
      late ? formatDay(hass, work.due, { day: "numeric", month: "short" }) : "",
      work.duration ? formatLength(work.duration) : "",
      texts.difficulties[work.difficulty ?? ""] ?? "",
      texts.returns[work.hand_in_method ?? ""] ?? "",
    ].filter(Boolean);
    return html`<li class=${work.done ? "work done" : "work"}>
      <label>
        <input
          type="checkbox"
          aria-label="${texts.done} ${subject}, ${work.text}"
          .checked=${work.done}
          @change=${(event: Event) =>
            void this.tick(
              hass,
              list,
              work,
              (event.target as HTMLInputElement).checked,
            )}
        />
      </label>
      <div>
        <p>${work.text}</p>
        ${when(marks.length, () => html`<p class="marks">${dotted(marks)}</p>`)}
        ${renderFiles([...work.attachments, work.handed_in, work.corrected])}
      </div>
    </li>`;
  }

  private async tick(
    hass: HomeAssistant,
    list: string,
    work: Homework,
    done: boolean,
  ): Promise<void> {
    this.refusal = undefined;
    this.assume(work, done);
    try {
      await tick(hass, list, work.key, done);
    } catch (error) {
      this.refusal = sentence(error);
      this.assume(work, !done);
    }
  }

  private assume(work: Homework, done: boolean): void {
    const { value } = this.homework;
    if (value === undefined) return;
    this.homework.assume(
      value.map((other) =>
        other.key === work.key ? { ...other, done } : other,
      ),
    );
  }
}
