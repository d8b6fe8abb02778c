import type { Grade } from "../data/actions";

const TWENTY = 20;
const ZERO = ["absent_zero", "not_handed_in_zero"];

function valueOf(grade: Grade): number | null {
  if (grade.code === "congratulations") return grade.out_of ?? TWENTY;
  return ZERO.includes(grade.code ?? "") ? 0 : grade.value;
}

/**
 * The average out of 20 of the grades of one subject, weighted as the integration does.
 *
 * Congratulations are full marks, a bonus counts above half of its scale, an optional grade if
 * it raises the average, and one of a day to come not yet.
 */
export function averageOf(grades: Grade[]): number | undefined {
  let [points, scale, extra] = [0, 0, 0];
  const optional: [number, number][] = [];
  for (const grade of grades) {
    let value = valueOf(grade);
    if (value === null || grade.upcoming) continue;
    let outOf = grade.out_of ?? TWENTY;
    if (grade.scaled_to_20) [value, outOf] = [(value * TWENTY) / outOf, TWENTY];
    const [earned, most] = [
      value * grade.coefficient,
      outOf * grade.coefficient,
    ];
    if (grade.bonus) extra += Math.max(earned - most / 2, 0);
    else if (grade.optional) optional.push([earned, most]);
    else [points, scale] = [points + earned, scale + most];
  }
  const ratio = ([earned, most]: [number, number]) =>
    most ? earned / most : 0;
  for (const more of optional.sort((a, b) => ratio(b) - ratio(a)))
    if (more[1] && scale && ratio(more) > points / scale)
      [points, scale] = [points + more[0], scale + more[1]];
  if (!scale) return undefined;
  const average = Math.min(((points + extra) * TWENTY) / scale, TWENTY);
  return Math.round(average * 100) / 100;
}

/** The average of a subject before a grade and after it. */
export interface Effect {
  before: number | undefined;
  after: number | undefined;
}

/** Half a hundredth more than what rounding explains. */
const TOLERANCE = 0.015;

/**
 * What each grade of a subject did to its average, by the keys of the grades.
 *
 * `grades` come newest first, `shown` is the average that PRONOTE shows, out of `scale`. Nothing
 * is told where it is not that of the grades: the school then weighs them in another way.
 */
export function effects(
  grades: Grade[],
  shown: number | null,
  scale: number,
): Map<string, Effect> {
  const found = new Map<string, Effect>();
  const inScale = (average: number | undefined): number | undefined =>
    average === undefined ? undefined : (average * scale) / TWENTY;
  const whole = inScale(averageOf(grades));
  if (
    shown !== null &&
    (whole === undefined || Math.abs(whole - shown) > TOLERANCE)
  )
    return found;
  const order = grades
    .map((grade, place) => ({ grade, place }))
    .sort(
      (a, b) => a.grade.date.localeCompare(b.grade.date) || b.place - a.place,
    )
    .map(({ grade }) => grade);
  const counted = order.filter(
    (grade) => valueOf(grade) !== null && !grade.upcoming,
  );
  counted.forEach((grade, index) => {
    const isLast = index === counted.length - 1;
    found.set(grade.key, {
      before: inScale(averageOf(counted.slice(0, index))),
      // PRONOTE may round it in another way.
      after:
        (isLast ? shown : null) ??
        inScale(averageOf(counted.slice(0, index + 1))),
    });
  });
  return found;
}
