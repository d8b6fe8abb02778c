import { css, html, type TemplateResult } from "lit";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";
import { formatDay, type Day } from "./days";

export const stripStyles = css`
  .strip {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: 4px;
    margin-bottom: 12px;
  }
  .strip button {
    min-height: var(--finger);
    padding: 4px 0;
    border-radius: var(--round);
    color: var(--faint);
    font-size: var(--small);
    line-height: 1.3;
    text-align: center;
  }
  .strip b {
    display: block;
    color: var(--ink);
    font-size: var(--large);
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .strip button:hover {
    background: var(--wash);
  }
  .strip .free b {
    color: var(--faint);
  }
  .strip .today,
  .strip .today b {
    color: var(--accent-ink);
  }
  .strip button[aria-pressed="true"] {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
  }
`;

/** The days of a week, to choose one where there is room for one. */
export function renderStrip(
  hass: HomeAssistant,
  strings: Strings,
  days: Day[],
  today: Day,
  chosen: Day,
  choose: (day: Day) => void,
  isBusy: (day: Day) => boolean,
): TemplateResult {
  return html`<div class="strip" role="group" aria-label=${strings.days}>
    ${days.map(
      (day) =>
        html`<button
          class="${day === today ? "today" : ""} ${isBusy(day) ? "" : "free"}"
          aria-pressed=${day === chosen ? "true" : "false"}
          @click=${() => choose(day)}
        >
          ${formatDay(hass, day, { weekday: "short" })}
          <b>${formatDay(hass, day, { day: "numeric" })}</b>
          <span class="hidden">${formatDay(hass, day, { month: "long" })}</span>
        </button>`,
    )}
  </div>`;
}
