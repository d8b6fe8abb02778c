import { css, html, nothing, type TemplateResult } from "lit";
import {
  ChildCard,
  configForm,
  type ChildCardConfig,
} from "../base/child-card";
import { Clock } from "../base/clock";
import { addDays, dayOf, formatDay, relativeDay, type Day } from "../base/days";
import { dotted } from "../base/dotted";
import {
  closeButton,
  dialogStyles,
  openDialog,
  renderDialog,
} from "../base/dialog";
import { foldButton } from "../base/fold";
import { groupBy } from "../base/group";
import { Live, presence } from "../base/live";
import { shared } from "../base/styles";
import { changesWithSubjects, SUBJECTS } from "../base/subjects";
import { formatClock } from "../base/times";
import {
  changedEntity,
  changeDetails,
  changeIcon,
  isGrave,
} from "../changes/texts";
import {
  subscribeChanges,
  TOPICS,
  type Change,
  type Topic,
} from "../data/changes";
import { schoolEntity, type Child } from "../data/child";
import type { HomeAssistant } from "../hass";
import { pageStrings } from "../strings";

interface ChangesCardConfig extends ChildCardConfig {
  /** How many days back. */
  back?: number;
  /** What about; everything if left out. */
  topics?: Topic[];
  /** That there is a grade is told, not which. */
  discreet?: boolean;
  /** How many at first; all of them if left out. */
  rows?: number;
  subjects?: string[];
}

const BACK = 7;

/** What happened at school in the last days, the newest first. */
export class ChangesCard extends ChildCard<ChangesCardConfig> {
  static override properties = {
    ...ChildCard.properties,
    opened: { state: true },
    unfolded: { state: true },
  };
  static override styles = [
    shared,
    dialogStyles,
    css`
      .days {
        columns: 380px;
        column-gap: 40px;
      }
      h3 {
        margin: 16px 0 4px;
        padding-bottom: 4px;
        border-bottom: 1px solid var(--line);
        font-weight: var(--strong);
        break-after: avoid;
      }
      section:first-child h3 {
        margin-top: 0;
      }
      h3::first-letter {
        text-transform: uppercase;
      }
      li {
        break-inside: avoid;
      }
      li button {
        display: grid;
        width: 100%;
        text-align: start;
        grid-template-columns: 36px minmax(0, 1fr) auto;
        gap: 0 12px;
        padding: 8px 0;
        border-radius: var(--round);
      }
      li button:hover {
        background: var(--wash);
      }
      ha-icon {
        display: grid;
        place-items: center;
        width: 36px;
        height: 36px;
        border-radius: 50%;
        background: color-mix(in srgb, var(--accent) 14%, transparent);
        color: var(--accent);
        --mdc-icon-size: 20px;
        --ha-icon-size: 20px;
      }
      .grave ha-icon {
        background: color-mix(in srgb, var(--alarm) 14%, transparent);
        color: var(--alarm);
      }
      .what {
        display: block;
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }
      .details {
        display: -webkit-box;
        overflow: hidden;
        color: var(--faint);
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
      }
      time {
        color: var(--faint);
        font-size: var(--small);
        line-height: 20px;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  /** The change whose details are open. */
  declare private opened: Change | undefined;
  /** Whether all changes are shown. */
  declare private unfolded: boolean | undefined;

  protected override readonly followed = TOPICS.map(
    (topic) => ["event", topic] as const,
  );

  private readonly clock = new Clock(this);
  private readonly changes = new Live<Change[]>(this, () => {
    const { hass, child } = this;
    if (hass === undefined || child === undefined) return undefined;
    const entities = this.events(hass, child);
    const [first] = entities;
    if (first === undefined) return undefined;
    const days = this.config?.back ?? BACK;
    const since = addDays(dayOf(hass, this.clock.now), -days);
    let changes: Change[] = [];
    return {
      key: `changes ${entities.join()} ${since}`,
      version: presence(hass, first),
      watch: (changed) =>
        subscribeChanges(
          hass,
          entities,
          new Date(`${since}T00:00:00`),
          (told) => {
            changes = told;
            changed();
          },
        ),
      load: () => Promise.resolve(changes),
    };
  });

  static getConfigForm() {
    return configForm(
      {
        name: "back",
        default: BACK,
        selector: { number: { min: 1, max: 30, mode: "box" } },
      },
      {
        name: "topics",
        selector: {
          select: {
            multiple: true,
            options: TOPICS.map((value) => ({
              value,
              label: pageStrings().changes.topics[value],
            })),
          },
        },
      },
      { name: "discreet", label: "hide_grades", selector: { boolean: {} } },
      {
        name: "rows",
        label: "shown_first",
        selector: { number: { min: 1, max: 50, mode: "box" } },
      },
      SUBJECTS,
    );
  }

  protected override heading(child: Child): string {
    return `${this.strings.changes.title} – ${child.name}`;
  }

  protected override content(
    hass: HomeAssistant,
    child: Child,
  ): TemplateResult {
    const { strings } = this;
    if (this.events(hass, child).length === 0)
      return html`<p class="empty">${strings.notFollowed}</p>`;
    const { value, error } = this.changes;
    return this.known(value, error, (all) => {
      const changes = changesWithSubjects(this.config?.subjects, all);
      const limit = this.config?.rows ?? changes.length;
      return changes.length === 0
        ? html`<p class="empty">${strings.changes.none}</p>`
        : html`<div class="days" aria-live="polite">
              ${this.days(hass, this.unfolded ? changes : changes.slice(0, limit))}
            </div>
            ${foldButton(
              strings,
              changes.length,
              limit,
              this.unfolded === true,
              () => {
                this.unfolded = this.unfolded !== true;
              },
            )}
            ${this.dialog(hass, child)}`;
    });
  }

  protected override updated(): void {
    openDialog(this.renderRoot);
  }

  /** The details of a change, and the way to what it is about. */
  private dialog(
    hass: HomeAssistant,
    child: Child,
  ): TemplateResult | typeof nothing {
    const { opened, strings } = this;
    if (opened === undefined) return nothing;
    const discreet = this.config?.discreet === true;
    const entity = changedEntity(hass, child, opened.type);
    const content = html`
      <p class="faint">
        ${formatDay(hass, dayOf(hass, new Date(opened.at)), {
          weekday: "long",
          day: "numeric",
          month: "long",
        })},
        ${formatClock(hass, opened.at)}
      </p>
      ${changeDetails(hass, strings, opened, discreet).map(
        (text) => html`<p class="said">${text}</p>`,
      )}
      <div class="acts">
        ${closeButton(strings.close)}
        ${
          entity === undefined
            ? nothing
            : html`<button class="act main" @click=${() => this.more(entity)}>
                ${strings.changes.open}
              </button>`
        }
      </div>
    `;
    return renderDialog(
      strings.changes.types[opened.type] ?? opened.type,
      content,
      () => {
        this.opened = undefined;
      },
    );
  }

  /** Open Home Assistant's dialog of an entity, in place of ours. */
  private more(entityId: string): void {
    this.renderRoot.querySelector("dialog")?.close();
    this.dispatchEvent(
      new CustomEvent("hass-more-info", {
        detail: { entityId },
        bubbles: true,
        composed: true,
      }),
    );
  }

  private days(hass: HomeAssistant, changes: Change[]): TemplateResult[] {
    const today = dayOf(hass, this.clock.now);
    const days = groupBy(changes, ({ at }) => dayOf(hass, new Date(at)));
    return [...days].map(
      ([day, told]) =>
        html`<section>
          <h3>${this.dayName(hass, day, today)}</h3>
          <ul>
            ${told.map((change) => this.change(hass, change))}
          </ul>
        </section>`,
    );
  }

  private dayName(hass: HomeAssistant, day: Day, today: Day): string {
    return (
      relativeDay(this.strings, day, today) ??
      formatDay(hass, day, { weekday: "long", day: "numeric", month: "long" })
    );
  }

  private change(hass: HomeAssistant, change: Change): TemplateResult {
    const { strings } = this;
    const discreet = this.config?.discreet === true;
    const details = changeDetails(hass, strings, change, discreet);
    return html`<li class=${isGrave(change.type) ? "grave" : ""}>
      <button
        @click=${() => {
          this.opened = change;
        }}
      >
        <ha-icon icon=${changeIcon(change.type)} aria-hidden="true"></ha-icon>
        <span>
          <span class="what"
            >${strings.changes.types[change.type] ?? change.type}</span
          >
          <span class="details">${dotted(details)}</span>
        </span>
        <time datetime=${change.at}>${formatClock(hass, change.at)}</time>
      </button>
    </li>`;
  }

  /** The event entities of a child, and the mailbox of the account. */
  private events(hass: HomeAssistant, child: Child): string[] {
    const topics = this.config?.topics;
    return TOPICS.filter((topic) => !topics?.length || topics.includes(topic))
      .map(
        (topic) =>
          child.entity("event", topic) ??
          schoolEntity(hass, child, "event", topic),
      )
      .filter((entity) => entity !== undefined);
  }
}
