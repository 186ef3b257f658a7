import type { FulfillmentOrder, Order } from "../state/order-types";
import type { World } from "../world/world";
import { openFulfillmentOrder } from "./place";

/** Units of a line. */
export interface Part {
  lineId: string;
  quantity: number;
}

/** Moves units of a fulfillment order to a new one at the same location. Returns null if there are none. */
export function splitOff(
  world: World,
  order: Order,
  from: FulfillmentOrder,
  parts: readonly Part[],
): FulfillmentOrder | null {
  const moved: { id: string; quantity: number }[] = [];
  for (const entry of from.lines) {
    const wanted = parts.find((part) => part.lineId === entry.lineId)?.quantity ?? 0;
    const quantity = Math.min(entry.remaining, wanted);
    if (quantity === 0) continue;
    entry.total -= quantity;
    entry.remaining -= quantity;
    moved.push({ id: entry.lineId, quantity });
  }
  if (moved.length === 0) return null;
  from.lines = from.lines.filter(({ total }) => total > 0);
  const created = openFulfillmentOrder(world, order, from.locationId, moved);
  order.fulfillmentOrders.push(created);
  return created;
}

/** Takes back the units that were split off when a part was held. The other fulfillment order closes (recorded). */
export function takeBack(world: World, order: Order, into: FulfillmentOrder): void {
  const rest = order.fulfillmentOrders.find(({ id }) => id === into.restId);
  into.restId = null;
  if (rest?.status !== "OPEN") return;
  for (const { lineId, remaining } of rest.lines) {
    const entry = into.lines.find((candidate) => candidate.lineId === lineId);
    if (entry) {
      entry.total += remaining;
      entry.remaining += remaining;
    } else into.lines.push({ id: world.store.nextId(), lineId, total: remaining, remaining });
  }
  rest.lines = rest.lines.map((entry) => ({ ...entry, total: entry.total - entry.remaining, remaining: 0 }));
  rest.status = "CLOSED";
  rest.updatedAt = world.now().toISOString();
}
