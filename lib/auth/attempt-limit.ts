import { createHmac } from "node:crypto";

export const ATTEMPT_WINDOW_MS = 15 * 60_000;
export const LIMIT_PER_EMAIL = 8;
export const LIMIT_PER_ADDRESS = 40;

/** A keyed digest, so that the table of attempts contains neither e-mail nor IP addresses. */
export function attemptKey(secret: string, kind: "email" | "address", value: string): string {
  return `${kind}:${createHmac("sha256", secret).update(`${kind}\n${value}`).digest("base64url")}`;
}

/**
 * Applies the limit to the attempts of one key in the window, newest first and including the current one.
 * @returns null when the attempt is allowed, otherwise when the next attempt is
 */
export function limitedUntil(attempts: readonly Date[], limit: number): Date | null {
  const deciding = attempts[limit];
  return deciding ? new Date(deciding.getTime() + ATTEMPT_WINDOW_MS) : null;
}

/**
 * The IP address of the sender: the last entry of X-Forwarded-For, which the nearest proxy (or Next) wrote. Earlier
 * entries can be forged.
 */
export function clientAddress(forwardedFor: string | null | undefined): string {
  return forwardedFor?.split(",").at(-1)?.trim() || "unknown";
}
