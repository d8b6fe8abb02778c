import { css, html, nothing, type TemplateResult } from "lit";
import type { Period } from "../data/actions";
import type { Child } from "../data/child";
import type { HomeAssistant } from "../hass";
import { ChildCard, type ChildCardConfig } from "./child-card";
import { Clock } from "./clock";
import { dayOf } from "./days";
import { AWAY, Live, presence } from "./live";

export interface PeriodCardConfig extends ChildCardConfig {
  subjects?: string[];
}

export const periodStyles = css`
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
  .faint {
    color: var(--faint);
  }
  .ask {
    text-align: center;
  }
`;

/**
 * A card about one period of a page that Home Assistant updates only if an entity follows it.
 *
 * Without that entity the page is requested when somebody presses a button.
 */
export abstract class PeriodCard<
  Page extends { period: string; periods: Period[] },
  Config extends PeriodCardConfig = PeriodCardConfig,
> extends ChildCard<Config> {
  static override properties = {
    ...ChildCard.properties,
    chosen: { state: true },
    asked: { state: true },
  };

  /** The name of the period chosen by hand. */
  declare protected chosen: string | undefined;
  /** The child whose page somebody asked for. */
  declare private asked: string | undefined;

  /** The name of the page in the memory of all cards. */
  protected abstract readonly page: string;
  /** The key of the event that follows the page. */
  protected abstract readonly event: string;

  protected readonly clock = new Clock(this);
  private readonly current = new Live<Page>(this, () => {
    const { hass, child } = this;
    if (hass === undefined || child === undefined) return undefined;
    const event = child.entity("event", this.event);
    if (event === undefined && this.asked !== child.device) return undefined;
    const today = dayOf(hass, this.clock.now);
    const there = event === undefined ? "" : presence(hass, event);
    const updated = hass.states[event ?? ""]?.last_updated ?? "";
    return {
      key: `${this.page} ${child.device}`,
      version: there === AWAY ? AWAY : `${today} ${updated}`,
      load: () => this.load(this.hass ?? hass, child.device, undefined),
    };
  });
  private readonly former = new Live<Page>(this, () => {
    const { hass, child, chosen } = this;
    if (hass === undefined || child === undefined || chosen === undefined)
      return undefined;
    return {
      key: `${this.page} ${child.device} ${chosen}`,
      load: () => this.load(this.hass ?? hass, child.device, chosen),
    };
  });

  override setConfig(config: Config): void {
    super.setConfig(config);
    this.chosen = undefined;
  }

  /** Ask for the page of a period, by default the current one. */
  protected abstract load(
    hass: HomeAssistant,
    device: string,
    period: string | undefined,
  ): Promise<Page>;

  /** The page, once it is known. */
  protected abstract show(
    hass: HomeAssistant,
    child: Child,
    page: Page,
  ): TemplateResult;

  /** Ask anew for what is shown. */
  protected async reload(): Promise<void> {
    await (this.chosen === undefined ? this.current : this.former).load();
  }

  /** The periods that have begun, to choose one of them. */
  protected override tools(
    hass: HomeAssistant,
  ): TemplateResult | typeof nothing {
    const current = this.current.value;
    const today = dayOf(hass, this.clock.now);
    const begun = (current?.periods ?? []).filter(
      ({ start }) => start === null || start <= today,
    );
    if (current === undefined || begun.length < 2) return nothing;
    return html`<select
      aria-label=${this.strings.grades.period}
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        this.chosen = value === current.period ? undefined : value;
      }}
    >
      ${begun.map(
        ({ name }) =>
          html`<option
            value=${name}
            .selected=${name === (this.chosen ?? current.period)}
          >
            ${name}
          </option>`,
      )}
    </select>`;
  }

  protected override content(
    hass: HomeAssistant,
    child: Child,
  ): TemplateResult {
    const { strings } = this;
    const follows = child.entity("event", this.event) !== undefined;
    if (!follows && this.asked !== child.device && this.whyNot === undefined)
      return html`<div class="ask">
        <p class="empty">${strings.notFollowedNow}</p>
        <button
          class="act main"
          @click=${() => {
            this.asked = child.device;
          }}
        >
          ${strings.loadOnce}
        </button>
      </div>`;
    const { value, error } =
      this.chosen === undefined ? this.current : this.former;
    return this.known(value, error, (page) => this.show(hass, child, page));
  }
}
