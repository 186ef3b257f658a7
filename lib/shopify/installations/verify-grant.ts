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
  const given = Buffer.from(query.get("hmac") ?? "", "hex");
  const signed = new URLSearchParams(
    [...query].filter(([key]) => key !== "hmac").sort(([left], [right]) => (left < right ? -1 : 1)),
  ).toString();
  // Every secret is tried, so that the duration does not reveal which secret matched.
  const matches = secrets.map((secret) => {
    const expected = createHmac("sha256", secret).update(signed, "utf8").digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  const [shopDomain, code, state] = ["shop", "code", "state"].map((key) => query.get(key) ?? "");
  if (!matches.includes(true) || !shopDomain || !SHOP.test(shopDomain) || !code || !state) {
    return { kind: "forged" };
  }
  const age = now.getTime() - Number(query.get("timestamp")) * 1_000;
  if (!(Math.abs(age) <= STALE_MS)) return { kind: "stale" };
  return { kind: "granted", shopDomain, code, state };
}
