import type { Day } from "../base/days";
import type { HomeAssistant } from "../hass";
import { ask } from "./actions";

export interface Bag {
  day: Day;
  /** All subjects of the day. */
  subjects: string[];
  put_in: string[];
  take_out: string[];
  /** What teachers ask to bring. */
  bring?: { key: string; subject: string | null; text: string }[];
}

/** The bag of the day to prepare for, with what is ticked. */
export interface PackedBag {
  bag: Bag | null;
  /** The items of the to-do list and whether they are done; undefined without a list. */
  ticks: Map<string, boolean> | undefined;
}

async function bagAt(
  hass: HomeAssistant,
  device: string,
  moment: string,
): Promise<Bag | null> {
  const { briefs } = await ask<{ briefs: { bag?: Bag | null }[] }>(
    hass,
    device,
    "get_brief",
    { moment },
  );
  return briefs[0]?.bag ?? null;
}

/** The bag of today until lessons begin, then of the next school day; nothing is requested. */
export async function packedBag(
  hass: HomeAssistant,
  device: string,
  list: string | undefined,
): Promise<PackedBag> {
  const bag =
    (await bagAt(hass, device, "now")) ??
    (await bagAt(hass, device, "evening"));
  if (list === undefined) return { bag, ticks: undefined };
  const { items } = await hass.callWS<{
    items: { uid: string; status: string }[];
  }>({ type: "todo/item/list", entity_id: list });
  return {
    bag,
    ticks: new Map(
      items.map(({ uid, status }) => [uid, status === "completed"]),
    ),
  };
}
