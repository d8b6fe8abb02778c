import { html, nothing, type TemplateResult } from "lit";
import { when } from "lit/directives/when.js";
import { writing } from "../base/buttons";
import { ChildCard, configForm } from "../base/child-card";
import { Clock } from "../base/clock";
import { dayOf, formatDay, type Day } from "../base/days";
import { dotted } from "../base/dotted";
import { isAddress } from "../base/links";
import { AWAY, Live, presence, sentence } from "../base/live";
import { prose } from "../base/prose";
import { shared } from "../base/styles";
import { Write, writeStyles } from "../base/write";
import type { Child } from "../data/child";
import {
  documents,
  handIn,
  signatureLink,
  type Documents,
  type RequestedPaper,
  type SchoolDocument,
  type SignatureRequest,
} from "../data/documents";
import { ACCEPTED } from "../data/uploads";
import { groupsOf, pending, type Group } from "../documents/groups";
import { documentsStyles } from "../documents/styles";
import type { HomeAssistant } from "../hass";

/** The address of a document to sign: awaited, known or refused. */
type Link = "waiting" | { url: string } | { refusal: string };

/** What the integration accepts, as far as browsers can tell. */

/** The documents of a child: to sign, to hand in, to read. */
export class DocumentsCard extends ChildCard {
  static override properties = {
    ...ChildCard.properties,
    links: { state: true },
  };
  static override styles = [shared, writing, writeStyles, documentsStyles];

  /** The addresses of documents to sign, by key, for as long as the card is shown. */
  declare private links: ReadonlyMap<string, Link> | undefined;

  protected override readonly followed = [
    ["todo", "homework"],
    ["sensor", "documents_to_sign"],
    ["sensor", "documents_to_hand_in"],
    ["event", "document"],
  ] as const;

  private readonly write = new Write(
    this,
    () => `documents ${this.child?.device}`,
  );
  private readonly clock = new Clock(this);
  private readonly found = new Live<Documents>(this, () => {
    const { hass, child } = this;
    if (hass === undefined || child === undefined) return undefined;
    return {
      // Addresses of files are valid for a day.
      key: `documents ${child.device} ${dayOf(hass, this.clock.now)}`,
      version: this.version(hass),
      load: () => documents(hass, child.device),
    };
  });

  static getConfigForm() {
    return configForm();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.links = undefined;
  }

  protected override heading(child: Child): string {
    return `${this.strings.documents.title} – ${child.name}`;
  }

  /** What changes when there is something new. */
  private version(hass: HomeAssistant): string {
    const present = this.watched().filter(
      (entity) => presence(hass, entity) !== AWAY,
    );
    if (present.length === 0) return AWAY;
    return present
      .filter((entity) => !entity.startsWith("todo."))
      .map((entity) => hass.states[entity]?.last_updated)
      .join();
  }

  protected override content(
    hass: HomeAssistant,
    child: Child,
  ): TemplateResult {
    const texts = this.strings.documents;
    const { value, error } = this.found;
    return this.known(value, error, (found) => {
      const { toSign, toHandIn } = pending(found);
      const groups = groupsOf(found.documents);
      if (toSign.length + toHandIn.length + groups.length === 0)
        return html`<p class="empty">${texts.none}</p>`;
      return html`${this.write.renderUnseen(this.strings)}
        <div class="groups">
          ${this.section(
            texts.toSign,
            toSign.map((item) => this.signature(hass, child, item)),
          )}
          ${this.section(
            texts.toHandIn,
            toHandIn.map((paper) => this.paper(hass, child, paper)),
          )}
          ${groups.map((group) => this.group(hass, group))}
        </div>`;
    });
  }

  private section(
    title: string,
    rows: TemplateResult[],
  ): TemplateResult | typeof nothing {
    return rows.length === 0
      ? nothing
      : html`<section>
          <h3>${title}</h3>
          <ul>
            ${rows}
          </ul>
        </section>`;
  }

  private group(
    hass: HomeAssistant,
    group: Group,
  ): TemplateResult | typeof nothing {
    const title = this.strings.documents.kinds[group.kind] ?? group.kind;
    const rows = group.documents.map((document) =>
      this.document(hass, document),
    );
    if (!group.folded) return this.section(title, rows);
    return html`<details>
      <summary><h3>${title} (${rows.length})</h3></summary>
      <ul>
        ${rows}
      </ul>
    </details>`;
  }

  private day(hass: HomeAssistant, day: Day): string {
    return formatDay(hass, day, {
      day: "numeric",
      month: "long",
      ...(day.slice(0, 4) === dayOf(hass, this.clock.now).slice(0, 4)
        ? {}
        : { year: "numeric" }),
    });
  }

  private document(
    hass: HomeAssistant,
    document: SchoolDocument,
  ): TemplateResult {
    const texts = this.strings.documents;
    const { name, url, read, published, comment } = document;
    const notes = [
      document.category,
      document.period,
      document.school_class,
      document.author,
      published && this.day(hass, published),
    ].filter(Boolean);
    const told = html`<span class="name"
        >${when(
          read === false,
          () => html`<span class="hidden">${texts.unread} </span>`,
        )}${name}</span
      ><span class="faint">${dotted(notes)}</span>
      ${when(comment, () => html`<span class="faint">${comment}</span>`)}`;
    return html`<li class=${read === false ? "document new" : "document"}>
      ${
        isAddress(url)
          ? html`<a
              class="row"
              href=${url}
              target="_blank"
              rel="noopener noreferrer"
              >${told}</a
            >`
          : html`<span class="row">${told}</span>`
      }
      ${when(url?.startsWith("/api/") && url, (url) => {
        const label = texts.download.replace("{name}", name);
        return html`<a
          class="icon"
          href=${url}
          download=${name}
          title=${label}
          aria-label=${label}
          ><ha-icon icon="mdi:download" aria-hidden="true"></ha-icon
        ></a>`;
      })}
    </li>`;
  }

  private signature(
    hass: HomeAssistant,
    child: Child,
    item: SignatureRequest,
  ): TemplateResult {
    const texts = this.strings.documents;
    const { key, name, waits, sent_on, signatures, signers } = item;
    const notes = [
      texts.statuses[item.status] ?? "",
      item.requested_by,
      sent_on && this.day(hass, sent_on),
      signatures !== null && signers !== null
        ? texts.signatures
            .replace("{count}", String(signatures))
            .replace("{all}", String(signers))
        : "",
    ].filter(Boolean);
    return html`<li class=${waits ? "paper waits" : "paper"}>
      <span class="name">${name}</span>
      <span class="faint">${dotted(notes)}</span>
      ${this.link(hass, child, item, this.links?.get(key))}
    </li>`;
  }

  private link(
    hass: HomeAssistant,
    child: Child,
    { key, name, waits }: SignatureRequest,
    link: Link | undefined,
  ): TemplateResult {
    const texts = this.strings.documents;
    if (link === "waiting")
      return html`<p class="waiting" role="status">${this.strings.loading}</p>`;
    if (link !== undefined && "url" in link && isAddress(link.url))
      return html`<div class="buttons" role="status">
          <a
            class="button main"
            href=${link.url}
            target="_blank"
            rel="noopener noreferrer"
            @click=${() => this.note(key, undefined)}
            >${waits ? texts.openToSign : texts.openSigned}</a
          >
        </div>
        <p class="faint">${texts.once}</p>`;
    const text = waits ? texts.sign : texts.show;
    return html`${
        link !== undefined && "refusal" in link
          ? html`<p class="error" role="alert">${link.refusal}</p>`
          : nothing
      }
      <div class="buttons">
        <button
          class="button"
          aria-label="${text} ${name}"
          @click=${() => void this.request(hass, child, key)}
        >
          ${text}
        </button>
      </div>`;
  }

  private note(key: string, link: Link | undefined): void {
    const links = new Map(this.links);
    if (link === undefined) links.delete(key);
    else links.set(key, link);
    this.links = links;
  }

  private async request(
    hass: HomeAssistant,
    { device }: Child,
    key: string,
  ): Promise<void> {
    this.note(key, "waiting");
    try {
      this.note(key, { url: await signatureLink(hass, device, key) });
    } catch (error) {
      this.note(key, { refusal: sentence(error) });
    }
  }

  private paper(
    hass: HomeAssistant,
    { device }: Child,
    paper: RequestedPaper,
  ): TemplateResult {
    const { strings, write } = this;
    const texts = strings.documents;
    const { key, name, due, message, handed_in } = paper;
    const label = handed_in === null ? texts.choose : texts.replace;
    const choose = (event: Event) => {
      const input = event.target as HTMLInputElement;
      const [file] = input.files ?? [];
      // The same file can be chosen again.
      input.value = "";
      if (file === undefined) return;
      write.ask(key, {
        question: texts.askHandIn
          .replace("{file}", file.name)
          .replace("{paper}", name),
        label: texts.handIn,
        run: async () => {
          try {
            await handIn(hass, device, key, file);
          } finally {
            await this.found.load();
          }
          return texts.handedIn;
        },
      });
    };
    return html`<li class=${handed_in === null ? "paper waits" : "paper"}>
      <span class="name">${name}</span>
      ${when(
        handed_in,
        (handed_in) =>
          html`<span class="faint"
            >${texts.has.replace("{file}", handed_in)}</span
          >`,
      )}
      ${when(
        handed_in === null && due,
        (due) =>
          html`<span class="due"
            >${texts.due.replace("{day}", this.day(hass, due))}</span
          >`,
      )}
      ${when(message, () => prose(message))} ${write.render(strings, key)}
      ${
        !paper.may_hand_in
          ? when(
              handed_in === null,
              () => html`<span class="faint">${texts.atSchool}</span>`,
            )
          : write.isAsking(key) || write.running
            ? nothing
            : html`<div class="buttons">
                <label class="button"
                  ><span>${label}</span
                  ><input
                    class="hidden"
                    type="file"
                    accept=${ACCEPTED}
                    aria-label="${label} ${name}"
                    @change=${choose}
                /></label>
              </div>`
      }
    </li>`;
  }
}
