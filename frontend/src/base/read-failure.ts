import { Refusal } from "../data/refusal";
import type { Strings } from "../strings";
import { sentence } from "./live";

/** Why something could not be read, in the language of the page; nothing was written by it. */
export function readFailure(strings: Strings, error: unknown): string {
  return error instanceof Refusal && error.lost
    ? strings.write.noAnswer
    : sentence(error);
}
