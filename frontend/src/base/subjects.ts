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

/** The field of an editor. */
export const SUBJECTS = {
  name: "subjects",
  selector: { text: { multiple: true } },
} as const;
