import type { Shop } from "./shop-types";

/** The `myshopify.com` domain that a shop has now. `Shop.domain` stays the one that it had first. */
export function domainOf(shop: Shop): string {
  return shop.laterDomains?.at(-1) ?? shop.domain;
}

/** Every domain that a shop has or had. Shopify answers at each of them, and gives none of them to another shop. */
export function namesOf(shop: Shop): string[] {
  return [shop.domain, ...(shop.laterDomains ?? [])];
}
