import { randomUUID } from "node:crypto";

/**
 * Ids are numbers in webhook bodies and may lie above 2^53, where a JavaScript number would change them. So they
 * travel as marked text and lose the marks when the bytes are made. The mark is a secret of this process, so that
 * no text of an order can look like it.
 */
const MARK = randomUUID();
const MARKED = new RegExp(`"${MARK}(\\d+)"`, "g");

/** A numeric id that will be written without quotes, however large. */
export function rawId(id: string): string;
export function rawId(id: string | null): string | null;
export function rawId(id: string | null): string | null {
  return id === null ? null : `${MARK}${id}`;
}

/** Compact JSON with the ids as bare numbers. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(MARKED, "$1");
}
