import type { Level, Product, Variant } from "../state/shop-types";
import { announceStock } from "../webhooks/announce";
import type { World } from "../world/world";

interface Wanted {
  variantId: string;
  quantity: number;
}

interface StockPlan {
  /** Location of the stock of each line; null for lines without tracked stock. */
  locations: (string | null)[];
  taken: { product: Product; variant: Variant; level: Level; quantity: number }[];
  /** Index of the first line without enough stock whose variant has the policy DENY, or null. */
  shortage: number | null;
}

/**
 * Plans the stock of lines without changing it. The first location with enough stock is used. If there is none, the
 * stock of the first location becomes negative (recorded).
 */
export function planStock(world: World, shop: string, wanted: (Wanted | null)[]): StockPlan {
  const left = new Map<Level, number>();
  const remaining = (level: Level) => left.get(level) ?? level.available;
  const plan: StockPlan = { locations: [], taken: [], shortage: null };
  for (const [index, want] of wanted.entries()) {
    const found = want ? world.store.variant(shop, want.variantId) : undefined;
    const variant = found?.variant;
    const enough = variant?.levels.find((level) => remaining(level) >= (want?.quantity ?? 0));
    const level = enough ?? variant?.levels[0];
    if (!want || !found?.variant.tracked || !level) {
      plan.locations.push(null);
      continue;
    }
    if (!enough && found.variant.policy === "DENY") plan.shortage ??= index;
    left.set(level, remaining(level) - want.quantity);
    plan.taken.push({ ...found, level, quantity: want.quantity });
    plan.locations.push(level.locationId);
  }
  return plan;
}

/** Applies a plan: `available` falls now, `on_hand` falls when the units are shipped (recorded). */
export function takeStock(world: World, plan: StockPlan): void {
  for (const { product, variant, level, quantity } of plan.taken) {
    level.available -= quantity;
    changed(world, product, variant, level);
  }
}

/** Returns units to the stock of a location. */
export function restock(world: World, shop: string, variantId: string, locationId: string, quantity: number) {
  moveStock(world, shop, variantId, locationId, quantity, 0);
}

/** Adds to `available` and `on_hand` at one location. Has no effect without tracked stock. */
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

/**
 * Sets `available` at one location, as a merchant does. `on_hand` changes by the same amount (recorded).
 * @param locationId null = the first location
 * @returns whether stock is tracked there
 */
export function setStock(
  world: World,
  shop: string,
  variantId: string,
  locationId: string | null,
  available: number,
): boolean {
  const found = world.store.variant(shop, variantId);
  const level = found?.variant.levels.find(
    (candidate) => locationId === null || candidate.locationId === locationId,
  );
  if (!found?.variant.tracked || !level) return false;
  const delta = available - level.available;
  moveStock(world, shop, variantId, level.locationId, delta, delta);
  world.history.record({ shop, id: null }, "stock-changed", {
    variantId,
    locationId: level.locationId,
    available,
  });
  return true;
}

function changed(world: World, product: Product, variant: Variant, level: Level): void {
  world.store.put("product", product.id, product);
  announceStock(world, product.shop, variant, level);
}
