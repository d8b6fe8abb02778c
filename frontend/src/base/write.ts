import {
  html,
  nothing,
  type LitElement,
  type ReactiveController,
  type TemplateResult,
} from "lit";
import { Refusal, UNCONFIRMED } from "../data/refusal";
import type { Strings } from "../strings";
import { sentence } from "./live";

/** Something to write to the school: what it is, what the button says, and how it is done. */
export interface Intention {
  question: string;
  label: string;
  /** Write it, and return what came of it in words. */
  run(): Promise<string>;
}

type State =
  | { step: "asked"; id: string; intention: Intention }
  | { step: "running"; id: string }
  | { step: "done"; id: string; text: string }
  | { step: "failed"; id: string; text: string; unsaid: boolean };

/**
 * Writes to the school, one thing at a time: after a confirmation, and never twice by itself.
 *
 * Where an answer was lost, the next confirmation says so.
 */
export class Write implements ReactiveController {
  private state: State | undefined;
  private readonly lost = new Set<string>();

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Whether something is being written. */
  get busy(): boolean {
    return this.state?.step === "running";
  }

  /** Whether a confirmation is awaited for something. */
  isAsking(id: string): boolean {
    return this.state?.step === "asked" && this.state.id === id;
  }

  /** Ask for a confirmation. */
  ask(id: string, intention: Intention): void {
    if (this.busy) return;
    this.show({ step: "asked", id, intention });
    void this.host.updateComplete.then(() =>
      this.host.renderRoot.querySelector<HTMLElement>(".write .main")?.focus(),
    );
  }

  /** Do what was asked for, once. */
  async confirm(): Promise<void> {
    const { state } = this;
    if (state?.step !== "asked") return;
    const { id, intention } = state;
    this.show({ step: "running", id });
    try {
      this.show({ step: "done", id, text: await intention.run() });
      this.lost.delete(id);
    } catch (error) {
      const lost = error instanceof Refusal && error.lost;
      if (lost) this.lost.add(id);
      // The integration says it itself where the school gave no answer.
      const unsaid = lost && error.key !== UNCONFIRMED;
      this.show({ step: "failed", id, text: sentence(error), unsaid });
    }
  }

  /** Forget the confirmation, or what came of the last one. */
  clear(): void {
    if (this.state !== undefined && !this.busy) this.show(undefined);
  }

  private show(state: State | undefined): void {
    this.state = state;
    this.host.requestUpdate();
  }

  /** The confirmation of something, that it is being written, or what came of it. */
  render(strings: Strings, id: string): TemplateResult | typeof nothing {
    const { state } = this;
    if (state === undefined || state.id !== id) return nothing;
    const texts = strings.write;
    switch (state.step) {
      case "asked": {
        const { question, label } = state.intention;
        return html`<div class="write" role="group" aria-label=${question}>
          ${this.lost.has(id) ? html`<p class="error">${texts.lost}</p>` : nothing}
          <p>${question}</p>
          <div class="buttons">
            <button class="button main" @click=${() => void this.confirm()}>
              ${label}
            </button>
            <button class="button" @click=${() => this.clear()}>
              ${texts.cancel}
            </button>
          </div>
        </div>`;
      }
      case "running":
        return html`<p class="write waiting" role="status">
          ${texts.running}
        </p>`;
      case "done":
        return html`<p class="write told" role="status">${state.text}</p>`;
      case "failed":
        return html`<div class="write error" role="alert">
          <p>${state.text}</p>
          ${state.unsaid ? html`<p><b>${texts.lost}</b></p>` : nothing}
        </div>`;
    }
  }
}
