import { holdWork, releaseHolds } from "../../orders/hold";
import type { Placing } from "../../orders/place";
import type { Order } from "../../state/order-types";
import { type CallContext, hit } from "../call/context";
import type { UserError } from "../call/errors";

const CUSTOM_ID_LAG_MS = 60_000;

/** What development and trial shops say to the sixth order of a minute; code and field are not known. */
export const TOO_MANY: UserError = {
  field: null,
  message: "Too many attempts. Please try again later.",
  code: null,
};

/** Stock of a line could not be reserved. */
export function claimFailed(line: number): UserError {
  return {
    field: ["order", "lineItems", String(line)],
    message: "Unable to reserve inventory",
    code: "INVENTORY_CLAIM_FAILED",
  };
}

/** Why the shop refuses an order that nothing is wrong with, or null. */
export function refusalByFault(ctx: CallContext, claims: boolean): UserError | null {
  const due = (kind: Parameters<typeof hit>[1]) => hit(ctx, kind, "orderCreate") !== null;
  if (due("too-many-orders")) return TOO_MANY;
  if (due("shop-dormant")) return { field: null, message: "Shop is dormant", code: "SHOP_DORMANT" };
  if (due("order-refused")) return { field: ["order"], message: "Order is invalid", code: "INVALID" };
  // Who does not touch stock cannot fail to claim it.
  return claims && due("inventory-claim-failed") ? claimFailed(0) : null;
}

/** How late routing and the look-up by custom id are to know a new order. */
export function delaysByFault(ctx: CallContext): Omit<Placing, "decrement"> {
  const { chance } = ctx.world;
  const work = hit(ctx, "fulfillment-orders-late", "orderCreate");
  const customId = hit(ctx, "custom-id-lag", "orderCreate");
  return {
    ...(work ? { workDelayMs: work.ms ?? chance.between(500, 5_000) } : {}),
    ...(customId ? { customIdDelayMs: customId.ms ?? chance.between(0, CUSTOM_ID_LAG_MS) } : {}),
  };
}

/** Holds the work of a new order for its risk, and lets it go after the fault's time, if it has one. */
export function holdByFault(ctx: CallContext, order: Order): void {
  const fault = order.fulfillmentOrders.length > 0 ? hit(ctx, "order-held", "orderCreate") : null;
  if (!fault) return;
  const { world } = ctx;
  const reason = "HIGH_RISK_OF_FRAUD";
  const held = order.fulfillmentOrders.map((work) => {
    const hold = holdWork(world, order, work, { reason, reasonNotes: null, handle: null, clientId: null });
    return { work, hold };
  });
  if (fault.ms === null) return;
  world.later(fault.ms, () => {
    world.dispatcher.beginEvent();
    for (const { work, hold } of held) {
      if (work.holds.includes(hold)) releaseHolds(world, order, work, [hold.id]);
    }
    world.store.commit();
  });
}
