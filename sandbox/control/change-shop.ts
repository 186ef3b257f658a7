import type { Shop } from "../state/shop-types";
import { BadRequest } from "../web/http";
import type { World } from "../world/world";
import { type Input, optionalText, texts } from "./input";

/** `POST /shops/{shop}/withhold {mode}`: withholds customer data from apps, or with `mode` null shows it again. */
export function withhold(world: World, shop: Shop, input: Input): void {
  const mode = optionalText(input, "mode");
  if (mode !== null && mode !== "denied" && mode !== "blank")
    throw new BadRequest('"mode" must be "denied", "blank" or null.');
  world.store.put("shop", shop.domain, { ...shop, withholds: mode });
}

/**
 * `POST /shops/{shop}/unsubscribe {topics?}`: removes subscriptions, of all topics or of some, as Shopify does after the
 * eighth failed retry of a delivery.
 */
export function unsubscribe(world: World, shop: Shop, input: Input): { removed: number } {
  const topics = texts(input, "topics");
  const removed = world.store
    .all("subscription")
    .filter(({ shop: domain, topic }) => domain === shop.domain && (topics?.includes(topic) ?? true));
  for (const { id } of removed) world.store.remove("subscription", id);
  return { removed: removed.length };
}
