import { html, nothing, type TemplateResult } from "lit";
import { closeButton, closeRow, DIALOG, renderDialog } from "../base/dialog";
import { addDays, formatDay, type Day } from "../base/days";
import { renderFileField } from "../base/file-field";
import { formatMinutes } from "../base/times";
import type { Write } from "../base/write";
import type { AbsenceRights, Announcement } from "../data/school-life";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";
import { minutesAt } from "../timetable/lessons";
import type { Act, Row } from "./rows";
import { rowDetails, rowTitle, rowWhen } from "./texts";

/** As long as PRONOTE lets a justification be. */
const LONGEST_TEXT = 200;

/** A dialog that is open: what it is about, and how far it has come. */
export type Opened = (
  { act: Act; row: Row } | { act: "announce"; row?: undefined }
) & {
  /** What is filled in, to be sent; undefined while it is being written. */
  filled?: Record<string, string>;
  /** What was filled in before, to be changed. */
  draft?: Record<string, string>;
  /** What goes with it. */
  file?: File | undefined;
};

/** What a dialog needs of its card. */
export interface Sheet {
  hass: HomeAssistant;
  strings: Strings;
  write: Write;
  rights: AbsenceRights | undefined;
  /** Whether the school wants a text with an announced absence. */
  textRequired: boolean;
  today: Day;
  /** The form is filled in. */
  fill(values: Record<string, string>): void;
  /** Something in the form decides on the rest of it. */
  note(noted: Pick<Opened, "draft" | "file">): void;
  /** Back to the form. */
  change(): void;
  send(): void;
  close(): void;
}

/** The dialog of something that a parent does. */
export function renderSheet(sheet: Sheet, opened: Opened): TemplateResult {
  const { strings, write } = sheet;
  const texts = strings["school-life"];
  const title =
    opened.act === "announce" ? texts.announce : texts.acts[opened.act];
  const outcome = write.outcomeOf(DIALOG);
  const content = html`
    ${opened.row === undefined ? nothing : about(sheet, opened.row)}
    ${
      outcome && (!outcome.failed || outcome.maybeSent)
        ? html`${write.render(strings, DIALOG)} ${closeRow(strings)}`
        : opened.filled === undefined && needsForm(opened)
          ? html`${form(sheet, opened)}`
          : confirmation(sheet, opened)
    }
  `;
  return renderDialog(title, content, () => sheet.close(), {
    locked: write.running,
  });
}

/** Whether there is something to fill in before it can be sent. */
function needsForm({ act }: Opened): boolean {
  return act === "justify" || act === "announce";
}

function about({ hass, strings }: Sheet, row: Row): TemplateResult {
  return html`<p>
      <b>${rowTitle(strings, row)}</b><br />${rowWhen(hass, strings, row)}
    </p>
    ${rowDetails(hass, strings, row).map(
      (text) => html`<p class="faint said">${text}</p>`,
    )}`;
}

/** What will be sent, and the question whether it shall. */
function confirmation(sheet: Sheet, opened: Opened): TemplateResult {
  const { strings, write } = sheet;
  const texts = strings["school-life"];
  const { filled } = opened;
  return html`${filled === undefined ? nothing : summary(sheet, filled, opened.file)}
    ${write.outcomeOf(DIALOG) === undefined ? html`<p class="question">${texts.confirm[opened.act]}</p>` : nothing}
    ${write.render(strings, DIALOG)}
    <div class="acts">
      ${
        filled === undefined
          ? closeButton(texts.cancel)
          : html`<button
              type="button"
              class="act"
              ?disabled=${write.running}
              @click=${() => sheet.change()}
            >
              ${texts.back}
            </button>`
      }
      <button
        type="button"
        class="act main"
        ?disabled=${write.running}
        @click=${() => sheet.send()}
      >
        ${texts.send}
      </button>
    </div>`;
}

function summary(
  { hass, strings }: Sheet,
  filled: Record<string, string>,
  file: File | undefined,
): TemplateResult {
  const { start_date, end_date, start_time, end_time, reason, text } = filled;
  const clock = (time: string): string =>
    formatMinutes(hass, minutesAt(`${start_date}T${time}`));
  const day = (date: string, time: string | undefined): string => {
    const name = formatDay(hass, date, {
      weekday: "long",
      day: "numeric",
      month: "long",
    });
    return time ? `${name}, ${clock(time)}` : name;
  };
  const from = start_date && day(start_date, start_time);
  const to =
    start_date === end_date
      ? end_time && clock(end_time)
      : end_date && day(end_date, end_time);
  const when =
    from && to
      ? strings["school-life"].from
          .replace("{start}", from)
          .replace("{end}", to)
      : from;
  return html`${when ? html`<p><b>${when}</b></p>` : nothing}
  ${[reason, text, file?.name].map((part) =>
    part ? html`<p class="said">${part}</p>` : nothing,
  )}`;
}

function form(sheet: Sheet, opened: Opened): TemplateResult {
  const { strings, write, rights } = sheet;
  const texts = strings["school-life"];
  const announces = opened.act === "announce";
  const draft = opened.draft ?? {};
  const delay = opened.row?.kind === "delay";
  const reasons =
    (delay ? rights?.delay_reasons : rights?.absence_reasons) ?? [];
  const event = opened.row?.event;
  const known =
    event !== undefined &&
    "to_justify" in event &&
    (event.reason_given || event.parent_reason !== null);
  const chosen = reasons.find(({ name }) => name === draft["reason"]);
  const justified =
    event !== undefined && "text_required" in event ? event : undefined;
  const textRequired = announces
    ? sheet.textRequired
    : justified?.text_required === true;
  const detailsRequired =
    justified?.details_required === true || chosen?.details_required === true;
  return html`<form
    @submit=${(submitted: Event) => {
      submitted.preventDefault();
      const data = new FormData(submitted.target as HTMLFormElement);
      sheet.fill(
        Object.fromEntries(
          [...data].map(([name, value]) => [
            name,
            typeof value === "string" ? value.trim() : "",
          ]),
        ),
      );
    }}
  >
    ${announces ? days(sheet, draft) : nothing}
    ${
      reasons.length === 0
        ? nothing
        : html`<label class="field">
            <span>${texts.reason}</span>
            <select
              name="reason"
              ?required=${!known}
              @change=${(event: Event) => {
                const { value } = event.target as HTMLSelectElement;
                sheet.note({ draft: { ...draft, reason: value } });
              }}
            >
              <option value="">
                ${known ? texts.knownReason : texts.chooseReason}
              </option>
              ${reasons.map(
                ({ name }) =>
                  html`<option
                    value=${name}
                    .selected=${name === draft["reason"]}
                  >
                    ${name}
                  </option>`,
              )}
            </select>
          </label>`
    }
    <label class="field">
      <span>${texts.text}</span>
      <textarea
        name="text"
        rows="3"
        maxlength=${LONGEST_TEXT}
        ?required=${textRequired || (detailsRequired && opened.file === undefined)}
        .value=${draft["text"] ?? ""}
      ></textarea>
    </label>
    ${
      // PRONOTE takes none with a delay.
      delay
        ? nothing
        : renderFileField({
            strings,
            files: opened.file === undefined ? [] : [opened.file],
            several: false,
            disabled: write.running,
            choose: ([file]) => sheet.note({ file }),
          })
    }
    ${write.render(strings, DIALOG)}
    <div class="acts">
      ${write.running ? nothing : closeButton(texts.cancel)}
      <button class="act main" ?disabled=${write.running}>
        ${announces ? texts.check : texts.continue}
      </button>
    </div>
  </form>`;
}

function days(
  { strings, rights, today }: Sheet,
  draft: Record<string, string>,
): TemplateResult {
  const texts = strings["school-life"];
  const ahead = rights?.announcement_days ?? null;
  const last = ahead === null ? nothing : addDays(today, ahead);
  const field = (
    name: keyof Announcement,
    label: string,
    type: "date" | "time",
  ) =>
    html`<label class="field">
      <span>${label}</span>
      <input
        type=${type}
        name=${name}
        min=${type === "date" ? today : nothing}
        max=${name === "start_date" ? last : nothing}
        ?required=${name === "start_date"}
        .value=${draft[name] ?? (name === "start_date" ? today : "")}
      />
    </label>`;
  return html`<div class="pair">
      ${field("start_date", texts.firstDay, "date")}
      ${field("start_time", texts.fromTime, "time")}
      ${field("end_date", texts.lastDay, "date")}
      ${field("end_time", texts.untilTime, "time")}
    </div>
    <p class="faint">${texts.wholeDay}</p>`;
}
