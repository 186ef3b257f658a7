import { randomUUID } from "node:crypto";

/**
 * Ids are numbers in webhook bodies. Above 2^53 a JavaScript number would change them, so payloads contain them as
 * marked text, and `toJson` removes the marks. The mark is random per process, so no text of an order contains it.
 */
const MARK = randomUUID();
const MARKED = new RegExp(`"${MARK}(\\d+)"`, "g");

/** Marks an id of any size to be written as a number. */
export function rawId(id: string): string;
export function rawId(id: string | null): string | null;
export function rawId(id: string | null): string | null {
  return id === null ? null : `${MARK}${id}`;
}

/** Compact JSON in which marked ids are numbers. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(MARKED, "$1");
}
