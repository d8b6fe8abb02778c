import { css } from "lit";

export const schoolLifeStyles = css`
  .rows {
    columns: 380px;
    column-gap: 40px;
  }
  h3 {
    margin: 16px 0 4px;
    padding-bottom: 4px;
    border-bottom: 1px solid var(--line);
    font-weight: var(--strong);
  }
  section:first-of-type h3 {
    margin-top: 0;
  }
  .row {
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr);
    gap: 0 12px;
    padding: 8px 0;
    break-inside: avoid;
  }
  .row ha-icon {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    color: var(--accent);
    --mdc-icon-size: 20px;
    --ha-icon-size: 20px;
  }
  .row.grave ha-icon {
    background: color-mix(in srgb, var(--alarm) 14%, transparent);
    color: var(--alarm);
  }
  .row h4 {
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .row p {
    color: var(--faint);
    overflow-wrap: anywhere;
  }
  .row .said {
    white-space: pre-line;
  }
  .row .status {
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
  .row .status.grave {
    color: var(--alarm-ink);
  }
  .card-head .act {
    margin-inline: -16px;
  }
  .row .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    margin: 4px 0 0;
  }
`;
