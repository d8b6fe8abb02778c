import type { HomeAssistant } from "../hass";
import { Refusal } from "./refusal";

/** What actions accept of the files that a phone offers. */
export const ACCEPTED = "image/*,.pdf,.doc,.docx,.odt,.txt";

/** Give a file to Home Assistant, which keeps it until an action reads it; return its ID. */
export async function upload(hass: HomeAssistant, file: File): Promise<string> {
  const body = new FormData();
  body.append("file", file);
  const response = await hass.fetchWithAuth("/api/file_upload", {
    method: "POST",
    body,
  });
  // Nothing has left this home yet.
  if (!response.ok)
    throw new Refusal(`${file.name}: ${response.status}`, undefined, false);
  const { file_id } = (await response.json()) as { file_id: string };
  return file_id;
}

/** The data of an action that sends a file, if there is one. */
export async function withFile(
  hass: HomeAssistant,
  file: File | undefined,
): Promise<{ upload?: string }> {
  return file === undefined ? {} : { upload: await upload(hass, file) };
}
