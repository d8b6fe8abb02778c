/** What is not longer is not broken: a name with its initial, a date, a time. */
const SHORT = 20;

/** Notes in one line, with dots between those that there are; a mark stays with its word. */
export function dotted(
  notes: readonly (string | null | undefined | false)[],
): string {
  return notes
    .map((note) => note || "")
    .filter((note) => note !== "")
    .map((note) =>
      note.length > SHORT
        ? note.replace(/ (?=[:;!?»])/g, "\u00a0")
        : note.replaceAll(" ", "\u00a0"),
    )
    .join(" · ");
}
