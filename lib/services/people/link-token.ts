import { createHash, randomBytes } from "node:crypto";

/**
 * How long a link of an invitation is valid.
 *
 * Proved by `tests/db/people.test.ts`.
 */
export const INVITATION_MS = 7 * 24 * 60 * 60_000;

/** How long a link to reset a password is valid. */
export const RESET_MS = 24 * 60 * 60_000;

/** The form of a token in a link: 43 characters of base64url. */
export const LINK_TOKEN = /^[\w-]{43}$/;

/** A new secret for a link: 256 random bits, and the digest that is stored in their place. */
export function newLinkToken(): { token: string; digest: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, digest: digestToken(token) };
}

/** The digest under which a link's token is stored. The token has full entropy, so that a plain hash is enough. */
export function digestToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
