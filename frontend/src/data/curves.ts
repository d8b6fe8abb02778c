import type { HomeAssistant } from "../hass";

/** What an average was, day after day; where there was none there is no point. */
export type Curve = { at: number; value: number }[];

interface Statistic {
  start: number;
  mean?: number | null;
}

const DAYS = 86_400_000;

/** The curves of sensors over the last days, from the recorder's long-term statistics. */
export async function curves(
  hass: HomeAssistant,
  sensors: string[],
  now: Date,
  days: number,
): Promise<Map<string, Curve>> {
  if (sensors.length === 0) return new Map();
  const found = await hass.callWS<Record<string, Statistic[]>>({
    type: "recorder/statistics_during_period",
    start_time: new Date(+now - days * DAYS).toISOString(),
    statistic_ids: sensors,
    period: "day",
    types: ["mean"],
  });
  return new Map(
    Object.entries(found).map(([sensor, points]) => [
      sensor,
      points.flatMap(({ start, mean }) =>
        mean == null ? [] : [{ at: start, value: mean }],
      ),
    ]),
  );
}
