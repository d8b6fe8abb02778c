import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";

/** What Home Assistant tells of an account. */
export interface ConfigEntry {
  entry_id: string;
  state: string;
  disabled_by: string | null;
  reason: string | null;
  error_reason_translation_key: string | null;
  error_reason_translation_placeholders: Record<string, string> | null;
}

/** The accounts of some devices, or all accounts. */
export async function accounts(
  hass: HomeAssistant,
  devices: readonly string[] | undefined,
): Promise<ConfigEntry[]> {
  const all = await hass.callWS<ConfigEntry[]>({
    type: "config_entries/get",
    domain: "pronote",
  });
  if (devices === undefined) return all;
  const known = new Set(
    devices.flatMap((device) => hass.devices[device]?.config_entries ?? []),
  );
  return all.filter(({ entry_id }) => known.has(entry_id));
}

/** Why an account has no data, and until when; undefined if it is loaded. */
export async function reasonOf(
  hass: HomeAssistant,
  strings: Strings,
  entry: ConfigEntry,
): Promise<string | undefined> {
  if (entry.disabled_by !== null) return strings.account.disabled;
  const message = sentence(await explained(hass, entry));
  switch (entry.state) {
    case "loaded":
      return undefined;
    case "setup_retry":
      return [message, strings.account.retry].filter(Boolean).join(" ");
    case "setup_in_progress":
    case "not_loaded":
    case "unload_in_progress":
      return strings.account.starting;
    default:
      return [message, strings.account.failed].filter(Boolean).join(" ");
  }
}

/** A text that ends as a sentence, so that another one can follow it. */
function sentence(text: string | undefined): string | undefined {
  return text === undefined || /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** The reason of a failure, in the language of the page. */
async function explained(
  hass: HomeAssistant,
  entry: ConfigEntry,
): Promise<string | undefined> {
  const { error_reason_translation_key: key, reason } = entry;
  if (key === null) return reason ?? undefined;
  const localize = await hass.loadBackendTranslation?.("exceptions", "pronote");
  return (
    localize?.(
      `component.pronote.exceptions.${key}.message`,
      entry.error_reason_translation_placeholders ?? {},
    ) ||
    (reason ?? undefined)
  );
}
