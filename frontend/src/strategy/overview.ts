import type { Child } from "../data/child";
import type { Strings } from "../strings";
import { known, type Card } from "./cards";

/**
 * Who finishes first, whose day is changed, who has a canceled lesson.
 *
 * No built-in card lines children up by the hour they finish: this one is written.
 */
export function overview(children: Child[], strings: Strings): Card {
  const texts = strings.strategy;
  return {
    type: "markdown",
    text_only: true,
    grid_options: { columns: "full" },
    content: [
      finishes(children, texts),
      changed(children, "timetable_changed_today", texts.changedToday),
      changed(children, "timetable_changed_tomorrow", texts.changedTomorrow),
      canceled(children, texts),
    ].join("\n"),
  };
}

type Texts = Strings["strategy"];

/** Names and entities, for a template to go through. */
function pairs(children: Child[], domain: string, key: string): string {
  return JSON.stringify(
    known(
      children.map((child) => {
        const entity = child.entity(domain, key);
        return entity === undefined ? undefined : [child.name, entity];
      }),
    ),
  );
}

function finishes(children: Child[], texts: Texts): string {
  return `{% set all = namespace(ends=[]) -%}
{% for name, entity in ${pairs(children, "sensor", "end_of_day")} -%}
{% set end = states(entity) | as_datetime(none) -%}
{% if end and end > now() -%}
{% set all.ends = all.ends + [(end, "**" ~ name ~ "** " ~ (end | as_local).strftime("%H:%M"))] -%}
{% endif -%}
{% endfor -%}
{% if all.ends -%}
${texts.finishes} {{ all.ends | sort | map(attribute=1) | join(" · ") }}
{% else -%}
${texts.noLessonLeft}
{% endif %}`;
}

function changed(children: Child[], key: string, text: string): string {
  return `{% set all = namespace(names=[]) -%}
{% for name, entity in ${pairs(children, "binary_sensor", key)} if is_state(entity, "on") -%}
{% set all.names = all.names + ["**" ~ name ~ "**"] -%}
{% endfor -%}
{% if all.names %}
${text} {{ all.names | join(" · ") }}
{% endif -%}`;
}

function canceled(children: Child[], texts: Texts): string {
  return `{% for name, entity in ${pairs(children, "event", "lesson")} -%}
{% set start = (state_attr(entity, "start") or "") | as_datetime(none) -%}
{% if start and start > now() and state_attr(entity, "event_type") in ("lesson_canceled", "lesson_removed") %}
${texts.canceled} **{{ name }}** {{ state_attr(entity, "subject") }}, {{ (start | as_local).strftime("%d/%m %H:%M") }}
{% endif -%}
{% endfor %}`;
}
