import { domainOf } from "../state/shop-names";
import type { Shop } from "../state/shop-types";
import { BadRequest } from "../web/http";
import { announceShop } from "../webhooks/announce-app";
import type { World } from "../world/world";
import { DOMAIN, type Input, text } from "./input";

/**
 * `POST /shops/{shop}/rename {domain}`: the owner changes the shop's myshopify.com domain. The former domain keeps working,
 * webhooks name the new one from now on, and `shop/update` reports it.
 */
export function renameShop(world: World, shop: Shop, input: Input): { domain: string } {
  const domain = text(input, "domain").toLowerCase();
  if (!DOMAIN.test(domain)) throw new BadRequest('"domain" must look like a-shop.myshopify.com.');
  if (world.store.shopNamed(domain)) throw new BadRequest(`The domain ${domain} is taken.`);
  shop.laterDomains = [...(shop.laterDomains ?? []), domain];
  world.store.put("shop", shop.domain, shop);
  world.dispatcher.beginEvent();
  announceShop(world, shop);
  return { domain: domainOf(shop) };
}
