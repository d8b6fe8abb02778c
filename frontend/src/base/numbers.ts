import type { HomeAssistant } from "../hass";

/** A figure as it is written in the language of the home. */
export function formatNumber(
  hass: HomeAssistant,
  value: number,
  decimals = 2,
): string {
  return new Intl.NumberFormat(hass.locale.language, {
    maximumFractionDigits: decimals,
  }).format(value);
}

/** An amount of money, in euros. */
export function formatEuros(hass: HomeAssistant, value: number): string {
  return new Intl.NumberFormat(hass.locale.language, {
    style: "currency",
    currency: "EUR",
  }).format(value);
}

/** An average: always with two decimals, so that figures stand in columns. */
export function formatAverage(hass: HomeAssistant, value: number): string {
  return new Intl.NumberFormat(hass.locale.language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(value);
}
