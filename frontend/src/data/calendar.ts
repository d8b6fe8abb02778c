import { addDays, type Day } from "../base/days";
import type { HomeAssistant, Unsubscribe } from "../hass";

export interface CalendarEvent {
  start: string;
  end: string;
  summary: string;
}

/** Be told the events of whole days, now and each time the calendar changes. */
export function subscribeCalendar(
  hass: HomeAssistant,
  entity: string,
  first: Day,
  last: Day,
  told: (events: CalendarEvent[]) => void,
): Promise<Unsubscribe> {
  return hass.connection.subscribeMessage(
    (message: { events: CalendarEvent[] | null }) => told(message.events ?? []),
    {
      type: "calendar/event/subscribe",
      entity_id: entity,
      start: `${first}T00:00:00`,
      end: `${addDays(last, 1)}T00:00:00`,
    },
  );
}
