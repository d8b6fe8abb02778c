import { expect, test } from "vitest";
import { partsOf } from "../src/base/prose";
import type { InboxItem, Question } from "../src/data/inbox";
import {
  answersOf,
  choose,
  givenAnswer,
  isOpen,
  onlyToAcknowledge,
} from "../src/inbox/answers";
import { folderOf, shownFolder } from "../src/inbox/folders";

function question(key: string, kind: string, more: Partial<Question> = {}) {
  return {
    key,
    kind,
    title: null,
    text: "",
    choices: ["Oui", "Non", "Autre"].map((text, index) => ({
      position: index + 1,
      text,
      free: text === "Autre",
    })),
    max_choices: null,
    max_text_length: null,
    attachments: [],
    is_respondent: true,
    answered: false,
    answer_text: null,
    answer_choices: [],
    ...more,
  } satisfies Question;
}

test("what is only to acknowledge needs no form", () => {
  const news = [question("a", "information"), question("b", "acknowledgement")];
  expect(onlyToAcknowledge(news)).toBe(true);
  expect(onlyToAcknowledge([...news, question("c", "text")])).toBe(false);
  expect(onlyToAcknowledge([question("a", "information")])).toBe(false);
});

test("answers are those that were given, to the questions that are open", () => {
  const questions = [
    question("info", "information"),
    question("read", "acknowledgement"),
    question("text", "text"),
    question("one", "single_choice"),
    question("many", "multiple_choice"),
    question("none", "single_choice"),
    question("done", "text", { answered: true }),
    question("others", "text", { is_respondent: false }),
  ];
  const filled = new Map([
    ["read", { read: true }],
    ["text", { text: "  Avec plaisir " }],
    ["one", { choices: [3], own: " Lundi " }],
    ["many", { choices: [2, 1], own: "kept for later" }],
    ["none", { own: "without a choice" }],
    ["done", { text: "again" }],
  ]);
  expect(answersOf(questions, filled)).toEqual({
    answers: { read: "", text: "Avec plaisir", one: [3], many: [1, 2] },
    own_words: { one: "Lundi" },
    missing: 1,
  });
  expect(questions.filter(isOpen).map(({ key }) => key)).not.toContain("done");
});

test("one choice replaces another, several are kept", () => {
  const one = question("a", "single_choice");
  const many = question("b", "multiple_choice");
  expect(choose(one, [1], 2, true)).toEqual([2]);
  expect(choose(many, [1], 2, true)).toEqual([1, 2]);
  expect(choose(many, [1, 2], 1, false)).toEqual([2]);
});

test("an answer that was given is told in words", () => {
  const answered = question("a", "multiple_choice", {
    answered: true,
    answer_choices: [1, 3],
    answer_text: "Mardi",
  });
  expect(givenAnswer(answered)).toBe("Oui, Autre, Mardi");
});

test.each([
  ["Rien.", [{ text: "Rien." }]],
  [
    "Voir https://exemple.fr/a?b=1. Merci",
    [
      { text: "Voir " },
      { text: "https://exemple.fr/a?b=1", href: "https://exemple.fr/a?b=1" },
      { text: ". Merci" },
    ],
  ],
  ["javascript:alert(1)", [{ text: "javascript:alert(1)" }]],
])("only addresses of the web become links: %s", (text, parts) => {
  expect(partsOf(text)).toEqual(parts);
});

function item(key: string, folder: string | null) {
  return { key, folder } as InboxItem;
}

test("each item is in one folder, drafts in the inbox", () => {
  const folders = [null, "drafts", "archive", "bin"];
  expect(folders.map((folder) => folderOf(item("a", folder)))).toEqual([
    "inbox",
    "inbox",
    "archive",
    "bin",
  ]);
});

test("a chosen folder is shown until it is empty", () => {
  const items = [item("a", null), item("b", "archive")];
  expect(shownFolder(items, undefined)).toBe("inbox");
  expect(shownFolder(items, "archive")).toBe("archive");
  expect(shownFolder([item("b", null)], "archive")).toBe("inbox");
});
