import { css } from "lit";

export const gradesStyles = css`
  .parts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr));
    gap: 24px 40px;
  }
  .overall {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 0 24px;
    margin-bottom: 16px;
  }
  .overall b {
    font-size: 40px;
    font-weight: var(--ha-font-weight-normal, 400);
    line-height: 1.1;
    font-variant-numeric: tabular-nums;
  }
  .overall small,
  .faint {
    color: var(--faint);
  }
  .overall small {
    font-size: var(--large);
  }
  .spark {
    display: block;
    overflow: visible;
    stroke: var(--color, var(--accent));
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
    fill: none;
  }
  .spark circle {
    fill: var(--color, var(--accent));
    stroke: none;
  }
  .overall .spark {
    width: 100%;
    max-width: 240px;
    height: 56px;
    justify-self: end;
  }
  h3 {
    padding-bottom: 4px;
    border-bottom: 1px solid var(--line);
    font-weight: var(--strong);
  }
  .subject,
  .grade {
    display: grid;
    align-items: center;
    gap: 0 12px;
    padding: 7px 0;
  }
  .subject {
    grid-template-columns: 4px minmax(0, 1fr) 72px 3.2em;
    width: 100%;
    min-height: var(--finger);
    text-align: start;
  }
  .subject:hover .name,
  .link:hover {
    text-decoration: underline;
  }
  .link {
    /* One line is as high as a finger, and its neighbors stand as close as without. */
    min-height: var(--finger);
    padding-block: 12px;
    margin-block: -12px;
    text-align: start;
  }
  dialog .small {
    font-size: var(--medium);
  }
  dialog h4 {
    margin-top: 20px;
    font-weight: var(--strong);
  }
  .bar {
    align-self: stretch;
    border-radius: 2px;
    background: var(--color, var(--line));
  }
  .name {
    overflow-wrap: anywhere;
  }
  .value {
    font-size: var(--large);
    font-weight: var(--strong);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .value small {
    color: var(--faint);
    font-weight: var(--ha-font-weight-normal, 400);
    font-size: var(--small);
  }
  .small {
    display: block;
    color: var(--faint);
    font-size: var(--small);
  }
  .subject .spark {
    width: 72px;
    height: 24px;
  }
  .grade {
    grid-template-columns: 4px minmax(0, 1fr) auto;
    break-inside: avoid;
  }
  @container (min-width: 1200px) {
    .parts {
      grid-template-columns: minmax(0, 5fr) minmax(0, 9fr);
    }
    .grades {
      columns: 2;
      column-gap: 40px;
    }
  }
  .scale {
    position: relative;
    grid-column: 2 / -1;
    height: 4px;
    margin: 7px 0 3px;
    border-radius: 2px;
    background: var(--wash);
  }
  .scale .class {
    position: absolute;
    inset-block: 0;
    border-radius: 2px;
    background: color-mix(in srgb, var(--ink) 18%, transparent);
  }
  .scale i {
    position: absolute;
    top: -3px;
    width: 2px;
    height: 10px;
    margin-inline-start: -1px;
    border-radius: 1px;
    background: var(--faint);
  }
  .scale i.own {
    top: -4px;
    width: 12px;
    height: 12px;
    margin-inline-start: -6px;
    border-radius: 50%;
    background: var(--color, var(--accent));
    box-shadow: 0 0 0 2px var(--card-background-color, #fff);
  }
  @container (max-width: 320px) {
    .overall .spark {
      display: none;
    }
    .subject {
      grid-template-columns: 4px minmax(0, 1fr) 44px 3.2em;
    }
    .subject .spark {
      width: 44px;
    }
  }
  @container (max-width: 240px) {
    .subject {
      grid-template-columns: 4px minmax(0, 1fr) auto;
    }
    .subject .curve {
      display: none;
    }
  }
  .comment {
    grid-column: 2 / -1;
    overflow-wrap: anywhere;
  }
  select {
    min-height: var(--finger);
    max-width: 100%;
    padding: 0 8px;
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--card-background-color, #fff);
    color: var(--ink);
    font: inherit;
    cursor: pointer;
  }
  .veil {
    min-height: var(--finger);
    padding: 6px 12px;
    border-radius: var(--round);
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
  .veil:hover {
    background: var(--wash);
  }
`;
