import { css, html, nothing, type TemplateResult } from "lit";
import { colorOf } from "../base/colors";
import { formatDay } from "../base/days";
import { closeRow, renderDialog } from "../base/dialog";
import { renderFiles } from "../base/links";
import type { Homework, Lesson, LessonContents } from "../data/actions";
import { dayAt, replaces } from "./lessons";
import { lessonName, lessonTimes, moveText, remark } from "./texts";
import type { View } from "./view";

export const detailsStyles = css`
  dialog .remark {
    font-weight: var(--strong);
    color: var(--accent-ink);
  }
  dialog .not-held .remark {
    color: var(--alarm-ink);
  }
  dialog .memo,
  dialog h4 {
    margin-top: 12px;
  }
  dialog h4 {
    font-weight: var(--strong);
  }
`;

/** What is known about a lesson besides the timetable. */
export interface LessonDetails {
  /** What is due in it. */
  due: Homework[];
  /** What was done in it; undefined until somebody asks. */
  contents: LessonContents["contents"] | undefined;
  error: string | undefined;
  loading: boolean;
  showContents: () => void;
}

/** Everything the school tells of a lesson. */
export function renderDetails(
  view: View,
  lesson: Lesson,
  details: LessonDetails,
  closed: () => void,
): TemplateResult {
  const { hass, strings } = view;
  const day = formatDay(hass, dayAt(lesson.start), {
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  const told = remark(strings, lesson);
  const moved = moveText(hass, strings, lesson, view.moves.get(lesson));
  const replaced = replaces(lesson, view.announced)?.subject;
  const links = lesson.links.filter(({ url }) => /^https?:\/\//i.test(url));
  const content = html`<div class=${lesson.held ? "" : "not-held"}>
      <p>${day}, ${lessonTimes(hass, lesson)}</p>
      ${told === undefined ? nothing : html`<p class="remark">${told}</p>`}
      ${moved === undefined ? nothing : html`<p>${moved}</p>`}
      ${replaced ? html`<p><s>${replaced}</s></p>` : nothing}
      ${[lesson.rooms, lesson.teachers, lesson.groups].map((names) =>
        names.length === 0
          ? nothing
          : html`<p class="faint">${names.join(", ")}</p>`,
      )}
      ${
        lesson.memo === null
          ? nothing
          : html`<p class="memo said">${lesson.memo}</p>`
      }
      ${links.map(
        ({ url, label }) =>
          html`<p class="memo">
            <a href=${url} target="_blank" rel="noopener noreferrer"
              >${label ?? url}</a
            >
          </p>`,
      )}
    </div>
    ${renderDue(view, details)} ${renderContents(view, lesson, details)}
    ${closeRow(strings)}`;
  return renderDialog(lessonName(strings, lesson), content, closed, {
    style: colorOf(lesson.color),
  });
}

function renderDue(
  { strings }: View,
  { due }: LessonDetails,
): TemplateResult | typeof nothing {
  if (due.length === 0) return nothing;
  return html`<h4>${strings.timetable.due}</h4>
    ${due.map(
      (work) =>
        html`<p class=${work.done ? "said faint" : "said"}>${work.text}</p>
          ${renderFiles(work.attachments)}`,
    )}`;
}

/** What was done: shown once it is asked for, as this takes a request to the school. */
function renderContents(
  { strings }: View,
  lesson: Lesson,
  { contents, error, loading, showContents }: LessonDetails,
): TemplateResult | typeof nothing {
  const texts = strings.timetable;
  if (error !== undefined)
    return html`<p class="error memo" role="alert">${error}</p>`;
  if (loading)
    return html`<p class="waiting memo" role="status">${strings.loading}</p>`;
  if (contents === undefined)
    return lesson.has_contents
      ? html`<div class="acts">
          <button class="act main" @click=${showContents}>
            ${texts.showContents}
          </button>
        </div>`
      : nothing;
  if (contents.length === 0)
    return html`<p class="faint memo">${texts.noContents}</p>`;
  return html`<h4>${texts.contents}</h4>
    ${contents.map(
      ({ title, text, attachments }) =>
        html`${title ? html`<p><b>${title}</b></p>` : nothing}
          <p class="said">${text}</p>
          ${renderFiles(attachments)}`,
    )}`;
}
