import { createHash } from "node:crypto";

/**
 * How a shop is named in the chain of an order. Every deployment computes the same name, so that loops through several
 * organizations are recognised; the name does not show the shop's domain (decision 18).
 */
export function chainLink(shopDomain: string): string {
  return createHash("sha256").update(`crossdock ${shopDomain.toLowerCase()}`).digest("hex").slice(0, 16);
}
