import { html, nothing, type TemplateResult } from "lit";
import type { InboxItem } from "../data/inbox";
import type { Strings } from "../strings";

/** What is shown at first, and where discussions are put away. */
export const FOLDERS = ["inbox", "archive", "bin"] as const;

export type Folder = (typeof FOLDERS)[number];

/** The folder in which an item is shown; drafts are in the inbox. */
export function folderOf({ folder }: InboxItem): Folder {
  return folder === "archive" || folder === "bin" ? folder : "inbox";
}

/** The folder to show: the one that was chosen, as long as there is something in it. */
export function shownFolder(
  items: InboxItem[],
  chosen: Folder | undefined,
): Folder {
  return chosen !== undefined && items.some((item) => folderOf(item) === chosen)
    ? chosen
    : "inbox";
}

/** The choice of a folder; nothing where nothing is put away. */
export function renderFolders(
  strings: Strings,
  items: InboxItem[],
  shown: Folder,
  choose: (folder: Folder) => void,
): TemplateResult | typeof nothing {
  const texts = strings.inbox;
  const counts = FOLDERS.map(
    (folder) =>
      [
        folder,
        items.filter((item) => folderOf(item) === folder).length,
      ] as const,
  );
  const choices = counts.filter(
    ([folder, count]) => folder === "inbox" || count > 0,
  );
  if (choices.length < 2) return nothing;
  return html`<select
    class="folders"
    aria-label=${texts.folder}
    @change=${(event: Event) =>
      choose((event.target as HTMLSelectElement).value as Folder)}
  >
    ${choices.map(
      ([folder, count]) =>
        html`<option value=${folder} .selected=${folder === shown}>
          ${texts.folders[folder]}${folder === "inbox" ? "" : ` (${count})`}
        </option>`,
    )}
  </select>`;
}
