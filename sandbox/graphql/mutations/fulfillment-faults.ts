import { isLive } from "../../order-facts/status";
import { fulfill, replaceFulfillmentOrders, type Shipment } from "../../orders/fulfill";
import { holdFulfillmentOrder, releaseHolds } from "../../orders/hold";
import type { FulfillmentOrder, Order } from "../../state/order-types";
import { type CallContext, hit } from "../call/context";

interface Target {
  order: Order;
  fulfillmentOrder: FulfillmentOrder;
}

/** Applies the faults of `fulfillmentCreate`: changes that a merchant makes to the fulfillment orders just before. */
export function applyFulfillmentFaults(ctx: CallContext, targets: Target[]): void {
  const open = targets.filter(({ fulfillmentOrder }) => isLive(fulfillmentOrder));
  const [first] = open;
  if (!first) return;
  const { order } = first;
  const own = open.filter((target) => target.order === order).map(({ fulfillmentOrder }) => fulfillmentOrder);
  const asMerchant = (change: () => void) => {
    ctx.world.dispatcher.beginEvent();
    ctx.world.history.causedBy({ by: "merchant" }, change);
    ctx.world.store.commit();
  };
  if (hit(ctx, "work-shipped-already", "fulfillmentCreate")) asMerchant(() => shipAll(ctx, order, own));
  if (hit(ctx, "work-replaced", "fulfillmentCreate"))
    asMerchant(() => replaceFulfillmentOrders(ctx.world, order, own));
  const held = hit(ctx, "work-held", "fulfillmentCreate");
  if (held) asMerchant(() => holdAll(ctx, order, own, held.ms));
  ctx.world.dispatcher.beginEvent();
}

function shipAll(ctx: CallContext, order: Order, fulfillmentOrders: FulfillmentOrder[]): void {
  const shipments: Shipment[] = fulfillmentOrders.map((fulfillmentOrder) => ({
    fulfillmentOrder,
    lines: fulfillmentOrder.lines
      .filter(({ remaining }) => remaining > 0)
      .map(({ id, remaining }) => ({ id, quantity: remaining })),
  }));
  fulfill(ctx.world, order, shipments, []);
}

/** Puts fulfillment orders on hold, and releases the holds after `ms` unless it is null. */
function holdAll(
  ctx: CallContext,
  order: Order,
  fulfillmentOrders: FulfillmentOrder[],
  ms: number | null,
): void {
  const { world } = ctx;
  for (const fulfillmentOrder of fulfillmentOrders) {
    if (!isLive(fulfillmentOrder)) continue;
    const hold = holdFulfillmentOrder(world, order, fulfillmentOrder, {
      reason: "OTHER",
      reasonNotes: null,
      handle: null,
      clientId: null,
    });
    if (ms === null) continue;
    world.later(ms, () => {
      if (!fulfillmentOrder.holds.includes(hold)) return;
      world.dispatcher.beginEvent();
      releaseHolds(world, order, fulfillmentOrder, [hold.id]);
      world.store.commit();
    });
  }
}
