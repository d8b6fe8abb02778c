import type { Change } from "../data/changes";

/** How a card shows subjects: what is written for one instead, or that it is left out. */
export type SubjectOption = string[] | undefined;

function fold(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .trim()
    .toLocaleLowerCase("fr");
}

/**
 * The name to show for a subject; undefined if the card leaves it out.
 *
 * An option is "MATHÉMATIQUES = Maths", or "LATIN =" to leave it out. Case and accents do not
 * count.
 */
export function shownSubject(
  option: SubjectOption,
  subject: string,
): string | undefined {
  const wanted = fold(subject);
  for (const line of option ?? []) {
    const at = line.lastIndexOf("=");
    if (at !== -1 && fold(line.slice(0, at)) === wanted)
      return line.slice(at + 1).trim() || undefined;
  }
  return subject;
}

/** Items under the shown names of their subjects, without those that are left out. */
export function withSubjects<T extends { subject: string | null }>(
  option: SubjectOption,
  items: T[],
): T[] {
  if (!option?.length) return items;
  return items.flatMap((item) => {
    if (item.subject === null) return [item];
    const subject = shownSubject(option, item.subject);
    return subject === undefined ? [] : [{ ...item, subject }];
  });
}

/** Changes under the shown names of their subjects, without those that are left out. */
export function changesWithSubjects(
  option: SubjectOption,
  changes: Change[],
): Change[] {
  if (!option?.length) return changes;
  return changes.flatMap((change) => {
    const { subject } = change.facts;
    // That of a message is its title.
    if (typeof subject !== "string" || change.type === "new_message")
      return [change];
    const shown = shownSubject(option, subject);
    return shown === undefined
      ? []
      : [{ ...change, facts: { ...change.facts, subject: shown } }];
  });
}

/** The field of an editor. */
export const SUBJECTS = {
  name: "subjects",
  selector: { text: { multiple: true } },
} as const;
