import type { HomeAssistant, Unsubscribe } from "../hass";

/** Be told whenever a to-do list changes, and once now. */
export function subscribeTodo(
  hass: HomeAssistant,
  entity: string,
  changed: () => void,
): Promise<Unsubscribe> {
  return hass.connection.subscribeMessage(changed, {
    type: "todo/item/subscribe",
    entity_id: entity,
  });
}

/** Tick an item, or take the tick away. */
export async function tick(
  hass: HomeAssistant,
  entity: string,
  item: string,
  done: boolean,
): Promise<void> {
  await hass.callService(
    "todo",
    "update_item",
    { item, status: done ? "completed" : "needs_action" },
    { entity_id: entity },
  );
}
