import { css, html, nothing, type TemplateResult } from "lit";
import {
  ChildCard,
  configForm,
  type ChildCardConfig,
} from "../base/child-card";
import { Clock } from "../base/clock";
import { dayOf, formatDay, relativeDay } from "../base/days";
import { AWAY, Live, presence, sentence } from "../base/live";
import { shared } from "../base/styles";
import { shownSubject, SUBJECTS } from "../base/subjects";
import { packedBag, type Bag, type PackedBag } from "../data/bag";
import type { Child } from "../data/child";
import { subscribeTodo, tick } from "../data/todo";
import type { HomeAssistant } from "../hass";

interface BagCardConfig extends ChildCardConfig {
  subjects?: string[];
}

/** Something to pack: its item in the to-do list of the bag, and what it is. */
interface Item {
  uid: string;
  text: string;
}

/** What to put into the bag for the next school day, to take out and to bring. */
export class BagCard extends ChildCard<BagCardConfig> {
  static override properties = {
    ...ChildCard.properties,
    refusal: { state: true },
  };
  static override styles = [
    shared,
    css`
      .parts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
        gap: 16px 32px;
      }
      .day {
        margin-bottom: 12px;
        color: var(--faint);
      }
      .day::first-letter {
        text-transform: uppercase;
      }
      h3 {
        padding-bottom: 4px;
        border-bottom: 1px solid var(--line);
        font-weight: var(--strong);
      }
      li {
        display: flex;
        align-items: center;
        min-height: var(--finger);
        font-size: var(--large);
        line-height: 1.3;
        overflow-wrap: anywhere;
      }
      label {
        display: flex;
        flex: 1;
        align-items: center;
        gap: 12px;
        box-sizing: border-box;
        min-height: var(--finger);
        padding: 6px 0;
        cursor: pointer;
      }
      input {
        flex: none;
        width: 22px;
        height: 22px;
        margin: 0;
        accent-color: var(--accent);
        cursor: pointer;
      }
      .ticked span,
      .inside {
        color: var(--faint);
      }
      .ticked span {
        text-decoration: line-through;
      }
      .inside {
        margin-top: 12px;
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** Why a tick was not taken. */
  declare private refusal: string | undefined;

  protected override readonly followed = [
    ["sensor", "bag"],
    ["todo", "bag"],
  ] as const;

  private readonly clock = new Clock(this);
  private readonly bag = new Live<PackedBag>(this, () => {
    const { hass, child } = this;
    const [followed] = this.watched();
    if (hass === undefined || child === undefined || followed === undefined)
      return undefined;
    const list = child.entity("todo", "bag");
    const states = this.watched().map((entity) =>
      presence(hass, entity) === AWAY
        ? AWAY
        : hass.states[entity]?.last_updated,
    );
    return {
      key: `bag ${child.device}`,
      version: states.every((state) => state === AWAY) ? AWAY : states.join(),
      ...(list === undefined || presence(hass, list) === AWAY
        ? {}
        : { watch: (changed) => subscribeTodo(hass, list, changed) }),
      load: () => packedBag(this.hass ?? hass, child.device, list),
    };
  });

  static getConfigForm() {
    return configForm(SUBJECTS);
  }

  override getCardSize(): number {
    return 4;
  }

  protected override heading(child: Child): string {
    return `${this.strings.bag.title} – ${child.name}`;
  }

  protected override content(
    hass: HomeAssistant,
    child: Child,
  ): TemplateResult {
    const { strings } = this;
    if (this.watched().length === 0)
      return html`<p class="empty">${strings.notFollowed}</p>`;
    const { value, error } = this.bag;
    return this.known(value, this.refusal ?? error, ({ bag, ticks }) =>
      bag === null
        ? html`<p class="empty">${strings.bag.unknown}</p>`
        : this.packed(hass, child, bag, ticks),
    );
  }

  private packed(
    hass: HomeAssistant,
    child: Child,
    bag: Bag,
    ticks: PackedBag["ticks"],
  ): TemplateResult {
    const texts = this.strings.bag;
    const named = (subjects: string[], kind: string): Item[] =>
      subjects.flatMap((subject) => {
        const text = shownSubject(this.config?.subjects, subject);
        return text === undefined ? [] : [{ uid: `${kind} ${subject}`, text }];
      });
    const parts: [string, Item[]][] = [
      [texts.putIn, named(bag.put_in, "put_in")],
      [
        texts.bring,
        (bag.bring ?? []).map(({ key, subject, text }) => ({
          uid: key,
          text: [subject, text].filter(Boolean).join(" · "),
        })),
      ],
      [texts.takeOut, named(bag.take_out, "take_out")],
    ];
    const inside = named(
      bag.subjects.filter((subject) => !bag.put_in.includes(subject)),
      "",
    );
    const shown = parts.filter(([, items]) => items.length > 0);
    return html`<p class="day">${this.dayName(hass, bag.day)}</p>
      ${
        shown.length === 0
          ? html`<p class="empty">${texts.same}</p>`
          : html`<div class="parts">
              ${shown.map(
                ([title, items]) =>
                  html`<section>
                    <h3>${title}</h3>
                    <ul>
                      ${items.map((item) => this.item(hass, child, item, ticks))}
                    </ul>
                  </section>`,
              )}
            </div>`
      }
      ${
        inside.length === 0
          ? nothing
          : html`<p class="inside">
              ${texts.inside}${this.strings.overview.colon}
              ${inside.map(({ text }) => text).join(", ")}
            </p>`
      }`;
  }

  private dayName(hass: HomeAssistant, day: string): string {
    const today = dayOf(hass, this.clock.now);
    const name = formatDay(hass, day, {
      weekday: "long",
      day: "numeric",
      month: "long",
    });
    const relative = relativeDay(this.strings, day, today);
    return relative === undefined ? name : `${relative}, ${name}`;
  }

  private item(
    hass: HomeAssistant,
    child: Child,
    { uid, text }: Item,
    ticks: PackedBag["ticks"],
  ): TemplateResult {
    const done = ticks?.get(uid);
    if (done === undefined) return html`<li>${text}</li>`;
    return html`<li class=${done ? "ticked" : ""}>
      <label>
        <input
          type="checkbox"
          .checked=${done}
          @change=${(event: Event) =>
            void this.tick(
              hass,
              child,
              uid,
              (event.target as HTMLInputElement).checked,
            )}
        />
        <span>${text}</span>
      </label>
    </li>`;
  }

  private async tick(
    hass: HomeAssistant,
    child: Child,
    uid: string,
    done: boolean,
  ): Promise<void> {
    const list = child.entity("todo", "bag");
    if (list === undefined) return;
    this.refusal = undefined;
    this.assume(uid, done);
    try {
      await tick(hass, list, uid, done);
    } catch (error) {
      this.refusal = sentence(error);
      this.assume(uid, !done);
    }
  }

  private assume(uid: string, done: boolean): void {
    const { value } = this.bag;
    if (value?.ticks === undefined) return;
    const ticks = new Map(value.ticks).set(uid, done);
    this.bag.assume({ ...value, ticks });
  }
}
