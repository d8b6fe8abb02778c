import { expect, test } from "vitest";
import type {
  Documents,
  RequestedPaper,
  SchoolDocument,
  SignatureRequest,
} from "../src/data/documents";
import { groupsOf, pending } from "../src/documents/groups";

function document(name: string, kind: string, more: object = {}) {
  return { name, kind, published: null, read: null, ...more } as SchoolDocument;
}

test("documents are grouped, the new and the latest first, the old ones folded", () => {
  const groups = groupsOf([
    document("a", "former_report_card"),
    document("b", "school", { published: "2026-09-01" }),
    document("c", "school", { published: "2026-10-01" }),
    document("d", "school", { published: "2026-08-01", read: false }),
    document("e", "locker"),
    document("f", "of a later version"),
  ]);
  expect(
    groups.map(({ kind, folded, documents }) => [
      kind,
      folded,
      documents.map(({ name }) => name).join(""),
    ]),
  ).toEqual([
    ["locker", false, "e"],
    ["school", false, "dcb"],
    ["former_report_card", true, "a"],
    ["of a later version", false, "f"],
  ]);
});

test("what awaits the family comes first", () => {
  const sign = (key: string, waits: boolean) =>
    ({ key, waits }) as SignatureRequest;
  const paper = (key: string, due: string | null, handed_in: string | null) =>
    ({ key, due, handed_in }) as RequestedPaper;
  const { toSign, toHandIn } = pending({
    documents: [],
    to_sign: [sign("a", false), sign("b", true)],
    to_hand_in: [
      paper("a", "2026-12-01", "a.pdf"),
      paper("b", null, null),
      paper("c", "2026-12-14", null),
    ],
  } as Documents);
  expect(toSign.map(({ key }) => key)).toEqual(["b", "a"]);
  expect(toHandIn.map(({ key }) => key)).toEqual(["c", "b", "a"]);
});
