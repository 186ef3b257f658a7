import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** A new prefixed id, e.g. `ord_3m8…`: 125 random bits in lower-case base 32. Not sortable by time. */
export function newId(prefix: string): string {
  let text = "";
  for (const byte of randomBytes(25)) text += alphabet[byte & 31];
  return `${prefix}_${text}`;
}
