import { financialStatus, fulfilledQuantity } from "../order-facts/status";
import type { Order } from "../state/order-types";
import type { World } from "../world/world";

/** Fulfils the gift cards of a paid order without a shipment, if the settings say so. The caller stores the order. */
export function issueGiftCards(world: World, order: Order): void {
  if (world.settings().giftCards !== "fulfilled" || financialStatus(order) !== "PAID") return;
  const issued = order.lines.filter((line) => line.giftCard && fulfilledQuantity(order, line.id) === 0);
  if (issued.length === 0) return;
  const now = world.now().toISOString();
  order.fulfillments.push({
    id: world.store.nextId(),
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    status: "SUCCESS",
    displayStatus: "FULFILLED",
    locationId: order.fulfillmentOrders[0]?.locationId ?? "",
    tracking: [],
    lines: issued.map(({ id: lineId, quantity }) => ({ id: world.store.nextId(), lineId, quantity })),
    fulfillmentOrderIds: [],
    createdAt: now,
    updatedAt: now,
  });
}
