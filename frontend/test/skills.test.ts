import { expect, it } from "vitest";
import type { Acquisition, Evaluation } from "../src/data/results";
import { levelsOf } from "../src/skills/levels";

function reached(level: string | null, level_number: number | null) {
  const found: Acquisition = {
    skill: "Lire",
    level,
    abbreviation: null,
    level_number,
  };
  return found;
}

it("counts how often each level was reached, the best first", () => {
  const evaluations = [
    { acquisitions: [reached("Fragile", 4), reached("Expert", 1)] },
    { acquisitions: [reached("Fragile", 4), reached("Inconnu", null)] },
    { acquisitions: [reached(null, 2)] },
  ] as Evaluation[];
  expect(
    levelsOf(evaluations).map(({ acquisition, count }) => [
      acquisition.level,
      count,
    ]),
  ).toEqual([
    ["Expert", 1],
    ["Fragile", 2],
    ["Inconnu", 1],
  ]);
});
