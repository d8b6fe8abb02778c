import type { Day } from "../base/days";
import type { HomeAssistant } from "../hass";
import { ask } from "./actions";
import { upload } from "./uploads";

/** A document to open. */
export interface SchoolDocument {
  key: string;
  name: string;
  kind: string;
  category: string | null;
  published: Day | null;
  author: string | null;
  comment: string;
  period: string | null;
  school_class: string | null;
  /** Null if the school does not say. */
  read: boolean | null;
  url: string | null;
}

/** A document that is signed at the partner of the school. */
export interface SignatureRequest {
  key: string;
  name: string;
  status: string;
  sent_on: Day | null;
  requested_by: string | null;
  signatures: number | null;
  signers: number | null;
  /** Whether this account has to sign. */
  waits: boolean;
}

/** A paper that the school asks for. */
export interface RequestedPaper {
  key: string;
  name: string;
  due: Day | null;
  message: string;
  may_hand_in: boolean;
  /** The name of the file. */
  handed_in: string | null;
}

export interface Documents {
  documents: SchoolDocument[];
  to_sign: SignatureRequest[];
  to_hand_in: RequestedPaper[];
}

/** The documents of the last update; they are requested once a day at most. */
export function documents(
  hass: HomeAssistant,
  device: string,
): Promise<Documents> {
  return ask(hass, device, "get_documents", { cached: true });
}

/** The address where a document is signed or shown; it works once. */
export async function signatureLink(
  hass: HomeAssistant,
  device: string,
  document: string,
): Promise<string> {
  const { url } = await ask<{ url: string }>(
    hass,
    device,
    "get_signature_link",
    { document },
  );
  return url;
}

/** Hand in a paper: the file goes to Home Assistant, and from there to the school. */
export async function handIn(
  hass: HomeAssistant,
  device: string,
  document: string,
  file: File,
): Promise<unknown> {
  const sent = { document, upload: await upload(hass, file) };
  return ask(hass, device, "upload_document", sent);
}
