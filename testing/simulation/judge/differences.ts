import type { Order } from "@/sandbox/state/order-types";
import { add, shippedOf } from "./order-units";
import type { OrderRow, ProductRows } from "./product-rows";

/** The states in which a leg covers nothing. */
export const RELEASED: ReadonlySet<string> = new Set(["skipped", "ended", "recalled"]);

/** Compares an order with its order in the destination store. Returns the first difference, or null. */
export function differs(order: Order, row: OrderRow): string | null {
  if ((order.cancelledAt !== null) !== row.cancelled)
    return order.cancelledAt ? "it is cancelled there" : "it is not cancelled there";
  const seen = new Map(row.lines.map((line) => [line.gid, line]));
  for (const line of order.lines) {
    const here = seen.get(`gid://shopify/LineItem/${line.id}`);
    if (here?.current !== line.currentQuantity)
      return `${line.currentQuantity}×${line.sku} there, ${here?.current} here`;
    const shipped = Math.min(line.currentQuantity, shippedOf(order, line.id));
    if (here.shipped !== shipped) return `${shipped}×${line.sku} shipped there, ${here.shipped} here`;
  }
  return null;
}

/** Compares a leg's lines with its order in the source store. Returns the first difference, or null. */
export function differsAtSource(source: Order, legId: string, rows: ProductRows): string | null {
  const live = new Map<string, number>();
  const shipped = new Map<string, number>();
  for (const line of source.lines) {
    const variant = `gid://shopify/ProductVariant/${line.variantId}`;
    add(live, variant, source.cancelledAt ? 0 : line.currentQuantity);
    add(shipped, variant, shippedOf(source, line.id));
  }
  const leg = rows.legs.find(({ id }) => id === legId);
  if (leg && RELEASED.has(leg.state))
    return source.cancelledAt ? null : `it is not cancelled there, but its leg is ${leg.state}`;
  const here = new Map<string, { live: number; shipped: number }>();
  for (const line of rows.legLines) {
    if (line.legId !== legId || line.quantity === 0) continue;
    const known = here.get(line.sourceVariantGid) ?? { live: 0, shipped: 0 };
    here.set(line.sourceVariantGid, {
      live: known.live + (line.liveUnits ?? 0),
      shipped: known.shipped + (line.shippedUnits ?? 0),
    });
  }
  for (const [variant, units] of here) {
    if ((live.get(variant) ?? 0) !== units.live)
      return `${live.get(variant) ?? 0}×${variant} there, ${units.live} here`;
    if ((shipped.get(variant) ?? 0) !== units.shipped)
      return `${shipped.get(variant) ?? 0}×${variant} shipped there, ${units.shipped} here`;
  }
  return null;
}
