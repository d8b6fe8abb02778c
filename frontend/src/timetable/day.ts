import { css, html, nothing, type TemplateResult } from "lit";
import { colorOf } from "../base/colors";
import { formatDay, relativeDay, type Day } from "../base/days";
import { dotted } from "../base/dotted";
import { renderStrip } from "../base/strip";
import { arrow, LEFT, RIGHT } from "../base/weeks";
import { formatLength, formatMinutes } from "../base/times";
import type { Lesson } from "../data/actions";
import type { HomeAssistant } from "../hass";
import { lessonClasses } from "./grid";
import { breaks, minutesAt, minutesNow, replaces, type Break } from "./lessons";
import { lessonName, moveText, remark } from "./texts";
import type { View } from "./view";

export const dayStyles = css`
  .day-head {
    display: flex;
    align-items: center;
    margin: 0 -12px 8px;
    color: var(--faint);
  }
  .day-head > div {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    color: var(--ink);
  }
  .day-head h3 {
    font-size: var(--large);
    font-weight: var(--strong);
  }
  .day-head h3::first-letter {
    text-transform: uppercase;
  }
  .day-head p {
    color: var(--faint);
  }
  .agenda {
    font-size: var(--large);
  }
  .agenda .lesson {
    display: grid;
    grid-template-columns: var(--time) 4px minmax(0, 1fr);
    gap: 0 10px;
    width: calc(100% + 16px);
    margin-inline: -8px;
    padding: 7px 8px;
    border-radius: var(--round);
    line-height: 1.3;
    text-align: start;
  }
  .agenda .lesson:hover {
    background: var(--wash);
  }
  .agenda .lesson.present {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
  }
  .agenda .when {
    font-variant-numeric: tabular-nums;
  }
  .agenda .when small,
  .agenda .more {
    display: block;
    color: var(--faint);
    font-size: var(--medium);
  }
  .agenda .bar {
    border-radius: 2px;
    background: var(--color, var(--faint));
  }
  .agenda .what {
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .agenda .missed .what,
  .agenda .missed .when {
    color: var(--faint);
  }
  .agenda .missed .bar {
    opacity: 0.4;
  }
  .agenda .past .what,
  .agenda .past .when {
    color: var(--faint);
  }
  .agenda .remark {
    display: block;
    font-size: var(--medium);
    font-weight: var(--strong);
    color: var(--accent-ink);
  }
  .agenda .not-held .remark {
    color: var(--alarm-ink);
  }
  .agenda .break {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 2px 0;
    padding-inline-start: calc(var(--time) + 24px);
    color: var(--faint);
  }
  .agenda .break span {
    font-size: var(--medium);
  }
  .agenda .break::after {
    content: "";
    flex: 1;
    border-top: 1px solid var(--line);
  }
  .agenda .break.now {
    color: var(--alarm-ink);
  }
  .agenda .break.now::after {
    border-top: 2px solid var(--alarm);
  }
`;

/** The days of a week to choose from, and the lessons of one of them. */
export function renderDay(
  view: View,
  days: Day[],
  day: Day,
  choose: (day: Day) => void,
  step: (count: number) => void,
): TemplateResult {
  const { hass, strings } = view;
  const lessons = view.days.get(day) ?? [];
  const counting = lessons.filter((lesson) => lesson.counts);
  const relative = relativeDay(strings, day, view.today);
  const full = formatDay(hass, day, {
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  return html`
    ${renderStrip(hass, strings, days, view.today, day, choose, (other) =>
      view.days.has(other),
    )}
    <div class="day-head">
      ${arrow(strings.timetable.previousDay, LEFT, () => step(-1))}
      <div aria-live="polite">
        <h3>${relative === undefined ? full : `${relative}, ${full}`}</h3>
        ${counting.length === 0 ? nothing : html`<p>${hours(view, counting)}</p>`}
      </div>
      ${arrow(strings.timetable.nextDay, RIGHT, () => step(1))}
    </div>
    ${
      lessons.length === 0
        ? html`<p class="empty">
            ${view.holidays.get(day) ?? strings.timetable.freeDay}
          </p>`
        : html`<ol class="agenda" style="--time: ${widest(hass)}em">
            ${rows(view, day, lessons)}
          </ol>`
    }
  `;
}

/** From the first lesson that counts to the end of the last: the same hours as on the other cards. */
function hours(view: View, counting: Lesson[]): string {
  const first = Math.min(...counting.map(({ start }) => minutesAt(start)));
  const last = Math.max(...counting.map(({ end }) => minutesAt(end)));
  return `${formatMinutes(view.hass, first)} – ${formatMinutes(view.hass, last)}`;
}

function rows(view: View, day: Day, lessons: Lesson[]): TemplateResult[] {
  const pauses = breaks(lessons);
  return lessons.map((lesson) => {
    const start = minutesAt(lesson.start);
    const pause = pauses.find(({ end }) => end === start);
    return html`${pause === undefined ? nothing : rest(view, day, pause, lesson)}
    ${row(view, lesson)}`;
  });
}

function rest(
  view: View,
  day: Day,
  pause: Break,
  next: Lesson,
): TemplateResult {
  const now = minutesNow(view.now, next.start);
  const present = day === view.today && now >= pause.start && now < pause.end;
  const texts = view.strings.timetable;
  return html`<li class=${present ? "break now" : "break"}>
    <span>
      ${pause.lunch ? texts.lunch : texts.pause} ·
      ${formatLength(pause.end - pause.start)}
    </span>
  </li>`;
}

function row(view: View, lesson: Lesson): TemplateResult {
  const { hass, strings } = view;
  const now = +view.now;
  const present =
    Date.parse(lesson.start) <= now && now < Date.parse(lesson.end);
  const told = remark(strings, lesson);
  const moved = moveText(hass, strings, lesson, view.moves.get(lesson));
  const replaced = replaces(lesson, view.announced)?.subject;
  return html`<li>
    <button
      class="${lessonClasses(lesson, view.now)} ${
        present && lesson.attended ? "present" : ""
      }"
      style=${colorOf(lesson.color)}
      aria-current=${present && lesson.attended ? "time" : nothing}
      @click=${() => view.open(lesson)}
    >
      <span class="when">
        ${formatMinutes(hass, minutesAt(lesson.start))}
        <small>${formatMinutes(hass, minutesAt(lesson.end))}</small>
      </span>
      <span class="bar"></span>
      <span>
        <span class="what">${lessonName(strings, lesson)}</span>
        ${
          told === undefined
            ? nothing
            : html`<span class="remark">${told}</span>`
        }
        <span class="more"
          >${dotted([...lesson.rooms, ...lesson.teachers])}</span
        >
        ${moved === undefined ? nothing : html`<span class="more">${moved}</span>`}
        ${replaced ? html`<s class="more">${replaced}</s>` : nothing}
        ${
          lesson.memo === null || lesson.subject === null
            ? nothing
            : html`<span class="more">${lesson.memo}</span>`
        }
      </span>
    </button>
  </li>`;
}

/** Room for a time of day, by how this home writes them. */
function widest(hass: HomeAssistant): number {
  return 0.58 * formatMinutes(hass, 22 * 60).length;
}
