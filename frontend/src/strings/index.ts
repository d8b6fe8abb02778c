import type { HomeAssistant } from "../hass";
import { en, type Strings } from "./en";
import { fr } from "./fr";

export type { Strings };

/** The texts in a language; English where there are none. */
export function stringsIn(language: string): Strings {
  return language.toLowerCase().split("-")[0] === "fr" ? fr : en;
}

/** The texts in the language of the page, where no hass is handed over. */
export function pageStrings(): Strings {
  const page = document.querySelector<HTMLElement & { hass?: HomeAssistant }>(
    "home-assistant",
  );
  return stringsIn(page?.hass?.language ?? navigator.language);
}
