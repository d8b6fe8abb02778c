import { css, html, nothing, type TemplateResult } from "lit";
import { colorOf } from "../base/colors";
import { formatDay } from "../base/days";
import type { Lesson } from "../data/actions";
import { dayAt, replaces } from "./lessons";
import { lessonName, lessonTimes, moveText, remark } from "./texts";
import type { View } from "./view";

export const detailsStyles = css`
  dialog {
    box-sizing: border-box;
    width: min(420px, calc(100vw - 32px));
    padding: 24px;
    border: none;
    border-top: 6px solid var(--color, var(--accent));
    border-radius: var(--ha-card-border-radius, 12px);
    background: var(--card-background-color, #fff);
    color: var(--ink);
    font-size: var(--large);
    line-height: 1.5;
    box-shadow: 0 8px 40px rgb(0 0 0 / 30%);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog h3 {
    margin-bottom: 4px;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
  }
  dialog p {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  dialog .faint {
    color: var(--faint);
  }
  dialog .remark {
    font-weight: var(--strong);
    color: var(--accent-ink);
  }
  dialog .not-held .remark {
    color: var(--alarm-ink);
  }
  dialog .memo {
    margin-top: 12px;
  }
  dialog a {
    color: var(--accent-ink);
  }
  dialog .close {
    display: block;
    margin: 16px 0 0 auto;
    min-height: var(--finger);
    padding: 8px 16px;
    border-radius: var(--round);
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
  dialog .close:hover {
    background: var(--wash);
  }
`;

/** Everything the school tells of a lesson. */
export function renderDetails(
  view: View,
  lesson: Lesson,
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
  return html`<dialog
    aria-labelledby="lesson"
    style=${colorOf(lesson.color)}
    @close=${closed}
    @click=${(event: Event) => {
      if (event.target === event.currentTarget)
        (event.currentTarget as HTMLDialogElement).close();
    }}
  >
    <div class=${lesson.held ? "" : "not-held"}>
      <h3 id="lesson">${lessonName(strings, lesson)}</h3>
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
          : html`<p class="memo">${lesson.memo}</p>`
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
    <form method="dialog">
      <button class="close">${strings.close}</button>
    </form>
  </dialog>`;
}
