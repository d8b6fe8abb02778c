import { html, nothing, type TemplateResult } from "lit";
import { when } from "lit/directives/when.js";
import { renderFiles } from "../base/links";
import { prose } from "../base/prose";
import type { Choice, Question } from "../data/inbox";
import type { Strings } from "../strings";
import { choose, givenAnswer, isOpen, type Filled } from "./answers";

/** What a form of questions needs of its card. */
export interface Form {
  strings: Strings;
  filled: ReadonlyMap<string, Filled>;
  disabled: boolean;
  /** Note what was filled in. */
  fill(key: string, filled: Filled): void;
}

/** A part of a news item: its text, its files, and what the school asks. */
export function renderQuestion(
  form: Form,
  question: Question,
  alone: boolean,
  single: boolean,
): TemplateResult {
  const { title, text, attachments } = question;
  return html`<section class="question">
    ${when(title && !single, () => html`<h4>${title}</h4>`)}
    ${when(text, () => prose(text))} ${renderFiles(attachments)}
    ${
      isOpen(question)
        ? field(form, question, alone)
        : answered(form.strings, question)
    }
  </section>`;
}

function answered(
  strings: Strings,
  question: Question,
): TemplateResult | typeof nothing {
  if (!question.answered) return nothing;
  const texts = strings.inbox;
  const given = givenAnswer(question);
  return html`<p class="faint">
    ${given === "" ? texts.acknowledged : texts.yourAnswer.replace("{answer}", given)}
  </p>`;
}

function field(
  form: Form,
  question: Question,
  alone: boolean,
): TemplateResult | typeof nothing {
  const { key, kind, title, choices } = question;
  const texts = form.strings.inbox;
  const filled = form.filled.get(key) ?? {};
  const fill = (change: Filled) => form.fill(key, { ...filled, ...change });
  const name = title ?? texts.kinds.survey;
  switch (kind) {
    case "acknowledgement":
      // A button does it where there is nothing else to answer.
      return alone
        ? nothing
        : option(
            form,
            "checkbox",
            key,
            texts.haveRead,
            filled.read === true,
            (read) => fill({ read }),
          );
    case "text":
      return html`<textarea
        aria-label=${name}
        maxlength=${question.max_text_length ?? 10_000}
        .value=${filled.text ?? ""}
        ?disabled=${form.disabled}
        @input=${(event: Event) =>
          fill({ text: (event.target as HTMLTextAreaElement).value })}
      ></textarea>`;
    default: {
      const chosen = filled.choices ?? [];
      const most = question.max_choices ?? choices.length;
      const several = kind === "multiple_choice";
      return html`<div role="group" aria-label=${name}>
        ${when(
          several && most < choices.length,
          () =>
            html`<p class="faint">
              ${texts.upTo.replace("{count}", String(most))}
            </p>`,
        )}
        ${choices.map((choice) =>
          pick(
            form,
            question,
            choice,
            chosen,
            several && chosen.length >= most,
            fill,
          ),
        )}
        ${when(
          choices.some(
            ({ free, position }) => free && chosen.includes(position),
          ),
          () =>
            html`<input
              type="text"
              aria-label=${texts.ownWords}
              placeholder=${texts.ownWords}
              .value=${filled.own ?? ""}
              ?disabled=${form.disabled}
              @input=${(event: Event) =>
                fill({ own: (event.target as HTMLInputElement).value })}
            />`,
        )}
      </div>`;
    }
  }
}

function pick(
  form: Form,
  question: Question,
  { position, text, free }: Choice,
  chosen: readonly number[],
  full: boolean,
  fill: (change: Filled) => void,
): TemplateResult {
  const checked = chosen.includes(position);
  // The school may call it nothing but "…".
  const named = free ? text.replace(/^[\s.…]+$/, "") : text;
  return option(
    form,
    question.kind === "single_choice" ? "radio" : "checkbox",
    question.key,
    named || (free ? form.strings.inbox.ownWords : String(position)),
    checked,
    (wanted) => fill({ choices: choose(question, chosen, position, wanted) }),
    full && !checked,
  );
}

function option(
  form: Form,
  type: "checkbox" | "radio",
  name: string,
  text: string,
  checked: boolean,
  change: (checked: boolean) => void,
  disabled = false,
): TemplateResult {
  return html`<label class="option"
    ><input
      type=${type}
      name=${name}
      .checked=${checked}
      ?disabled=${disabled || form.disabled}
      @change=${(event: Event) =>
        change((event.target as HTMLInputElement).checked)}
    /><span>${text}</span></label
  >`;
}
