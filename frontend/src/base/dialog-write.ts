import { css, html, nothing, type TemplateResult } from "lit";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { Refusal } from "../data/refusal";
import { readFailure } from "./read-failure";
import type { Strings } from "../strings";

export const writeStyles = css`
  .outcome {
    margin-top: 12px;
    padding: 8px 12px;
    border-inline-start: 3px solid var(--success-color, var(--accent));
    border-radius: 4px;
    background: var(--wash);
    overflow-wrap: anywhere;
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
  .outcome.failed {
    border-color: var(--alarm);
    background: color-mix(in srgb, var(--alarm) 10%, transparent);
  }
`;

interface Outcome {
  text: string;
  failed: boolean;
}

/** What came of writes whose card was replaced meanwhile, as when the connection was lost. */
const unseen = new Map<string, Outcome>();
const present = new Set<DialogWrite>();

/** One thing that is sent to the school: that it runs, and what came of it. */
export class DialogWrite implements ReactiveController {
  running = false;
  /** What came of it, for a reader; undefined before. */
  outcome: string | undefined;
  failed = false;
  /** Whether it may have arrived although it failed: it must not be sent again unseen. */
  maybeSent = false;

  /** The cards that may show what came of it have the same key. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly key: () => string,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    present.add(this);
  }

  hostDisconnected(): void {
    present.delete(this);
    this.leave();
  }

  /** Leave what came of it to the next card, if nobody has seen it here. */
  private leave(): void {
    if (this.outcome === undefined) return;
    unseen.set(this.key(), { text: this.outcome, failed: this.failed });
    this.clear();
    for (const write of present) write.host.requestUpdate();
  }

  /** Forget what came of the last one. */
  clear(): void {
    this.outcome = undefined;
    this.failed = this.maybeSent = false;
    this.host.requestUpdate();
  }

  /**
   * Send something; return the answer, undefined if it failed or another one runs.
   *
   * `asksOnly`: nothing is recorded by it.
   */
  async run<T>(
    strings: Strings,
    send: () => Promise<T>,
    told: (answer: T) => string | undefined,
    asksOnly = false,
  ): Promise<{ answer: T } | undefined> {
    if (this.running) return undefined;
    this.clear();
    this.running = true;
    try {
      const answer = await send();
      this.outcome = told(answer);
      return { answer };
    } catch (error) {
      this.failed = true;
      const lost = error instanceof Refusal && error.lost;
      this.maybeSent = lost && !asksOnly;
      this.outcome = this.maybeSent
        ? strings.write.lost
        : readFailure(strings, error);
      return undefined;
    } finally {
      this.running = false;
      if (!present.has(this)) this.leave();
      this.host.requestUpdate();
    }
  }

  /** That it runs, or what came of it. */
  render(strings: Strings): TemplateResult | typeof nothing {
    if (this.running)
      return html`<p class="outcome waiting" role="status">
        ${strings.write.running}
      </p>`;
    if (this.outcome === undefined) return nothing;
    return renderOutcome({ text: this.outcome, failed: this.failed });
  }

  /** What came of a write of the card that was here before. */
  renderUnseen(strings: Strings): TemplateResult | typeof nothing {
    const key = this.key();
    const outcome = unseen.get(key);
    if (outcome === undefined) return nothing;
    return html`<div class="unseen">
      ${renderOutcome(outcome)}
      <button
        class="act"
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
