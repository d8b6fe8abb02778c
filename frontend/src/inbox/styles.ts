import { css } from "lit";

/** The look of the inbox. */
export const inboxStyles = css`
  .tools {
    display: flex;
    gap: 4px;
    margin-inline-start: auto;
  }
  .icon {
    display: grid;
    place-items: center;
    width: var(--finger);
    height: var(--finger);
    border-radius: 50%;
    color: var(--faint);
  }
  .icon:hover,
  .icon[aria-pressed="true"] {
    background: var(--wash);
    color: var(--ink);
  }
  .items > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    border-bottom: 1px solid var(--line);
  }
  .items > li:last-child {
    border-bottom: none;
  }
  .items > li.picking {
    grid-template-columns: auto minmax(0, 1fr);
  }
  .items > li > .open {
    grid-column: 1 / -1;
  }
  .pick {
    display: grid;
    place-items: center;
    width: var(--finger);
    min-height: var(--finger);
  }
  input[type="checkbox"],
  input[type="radio"] {
    flex: none;
    width: 22px;
    height: 22px;
    margin: 0;
    accent-color: var(--accent);
  }
  .row {
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr);
    gap: 0 12px;
    align-items: center;
    box-sizing: border-box;
    width: 100%;
    min-height: 56px;
    padding: 8px 4px;
    border-radius: var(--round);
    text-align: start;
  }
  .row:hover {
    background: var(--wash);
  }
  .row ha-icon {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    color: var(--accent-ink);
    --mdc-icon-size: 20px;
    --ha-icon-size: 20px;
  }
  .row .title {
    display: block;
    overflow-wrap: anywhere;
  }
  .unread .row .title {
    font-weight: var(--ha-font-weight-bold, 700);
  }
  .unread .row .title::before {
    content: "";
    display: inline-block;
    width: 8px;
    height: 8px;
    margin-inline-end: 8px;
    border-radius: 50%;
    background: var(--accent);
    vertical-align: middle;
  }
  .meta,
  .faint,
  time {
    color: var(--faint);
    font-size: var(--small);
    overflow-wrap: anywhere;
  }
  .awaits {
    display: inline-block;
    padding: 0 8px;
    border-radius: 10px;
    background: color-mix(in srgb, var(--alarm) 12%, transparent);
    color: var(--alarm-ink);
    font-size: var(--small);
  }
  .open {
    display: grid;
    gap: 12px;
    padding: 4px 4px 16px;
  }
  @container (min-width: 480px) {
    .open {
      padding-inline-start: 52px;
    }
  }
  .prose {
    display: block;
    max-width: 70ch;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .prose a {
    color: var(--accent-ink);
  }
  h4 {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .question {
    display: grid;
    gap: 4px;
  }
  .option {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: var(--finger);
    cursor: pointer;
  }
  .messages {
    display: grid;
    gap: 8px;
  }
  .message {
    padding: 8px 12px;
    border-inline-start: 3px solid var(--line);
    border-radius: 4px;
    background: var(--wash);
  }
  .message.mine {
    border-inline-start-color: var(--accent);
  }
  .reply {
    display: grid;
    gap: 8px;
    max-width: 70ch;
  }
  .reply > .faint {
    margin-bottom: -4px;
  }
  .folders {
    width: auto;
    max-width: 100%;
  }
  .selection {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 8px;
  }
`;
