import { holdFulfillmentOrder, releaseHolds } from "../../orders/hold";
import type { Placing } from "../../orders/place";
import type { Order } from "../../state/order-types";
import { type CallContext, hit } from "../call/context";
import type { UserError } from "../call/errors";

const CUSTOM_ID_LAG_MS = 60_000;

/** The error of development and trial shops for the sixth order in a minute. Its real code and field are unknown. */
export const TOO_MANY: UserError = {
  field: null,
  message: "Too many attempts. Please try again later.",
  code: null,
};

/** The error for a line whose stock could not be reserved. */
export function claimFailed(line: number): UserError {
  return {
    field: ["order", "lineItems", String(line)],
    message: "Unable to reserve inventory",
    code: "INVENTORY_CLAIM_FAILED",
  };
}

/** The error with which a fault refuses a valid order, or null. */
export function refusalByFault(ctx: CallContext, claims: boolean): UserError | null {
  const isHit = (kind: Parameters<typeof hit>[1]) => hit(ctx, kind, "orderCreate") !== null;
  if (isHit("too-many-orders")) return TOO_MANY;
  if (isHit("shop-dormant")) return { field: null, message: "Shop is dormant", code: "SHOP_DORMANT" };
  if (isHit("order-refused")) return { field: ["order"], message: "Order is invalid", code: "INVALID" };
  // An order that takes no stock cannot fail to reserve it.
  return claims && isHit("inventory-claim-failed") ? claimFailed(0) : null;
}

/** Delays by faults until reads show the fulfillment orders and `orderByIdentifier` finds the new order. */
export function delaysByFault(ctx: CallContext): Omit<Placing, "decrement"> {
  const { random } = ctx.world;
  const routing = hit(ctx, "fulfillment-orders-late", "orderCreate");
  const customId = hit(ctx, "custom-id-lag", "orderCreate");
  return {
    ...(routing ? { routingDelayMs: routing.ms ?? random.between(500, 5_000) } : {}),
    ...(customId ? { customIdDelayMs: customId.ms ?? random.between(0, CUSTOM_ID_LAG_MS) } : {}),
  };
}

/** Puts a new order on hold for its risk if a fault says so. The holds are released after the fault's `ms`, if set. */
export function holdByFault(ctx: CallContext, order: Order): void {
  const fault = order.fulfillmentOrders.length > 0 ? hit(ctx, "order-held", "orderCreate") : null;
  if (!fault) return;
  const { world } = ctx;
  const reason = "HIGH_RISK_OF_FRAUD";
  const held = order.fulfillmentOrders.map((fulfillmentOrder) => {
    const hold = holdFulfillmentOrder(world, order, fulfillmentOrder, {
      reason,
      reasonNotes: null,
      handle: null,
      clientId: null,
    });
    return { fulfillmentOrder, hold };
  });
  if (fault.ms === null) return;
  world.later(fault.ms, () => {
    world.dispatcher.beginEvent();
    for (const { fulfillmentOrder, hold } of held) {
      if (fulfillmentOrder.holds.includes(hold)) releaseHolds(world, order, fulfillmentOrder, [hold.id]);
    }
    world.store.commit();
  });
}
