import { DOCUMENTATION, PREFIX } from "../register";
import { pageStrings } from "../strings";
import { FamilyStrategy } from "./family";

interface ListedStrategy {
  type: string;
  strategyType: "dashboard";
  readonly name: string;
  readonly description: string;
  documentationURL: string;
}

declare global {
  interface Window {
    customStrategies?: ListedStrategy[];
  }
}

/** Define the dashboard and list it among those of the community. */
export function registerStrategy(): void {
  const tag = `ll-strategy-dashboard-${PREFIX}`;
  if (customElements.get(tag) !== undefined) return;
  customElements.define(tag, FamilyStrategy);
  (window.customStrategies ??= []).push({
    type: PREFIX,
    strategyType: "dashboard",
    get name() {
      return pageStrings().strategy.name;
    },
    get description() {
      return pageStrings().strategy.description;
    },
    documentationURL: DOCUMENTATION,
  });
}
