import { css, html, nothing, type TemplateResult } from "lit";
import type { LitElement, ReactiveController } from "lit";
import { Refusal, UNCONFIRMED } from "../data/refusal";
import type { Strings } from "../strings";
import { sentence } from "./live";
import { readFailure } from "./read-failure";

export const writeStyles = css`
  .write {
    display: grid;
    gap: 8px;
    margin: 8px 0;
    padding: 12px;
    border: 1px solid var(--accent);
    border-radius: var(--round);
  }
  .outcome {
    margin-top: 12px;
    padding: 8px 12px;
    border-inline-start: 3px solid var(--success-color, var(--accent));
    border-radius: 4px;
    background: var(--wash);
    overflow-wrap: anywhere;
  }
  .outcome.failed {
    border-color: var(--alarm);
    background: color-mix(in srgb, var(--alarm) 10%, transparent);
  }
  .unseen {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    margin-bottom: 12px;
  }
  .unseen .outcome {
    margin-top: 0;
  }
  .unseen button {
    min-height: var(--finger);
    padding: 8px 16px;
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
`;

/** Something to write to the school: what it is, what the button says, and how it is done. */
export interface Intention {
  question: string;
  label: string;
  /** Write it, and return what came of it in words. */
  run(): Promise<string>;
}

/** What came of a write. */
export interface Outcome {
  text: string;
  failed: boolean;
  /** It may have taken place although it failed: it must not be sent again unseen. */
  maybeSent: boolean;
}

type State = { id: string } & (
  | { step: "asked"; intention: Intention }
  | { step: "running" }
  | { step: "over"; outcome: Outcome }
);

/** What came of writes whose card was replaced meanwhile, as when the connection was lost. */
const unseen = new Map<string, Outcome>();
const present = new Set<Write>();

/**
 * Writes to the school, one thing at a time, and never twice by itself.
 *
 * A card may write several things, each with an ID of its own. It asks for a confirmation in
 * place, or opens a dialog that does.
 */
export class Write implements ReactiveController {
  private state: State | undefined;
  /** The IDs of what may have been written although no answer came. */
  private readonly lost = new Set<string>();

  /** The cards that may show what came of it have the same key. */
  constructor(
    private readonly host: LitElement,
    private readonly key: () => string,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    present.add(this);
  }

  hostDisconnected(): void {
    present.delete(this);
    if (this.state?.step === "over" && this.state.outcome.failed) this.leave();
  }

  /** Leave what came of it to the card that comes next. */
  private leave(): void {
    if (this.state?.step !== "over") return;
    unseen.set(this.key(), this.state.outcome);
    this.state = undefined;
    for (const write of present) write.host.requestUpdate();
  }

  /** The ID of what is asked, written or told; undefined if nothing is. */
  get id(): string | undefined {
    return this.state?.id;
  }

  /** Whether something is being written. */
  get running(): boolean {
    return this.state?.step === "running";
  }

  /** Whether a confirmation is awaited for something. */
  isAsking(id: string): boolean {
    return this.state?.step === "asked" && this.state.id === id;
  }

  /** What came of something; undefined before. */
  outcomeOf(id: string): Outcome | undefined {
    return this.state?.step === "over" && this.state.id === id
      ? this.state.outcome
      : undefined;
  }

  /** Forget the confirmation, or what came of the last one. */
  clear(): void {
    if (this.state !== undefined && !this.running) this.show(undefined);
  }

  /** Ask for a confirmation in place. */
  ask(id: string, intention: Intention): void {
    if (this.running) return;
    this.show({ id, step: "asked", intention });
    void this.host.updateComplete.then(() =>
      this.host.renderRoot.querySelector<HTMLElement>(".write .main")?.focus(),
    );
  }

  /** Do what was asked for, once. */
  async confirm(strings: Strings): Promise<void> {
    const { state } = this;
    if (state?.step !== "asked") return;
    const { id, intention } = state;
    await this.run(
      strings,
      id,
      () => intention.run(),
      (text) => text,
    );
  }

  /**
   * Send something; return the answer, undefined if it failed or another one runs.
   *
   * `asksOnly`: nothing is recorded by it.
   */
  async run<T>(
    strings: Strings,
    id: string,
    send: () => Promise<T>,
    told: (answer: T) => string | undefined,
    asksOnly = false,
  ): Promise<{ answer: T } | undefined> {
    if (this.running) return undefined;
    this.show({ id, step: "running" });
    try {
      const answer = await send();
      const text = told(answer);
      this.lost.delete(id);
      this.end(id, text && { text, failed: false, maybeSent: false });
      return { answer };
    } catch (error) {
      const maybeSent = error instanceof Refusal && error.lost && !asksOnly;
      if (maybeSent) this.lost.add(id);
      // The integration says it itself where the school gave no answer.
      const said = maybeSent
        ? error.key === UNCONFIRMED
          ? sentence(error)
          : strings.write.lost
        : readFailure(strings, error);
      this.end(id, { text: said, failed: true, maybeSent });
      return undefined;
    }
  }

  private end(id: string, outcome: Outcome | "" | undefined): void {
    this.show(outcome ? { id, step: "over", outcome } : undefined);
    if (!present.has(this)) this.leave();
  }

  private show(state: State | undefined): void {
    this.state = state;
    this.host.requestUpdate();
  }

  /** The confirmation of something, that it is being written, or what came of it. */
  render(strings: Strings, id: string): TemplateResult | typeof nothing {
    const { state } = this;
    if (state === undefined || state.id !== id) return nothing;
    switch (state.step) {
      case "asked":
        return this.renderQuestion(strings, id, state.intention);
      case "running":
        return html`<p class="outcome waiting" role="status">
          ${strings.write.running}
        </p>`;
      case "over":
        return renderOutcome(state.outcome);
    }
  }

  private renderQuestion(
    strings: Strings,
    id: string,
    { question, label }: Intention,
  ): TemplateResult {
    const texts = strings.write;
    return html`<div class="write" role="group" aria-label=${question}>
      ${this.lost.has(id) ? html`<p class="error">${texts.lost}</p>` : nothing}
      <p>${question}</p>
      <div class="buttons">
        <button class="button main" @click=${() => void this.confirm(strings)}>
          ${label}
        </button>
        <button class="button" @click=${() => this.clear()}>
          ${texts.cancel}
        </button>
      </div>
    </div>`;
  }

  /** What came of a write of the card that was here before. */
  renderUnseen(strings: Strings): TemplateResult | typeof nothing {
    const key = this.key();
    const outcome = unseen.get(key);
    if (outcome === undefined) return nothing;
    return html`<div class="unseen">
      ${renderOutcome(outcome)}
      <button
        @click=${() => {
          unseen.delete(key);
          this.host.requestUpdate();
        }}
      >
        ${strings.close}
      </button>
    </div>`;
  }
}

function renderOutcome({ text, failed }: Outcome): TemplateResult {
  return failed
    ? html`<p class="outcome failed" role="alert">${text}</p>`
    : html`<p class="outcome" role="status">${text}</p>`;
}
