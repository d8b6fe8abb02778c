import type { Acquisition, Evaluation } from "../data/results";

/** How often each level was reached, the best first. */
export function levelsOf(
  evaluations: Evaluation[],
): { acquisition: Acquisition; count: number }[] {
  const found = new Map<string, { acquisition: Acquisition; count: number }>();
  for (const { acquisitions } of evaluations)
    for (const acquisition of acquisitions) {
      const key = acquisition.level ?? acquisition.abbreviation;
      if (key === null) continue;
      const known = found.get(key);
      if (known === undefined) found.set(key, { acquisition, count: 1 });
      else known.count += 1;
    }
  const rank = ({ acquisition }: { acquisition: Acquisition }): number =>
    acquisition.level_number ?? Number.MAX_SAFE_INTEGER;
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}
