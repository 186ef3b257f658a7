import { createHmac, timingSafeEqual } from "node:crypto";

/** What Shopify sends back to the redirect URL of an OAuth grant. */
type GrantAnswer =
  | { kind: "granted"; shopDomain: string; code: string; state: string }
  /** The merchant pressed *Cancel*. Shopify does not sign this answer. */
  | { kind: "cancelled" }
  /** The signature is not of one of the app's secrets, or the query is not complete. */
  | { kind: "forged" }
  /** The answer is older than ten minutes: an old address was opened again. */
  | { kind: "stale" };

const SHOP = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
const STALE_MS = 10 * 60_000;

/**
 * Checks the answer of an OAuth grant: hex HMAC-SHA256 over the sorted query without `hmac`, in constant time, with
 * each of the app's secrets. Source: shopify.dev, "Implement authorization code grant manually".
 */
export function verifyGrant(query: URLSearchParams, secrets: readonly string[], now: Date): GrantAnswer {
  if (query.get("error") === "access_denied") return { kind: "cancelled" };
  const [shopDomain, code, state] = ["shop", "code", "state"].map((key) => query.get(key) ?? "");
  if (!isSigned(query, secrets) || !shopDomain || !SHOP.test(shopDomain) || !code || !state) {
    return { kind: "forged" };
  }
  if (!isFresh(query, now)) return { kind: "stale" };
  return { kind: "granted", shopDomain, code, state };
}

/** What the app URL was opened with. */
type InstallRequest =
  | { kind: "asked"; shopDomain: string }
  /** The signature is not of one of the app's secrets, or names no shop. */
  | { kind: "forged" }
  /** The address is older than ten minutes. */
  | { kind: "stale" };

/**
 * Checks the address with which Shopify opens an app from a shop's admin or from the app's listing. It is signed as the
 * answer of a grant is.
 */
export function verifyInstall(query: URLSearchParams, secrets: readonly string[], now: Date): InstallRequest {
  const shopDomain = query.get("shop") ?? "";
  if (!isSigned(query, secrets) || !SHOP.test(shopDomain)) return { kind: "forged" };
  return isFresh(query, now) ? { kind: "asked", shopDomain } : { kind: "stale" };
}

/** Whether a query is signed with one of the secrets. */
function isSigned(query: URLSearchParams, secrets: readonly string[]): boolean {
  const given = Buffer.from(query.get("hmac") ?? "", "hex");
  const signed = new URLSearchParams(
    [...query].filter(([key]) => key !== "hmac").sort(([left], [right]) => (left < right ? -1 : 1)),
  ).toString();
  // Every secret is tried, so that the duration does not reveal which secret matched.
  const matches = secrets.map((secret) => {
    const expected = createHmac("sha256", secret).update(signed, "utf8").digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return matches.includes(true);
}

function isFresh(query: URLSearchParams, now: Date): boolean {
  const age = now.getTime() - Number(query.get("timestamp")) * 1_000;
  return Math.abs(age) <= STALE_MS;
}
