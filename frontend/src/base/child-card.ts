import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { when } from "lit/directives/when.js";
import { children, childOf, type Child } from "../data/child";
import type { HomeAssistant } from "../hass";
import { pageStrings, stringsIn, type Strings } from "../strings";
import { shared } from "./styles";

export interface ChildCardConfig {
  type: string;
  /** The child's device. */
  device?: string;
  title?: string;
}

/** A field of a card's visual editor. */
export interface Field {
  name: keyof Strings["editor"];
  /** The name of its text, if it is another. */
  label?: keyof Strings["editor"];
  required?: boolean;
  selector: Record<string, unknown>;
}

const CHILD: Field = {
  name: "device",
  required: true,
  selector: {
    device: { entity: { integration: "pronote", domain: "todo" } },
  },
};
const TITLE: Field = { name: "title", selector: { text: {} } };

/** The visual editor of a card: its child, its title, and fields of its own. */
export function configForm(...fields: Field[]) {
  return {
    schema: [CHILD, TITLE, ...fields],
    computeLabel: ({ name, label }: Field) =>
      pageStrings().editor[label ?? name],
  };
}

/** What all cards about a child have in common. */
export abstract class ChildCard<
  Config extends ChildCardConfig = ChildCardConfig,
> extends LitElement {
  static override properties = {
    hass: { attribute: false },
    config: { state: true },
  };
  static override styles: CSSResultGroup = shared;

  declare hass: HomeAssistant | undefined;
  declare protected config: Config | undefined;

  static getStubConfig(hass: HomeAssistant): Partial<ChildCardConfig> {
    const [first] = children(hass);
    return first === undefined ? {} : { device: first.device };
  }

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

  /** The domain and the key of the entities whose states this card follows. */
  protected readonly followed: readonly (readonly [string, string])[] = [];

  protected get child(): Child | undefined {
    return this.hass && childOf(this.hass, this.config?.device);
  }

  protected get strings(): Strings {
    return stringsIn(this.hass?.language ?? "en");
  }

  /** The heading of the card when its settings name none. */
  protected heading(child: Child): string {
    return child.name;
  }

  /** What is under the heading. */
  protected abstract content(hass: HomeAssistant, child: Child): TemplateResult;

  /** What stands beside the heading. */
  protected tools(_hass: HomeAssistant): TemplateResult | typeof nothing {
    return nothing;
  }

  /** Home Assistant hands a new hass at each change of any state at home. */
  protected override shouldUpdate(changed: PropertyValues): boolean {
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

  /** The entities whose states this card follows. */
  protected watched(): string[] {
    const { child } = this;
    return this.followed
      .map(([domain, key]) => child?.entity(domain, key))
      .filter((entity) => entity !== undefined);
  }

  /** What is known, why no more is, or that it is on its way. */
  protected known<T>(
    value: T | undefined,
    error: string | undefined,
    show: (value: T) => TemplateResult,
  ): TemplateResult {
    return html`
      ${when(error, () => html`<p class="error" role="alert">${error}</p>`)}
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

  protected override render(): TemplateResult | typeof nothing {
    const { hass, config, child } = this;
    if (hass === undefined || config === undefined) return nothing;
    if (child === undefined)
      return html`<ha-card>
        <p class="empty">
          ${
            config.device === undefined
              ? this.strings.noChild
              : this.strings.childGone
          }
        </p>
      </ha-card>`;
    return html`<ha-card>
      <header>
        <h2>${config.title ?? this.heading(child)}</h2>
        ${this.tools(hass)}
      </header>
      ${this.content(hass, child)}
    </ha-card>`;
  }
}
