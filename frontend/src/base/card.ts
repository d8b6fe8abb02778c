import {
  type CSSResultGroup,
  html,
  LitElement,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { when } from "lit/directives/when.js";
import type { HomeAssistant } from "../hass";
import { stringsIn, type Strings } from "../strings";
import { shared } from "./styles";

export interface CardConfig {
  type: string;
  title?: string;
}

/** What all cards have in common. */
export abstract class Card<
  Config extends CardConfig = CardConfig,
> extends LitElement {
  static override properties = {
    hass: { attribute: false },
    config: { state: true },
  };
  static override styles: CSSResultGroup = shared;

  declare hass: HomeAssistant | undefined;
  declare protected config: Config | undefined;

  /** Whether something that is no property asks for an update: a clock, a request, an outage. */
  private mustRedraw = false;

  setConfig(config: Config): void {
    this.config = config;
  }

  /** How high the card is in a column of cards, by 50 pixels. */
  getCardSize(): number {
    return 6;
  }

  getGridOptions(): Record<string, unknown> {
    return { columns: "full", min_columns: 6 };
  }

  /** The entities whose states this card follows. */
  protected abstract watched(): string[];

  protected get strings(): Strings {
    return stringsIn(this.hass?.language ?? "en");
  }

  override requestUpdate(
    ...change: Parameters<LitElement["requestUpdate"]>
  ): void {
    if (change[0] === undefined) this.mustRedraw = true;
    super.requestUpdate(...change);
  }

  /**
   * Home Assistant hands a new hass at each change of any state at home. What was asked for
   * meanwhile comes in the same update, and must not be lost with it.
   */
  protected override shouldUpdate(changed: PropertyValues): boolean {
    const { mustRedraw } = this;
    this.mustRedraw = false;
    if (mustRedraw) return true;
    const before = changed.get("hass") as HomeAssistant | undefined;
    const { hass } = this;
    if (changed.size !== 1 || before === undefined || hass === undefined)
      return true;
    if (
      before.entities !== hass.entities ||
      before.devices !== hass.devices ||
      before.locale !== hass.locale ||
      before.language !== hass.language ||
      before.connection !== hass.connection
    )
      return true;
    return this.watched().some(
      (entity) => before.states[entity] !== hass.states[entity],
    );
  }

  /** Why the account has no data, and until when; undefined if it has. */
  protected get whyNot(): string | undefined {
    return undefined;
  }

  /** What is known, why no more is, or that it is on its way. */
  protected known<T>(
    value: T | undefined,
    error: string | undefined,
    show: (value: T) => TemplateResult,
  ): TemplateResult {
    const { whyNot } = this;
    if (whyNot !== undefined && value === undefined)
      return html`<p class="empty" role="status">${whyNot}</p>`;
    const shown = whyNot ?? error;
    return html`
      ${when(shown, () => html`<p class="error" role="alert">${shown}</p>`)}
      ${
        value !== undefined
          ? show(value)
          : when(
              error === undefined,
              () => html`<p class="empty waiting">${this.strings.loading}</p>`,
            )
      }
    `;
  }

  /** The card while there is nobody to tell of. */
  protected nobody(text: string): TemplateResult {
    return html`<ha-card><p class="empty">${text}</p></ha-card>`;
  }
}
