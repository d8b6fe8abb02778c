import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { HomeAssistant } from "../hass";
import { stringsIn } from "../strings";
import type { FamilyConfig } from "./config";

const SCHEMA = [
  {
    name: "hidden_children",
    selector: {
      device: {
        multiple: true,
        entity: { integration: "pronote", domain: "todo" },
      },
    },
  },
  { name: "hide_grades", selector: { boolean: {} } },
  { name: "built_in", selector: { boolean: {} } },
] as const;

type FieldName = (typeof SCHEMA)[number]["name"];

/** The form in which a family chooses what its dashboard shows. */
export class FamilyEditor extends LitElement {
  static readonly tag = "pronote-family-strategy-editor";

  static override properties = {
    hass: { attribute: false },
    config: { state: true },
  };

  declare hass: HomeAssistant | undefined;
  declare private config: FamilyConfig | undefined;

  static create(): HTMLElement {
    if (customElements.get(FamilyEditor.tag) === undefined)
      customElements.define(FamilyEditor.tag, FamilyEditor);
    return document.createElement(FamilyEditor.tag);
  }

  setConfig(config: FamilyConfig): void {
    this.config = config;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { hass, config } = this;
    if (hass === undefined || config === undefined) return nothing;
    const labels = stringsIn(hass.language).strategy.fields;
    return html`<ha-form
      .hass=${hass}
      .data=${config}
      .schema=${SCHEMA}
      .computeLabel=${(field: { name: FieldName }) => labels[field.name]}
      @value-changed=${(event: CustomEvent<{ value: FamilyConfig }>) =>
        this.changed(event)}
    ></ha-form>`;
  }

  private changed(event: CustomEvent<{ value: FamilyConfig }>): void {
    event.stopPropagation();
    this.dispatchEvent(
      new CustomEvent("config-changed", {
        detail: { config: event.detail.value },
        bubbles: true,
        composed: true,
      }),
    );
  }
}
