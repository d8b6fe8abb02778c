import { html, nothing, type TemplateResult } from "lit";
import { closeRow, renderDialog } from "../base/dialog";
import { formatAverage, formatNumber } from "../base/numbers";
import type { Grade, SubjectAverage } from "../data/actions";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";
import { effects, type Effect } from "./effect";

/** What the dialog of a subject needs of its card. */
export interface SubjectView {
  hass: HomeAssistant;
  strings: Strings;
  /** The subject, or its name alone where the school shows no average of it. */
  subject: SubjectAverage | string;
  /** Its name on this card. */
  name: string;
  /** Its grades of the period, newest first. */
  grades: Grade[];
  /** Figures are hidden. */
  veiled: boolean;
  /** What came of the question which grade is needed; the question is not put if undefined. */
  needed: { text: string; failed: boolean } | null | undefined;
  /** A row for a grade. */
  row(grade: Grade, more: TemplateResult | typeof nothing): TemplateResult;
  ask: (average: number, coefficient: number) => void;
  style: unknown;
  close: () => void;
}

const SCALE = 20;

/** All grades of a subject, what each did to the average, and which one is needed next. */
export function renderSubject(view: SubjectView): TemplateResult {
  const { hass, strings, subject, grades, veiled } = view;
  const texts = strings.grades;
  const average = typeof subject === "string" ? null : subject.average;
  const scale = (typeof subject === "string" ? null : subject.out_of) ?? SCALE;
  const told = veiled
    ? new Map<string, Effect>()
    : effects(grades, average, scale);
  const content = html`
    ${
      average === null || veiled
        ? nothing
        : html`<p>
            ${texts.average} <b>${formatAverage(hass, average)}</b>
            <span class="faint">/ ${formatNumber(hass, scale)}</span>
          </p>`
    }
    ${
      grades.length === 0
        ? html`<p class="faint">${texts.noneOfSubject}</p>`
        : html`<ul>
            ${grades.map((grade) =>
              view.row(grade, effectText(hass, strings, told.get(grade.key))),
            )}
          </ul>`
    }
    ${
      view.needed === undefined || veiled || average === null
        ? nothing
        : need(view, average, scale)
    }
    ${closeRow(strings)}
  `;
  return renderDialog(view.name, content, view.close, { style: view.style });
}

function effectText(
  hass: HomeAssistant,
  strings: Strings,
  effect: Effect | undefined,
): TemplateResult | typeof nothing {
  if (effect?.after === undefined || effect.before === undefined)
    return nothing;
  const { effect: text } = strings.grades;
  return html`<span class="small comment"
    >${text
      .replace("{before}", formatAverage(hass, effect.before))
      .replace("{after}", formatAverage(hass, effect.after))}</span
  >`;
}

/** The question which grade the next test needs. */
function need(
  { strings, needed, ask }: SubjectView,
  average: number,
  scale: number,
): TemplateResult {
  const texts = strings.grades;
  const next = Math.min(scale, Math.floor(average) + 1);
  return html`<form
    @submit=${(event: Event) => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      ask(Number(data.get("average")), Number(data.get("coefficient")));
    }}
  >
    <h4>${texts.need}</h4>
    <div class="pair">
      <label class="field">
        <span>${texts.target}</span>
        <input
          type="number"
          name="average"
          required
          min="0"
          max=${scale}
          step="any"
          inputmode="decimal"
          .value=${String(next)}
        />
      </label>
      <label class="field">
        <span>${texts.ofCoefficient}</span>
        <input
          type="number"
          name="coefficient"
          required
          min="0.01"
          max="100"
          step="any"
          inputmode="decimal"
          .value=${"1"}
        />
      </label>
    </div>
    <div class="acts"><button class="act main">${texts.compute}</button></div>
    ${
      needed === null || needed === undefined
        ? nothing
        : html`<p class="outcome" role=${needed.failed ? "alert" : "status"}>
            ${needed.text}
          </p>`
    }
  </form>`;
}
