import type { Day } from "../base/days";
import type { Lesson } from "../data/actions";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";

/** What the views of a timetable show. */
export interface View {
  hass: HomeAssistant;
  strings: Strings;
  /** Lessons of the days shown, by day. */
  days: Map<Day, Lesson[]>;
  /** Everything announced, for what became of a lesson. */
  announced: Lesson[];
  /** When moved lessons were held before, or are held instead. */
  moves: Map<Lesson, string>;
  holidays: Map<Day, string>;
  now: Date;
  today: Day;
  open(lesson: Lesson): void;
}
