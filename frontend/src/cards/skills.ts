import { css, html, nothing, type TemplateResult } from "lit";
import { configForm } from "../base/child-card";
import { formatDay } from "../base/days";
import { dialogStyles } from "../base/dialog";
import { dotted } from "../base/dotted";
import { foldButton } from "../base/fold";
import {
  PeriodCard,
  periodStyles,
  type PeriodCardConfig,
} from "../base/period-card";
import { shared } from "../base/styles";
import { SUBJECTS, withSubjects } from "../base/subjects";
import type { Child } from "../data/child";
import {
  evaluations,
  type Acquisition,
  type Evaluation,
  type Evaluations,
} from "../data/results";
import type { HomeAssistant } from "../hass";
import { levelsOf } from "../skills/levels";

interface SkillsCardConfig extends PeriodCardConfig {
  /** How many evaluations. */
  rows?: number;
}

const ROWS = 6;

/** The skills assessed in a period, with their levels. */
export class SkillsCard extends PeriodCard<Evaluations, SkillsCardConfig> {
  static override properties = {
    ...PeriodCard.properties,
    unfolded: { state: true },
  };
  static override styles = [
    shared,
    dialogStyles,
    periodStyles,
    css`
      .rows {
        columns: 380px;
        column-gap: 40px;
      }
      .row {
        padding: 8px 0;
        break-inside: avoid;
      }
      h3 {
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }
      .summary {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 20px;
        margin-bottom: 8px;
      }
      .skill,
      .summary li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 0 10px;
        padding: 3px 0;
      }
      .skill span {
        overflow-wrap: anywhere;
      }
      .level {
        display: grid;
        place-items: center;
        box-sizing: border-box;
        min-width: 36px;
        min-height: 24px;
        padding: 0 4px;
        border: 1px solid transparent;
        border-radius: 6px;
        background: var(--level, var(--wash));
        font-size: var(--small);
        font-weight: var(--strong);
      }
      /* Black is read on each of these, in the light and in the dark. */
      .level[data-level] {
        color: #000;
      }
      .level:not([data-level]) {
        border-color: var(--line);
      }
      [data-level="1"] {
        --level: #2fb36a;
      }
      [data-level="2"] {
        --level: #7ccf7f;
      }
      [data-level="3"] {
        --level: #b9e08f;
      }
      [data-level="4"] {
        --level: #ffdf4d;
      }
      [data-level="5"] {
        --level: #f7ab5b;
      }
      [data-level="6"] {
        --level: #f4705f;
      }
    `,
  ];

  /** Whether all evaluations are shown. */
  declare private unfolded: boolean | undefined;

  protected override readonly page = "skills";
  protected override readonly event = "evaluation";
  protected override readonly followed = [
    ["event", "evaluation"],
    ["todo", "homework"],
  ] as const;

  static getConfigForm() {
    return configForm(
      {
        name: "rows",
        label: "items",
        default: ROWS,
        selector: { number: { min: 1, max: 50, mode: "box" } },
      },
      SUBJECTS,
    );
  }

  protected override heading(child: Child): string {
    return `${this.strings.skills.title} – ${child.name}`;
  }

  protected override load(
    hass: HomeAssistant,
    device: string,
    period: string | undefined,
  ): Promise<Evaluations> {
    return evaluations(hass, device, period);
  }

  protected override show(
    hass: HomeAssistant,
    _child: Child,
    page: Evaluations,
  ): TemplateResult {
    const texts = this.strings.skills;
    const all = withSubjects(this.config?.subjects, page.evaluations);
    if (all.length === 0)
      return html`<p class="empty">
        ${texts.none.replace("{period}", page.period)}
      </p>`;
    const limit = this.config?.rows ?? ROWS;
    return html`<ul class="summary" aria-label=${texts.summary}>
        ${levelsOf(all).map(
          ({ acquisition, count }) =>
            html`<li>
              ${badge(acquisition)}
              <span
                >${count} <span class="faint">${acquisition.level}</span></span
              >
            </li>`,
        )}
      </ul>
      <ul class="rows">
        ${(this.unfolded ? all : all.slice(0, limit)).map((evaluation) =>
          this.evaluation(hass, evaluation),
        )}
      </ul>
      ${foldButton(
        this.strings,
        all.length,
        limit,
        this.unfolded === true,
        () => {
          this.unfolded = this.unfolded !== true;
        },
      )}`;
  }

  private evaluation(
    hass: HomeAssistant,
    { subject, name, teacher, date, acquisitions }: Evaluation,
  ): TemplateResult {
    const day = formatDay(hass, date, { day: "numeric", month: "short" });
    return html`<li class="row">
      <h3>${subject ?? name}</h3>
      <p class="faint">
        ${dotted([day, subject === null ? null : name, teacher])}
      </p>
      <ul>
        ${acquisitions.map(
          (acquisition) =>
            html`<li class="skill">
              ${badge(acquisition)}
              <span
                >${acquisition.skill}
                <span class="faint">· ${acquisition.level}</span></span
              >
            </li>`,
        )}
      </ul>
    </li>`;
  }
}

/** The level by its letters on its color; its name stands beside. */
function badge({ abbreviation, level_number }: Acquisition): TemplateResult {
  const colored =
    level_number !== null && level_number >= 1 && level_number <= 6;
  return html`<span
    class="level"
    aria-hidden="true"
    data-level=${colored ? level_number : nothing}
    >${abbreviation ?? "–"}</span
  >`;
}
