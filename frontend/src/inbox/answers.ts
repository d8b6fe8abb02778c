import type { Answers, Question } from "../data/inbox";

/** What a parent has filled in of a question. */
export interface Filled {
  text?: string;
  choices?: number[];
  /** The words that go with a free choice. */
  own?: string;
  read?: boolean;
}

const ANSWERED_KINDS = new Set([
  "acknowledgement",
  "text",
  "single_choice",
  "multiple_choice",
]);

/** Whether the school awaits an answer of this account. */
export function isOpen(question: Question): boolean {
  return (
    ANSWERED_KINDS.has(question.kind) &&
    question.is_respondent &&
    !question.answered
  );
}

/** Whether all that the school awaits is that the family has read it. */
export function onlyToAcknowledge(questions: Question[]): boolean {
  const open = questions.filter(isOpen);
  return (
    open.length > 0 && open.every(({ kind }) => kind === "acknowledgement")
  );
}

/** The answers to send, and how many questions are left out. */
export function answersOf(
  questions: Question[],
  filled: ReadonlyMap<string, Filled>,
): Answers & { missing: number } {
  const answers: Answers["answers"] = {};
  const own_words: Answers["own_words"] = {};
  let missing = 0;
  for (const question of questions.filter(isOpen)) {
    const { key, kind, choices } = question;
    const given = filled.get(key) ?? {};
    const text = given.text?.trim() ?? "";
    const chosen = [...(given.choices ?? [])].sort((a, b) => a - b);
    if (kind === "acknowledgement" && given.read === true) answers[key] = "";
    else if (kind === "text" && text !== "") answers[key] = text;
    else if (chosen.length > 0) {
      answers[key] = chosen;
      const own = given.own?.trim() ?? "";
      const free = choices.some(
        (choice) => choice.free && chosen.includes(choice.position),
      );
      if (free && own !== "") own_words[key] = own;
    } else missing += 1;
  }
  return { answers, own_words, missing };
}

/** The answer that was given, in words. */
export function givenAnswer(question: Question): string {
  const chosen = question.choices
    .filter(({ position }) => question.answer_choices.includes(position))
    .map(({ text }) => text);
  return [...chosen, question.answer_text ?? ""].filter(Boolean).join(", ");
}

/** Choose or unchoose: one of several, or as many as are allowed. */
export function choose(
  question: Question,
  chosen: readonly number[],
  position: number,
  wanted: boolean,
): number[] {
  if (question.kind === "single_choice") return wanted ? [position] : [];
  const others = chosen.filter((other) => other !== position);
  return wanted ? [...others, position] : others;
}
