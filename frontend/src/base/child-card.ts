import { html, nothing, type TemplateResult } from "lit";
import { when } from "lit/directives/when.js";
import { childOf, children, onlyChild, type Child } from "../data/child";
import type { HomeAssistant } from "../hass";
import { pageStrings, type Strings } from "../strings";
import { Card, type CardConfig } from "./card";
import { AWAY, presence } from "./live";
import { Outage } from "./outage";

export interface ChildCardConfig extends CardConfig {
  /** The child's device; it may be left out where there is one child. */
  device?: string;
}

/** A field of a card's visual editor. */
export interface Field {
  name: keyof Strings["editor"];
  /** The name of its text, if it is another. */
  label?: keyof Strings["editor"];
  /** What counts while it is left blank; the form shows it. */
  default?: unknown;
  selector: Record<string, unknown>;
}

/** The field of the child. While it is blank, it shows its default, instead of “Select a device”. */
const childField = (): Field => ({
  name: "device",
  default: pageStrings().editor.device,
  selector: {
    device: { entity: { integration: "pronote", domain: "todo" } },
  },
});
export const TITLE: Field = { name: "title", selector: { text: {} } };

/** The visual editor of a card about a child: who it is, a title, and fields of its own. */
export function configForm(...fields: Field[]) {
  return formOf(childField(), TITLE, ...fields);
}

/** A visual editor with some fields. */
export function formOf(...schema: Field[]) {
  return {
    schema,
    computeLabel: ({ name, label }: Field) =>
      pageStrings().editor[label ?? name],
    computeHelper: ({ name, label }: Field) =>
      pageStrings().editorHelpers[label ?? name],
  };
}

/** What all cards about a child have in common. */
export abstract class ChildCard<
  Config extends ChildCardConfig = ChildCardConfig,
> extends Card<Config> {
  static getStubConfig(hass: HomeAssistant): Partial<ChildCardConfig> {
    const only = onlyChild(hass);
    return only === undefined ? {} : { device: only.device };
  }

  /** The domain and the key of the entities whose states this card follows. */
  protected readonly followed: readonly (readonly [string, string])[] = [];

  protected get child(): Child | undefined {
    const { hass, config } = this;
    if (hass === undefined) return undefined;
    if (config?.device) return childOf(hass, config.device);
    return onlyChild(hass) ?? (isSample(this) ? children(hass)[0] : undefined);
  }

  /** The heading of the card when its settings name none. */
  protected heading(child: Child): string {
    return child.name;
  }

  /** What is under the heading. */
  protected abstract content(hass: HomeAssistant, child: Child): TemplateResult;

  /** What stands beside the heading. */
  protected tools?(hass: HomeAssistant): TemplateResult | typeof nothing;

  private readonly outage = new Outage(this, () => {
    const { hass, child, strings } = this;
    if (hass === undefined) return undefined;
    if (child === undefined)
      return children(hass).length === 0
        ? { hass, strings, devices: undefined }
        : undefined;
    const followed = this.watched();
    return (followed.length > 0 || isBare(hass, child)) &&
      followed.every((entity) => presence(hass, entity) === AWAY)
      ? { hass, strings, devices: [child.device] }
      : undefined;
  });

  protected override get whyNot(): string | undefined {
    return this.outage.reason;
  }

  protected override watched(): string[] {
    const { child } = this;
    return this.followed
      .map(([domain, key]) => child?.entity(domain, key))
      .filter((entity) => entity !== undefined);
  }

  private whoIsMissing(hass: HomeAssistant): string {
    const { strings } = this;
    if (this.config?.device) return strings.childGone;
    return children(hass).length === 0
      ? (this.whyNot ?? strings.overview.nobody)
      : strings.noChild;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, config, child } = this;
    if (hass === undefined || config === undefined) return nothing;
    if (child === undefined) return this.nobody(this.whoIsMissing(hass));
    const title = config.title ?? this.heading(child);
    const tools = this.tools?.(hass) ?? nothing;
    return html`<ha-card>
      ${when(
        title !== "" || tools !== nothing,
        () =>
          html`<div class="card-head">
            <h2>${title}</h2>
            ${tools}
          </div>`,
      )}
      ${
        this.whyNot !== undefined && isBare(hass, child)
          ? html`<p class="empty" role="status">${this.whyNot}</p>`
          : this.content(hass, child)
      }
    </ha-card>`;
  }
}

/** Whether a card is shown as a sample in the card picker, where nobody could choose a child. */
function isSample(card: HTMLElement): boolean {
  const root = card.getRootNode();
  return (
    root instanceof ShadowRoot && root.host.localName === "hui-card-picker"
  );
}

/** Whether a child has no entity at all: those of a disabled account are. */
function isBare(hass: HomeAssistant, { device }: Child): boolean {
  return Object.values(hass.entities).every(
    ({ device_id }) => device_id !== device,
  );
}
