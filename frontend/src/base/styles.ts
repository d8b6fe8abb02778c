import { css } from "lit";

/** The look that all cards share: Home Assistant's own fonts, sizes and colors. */
export const shared = css`
  :host {
    display: block;
    height: 100%;
    --ink: var(--primary-text-color);
    --faint: var(--secondary-text-color);
    --line: var(--divider-color);
    --accent: var(--primary-color);
    --wash: color-mix(in srgb, var(--primary-text-color) 5%, transparent);
    --alarm: var(--error-color);
    /* Dark enough to be read on the card, or light enough in the dark. */
    --accent-ink: color-mix(in srgb, var(--accent) 70%, var(--ink));
    --alarm-ink: color-mix(in srgb, var(--alarm) 65%, var(--ink));
    /* What a finger hits without aiming. */
    --finger: 44px;
    --small: var(--ha-font-size-s, 12px);
    --medium: var(--ha-font-size-m, 14px);
    --large: var(--ha-font-size-l, 16px);
    --strong: var(--ha-font-weight-medium, 500);
    --round: 8px;
  }
  ha-card {
    container-type: inline-size;
    box-sizing: border-box;
    height: 100%;
    /* Who gives a card fewer rows than it needs can still reach all of it. */
    overflow: hidden auto;
    padding: 16px;
    color: var(--ink);
    font-size: var(--medium);
    line-height: 1.4;
  }
  .card-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-height: var(--finger);
    margin-bottom: 8px;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
    font: inherit;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
    font-weight: var(--ha-font-weight-normal, 400);
    overflow-wrap: anywhere;
  }
  .empty {
    padding: 24px 0;
    color: var(--faint);
    text-align: center;
    text-wrap: balance;
  }
  .error {
    margin-bottom: 12px;
    padding: 8px 12px;
    border-inline-start: 3px solid var(--alarm);
    border-radius: 4px;
    background: color-mix(in srgb, var(--alarm) 10%, transparent);
    overflow-wrap: anywhere;
  }
  button {
    margin: 0;
    padding: 0;
    border: none;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .fold {
    min-height: var(--finger);
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
  .fold:hover {
    text-decoration: underline;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .weeks {
    display: flex;
    align-items: center;
    margin-inline: -12px;
    color: var(--faint);
  }
  .step {
    display: grid;
    place-items: center;
    flex: none;
    width: var(--finger);
    height: var(--finger);
    border-radius: 50%;
  }
  .step:hover {
    background: var(--wash);
    color: var(--ink);
  }
  .step svg {
    width: 22px;
    height: 22px;
    fill: currentColor;
  }
  :host(:dir(rtl)) .step svg {
    transform: scaleX(-1);
  }
  .weeks .which {
    display: grid;
    place-items: center;
    min-height: var(--finger);
    padding: 0 4px;
    border-radius: var(--round);
    text-align: center;
    text-wrap: balance;
  }
  .weeks button.which:hover {
    color: var(--ink);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .waiting {
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    from {
      opacity: 0.9;
    }
    to {
      opacity: 0.4;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .waiting {
      animation: none;
    }
  }
`;
