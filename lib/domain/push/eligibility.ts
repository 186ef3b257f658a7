import type { OrderFacts } from "@/lib/domain/orders/facts";
import type { Address } from "@/lib/domain/orders/order";
import { pushStatus } from "./push-status";

/** Holds for everybody. */
export type Stop = "cancelled" | "nothing_to_push" | "no_shipping_address" | "connection_not_active";

/** Holds automatic pushes; a person may push over it, with a recorded reason. */
export type Caution = "unpaid" | "test" | "free" | "partly_fulfilled" | "closed" | "on_hold";

type Eligibility = { stops: Stop[]; cautions: Caution[] };

const paid = new Set(["PAID", "PARTIALLY_REFUNDED"]);
const untouched = new Set(["UNFULFILLED", "OPEN", "PENDING_FULFILLMENT", "SCHEDULED", "ON_HOLD"]);

/** An address to which nothing can be sent: absent, or without street, city and postal code. */
export function hasNoAddress(address: Address | null): boolean {
  return address === null || [address.address1, address.city, address.zip].every((part) => !part?.trim());
}

/**
 * What holds an order back now. `nothing_to_push` and `connection_not_active` speak of the order as a whole:
 * the latter when every route of the units still wanted is unusable.
 */
export function eligibility(facts: OrderFacts): Eligibility {
  const { order } = facts;
  const stops: Stop[] = [];
  const cautions: Caution[] = [];
  if (order.cancelledAt !== null || order.deletedAt !== null) stops.push("cancelled");
  else if (pushStatus(facts).status === "nothing_to_push") stops.push("nothing_to_push");
  if (hasNoAddress(order.contact.shippingAddress)) stops.push("no_shipping_address");
  if (!facts.store.active || (facts.routes.length > 0 && !facts.routes.some((route) => route.usable))) {
    stops.push("connection_not_active");
  }
  if (order.financialStatus === null || !paid.has(order.financialStatus)) cautions.push("unpaid");
  if (order.test) cautions.push("test");
  if (order.currentTotal === 0) cautions.push("free");
  const shipping = order.fulfillmentStatus !== null && !untouched.has(order.fulfillmentStatus);
  if (shipping || facts.lines.some((line) => line.fulfilledByOthers > 0)) cautions.push("partly_fulfilled");
  if (order.closedAt !== null) cautions.push("closed");
  if (order.heldAt !== null) cautions.push("on_hold");
  return { stops, cautions };
}
