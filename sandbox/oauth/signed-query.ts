import { createHmac } from "node:crypto";
import type { App } from "../state/app-types";
import { domainOf } from "../state/shop-names";
import type { Shop } from "../state/shop-types";

/** The query of a redirect to an app, signed with the secret of the app. */
export function signedQuery(
  app: App,
  shop: Shop,
  now: Date,
  parts: Record<string, string>,
): Record<string, string> {
  const query: Record<string, string> = {
    ...parts,
    host: hostOf(shop),
    shop: domainOf(shop),
    timestamp: String(Math.floor(now.getTime() / 1_000)),
  };
  return { ...query, hmac: hmacOf(app.clientSecret, query) };
}

/** Address of the shop in Shopify's admin, in base64. */
function hostOf(shop: Shop): string {
  const handle = domainOf(shop).replace(/\.myshopify\.com$/, "");
  return Buffer.from(`admin.shopify.com/store/${handle}`, "utf8").toString("base64").replace(/=+$/, "");
}

/** Hex HMAC-SHA256 over the sorted query without `hmac`. */
function hmacOf(secret: string, query: Record<string, string>): string {
  const sorted = Object.entries(query)
    .filter(([key]) => key !== "hmac")
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return createHmac("sha256", secret).update(new URLSearchParams(sorted).toString(), "utf8").digest("hex");
}
