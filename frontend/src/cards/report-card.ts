import { css, html, nothing, type TemplateResult } from "lit";
import { configForm } from "../base/child-card";
import { colorOf } from "../base/colors";
import {
  closeButton,
  closeRow,
  DIALOG,
  dialogStyles,
  openDialog,
  renderDialog,
} from "../base/dialog";
import { dotted } from "../base/dotted";
import { isAddress } from "../base/links";
import { formatAverage, formatNumber } from "../base/numbers";
import { PeriodCard, periodStyles } from "../base/period-card";
import { shared } from "../base/styles";
import { SUBJECTS, withSubjects } from "../base/subjects";
import { Write, writeStyles } from "../base/write";
import type { Child } from "../data/child";
import {
  acknowledgeReportCard,
  reportCard,
  type ReportCard,
  type ReportSubject,
} from "../data/results";
import type { HomeAssistant } from "../hass";

/** The report card of a period: averages, what the teachers write, and its file. */
export class ReportCardCard extends PeriodCard<ReportCard> {
  static override properties = {
    ...PeriodCard.properties,
    confirming: { state: true },
  };
  static override styles = [
    shared,
    dialogStyles,
    writeStyles,
    periodStyles,
    css`
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 8px 24px;
        margin-bottom: 12px;
      }
      .top b {
        font-size: 32px;
        font-weight: var(--ha-font-weight-normal, 400);
        line-height: 1.1;
        font-variant-numeric: tabular-nums;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      a.act {
        display: inline-flex;
        align-items: center;
        box-sizing: border-box;
        text-decoration: none;
      }
      .rows {
        columns: 420px;
        column-gap: 40px;
      }
      .row {
        display: grid;
        grid-template-columns: 4px minmax(0, 1fr) auto;
        gap: 0 12px;
        padding: 8px 0;
        break-inside: avoid;
      }
      .bar {
        grid-row: 1 / span 3;
        border-radius: 2px;
        background: var(--color, var(--line));
      }
      .row h3,
      .value {
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }
      .value {
        font-size: var(--large);
        font-variant-numeric: tabular-nums;
      }
      .row p,
      .remark p {
        grid-column: 2 / -1;
        overflow-wrap: anywhere;
      }
      .said {
        white-space: pre-line;
      }
      .remark {
        margin-top: 12px;
        padding-inline-start: 12px;
        border-inline-start: 4px solid var(--accent);
      }
      .remark h3 {
        font-weight: var(--strong);
      }
    `,
  ];

  /** Whether it is asked if the school shall be told that the parents have seen it. */
  declare private confirming: boolean | undefined;

  protected override readonly page = "report card";
  protected override readonly event = "report_card";
  protected override readonly followed = [
    ["event", "report_card"],
    ["todo", "homework"],
  ] as const;

  private readonly write = new Write(
    this,
    () => `report card ${this.child?.device}`,
  );

  static getConfigForm() {
    return configForm(SUBJECTS);
  }

  protected override heading(child: Child): string {
    return `${this.strings["report-card"].title} – ${child.name}`;
  }

  protected override load(
    hass: HomeAssistant,
    device: string,
    period: string | undefined,
  ): Promise<ReportCard> {
    return reportCard(hass, device, period);
  }

  protected override updated(): void {
    openDialog(this.renderRoot);
  }

  protected override show(
    hass: HomeAssistant,
    child: Child,
    card: ReportCard,
  ): TemplateResult {
    const texts = this.strings["report-card"];
    if (!card.published)
      return html`<p class="empty">
        ${card.message ?? texts.none.replace("{period}", card.period)}
      </p>`;
    const remarks = [
      { title: texts.distinctions, text: card.distinctions.join(", ") },
      ...card.remarks,
      {
        title: texts.attendance,
        text: [card.absences, card.delays].filter(Boolean).join("\n"),
      },
    ];
    return html`${this.write.renderUnseen(this.strings)} ${this.top(hass, card)}
      <ul class="rows">
        ${withSubjects(this.config?.subjects, card.subjects).map((subject) =>
          this.subject(hass, subject),
        )}
      </ul>
      ${remarks.map(({ title, text }) =>
        text
          ? html`<div class="remark">
              ${title ? html`<h3>${title}</h3>` : nothing}
              <p class="said">${text}</p>
            </div>`
          : nothing,
      )}
      ${this.confirming ? this.confirmation(hass, child, card) : nothing}`;
  }

  private top(hass: HomeAssistant, card: ReportCard): TemplateResult {
    const { grades, "report-card": texts } = this.strings;
    return html`<div class="top">
      <p>
        ${
          card.average === null
            ? nothing
            : html`<b>${formatAverage(hass, card.average)}</b>
                <span class="faint">/ ${formatNumber(hass, card.out_of)}</span>`
        }
        ${
          card.class_average === null
            ? nothing
            : html`<span class="faint"
                >${grades.class}
                ${formatAverage(hass, card.class_average)}</span
              >`
        }
      </p>
      <div class="acts">
        ${
          card.acknowledged === false && this.whyNot === undefined
            ? html`<button
                class="act main"
                @click=${() => {
                  this.write.clear();
                  this.confirming = true;
                }}
              >
                ${texts.acknowledge}
              </button>`
            : nothing
        }
        ${
          isAddress(card.pdf)
            ? html`<a
                class="act"
                href=${card.pdf}
                target="_blank"
                rel="noopener noreferrer"
                >${texts.pdf}</a
              >`
            : nothing
        }
      </div>
    </div>`;
  }

  private subject(hass: HomeAssistant, row: ReportSubject): TemplateResult {
    const { grades } = this.strings;
    const figures = [
      row.class_average === null
        ? ""
        : `${grades.class} ${formatAverage(hass, row.class_average)}`,
      row.lowest === null || row.highest === null
        ? ""
        : `(${formatNumber(hass, row.lowest)} – ${formatNumber(hass, row.highest)})`,
    ];
    const notes = [row.teachers.join(", "), figures.filter(Boolean).join(" ")];
    return html`<li class="row" style=${colorOf(row.color)}>
      <span class="bar"></span>
      <h3>${row.subject}</h3>
      <span class="value"
        >${row.average === null ? "" : formatAverage(hass, row.average)}</span
      >
      <p class="faint">${dotted(notes)}</p>
      ${
        row.comments.length === 0
          ? nothing
          : html`<p class="said">${row.comments.join("\n")}</p>`
      }
    </li>`;
  }

  private confirmation(
    hass: HomeAssistant,
    child: Child,
    card: ReportCard,
  ): TemplateResult {
    const { strings, write } = this;
    const texts = strings["report-card"];
    const { cancel, send, confirm } = strings["school-life"];
    const content = write.outcomeOf(DIALOG)
      ? html`${write.render(strings, DIALOG)} ${closeRow(strings)}`
      : html`<p>${confirm.acknowledge}</p>
          ${write.render(strings, DIALOG)}
          <div class="acts">
            ${write.running ? nothing : closeButton(cancel)}
            <button
              class="act main"
              ?disabled=${write.running}
              @click=${() => void this.acknowledge(hass, child, card)}
            >
              ${send}
            </button>
          </div>`;
    const closed = (): void => {
      if (write.running) this.requestUpdate();
      else {
        write.clear();
        this.confirming = false;
      }
    };
    return renderDialog(`${texts.title}, ${card.period}`, content, closed, {
      locked: write.running,
    });
  }

  private async acknowledge(
    hass: HomeAssistant,
    { device }: Child,
    { period }: ReportCard,
  ): Promise<void> {
    const { done } = this.strings["school-life"];
    await this.write.run(
      this.strings,
      DIALOG,
      () => acknowledgeReportCard(hass, device, period),
      () => done.acknowledge,
    );
    await this.reload();
  }
}
