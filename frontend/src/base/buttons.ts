import { css } from "lit";

/** Buttons and fields, for the cards that write to the school. */
export const writing = css`
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .button {
    box-sizing: border-box;
    min-width: var(--finger);
    min-height: var(--finger);
    padding: 6px 16px;
    border: 1px solid var(--line);
    border-radius: calc(var(--finger) / 2);
    color: var(--accent-ink);
    font-weight: var(--strong);
    text-decoration: none;
  }
  a.button {
    display: inline-grid;
    align-content: center;
  }
  .button:hover {
    background: var(--wash);
  }
  .button.main,
  .button.main:hover {
    border-color: transparent;
    background: var(--accent-ink);
    color: var(--ha-card-background, var(--card-background-color, white));
  }
  .button:disabled {
    opacity: 0.6;
    cursor: default;
  }
  textarea,
  select,
  input[type="text"] {
    box-sizing: border-box;
    width: 100%;
    min-height: var(--finger);
    padding: 8px 12px;
    border: 1px solid var(--faint);
    border-radius: var(--round);
    background: var(--wash);
    color: var(--ink);
    /* Smaller ones make phones zoom in. */
    font: inherit;
    font-size: 16px;
  }
  ::placeholder {
    color: var(--faint);
    opacity: 1;
  }
  textarea {
    min-height: 96px;
    resize: vertical;
  }
  select option {
    background: var(--card-background-color, white);
    color: var(--ink);
  }
`;
