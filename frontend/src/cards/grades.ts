import { html, nothing, type TemplateResult } from "lit";
import { when } from "lit/directives/when.js";
import {
  ChildCard,
  configForm,
  type ChildCardConfig,
} from "../base/child-card";
import { Clock } from "../base/clock";
import { colorOf } from "../base/colors";
import { dayOf, formatDay } from "../base/days";
import { dialogStyles, openDialog } from "../base/dialog";
import { dotted } from "../base/dotted";
import { AWAY, Live, presence } from "../base/live";
import { formatAverage, formatNumber } from "../base/numbers";
import { readFailure } from "../base/read-failure";
import { sparkline } from "../base/sparkline";
import { shared } from "../base/styles";
import { shownSubject, SUBJECTS } from "../base/subjects";
import { writeStyles } from "../base/write";
import {
  grades,
  neededGrade,
  type Grade,
  type GradeBook,
  type SubjectAverage,
} from "../data/actions";
import type { Child } from "../data/child";
import { curves, type Curve } from "../data/curves";
import { renderSubject } from "../grades/details";
import { gradesStyles } from "../grades/styles";
import type { HomeAssistant } from "../hass";

interface GradesCardConfig extends ChildCardConfig {
  /** How many of the last grades. */
  grades?: number;
  /** Figures stay hidden until somebody asks for them. */
  discreet?: boolean;
  subjects?: string[];
}

const LAST = 8;
const USUAL_SCALE = 20;
/** How far back curves begin: longer than any period. */
const CURVE_DAYS = 120;

/** The grades and averages of the current period, or of one before. */
export class GradesCard extends ChildCard<GradesCardConfig> {
  static override properties = {
    ...ChildCard.properties,
    unveiled: { state: true },
    chosen: { state: true },
    opened: { state: true },
    needed: { state: true },
  };
  static override styles = [shared, dialogStyles, writeStyles, gradesStyles];

  declare private unveiled: boolean | undefined;
  /** The name of the period chosen by hand; the card goes on to the next by itself otherwise. */
  declare private chosen: string | undefined;

  /** The subject whose grades are open. */
  declare private opened: string | undefined;
  /** What came of the question which grade is needed; null before it is put. */
  declare private needed: { text: string; failed: boolean } | null;

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
      key: `grades ${child.device}`,
      version: this.version(hass),
      load: () => grades(hass, child.device),
    };
  });
  private readonly former = new Live<GradeBook>(this, () => {
    const { hass, child, chosen } = this;
    if (hass === undefined || child === undefined || chosen === undefined)
      return undefined;
    return {
      key: `grades ${child.device} ${chosen}`,
      load: () => grades(hass, child.device, chosen),
    };
  });
  private readonly curves = new Live<Map<string, Curve>>(this, () => {
    const { hass, child } = this;
    if (hass === undefined || child === undefined) return undefined;
    const sensors = [...this.sensors(hass, child).values()];
    return {
      key: `curves ${sensors.join()}`,
      version: `${dayOf(hass, this.clock.now)} ${this.version(hass)}`,
      load: () => curves(hass, sensors, this.clock.now, CURVE_DAYS),
    };
  });

  static getConfigForm() {
    return configForm(
      {
        name: "grades",
        default: LAST,
        selector: { number: { min: 1, max: 50, mode: "box" } },
      },
      { name: "discreet", selector: { boolean: {} } },
      SUBJECTS,
    );
  }

  override setConfig(config: GradesCardConfig): void {
    super.setConfig(config);
    this.chosen = undefined;
  }

  protected override heading(child: Child): string {
    return `${this.strings.grades.title} – ${child.name}`;
  }

  protected override tools(hass: HomeAssistant): TemplateResult {
    return html`${this.periods(hass)} ${this.veil()}`;
  }

  /** The periods that have begun, to choose one of them. */
  private periods(hass: HomeAssistant): TemplateResult | typeof nothing {
    const current = this.book.value;
    const today = dayOf(hass, this.clock.now);
    const begun = (current?.periods ?? []).filter(
      ({ start }) => start === null || start <= today,
    );
    if (current === undefined || begun.length < 2) return nothing;
    return html`<select
      aria-label=${this.strings.grades.period}
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        this.chosen = value === current.period ? undefined : value;
      }}
    >
      ${begun.map(
        ({ name }) =>
          html`<option
            value=${name}
            .selected=${name === (this.chosen ?? current.period)}
          >
            ${name}
          </option>`,
      )}
    </select>`;
  }

  private veil(): TemplateResult | typeof nothing {
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
    const { value, error } =
      this.chosen === undefined ? this.book : this.former;
    return this.known(value, error, (book) =>
      isEmpty(book)
        ? html`<p class="empty">
            ${strings.grades.none.replace("{period}", book.period)}
          </p>`
        : html`<div class="parts">
              ${this.averages(hass, child, book)} ${this.last(hass, book)}
            </div>
            ${this.details(hass, child, book)}`,
    );
  }

  protected override updated(): void {
    openDialog(this.renderRoot);
  }

  /** The name of a subject on this card; undefined if it is left out. */
  private named(subject: string): string | undefined {
    return shownSubject(this.config?.subjects, subject);
  }

  private open(subject: string | null): void {
    if (subject === null) return;
    this.needed = null;
    this.opened = subject;
  }

  /** The dialog of a subject. */
  private details(
    hass: HomeAssistant,
    child: Child,
    book: GradeBook,
  ): TemplateResult | typeof nothing {
    const { opened } = this;
    if (opened === undefined) return nothing;
    const subject = book.subjects.find((one) => one.subject === opened);
    const color = subject?.color;
    return renderSubject({
      hass,
      strings: this.strings,
      subject: subject ?? opened,
      name: this.named(opened) ?? opened,
      grades: book.grades.filter((grade) => grade.subject === opened),
      veiled: this.veiled,
      needed: this.chosen === undefined ? this.needed : undefined,
      style: colorOf(color),
      row: (grade, more) => this.grade(hass, grade, color, more),
      ask: (average, coefficient) =>
        void this.ask(hass, child, opened, average, coefficient),
      close: () => {
        this.opened = undefined;
      },
    });
  }

  private async ask(
    hass: HomeAssistant,
    child: Child,
    subject: string,
    average: number,
    coefficient: number,
  ): Promise<void> {
    const { strings } = this;
    const { needed, impossible } = strings.grades;
    try {
      const found = await neededGrade(
        hass,
        child.device,
        subject,
        average,
        coefficient,
      );
      const text =
        found.needed === null
          ? impossible
          : needed
              .replace("{grade}", formatNumber(hass, found.needed))
              .replace("{scale}", formatNumber(hass, found.out_of));
      this.needed = { text, failed: false };
    } catch (error) {
      const text = readFailure(strings, error);
      this.needed = { text, failed: true };
    }
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
    const present = this.watched().filter(
      (entity) => presence(hass, entity) !== AWAY,
    );
    return (
      present.map((entity) => hass.states[entity]?.last_updated).join() || AWAY
    );
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
    return sensor === undefined || this.veiled || this.chosen !== undefined
      ? undefined
      : this.curves.value?.get(sensor);
  }

  private averages(
    hass: HomeAssistant,
    child: Child,
    book: GradeBook,
  ): TemplateResult | typeof nothing {
    const texts = this.strings.grades;
    const subjects = book.subjects.filter(
      ({ average, subject }) =>
        average !== null && this.named(subject) !== undefined,
    );
    if (book.overall_average === null && subjects.length === 0) return nothing;
    return html`<section>
      ${
        book.overall_average === null
          ? nothing
          : html`<div class="overall">
              <p>
                <span class="faint">${texts.overall}, ${book.period}</span
                ><br />
                <b>${this.figure(formatAverage(hass, book.overall_average))}</b>
                <small>/ ${formatNumber(hass, book.out_of)}</small><br />
                ${
                  book.class_overall_average === null
                    ? nothing
                    : html`<span class="faint"
                        >${texts.class}
                        ${formatAverage(hass, book.class_overall_average)}</span
                      >`
                }
              </p>
              ${sparkline(this.curve(hass, child, ""))}
            </div>`
      }
      ${
        subjects.length === 0
          ? nothing
          : html`<h3>${texts.subjects}</h3>
              <ul>
                ${subjects.map((subject) =>
                  this.subject(
                    hass,
                    subject,
                    this.curve(hass, child, subject.subject),
                  ),
                )}
              </ul>`
      }
    </section>`;
  }

  private subject(
    hass: HomeAssistant,
    subject: SubjectAverage,
    curve: Curve | undefined,
  ): TemplateResult {
    const texts = this.strings.grades;
    const name = this.named(subject.subject) ?? subject.subject;
    return html`<li style=${colorOf(subject.color)}>
      <button
        class="subject"
        title=${texts.open.replace("{subject}", name)}
        @click=${() => this.open(subject.subject)}
      >
        <span class="bar"></span>
        <span class="name"
          >${name}
          ${
            subject.class_average === null
              ? nothing
              : html`<span class="small"
                  >${texts.class}
                  ${formatAverage(hass, subject.class_average)}</span
                >`
          }</span
        >
        <span class="curve">${sparkline(curve)}</span>
        <span class="value"
          >${
            subject.average === null
              ? nothing
              : this.figure(
                  html`${formatAverage(hass, subject.average)}${scale(
                    hass,
                    subject.out_of,
                  )}`,
                )
          }</span
        >
      </button>
    </li>`;
  }

  private last(
    hass: HomeAssistant,
    book: GradeBook,
  ): TemplateResult | typeof nothing {
    const colors = new Map(
      book.subjects.map(({ subject, color }) => [subject, color]),
    );
    const shown = book.grades
      .filter(({ subject }) => this.named(subject ?? "") !== undefined)
      .slice(0, this.config?.grades ?? LAST);
    if (shown.length === 0) return nothing;
    return html`<section>
      <h3>${this.strings.grades.last}</h3>
      <ul class="grades">
        ${shown.map((grade) =>
          this.grade(hass, grade, colors.get(grade.subject ?? "")),
        )}
      </ul>
    </section>`;
  }

  private grade(
    hass: HomeAssistant,
    grade: Grade,
    color: string | null | undefined,
    more?: TemplateResult | typeof nothing,
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
    const subject = this.named(grade.subject ?? "") ?? "";
    // In the dialog of a subject its name would only be repeated.
    const inDialog = more !== undefined;
    return html`<li class="grade" style=${colorOf(color)}>
      <span class="bar"></span>
      <span class="name"
        >${
          inDialog
            ? nothing
            : html`<button
                class="link"
                @click=${() => this.open(grade.subject)}
              >
                ${subject}
              </button>`
        }<span class="small">${dotted(notes)}</span></span
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
      ${more ?? nothing}
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
  return book.grades.length === 0 && book.overall_average === null;
}
