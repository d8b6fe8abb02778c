import type { HomeAssistant } from "../hass";

/** What Home Assistant or the school says when an action fails, in the language of the page. */
export class Refusal extends Error {
  constructor(
    message: string,
    /** The name of the message in the integration’s translations. */
    readonly key: string | undefined,
    /** Whether nobody knows if the action took place: the answer was lost. */
    readonly lost: boolean,
  ) {
    super(message);
  }
}

/** As Home Assistant sends it, or as its connection does when it breaks. */
interface Failure {
  code?: string | number;
  message?: string;
  error?: Failure;
  translation_domain?: string;
  translation_key?: string;
  translation_placeholders?: Record<string, string>;
}

/** The message of a write whose answer was lost between the integration and the school. */
export const UNCONFIRMED = "write_unconfirmed";
/** The code of an exception that nobody foresaw. */
const UNKNOWN = "unknown_error";

/** Return a failure with its message in the language of the page. */
export async function refusal(
  hass: HomeAssistant,
  thrown: unknown,
): Promise<Refusal> {
  const outer: Failure =
    typeof thrown === "object" && thrown !== null ? thrown : {};
  const failure = outer.error ?? outer;
  const { code, message, translation_key: key } = failure;
  // Codes of Home Assistant are words; numbers are those of a broken connection.
  const lost =
    key === UNCONFIRMED || typeof code !== "string" || code === UNKNOWN;
  return new Refusal(
    (await translated(hass, failure)) || message || String(thrown),
    key,
    lost,
  );
}

async function translated(
  hass: HomeAssistant,
  failure: Failure,
): Promise<string | undefined> {
  // Home Assistant sends no message of its own with this one.
  const { translation_domain: domain, translation_key: key } =
    failure.code === "unauthorized"
      ? { translation_domain: "pronote", translation_key: "admin_only" }
      : failure;
  if (domain === undefined || key === undefined) return undefined;
  const localize = await hass
    .loadBackendTranslation?.("exceptions", domain)
    .catch(() => undefined);
  return localize?.(
    `component.${domain}.exceptions.${key}.message`,
    failure.translation_placeholders ?? {},
  );
}
