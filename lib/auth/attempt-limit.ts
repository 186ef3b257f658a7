import { createHmac } from "node:crypto";

export const ATTEMPT_WINDOW_MS = 15 * 60_000;
export const LIMIT_PER_EMAIL = 8;
export const LIMIT_PER_ADDRESS = 40;

/** A keyed digest, so that the table of attempts holds neither e-mails nor addresses. */
export function attemptKey(secret: string, kind: "email" | "address", value: string): string {
  return `${kind}:${createHmac("sha256", secret).update(`${kind}\n${value}`).digest("base64url")}`;
}

/**
 * Judges the attempts of one key inside the window, newest first and including the present one.
 * @returns null when it may go on, else when the next one may be made
 */
export function limitedUntil(attempts: readonly Date[], limit: number): Date | null {
  const deciding = attempts[limit];
  return deciding ? new Date(deciding.getTime() + ATTEMPT_WINDOW_MS) : null;
}

/**
 * The address that counts: the last entry of X-Forwarded-For, which the nearest proxy (or Next itself) wrote.
 * Earlier entries are whatever the sender claims.
 */
export function clientAddress(forwardedFor: string | null | undefined): string {
  return forwardedFor?.split(",").at(-1)?.trim() || "unknown";
}
