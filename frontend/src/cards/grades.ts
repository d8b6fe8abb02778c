import { css, html, nothing, type TemplateResult } from "lit";
import { when } from "lit/directives/when.js";
import {
  ChildCard,
  configForm,
  type ChildCardConfig,
} from "../base/child-card";
import { Clock } from "../base/clock";
import { colourOf } from "../base/colours";
import { dayOf, formatDay } from "../base/days";
import { Live } from "../base/live";
import { formatAverage, formatNumber } from "../base/numbers";
import { sparkline } from "../base/sparkline";
import { shared } from "../base/styles";
import {
  grades,
  type Grade,
  type GradeBook,
  type SubjectAverage,
} from "../data/actions";
import type { Child } from "../data/child";
import { curves, type Curve } from "../data/curves";
import type { HomeAssistant } from "../hass";

interface GradesCardConfig extends ChildCardConfig {
  /** How many of the last grades. */
  grades?: number;
  /** Figures stay hidden until somebody asks for them. */
  discreet?: boolean;
}

const LAST = 8;
const USUAL_SCALE = 20;
/** How far back curves begin: longer than any period. */
const CURVE_DAYS = 120;

/** The grades and averages of the current period. */
export class GradesCard extends ChildCard<GradesCardConfig> {
  static override properties = {
    ...ChildCard.properties,
    unveiled: { state: true },
  };
  static override styles = [
    shared,
    css`
      .parts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr));
        gap: 24px 40px;
      }
      .overall {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 0 24px;
        margin-bottom: 16px;
      }
      .overall b {
        font-size: 40px;
        font-weight: var(--ha-font-weight-normal, 400);
        line-height: 1.1;
        font-variant-numeric: tabular-nums;
      }
      .overall small,
      .faint {
        color: var(--faint);
      }
      .overall small {
        font-size: var(--large);
      }
      .spark {
        display: block;
        overflow: visible;
        stroke: var(--colour, var(--accent));
        stroke-width: 1.75;
        stroke-linecap: round;
        stroke-linejoin: round;
        fill: none;
      }
      .spark circle {
        fill: var(--colour, var(--accent));
        stroke: none;
      }
      .overall .spark {
        width: 100%;
        max-width: 240px;
        height: 56px;
        justify-self: end;
      }
      h3 {
        padding-bottom: 4px;
        border-bottom: 1px solid var(--line);
        font-weight: var(--strong);
      }
      .subject,
      .grade {
        display: grid;
        align-items: center;
        gap: 0 12px;
        padding: 7px 0;
      }
      .subject {
        grid-template-columns: 4px minmax(0, 1fr) 72px 3.2em;
      }
      .bar {
        align-self: stretch;
        border-radius: 2px;
        background: var(--colour, var(--line));
      }
      .name {
        overflow-wrap: anywhere;
      }
      .value {
        font-size: var(--large);
        font-weight: var(--strong);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      .value small {
        color: var(--faint);
        font-weight: var(--ha-font-weight-normal, 400);
        font-size: var(--small);
      }
      .small {
        display: block;
        color: var(--faint);
        font-size: var(--small);
      }
      .subject .spark {
        width: 72px;
        height: 24px;
      }
      .grade {
        grid-template-columns: 4px minmax(0, 1fr) auto;
        break-inside: avoid;
      }
      @container (min-width: 1200px) {
        .parts {
          grid-template-columns: minmax(0, 5fr) minmax(0, 9fr);
        }
        .grades {
          columns: 2;
          column-gap: 40px;
        }
      }
      .scale {
        position: relative;
        grid-column: 2 / -1;
        height: 4px;
        margin: 7px 0 3px;
        border-radius: 2px;
        background: var(--wash);
      }
      .scale .class {
        position: absolute;
        inset-block: 0;
        border-radius: 2px;
        background: color-mix(in srgb, var(--ink) 18%, transparent);
      }
      .scale i {
        position: absolute;
        top: -3px;
        width: 2px;
        height: 10px;
        margin-inline-start: -1px;
        border-radius: 1px;
        background: var(--faint);
      }
      .scale i.own {
        top: -4px;
        width: 12px;
        height: 12px;
        margin-inline-start: -6px;
        border-radius: 50%;
        background: var(--colour, var(--accent));
        box-shadow: 0 0 0 2px var(--card-background-color, #fff);
      }
      @container (max-width: 320px) {
        .overall .spark {
          display: none;
        }
        .subject {
          grid-template-columns: 4px minmax(0, 1fr) 44px 3.2em;
        }
        .subject .spark {
          width: 44px;
        }
      }
      .comment {
        grid-column: 2 / -1;
        overflow-wrap: anywhere;
      }
      .veil {
        padding: 6px 12px;
        border-radius: var(--round);
        color: var(--accent);
        font-weight: var(--strong);
      }
      .veil:hover {
        background: var(--wash);
      }
    `,
  ];

  declare private unveiled: boolean | undefined;

  protected override readonly followed = [
    ["sensor", "overall_average"],
    ["sensor", "class_average"],
    ["sensor", "last_grade"],
    ["event", "grade"],
  ] as const;

  private readonly clock = new Clock(this);
  private readonly book = new Live<GradeBook>(this, () => {
    const { hass, child } = this;
    if (hass === undefined || child === undefined || !this.isFollowed(child))
      return undefined;
    return {
      key: child.device,
      version: this.version(hass),
      load: () => grades(hass, child.device),
    };
  });
  private readonly curves = new Live<Map<string, Curve>>(this, () => {
    const { hass, child } = this;
    if (hass === undefined || child === undefined) return undefined;
    const sensors = [...this.sensors(hass, child).values()];
    return {
      key: sensors.join(),
      version: `${dayOf(hass, this.clock.now)} ${this.version(hass)}`,
      load: () => curves(hass, sensors, this.clock.now, CURVE_DAYS),
    };
  });

  static getConfigForm() {
    return configForm(
      {
        name: "grades",
        selector: { number: { min: 1, max: 50, mode: "box" } },
      },
      { name: "discreet", selector: { boolean: {} } },
    );
  }

  protected override heading(child: Child): string {
    return `${this.strings.grades.title} – ${child.name}`;
  }

  protected override tools(): TemplateResult | typeof nothing {
    if (this.config?.discreet !== true) return nothing;
    const { show, hide } = this.strings.grades;
    const unveiled = this.unveiled === true;
    return html`<button
      class="veil"
      aria-pressed=${unveiled ? "true" : "false"}
      @click=${() => {
        this.unveiled = !unveiled;
      }}
    >
      ${unveiled ? hide : show}
    </button>`;
  }

  protected override content(
    hass: HomeAssistant,
    child: Child,
  ): TemplateResult {
    const { strings } = this;
    if (!this.isFollowed(child))
      return html`<p class="empty">${strings.notFollowed}</p>`;
    const { value, error } = this.book;
    return html`
      ${when(error, () => html`<p class="error" role="alert">${error}</p>`)}
      ${
        value === undefined
          ? when(
              error === undefined,
              () => html`<p class="empty waiting">${strings.loading}</p>`,
            )
          : isEmpty(value)
            ? html`<p class="empty">
                ${strings.grades.none.replace("{period}", value.period)}
              </p>`
            : html`<div class="parts">
                ${this.averages(hass, child, value)} ${this.last(hass, value)}
              </div>`
      }
    `;
  }

  private get veiled(): boolean {
    return this.config?.discreet === true && this.unveiled !== true;
  }

  /** A figure, or what stands in its place for who should not see it. */
  private figure(figure: string | TemplateResult): string | TemplateResult {
    return this.veiled ? html`<span aria-hidden="true">•••</span>` : figure;
  }

  private isFollowed(child: Child): boolean {
    return this.followed.some(
      ([domain, key]) => child.entity(domain, key) !== undefined,
    );
  }

  /** What changes when there is something new to read. */
  private version(hass: HomeAssistant): string {
    return this.watched()
      .map((entity) => hass.states[entity]?.last_updated)
      .join();
  }

  /** The sensors of the subjects' averages, by subject, and that of all. */
  private sensors(hass: HomeAssistant, child: Child): Map<string, string> {
    const found = new Map<string, string>();
    const overall = child.entity("sensor", "overall_average");
    if (overall !== undefined) found.set("", overall);
    for (const entity of child.entities("sensor", "subject_average")) {
      const subject = hass.states[entity]?.attributes["subject"];
      if (typeof subject === "string") found.set(subject, entity);
    }
    return found;
  }

  private curve(
    hass: HomeAssistant,
    child: Child,
    subject: string,
  ): Curve | undefined {
    const sensor = this.sensors(hass, child).get(subject);
    return sensor === undefined || this.veiled
      ? undefined
      : this.curves.value?.get(sensor);
  }

  private averages(
    hass: HomeAssistant,
    child: Child,
    book: GradeBook,
  ): TemplateResult {
    const texts = this.strings.grades;
    return html`<section>
      ${when(
        book.overall !== null,
        () =>
          html`<div class="overall">
            <p>
              <span class="faint">${texts.overall}, ${book.period}</span><br />
              <b>${this.figure(formatAverage(hass, book.overall!))}</b>
              <small>/ ${formatNumber(hass, book.out_of)}</small><br />
              ${when(
                book.class_overall !== null,
                () =>
                  html`<span class="faint"
                    >${texts.class}
                    ${formatAverage(hass, book.class_overall!)}</span
                  >`,
              )}
            </p>
            ${sparkline(this.curve(hass, child, ""))}
          </div>`,
      )}
      <h3>${texts.subjects}</h3>
      <ul>
        ${book.subjects
          .filter(({ average }) => average !== null)
          .map((subject) =>
            this.subject(
              hass,
              subject,
              this.curve(hass, child, subject.subject),
            ),
          )}
      </ul>
    </section>`;
  }

  private subject(
    hass: HomeAssistant,
    subject: SubjectAverage,
    curve: Curve | undefined,
  ): TemplateResult {
    const texts = this.strings.grades;
    return html`<li class="subject" style=${colourOf(subject.colour)}>
      <span class="bar"></span>
      <span class="name"
        >${subject.subject}
        ${when(
          subject.class_average !== null,
          () =>
            html`<span class="small"
              >${texts.class}
              ${formatAverage(hass, subject.class_average!)}</span
            >`,
        )}</span
      >
      <span>${sparkline(curve)}</span>
      <span class="value"
        >${this.figure(
          html`${formatAverage(hass, subject.average!)}${scale(
            hass,
            subject.out_of,
          )}`,
        )}</span
      >
    </li>`;
  }

  private last(hass: HomeAssistant, book: GradeBook): TemplateResult {
    const colours = new Map(
      book.subjects.map(({ subject, colour }) => [subject, colour]),
    );
    const shown = book.grades.slice(0, this.config?.grades ?? LAST);
    return html`<section>
      <h3>${this.strings.grades.last}</h3>
      <ul class="grades">
        ${shown.map((grade) =>
          this.grade(hass, grade, colours.get(grade.subject ?? "")),
        )}
      </ul>
    </section>`;
  }

  private grade(
    hass: HomeAssistant,
    grade: Grade,
    colour: string | null | undefined,
  ): TemplateResult {
    const texts = this.strings.grades;
    const day = formatDay(hass, grade.date, { day: "numeric", month: "short" });
    const notes = [
      day,
      grade.title ?? "",
      grade.coefficient === 1
        ? ""
        : `${texts.coefficient} ${formatNumber(hass, grade.coefficient)}`,
      grade.optional ? texts.optional : "",
      grade.bonus ? texts.bonus : "",
    ].filter(Boolean);
    return html`<li class="grade" style=${colourOf(colour)}>
      <span class="bar"></span>
      <span class="name"
        >${grade.subject}<span class="small">${notes.join(" · ")}</span></span
      >
      <span class="value"
        >${this.figure(
          grade.value === null
            ? (texts.codes[grade.code ?? ""] ?? "–")
            : html`${formatNumber(hass, grade.value)}${scale(
                hass,
                grade.out_of,
              )}`,
        )}</span
      >
      ${this.context(hass, grade)}
      ${when(
        grade.comment && !this.veiled,
        () => html`<span class="small comment">${grade.comment}</span>`,
      )}
    </li>`;
  }

  /** The grade among those of the class, if the school tells them. */
  private context(
    hass: HomeAssistant,
    { value, out_of, lowest, highest, class_average }: Grade,
  ): TemplateResult | typeof nothing {
    if (class_average === null || !out_of) return nothing;
    const at = (figure: number): string =>
      `inset-inline-start: ${Math.min(100, Math.max(0, (figure / out_of) * 100))}%`;
    const texts = this.strings.grades;
    const range =
      lowest === null || highest === null
        ? ""
        : ` (${formatNumber(hass, lowest)} – ${formatNumber(hass, highest)})`;
    const text = `${texts.class} ${formatNumber(hass, class_average)}${range}`;
    return html`<span class="scale" role="img" aria-label=${text} title=${text}>
        ${
          lowest === null || highest === null
            ? nothing
            : html`<span
                class="class"
                style="${at(lowest)}; inset-inline-end: ${
                  100 - Math.min(100, (highest / out_of) * 100)
                }%"
              ></span>`
        }
        <i style=${at(class_average)}></i>
        ${value === null || this.veiled ? nothing : html`<i class="own" style=${at(value)}></i>`}
      </span>
      <span class="small comment" aria-hidden="true">${text}</span>`;
  }
}

/** The scale of a grade, where it is not the usual one. */
function scale(
  hass: HomeAssistant,
  out_of: number | null,
): TemplateResult | typeof nothing {
  return out_of === null || out_of === USUAL_SCALE
    ? nothing
    : html`<small> /${formatNumber(hass, out_of)}</small>`;
}

function isEmpty(book: GradeBook): boolean {
  return book.grades.length === 0 && book.overall === null;
}
