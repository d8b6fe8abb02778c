import { css, html, nothing, type TemplateResult } from "lit";
import { when } from "lit/directives/when.js";
import { colorOf } from "../base/colors";
import { formatDay, type Day } from "../base/days";
import { formatLength, formatMinutes } from "../base/times";
import type { Lesson } from "../data/actions";
import {
  breaks,
  minutesAt,
  minutesNow,
  placed,
  replaces,
  type Minutes,
  type Placed,
} from "./lessons";
import {
  lessonName,
  lessonTimes,
  longestWord,
  moveText,
  remark,
} from "./texts";
import type { View } from "./view";

const HOUR = 60;
/** Breaks too short for a word show as what they are: blank. */
const WORTH_A_WORD = 40;

export const gridStyles = css`
  .grid {
    --hour: clamp(60px, 5.2cqi, 88px);
    display: grid;
    grid-template-columns: auto repeat(var(--days), minmax(0, 1fr));
    font-size: clamp(12px, 1.15cqi, 16px);
  }
  .grid .head {
    padding-bottom: 8px;
    text-align: center;
    color: var(--faint);
    white-space: nowrap;
  }
  .grid .head b {
    display: block;
    width: 2em;
    margin: 2px auto 0;
    border-radius: 1em;
    color: var(--ink);
    font-size: 1.4em;
    font-weight: var(--ha-font-weight-normal, 400);
    line-height: 2em;
  }
  .grid .head.today {
    color: var(--accent-ink);
  }
  .grid .head.today b {
    background: var(--accent-ink);
    color: var(--card-background-color, #fff);
  }
  .hours,
  .column {
    position: relative;
    height: calc(var(--hour) * var(--hours));
  }
  .hours {
    grid-column: 1;
    color: var(--faint);
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
  }
  .hours > span {
    display: block;
    height: var(--hour);
    padding-inline-end: 8px;
    text-align: end;
    transform: translateY(-0.7em);
  }
  .hours > span:last-child {
    height: 0;
  }
  .column {
    border-inline-start: 1px solid var(--line);
    background: repeating-linear-gradient(
      var(--line) 0 1px,
      transparent 1px var(--hour)
    );
  }
  .column.off {
    background: repeating-linear-gradient(
      -45deg,
      var(--wash) 0 6px,
      transparent 6px 14px
    );
  }
  .column .holiday {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 8px;
    color: var(--faint);
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  .column > ol {
    position: absolute;
    inset: 0;
    margin-inline: 3px;
  }
  .column li {
    position: absolute;
    top: calc(var(--hour) * var(--from));
    height: calc(var(--hour) * var(--long));
    inset-inline-start: calc(100% / var(--lanes, 1) * var(--lane, 0));
    width: calc(100% / var(--lanes, 1));
    padding: 1px;
    box-sizing: border-box;
    container-type: inline-size;
  }
  .column .break {
    display: grid;
    place-items: center;
    color: var(--faint);
    font-size: 0.92em;
    text-align: center;
  }
  .column .lesson {
    display: flex;
    /* What finds no room below goes beside, out of sight, rather than be cut in its height. */
    flex-flow: column wrap;
    align-content: flex-start;
    column-gap: 1em;
    box-sizing: border-box;
    width: 100%;
    height: 100%;
    overflow: hidden;
    padding: 3px 4px 3px 6px;
    border-inline-start: 4px solid var(--color, var(--faint));
    border-radius: 6px;
    background: color-mix(
      in srgb,
      var(--color, var(--faint)) 20%,
      var(--card-background-color, #fff)
    );
    text-align: start;
    line-height: 1.25;
  }
  .column .lesson:hover {
    background: color-mix(
      in srgb,
      var(--color, var(--faint)) 32%,
      var(--card-background-color, #fff)
    );
  }
  .column .lesson > * {
    flex: none;
    overflow: hidden;
    width: 100%;
  }
  .column .lesson .what {
    /* Whole lines, of whole words: the longest one gives the size of the letters. */
    max-height: calc(round(down, 100%, 1lh) - 1px);
    font-size: clamp(9px, (100cqi - 16px) / var(--letters) / 0.66, 1em);
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .column .lesson .what:has(+ .remark) {
    max-height: calc(max(1lh, round(down, 100% - 20px, 1lh)) - 1px);
  }
  .column .lesson .where,
  .column .lesson .remark {
    font-size: 0.92em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .column .lesson .where,
  .column .lesson s {
    color: color-mix(in srgb, var(--ink) 75%, transparent);
  }
  .column .lesson .remark {
    font-weight: var(--strong);
  }
  .column .lesson s {
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .column .lesson .remark::before {
    content: "";
    display: inline-block;
    width: 0.55em;
    height: 0.55em;
    margin-inline-end: 0.4em;
    border-radius: 50%;
    background: var(--accent);
  }
  .column .lesson.not-held .remark::before {
    background: var(--alarm);
  }
  .column .lesson.missed {
    border-inline-start-style: dashed;
    background: var(--card-background-color, #fff);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .column .lesson.missed .what,
  .column .lesson.missed .where {
    color: var(--faint);
  }
  .lesson.not-held .what {
    text-decoration: line-through;
    text-decoration-thickness: 2px;
  }
  .column .lesson.past:not(.missed) {
    background: color-mix(
      in srgb,
      var(--color, var(--faint)) 8%,
      var(--card-background-color, #fff)
    );
  }
  .column .lesson.past .what {
    color: var(--faint);
  }
  .column .now {
    position: absolute;
    z-index: 1;
    top: calc(var(--hour) * var(--from) - 1px);
    inset-inline: 0;
    height: 2px;
    background: var(--alarm);
    pointer-events: none;
  }
  .column .now::before {
    content: "";
    position: absolute;
    top: -4px;
    inset-inline-start: -5px;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--alarm);
  }
`;

/** The classes of a lesson, in both views. */
export function lessonClasses(lesson: Lesson, now: Date): string {
  return [
    "lesson",
    lesson.held ? "" : "not-held",
    lesson.attended ? "" : "missed",
    Date.parse(lesson.end) <= +now ? "past" : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** A week, to scale: a column for each day, a row for each hour. */
export function renderGrid(view: View, days: Day[]): TemplateResult {
  const lessons = days.flatMap((day) => view.days.get(day) ?? []);
  const first = Math.floor(
    Math.min(...lessons.map(({ start }) => minutesAt(start))) / HOUR,
  );
  const last = Math.max(...lessons.map(({ end }) => minutesAt(end))) / HOUR;
  const hours = Array.from(
    { length: Math.ceil(last) - first },
    (_, n) => first + n,
  );
  return html`<div
    class="grid"
    style="--days: ${days.length}; --hours: ${last - first}"
  >
    <span></span>
    ${days.map(
      (day) =>
        html`<h3
          class=${day === view.today ? "head today" : "head"}
          id="day-${day}"
        >
          ${formatDay(view.hass, day, { weekday: "short" })}
          <b>${formatDay(view.hass, day, { day: "numeric" })}</b>
        </h3>`,
    )}
    <div class="hours" aria-hidden="true">
      ${hours.map(
        (hour) => html`<span>${formatMinutes(view.hass, hour * HOUR)}</span>`,
      )}
    </div>
    ${days.map((day) => column(view, day, first * HOUR))}
  </div>`;
}

function span(from: Minutes, to: Minutes, top: Minutes): string {
  return `--from: ${(from - top) / HOUR}; --long: ${(to - from) / HOUR};`;
}

function column(view: View, day: Day, top: Minutes): TemplateResult {
  const lessons = view.days.get(day) ?? [];
  const holiday = lessons.length === 0 ? view.holidays.get(day) : undefined;
  return html`<div class=${holiday === undefined ? "column" : "column off"}>
    ${holiday === undefined ? nothing : html`<p class="holiday">${holiday}</p>`}
    <ol aria-labelledby="day-${day}">
      ${placed(lessons).map((place) => block(view, place, top))}
      ${breaks(lessons, WORTH_A_WORD).map(
        (pause) =>
          html`<li class="break" style=${span(pause.start, pause.end, top)}>
            <span>
              ${
                pause.lunch
                  ? view.strings.timetable.lunch
                  : formatLength(pause.end - pause.start)
              }
            </span>
          </li>`,
      )}
    </ol>
    ${day === view.today ? nowLine(view, lessons, top) : nothing}
  </div>`;
}

function block(view: View, place: Placed, top: Minutes): TemplateResult {
  const { hass, strings } = view;
  const { lesson, lane, lanes } = place;
  const moved = moveText(hass, strings, lesson, view.moves.get(lesson));
  const told = moved ?? remark(strings, lesson);
  const replaced =
    moved === undefined && replaces(lesson, view.announced)?.subject;
  const name = lessonName(strings, lesson);
  const where = [...lesson.rooms, ...lesson.teachers].join(" · ");
  const position = span(minutesAt(lesson.start), minutesAt(lesson.end), top);
  return html`<li
    style="${position} --lane: ${lane}; --lanes: ${lanes}; --letters: ${longestWord(name)}"
  >
    <button
      class=${lessonClasses(lesson, view.now)}
      style=${colorOf(lesson.color)}
      @click=${() => view.open(lesson)}
    >
      <span class="hidden">${lessonTimes(hass, lesson)}</span>
      <span class="what" title=${name}>${name}</span>
      ${when(
        told,
        (told) =>
          html`<span class="remark" title=${told}
            >${told} ${when(replaced, () => html`<s>${replaced}</s>`)}</span
          >`,
      )}
      <span class="where" title=${where}>${where}</span>
    </button>
  </li>`;
}

function nowLine(
  view: View,
  lessons: Lesson[],
  top: Minutes,
): TemplateResult | typeof nothing {
  const [like] = lessons;
  if (like === undefined) return nothing;
  const now = minutesNow(view.now, like.start);
  const last = Math.max(...lessons.map(({ end }) => minutesAt(end)));
  if (now < minutesAt(like.start) || now > last) return nothing;
  return html`<div class="now" style=${span(now, now, top)}></div>`;
}
