import { fulfilledQuantity, isLive } from "../order-facts/status";
import type { DraftLine } from "../state/order-draft";
import type { Line, Order } from "../state/order-types";
import { announceEdit, type EditDeltas } from "../webhooks/announce";
import type { World } from "../world/world";
import { saveOrder } from "./change";
import { openFulfillmentOrder } from "./place";
import { reduceFulfillmentOrders } from "./refund";
import { restock } from "./stock";

export interface OrderEdit {
  /** New current quantities of existing lines. */
  quantities: { lineId: string; quantity: number; restock: boolean }[];
  /** Added lines. */
  additions: DraftLine[];
}

/** The recorded message that refuses an edit, or null. */
export function editRefusal(order: Order, edit: OrderEdit): string | null {
  if (order.cancelledAt) return "The order cannot be edited.";
  if (edit.quantities.length + edit.additions.length === 0)
    return "There must be at least one change to be made.";
  for (const { lineId, quantity } of edit.quantities) {
    const line = order.lines.find((candidate) => candidate.id === lineId);
    if (!line) return "The line item does not exist on the order.";
    if (quantity < 0) return "must be greater than or equal to 0";
    if (quantity < fulfilledQuantity(order, lineId)) {
      return "The quantity cannot be less than what was already fulfilled.";
    }
  }
  return null;
}

/**
 * Edits an order. A lowered line keeps its `quantity`, and its fulfillment orders shrink in place. An added line gets
 * its own fulfillment order (recorded).
 */
export function editOrder(
  world: World,
  order: Order,
  edit: OrderEdit,
  by: { staffNote: string; clientId: string | null } = { staffNote: "", clientId: null },
): void {
  const now = world.now().toISOString();
  const deltas: EditDeltas = { additions: [], removals: [] };
  for (const { lineId, quantity, restock: back } of edit.quantities) {
    const line = order.lines.find((candidate) => candidate.id === lineId);
    if (!line || line.currentQuantity === quantity) continue;
    const delta = quantity - line.currentQuantity;
    line.currentQuantity = quantity;
    if (delta < 0) {
      deltas.removals.push({ id: line.id, delta: -delta });
      reduceFulfillmentOrders(order, line.id, -delta, now);
      if (back && line.variantId && line.claimedFrom)
        restock(world, order.shop, line.variantId, line.claimedFrom, -delta);
    } else {
      deltas.additions.push({ id: line.id, delta });
      line.quantity = Math.max(line.quantity, quantity);
      const fulfillmentOrder = order.fulfillmentOrders
        .filter(isLive)
        .find(({ lines }) => lines.some((entry) => entry.lineId === lineId));
      const entry = fulfillmentOrder?.lines.find((candidate) => candidate.lineId === lineId);
      if (entry) {
        entry.total += delta;
        entry.remaining += delta;
      } else addFulfillmentOrder(world, order, line, delta);
    }
  }
  for (const addition of edit.additions) {
    const line: Line = {
      ...addition,
      id: world.store.nextId(),
      currentQuantity: addition.quantity,
      discount: { shop: 0, presentment: 0 },
      claimedFrom: null,
    };
    order.lines.push(line);
    deltas.additions.push({ id: line.id, delta: line.quantity });
    addFulfillmentOrder(world, order, line, line.quantity);
  }
  order.edited = true;
  order.editedBy = by.clientId;
  order.closedAt = null;
  // A given status would hide the change of the outstanding amount.
  if (order.transactions.length > 0) order.givenFinancialStatus = null;
  order.updatedAt = now;
  world.history.record(order, "order-edited", { ...deltas });
  announceEdit(world, order, deltas, by.staffNote);
  saveOrder(world, order);
}

function addFulfillmentOrder(world: World, order: Order, line: Line, quantity: number): void {
  const locationId =
    line.claimedFrom ??
    order.fulfillmentOrders[0]?.locationId ??
    world.store.get("shop", order.shop)?.locations[0]?.id;
  if (!locationId) return;
  order.fulfillmentOrders.push(openFulfillmentOrder(world, order, locationId, [{ id: line.id, quantity }]));
}
