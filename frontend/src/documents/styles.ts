import { css } from "lit";

/** The look of the documents. */
export const documentsStyles = css`
  .groups {
    columns: 340px;
    column-gap: 32px;
  }
  section,
  details {
    margin-bottom: 16px;
    break-inside: avoid;
  }
  h3,
  summary {
    padding-bottom: 4px;
    border-bottom: 1px solid var(--line);
    font-weight: var(--strong);
  }
  summary {
    box-sizing: border-box;
    min-height: var(--finger);
    padding-top: 10px;
    cursor: pointer;
  }
  details:not([open]) summary {
    border: none;
  }
  summary h3 {
    display: inline;
    border: none;
  }
  li {
    break-inside: avoid;
  }
  li.paper {
    display: grid;
    gap: 4px;
    padding: 8px 0;
  }
  li.document {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  a.row {
    flex: 1;
    display: grid;
    align-content: center;
    min-width: 0;
    min-height: 48px;
    padding: 4px;
    border-radius: var(--round);
    color: inherit;
    text-decoration: none;
  }
  span.row {
    flex: 1;
    display: grid;
    padding: 8px 4px;
  }
  a.row:hover {
    background: var(--wash);
  }
  .icon {
    flex: none;
    display: grid;
    place-items: center;
    width: var(--finger);
    height: var(--finger);
    border-radius: 50%;
    color: var(--faint);
  }
  .icon:hover {
    background: var(--wash);
    color: var(--ink);
  }
  .name {
    overflow-wrap: anywhere;
  }
  .new .name {
    font-weight: var(--ha-font-weight-bold, 700);
  }
  .faint {
    color: var(--faint);
    font-size: var(--small);
    overflow-wrap: anywhere;
  }
  .waits .name {
    font-weight: var(--strong);
  }
  .due {
    color: var(--alarm-ink);
    font-size: var(--small);
  }
  label.button {
    display: grid;
    place-items: center;
    cursor: pointer;
  }
  label.button:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
`;
