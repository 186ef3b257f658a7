import type { Level, Product, Variant } from "../state/types";
import { rawId } from "../webhooks/json";
import type { World } from "../world";

export interface Wanted {
  variantId: string;
  quantity: number;
}

type Claim = { ok: true; locations: (string | null)[] } | { ok: false; index: number };

/**
 * Takes stock for lines. `available` falls, `on_hand` stays until it ships (recorded). A level with enough
 * stock is taken; where none has, the first one goes negative.
 * @param obeying refuse, and change nothing, where a tracked variant with policy DENY falls short
 */
export function claimStock(world: World, shop: string, wanted: (Wanted | null)[], obeying: boolean): Claim {
  const left = new Map<Level, number>();
  const remaining = (level: Level) => left.get(level) ?? level.available;
  const taken: { product: Product; variant: Variant; level: Level; quantity: number }[] = [];
  const locations: (string | null)[] = [];
  for (const [index, want] of wanted.entries()) {
    const found = want ? world.store.variant(shop, want.variantId) : undefined;
    if (!want || !found?.variant.tracked) {
      locations.push(null);
      continue;
    }
    const { product, variant } = found;
    const enough = variant.levels.find((level) => remaining(level) >= want.quantity);
    if (!enough && obeying && variant.policy === "DENY") return { ok: false, index };
    const level = enough ?? variant.levels[0];
    if (!level) {
      locations.push(null);
      continue;
    }
    left.set(level, remaining(level) - want.quantity);
    taken.push({ product, variant, level, quantity: want.quantity });
    locations.push(level.locationId);
  }
  for (const { product, variant, level, quantity } of taken) {
    level.available -= quantity;
    changed(world, product, variant, level);
  }
  return { ok: true, locations };
}

/** Puts units back at a location. */
export function restock(world: World, shop: string, variantId: string, locationId: string, quantity: number) {
  moveStock(world, shop, variantId, locationId, quantity, 0);
}

/** Changes one level by what was added to `available` and to `on_hand`. */
export function moveStock(
  world: World,
  shop: string,
  variantId: string,
  locationId: string,
  available: number,
  onHand: number,
): void {
  const found = world.store.variant(shop, variantId);
  const level = found?.variant.levels.find((candidate) => candidate.locationId === locationId);
  if (!found?.variant.tracked || !level) return;
  level.available += available;
  level.onHand += onHand;
  changed(world, found.product, found.variant, level);
}

function changed(world: World, product: Product, variant: Variant, level: Level): void {
  world.store.put("product", product.id, product);
  world.dispatcher.emit(product.shop, "INVENTORY_LEVELS_UPDATE", null, () => ({
    inventory_item_id: rawId(variant.inventoryItemId),
    location_id: rawId(level.locationId),
    available: level.available,
    updated_at: world.now().toISOString(),
    admin_graphql_api_id: `gid://shopify/InventoryLevel/${level.locationId}?inventory_item_id=${variant.inventoryItemId}`,
  }));
}
