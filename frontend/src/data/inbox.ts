import type { HomeAssistant } from "../hass";
import { ask, type Attachment } from "./actions";
import { Refusal } from "./refusal";
import { upload } from "./uploads";

export type Kind = "news" | "survey" | "discussion";

/** A news item, a survey or a discussion in the list. */
export interface InboxItem {
  key: string;
  kind: Kind;
  title: string | null;
  author: string | null;
  date: string | null;
  unread: boolean;
  awaits_answer: boolean;
  child: string | null;
  /** Of a discussion: archive, trash or drafts. */
  folder: string | null;
  /** What the school allows this account to do. */
  actions: string[];
}

export interface Inbox {
  items: InboxItem[];
  /** Whether the account lets administrators only read messages. */
  reserved: boolean;
}

export interface Choice {
  position: number;
  text: string;
  free: boolean;
}

export interface Question {
  key: string;
  kind: string;
  title: string | null;
  text: string;
  choices: Choice[];
  max_choices: number | null;
  max_text_length: number | null;
  attachments: Attachment[];
  is_respondent: boolean;
  answered: boolean;
  answer_text: string | null;
  answer_choices: number[];
}

export interface News {
  anonymous: boolean;
  questions: Question[] | null;
}

export interface Message {
  key: string;
  author: string | null;
  mine: boolean;
  recipients: string | null;
  sent_at: string | null;
  text: string;
  forwarded: Message[];
  attachments: Attachment[];
}

export interface Thread {
  messages: Message[];
  draft: { text: string } | null;
  reply_modes: string[];
}

const MOST = 100;

/** The inbox of the last update: it takes no request to the school. */
export async function inbox(
  hass: HomeAssistant,
  device: string,
): Promise<Inbox> {
  try {
    const { items } = await ask<{ items: InboxItem[] }>(
      hass,
      device,
      "get_inbox",
      { cached: true, limit: MOST },
    );
    return { items, reserved: false };
  } catch (error) {
    if (error instanceof Refusal && error.key === "admin_only")
      return { items: [], reserved: true };
    throw error;
  }
}

/** Have the lists of news and discussions updated. */
export function refreshInbox(
  hass: HomeAssistant,
  device: string,
): Promise<unknown> {
  return ask(
    hass,
    device,
    "refresh",
    { pages: ["news", "discussions"] },
    false,
  );
}

/** The content of a news item or survey; it stays unread. */
export function news(
  hass: HomeAssistant,
  device: string,
  key: string,
): Promise<News> {
  return ask(hass, device, "get_news", { news: key });
}

/** The messages of a discussion; they stay unread. */
export function thread(
  hass: HomeAssistant,
  device: string,
  key: string,
): Promise<Thread> {
  return ask(hass, device, "get_messages", { discussion: key });
}

export function markRead(
  hass: HomeAssistant,
  device: string,
  items: string[],
  read: boolean,
): Promise<unknown> {
  return ask(hass, device, "mark_read", { items, read });
}

/** Answers by the key of their question: a text, or positions of choices. */
export interface Answers {
  answers: Record<string, string | number[]>;
  own_words: Record<string, string>;
}

/** Answer a survey, or acknowledge a news item if there are no answers. */
export function answer(
  hass: HomeAssistant,
  device: string,
  key: string,
  given: Partial<Answers> = {},
): Promise<News> {
  return ask(hass, device, "answer_news", { news: key, ...given });
}

export async function reply(
  hass: HomeAssistant,
  device: string,
  discussion: string,
  text: string,
  to: string,
  files: readonly File[],
): Promise<Thread> {
  const uploads: string[] = [];
  for (const file of files) uploads.push(await upload(hass, file));
  const attached = uploads.length === 0 ? {} : { upload: uploads };
  return ask(hass, device, "reply", { discussion, text, to, ...attached });
}

/** What is done with a discussion as a whole. */
export const DISCUSSION_ACTS = [
  "unarchive",
  "restore",
  "archive",
  "bin",
  "leave",
  "come_back",
] as const;

export type DiscussionAct = (typeof DISCUSSION_ACTS)[number];

/** Move a discussion to another folder, leave it, or come back to it. */
export async function act(
  hass: HomeAssistant,
  device: string,
  discussion: string,
  what: DiscussionAct,
): Promise<void> {
  const [service, data] =
    what === "leave" || what === "come_back"
      ? ["leave_discussion", { leave: what === "leave" }]
      : ["move_discussion", { move: what }];
  await ask(hass, device, service, { discussion, ...data }, false);
}

export async function rename(
  hass: HomeAssistant,
  device: string,
  discussion: string,
  subject: string,
): Promise<void> {
  const data = { discussion, subject };
  await ask(hass, device, "rename_discussion", data, false);
}
