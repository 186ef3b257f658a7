import { isLive } from "../../order-facts/status";
import { fulfill, replaceWork, type Shipment } from "../../orders/fulfill";
import { holdWork, releaseHolds } from "../../orders/hold";
import type { FulfillmentOrder, Order } from "../../state/order-types";
import { type CallContext, hit } from "../call/context";

interface Work {
  order: Order;
  fulfillmentOrder: FulfillmentOrder;
}

/** What a merchant may have done to the work just before a shipment is announced, where a fault says so. */
export function disturbWork(ctx: CallContext, works: Work[]): void {
  const open = works.filter(({ fulfillmentOrder }) => isLive(fulfillmentOrder));
  const [first] = open;
  if (!first) return;
  const { order } = first;
  const own = open.filter((work) => work.order === order).map(({ fulfillmentOrder }) => fulfillmentOrder);
  const disturb = (change: () => void) => {
    ctx.world.dispatcher.beginEvent();
    ctx.world.history.causedBy({ by: "merchant" }, change);
    ctx.world.store.commit();
  };
  if (hit(ctx, "work-shipped-already", "fulfillmentCreate")) disturb(() => shipAll(ctx, order, own));
  if (hit(ctx, "work-replaced", "fulfillmentCreate")) disturb(() => replaceWork(ctx.world, order, own));
  const held = hit(ctx, "work-held", "fulfillmentCreate");
  if (held) disturb(() => holdAll(ctx, order, own, held.ms));
  ctx.world.dispatcher.beginEvent();
}

function shipAll(ctx: CallContext, order: Order, works: FulfillmentOrder[]): void {
  const shipments: Shipment[] = works.map((fulfillmentOrder) => ({
    fulfillmentOrder,
    lines: fulfillmentOrder.lines
      .filter(({ remaining }) => remaining > 0)
      .map(({ id, remaining }) => ({ id, quantity: remaining })),
  }));
  fulfill(ctx.world, order, shipments, []);
}

/** Holds the work, and lets it go after `ms` where that is given. */
function holdAll(ctx: CallContext, order: Order, works: FulfillmentOrder[], ms: number | null): void {
  const { world } = ctx;
  for (const work of works) {
    if (!isLive(work)) continue;
    const hold = holdWork(world, order, work, {
      reason: "OTHER",
      reasonNotes: null,
      handle: null,
      clientId: null,
    });
    if (ms === null) continue;
    world.later(ms, () => {
      if (!work.holds.includes(hold)) return;
      world.dispatcher.beginEvent();
      releaseHolds(world, order, work, [hold.id]);
      world.store.commit();
    });
  }
}
