import { html, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";
import { addDays, formatWeek, mondayOf, type Day } from "./days";

export const LEFT = "M15.41 7.41 14 6l-6 6 6 6 1.41-1.41L10.83 12z";
export const RIGHT = "M8.59 16.59 10 18l6-6-6-6-1.41 1.41L13.17 12z";

/** Which week a card shows: that of a day, or one chosen by hand. */
export class Weeks {
  private steps = 0;

  constructor(private readonly host: ReactiveControllerHost) {}

  /** Tell whether the week was chosen by hand. */
  get chosen(): boolean {
    return this.steps !== 0;
  }

  /** The Monday of the week that is shown. */
  monday(day: Day): Day {
    return addDays(mondayOf(day), 7 * this.steps);
  }

  step(count: number): void {
    this.steps = count === 0 ? 0 : this.steps + count;
    this.host.requestUpdate();
  }

  /** The arrows, and between them the way back to the present week. */
  render(
    hass: HomeAssistant,
    strings: Strings,
    first: Day,
    last: Day,
  ): TemplateResult {
    const week = formatWeek(hass, first, last);
    return html`<div class="weeks" role="group" aria-label=${strings.weeks}>
      ${this.arrow(strings.previousWeek, LEFT, -1)}
      ${
        this.chosen
          ? html`<button
              class="which"
              title=${strings.thisWeek}
              @click=${() => this.step(0)}
            >
              <span aria-live="polite">${week}</span>
            </button>`
          : html`<span class="which" aria-live="polite"
              ><span class="hidden">${strings.thisWeek}, </span>${week}</span
            >`
      }
      ${this.arrow(strings.nextWeek, RIGHT, 1)}
    </div>`;
  }

  private arrow(label: string, path: string, count: number): TemplateResult {
    return arrow(label, path, () => this.step(count));
  }
}

/** A button that goes one step back or on. */
export function arrow(
  label: string,
  path: string,
  step: () => void,
): TemplateResult {
  return html`<button
    class="step"
    aria-label=${label}
    title=${label}
    @click=${step}
  >
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>
  </button>`;
}
