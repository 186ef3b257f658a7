import { addressGaps, hasNoAddress } from "@/lib/domain/addresses/address-gaps";
import type { LineFacts, OrderFacts } from "@/lib/domain/orders/facts";
import { lineQuantities, needsShipping } from "@/lib/domain/orders/quantities";
import { isAtRisk } from "@/lib/domain/orders/risk";
import { codesOf } from "@/lib/domain/values/code-table";
import { type Caution, type HoldReason, holdReasons, isCaution, isStop, type Stop } from "./hold-reason";
import { isInLoop } from "./loop";
import { pushStatus } from "./push-status";
import { readyUnits, waitsInShopify } from "./ready-units";

type Eligibility = { stops: Stop[]; cautions: Caution[] };

/** Payment statuses with which an order is not called unpaid: it is paid, or a caution of its own says what happened. */
const settled = new Set(["PAID", "PARTIALLY_REFUNDED", "REFUNDED", "VOIDED", "EXPIRED"]);
const unfulfilled = new Set([
  "UNFULFILLED",
  "OPEN",
  "PENDING_FULFILLMENT",
  "SCHEDULED",
  "ON_HOLD",
  "FULFILLMENT_NOT_REQUIRED",
]);

/**
 * When each reason holds an order. `nothing_to_push` and `connection_not_active` speak of the order as a whole;
 * Shopify's statuses are open, and one that is not known holds the order.
 */
const holds: Readonly<Record<HoldReason, (facts: OrderFacts) => boolean>> = {
  cancelled: ({ order }) => order.cancelledAt !== null || order.deletedAt !== null,
  nothing_to_push: (facts) => pushStatus(facts).status === "nothing_to_push",
  data_withheld: ({ order }) => order.withheldSince !== null && order.contactAsOf === null,
  // What Shopify withholds is not what the shopper left out.
  no_shipping_address: ({ order }) =>
    hasNoAddress(order.contact.shippingAddress) &&
    (order.withheldSince === null || order.contactAsOf !== null),
  incomplete_address: ({ order }) => addressGaps(order.contact.shippingAddress).length > 0,
  connection_not_active: ({ store, routes }) =>
    !store.active || (routes.length > 0 && !routes.some((route) => route.usable)),
  loop: isInLoop,
  unpaid: ({ order }) => order.financialStatus === null || !settled.has(order.financialStatus),
  refunded: ({ order }) => order.financialStatus === "REFUNDED",
  voided: ({ order }) => order.financialStatus === "VOIDED",
  expired: ({ order }) => order.financialStatus === "EXPIRED",
  test: ({ order }) => order.test,
  free: ({ order }) => order.currentTotal === 0,
  partly_fulfilled: goodsWereShipped,
  closed: ({ order }) => order.closedAt !== null,
  on_hold: ({ order }) => order.heldAt !== null,
  data_outdated: ({ order }) => order.withheldSince !== null && order.contactAsOf !== null,
  shopify_hold: (facts) => waitsInShopify(facts, "held"),
  scheduled: (facts) => waitsInShopify(facts, "scheduled"),
  risk: ({ order }) => isAtRisk(order),
  other_app: ({ otherAppOrders }) => otherAppOrders.length > 0,
};

/**
 * Whether goods of an order were shipped, or Shopify's status says so. Shopify fulfils gift cards and digital lines
 * without a shipment, and then calls the order partially fulfilled.
 */
function goodsWereShipped(facts: OrderFacts): boolean {
  if (facts.lines.some((line) => needsShipping(line) && isShippedInPart(facts, line))) return true;
  const { fulfillmentStatus } = facts.order;
  if (fulfillmentStatus === null || unfulfilled.has(fulfillmentStatus)) return false;
  // Lines that suppliers shipped and that were marked as fulfilled, gift cards and digital lines explain the status.
  const explained = facts.lines.some((line) => line.fulfilledByOthers > 0);
  return !(fulfillmentStatus === "PARTIALLY_FULFILLED" && explained);
}

/**
 * Whether the destination shipped units of a line that no supplier shipped, or shipped units of a line with more to
 * push: whether these are the open ones is not known.
 */
function isShippedInPart(facts: OrderFacts, line: LineFacts): boolean {
  const { others, open } = lineQuantities(facts.order, line, facts.legs);
  return line.fulfilledByOthers > 0 && (others > 0 || open > 0);
}

/** The reasons that hold an order now. */
export function eligibility(facts: OrderFacts): Eligibility {
  const reasons = codesOf(holdReasons).filter((reason) => holds[reason](facts));
  return { stops: reasons.filter(isStop), cautions: reasons.filter(isCaution) };
}

/**
 * The cautions that a user's push overrides: those of the order, and those of planned units that wait in Shopify.
 *
 * @param planned what the push would send
 */
export function pushCautions(
  facts: OrderFacts,
  planned: readonly { lineItemId: string; quantity: number }[],
): Caution[] {
  const all = new Set<HoldReason>(eligibility(facts).cautions);
  for (const line of facts.lines) {
    const units = planned
      .filter(({ lineItemId }) => lineItemId === line.id)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    const { ready, waiting } = readyUnits(facts, line);
    if (units <= ready) continue;
    for (const { reason } of waiting) all.add(reason === "scheduled" ? "scheduled" : "shopify_hold");
  }
  return codesOf(holdReasons)
    .filter(isCaution)
    .filter((caution) => all.has(caution));
}
