import { expect, test } from "vitest";
import { act, rename, reply } from "../src/data/inbox";
import { Refusal } from "../src/data/refusal";
import { announce, justify } from "../src/data/school-life";
import type { HomeAssistant } from "../src/hass";

/** A home, and what was asked of it, in order: names of uploaded files, and actions. */
function home(status = 200) {
  const asked: unknown[] = [];
  const hass = {
    fetchWithAuth: (path: string, { body }: { body: FormData }) => {
      const file = body.get("file") as File;
      asked.push([path, file.name]);
      const file_id = `id of ${file.name}`;
      return Promise.resolve(
        new Response(JSON.stringify({ file_id }), { status }),
      );
    },
    callWS: (message: {
      service: string;
      service_data: unknown;
      return_response: boolean;
    }) => {
      asked.push([message.service, message.service_data]);
      return Promise.resolve({ response: { services: [] } });
    },
  } as unknown as HomeAssistant;
  return { hass, asked };
}

const file = (name: string): File => new File(["%PDF"], name);

test("a reply goes with its files, once all are uploaded", async () => {
  const { hass, asked } = home();
  await reply(hass, "d", "k", "Voici", "all", [file("a.pdf"), file("b.pdf")]);
  expect(asked).toEqual([
    ["/api/file_upload", "a.pdf"],
    ["/api/file_upload", "b.pdf"],
    [
      "reply",
      {
        discussion: "k",
        text: "Voici",
        to: "all",
        upload: ["id of a.pdf", "id of b.pdf"],
      },
    ],
  ]);
});

test("nothing is sent if a file cannot be uploaded", async () => {
  const { hass, asked } = home(413);
  const sent = reply(hass, "d", "k", "Voici", "all", [file("a.pdf")]);
  await expect(sent).rejects.toMatchObject({ lost: false });
  await expect(sent).rejects.toBeInstanceOf(Refusal);
  expect(asked).toHaveLength(1);
});

test("a justification takes a file, or none", async () => {
  const { hass, asked } = home();
  await justify(hass, "d", "k", "MALADIE", "", file("a.pdf"));
  await justify(hass, "d", "k", "", "Fièvre", undefined);
  expect(asked.slice(1)).toEqual([
    [
      "justify_absence",
      { absence: "k", reason: "MALADIE", upload: "id of a.pdf" },
    ],
    ["justify_absence", { absence: "k", text: "Fièvre" }],
  ]);
});

test("the file of an announcement is uploaded for the check and for the announcement", async () => {
  const { hass, asked } = home();
  const announcement = {
    start_date: "2026-12-04",
    end_date: "2026-12-04",
    start_time: "",
    end_time: "",
    reason: "MALADIE",
    text: "",
  };
  for (const check_only of [true, false])
    await announce(hass, "d", announcement, file("a.pdf"), check_only);
  const sent = {
    start_date: "2026-12-04",
    end_date: "2026-12-04",
    reason: "MALADIE",
    upload: "id of a.pdf",
  };
  expect(asked.filter((_, index) => index % 2 === 1)).toEqual([
    ["announce_absence", { ...sent, check_only: true }],
    ["announce_absence", { ...sent, check_only: false }],
  ]);
});

test.each([
  ["archive", "move_discussion", { move: "archive" }],
  ["bin", "move_discussion", { move: "bin" }],
  ["unarchive", "move_discussion", { move: "unarchive" }],
  ["restore", "move_discussion", { move: "restore" }],
  ["leave", "leave_discussion", { leave: true }],
  ["come_back", "leave_discussion", { leave: false }],
] as const)("%s is the action %s", async (what, service, data) => {
  const { hass, asked } = home();
  await act(hass, "d", "k", what);
  expect(asked).toEqual([[service, { discussion: "k", ...data }]]);
});

test("a discussion is renamed", async () => {
  const { hass, asked } = home();
  await rename(hass, "d", "k", "Rencontre");
  expect(asked).toEqual([
    ["rename_discussion", { discussion: "k", subject: "Rencontre" }],
  ]);
});
