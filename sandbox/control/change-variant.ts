import { toMinor } from "../values/money";
import { BadRequest } from "../web/http";
import type { World } from "../world/world";
import { decimal, flag, type Input, text } from "./input";
import { shopOf } from "./shops";

/** `POST /shops/{shop}/variants {sku, price?, deleted?}`: a merchant changes the price of a variant, or deletes it. */
export function changeVariant(world: World, domain: string, input: Input): void {
  const shop = shopOf(world, domain);
  const sku = text(input, "sku");
  for (const product of world.store.products(shop.domain)) {
    const variant = product.variants.find((candidate) => candidate.sku === sku);
    if (!variant) continue;
    if ("price" in input) variant.price = toMinor(decimal(input, "price"), shop.currency);
    if (flag(input, "deleted", false)) product.variants.splice(product.variants.indexOf(variant), 1);
    product.updatedAt = world.now().toISOString();
    world.store.put("product", product.id, product);
    return;
  }
  throw new BadRequest(`${shop.domain} has no variant with the SKU ${sku}.`, 404);
}
