import type { LegFacts, LegLineFacts, LineFacts, OrderFacts } from "@/lib/domain/orders/facts";
import { covers } from "@/lib/domain/orders/leg-state";
import { coveredUnits, type LineQuantities } from "@/lib/domain/orders/quantities";
import { notReadyUnits, waitsUnseen } from "@/lib/domain/orders/readiness";
import { isAtRisk } from "@/lib/domain/orders/risk";
import { type Difference, none } from "./difference";

type Quantities = ReadonlyMap<string, LineQuantities>;

/** Payment statuses that mean that the goods are not paid for, and the caution of each. */
const endedPayments: Readonly<Record<string, string>> = {
  REFUNDED: "refunded",
  VOIDED: "voided",
  EXPIRED: "expired",
};

/**
 * Cautions that arose after a push: a risk of fraud, a hold in Shopify, an ended payment. Automatic push would not have
 * sent the order, and no user pushed over the caution, but a source store has the goods to send or gets them. Of a
 * cancelled order every unit is over-pushed, which says enough.
 *
 * Proved by `tests/faults/changes/late-cautions.test.ts`.
 */
export function lateCautions(facts: OrderFacts, quantities: Quantities): Difference[] {
  const { order } = facts;
  if (order.cancelledAt !== null || order.deletedAt !== null) return [];
  return [...raisedRisk(facts), ...placedHolds(facts), ...endedPayment(facts, quantities)];
}

/** A risk matters also for goods that are on their way: a parcel can be called back. */
function raisedRisk(facts: OrderFacts): Difference[] {
  const { order } = facts;
  const isOut = (leg: LegFacts) =>
    leg.lines.some((part) => (covers(leg.state) ? coveredUnits(part) : leavingUnits(leg, part)) > 0);
  if (!isAtRisk(order) || !facts.legs.some((leg) => isUnaware(leg, "risk") && isOut(leg))) return [];
  const cancel = order.riskRecommendation === "CANCEL";
  return [{ ...none, kind: "risk_raised", data: cancel ? { cancel } : {} }];
}

/** All units that Shopify holds beyond those that no source store has, in one difference. */
function placedHolds(facts: OrderFacts): Difference[] {
  const { order, lines } = facts;
  const unseen = waitsUnseen(order, lines, "held");
  const reasons = new Set<string>();
  let quantity = 0;
  for (const line of lines) {
    const leaving = leavingOf(facts, line, "shopify_hold");
    const unfulfilled = Math.max(0, line.currentQuantity - line.fulfilledByOthers);
    const held = unseen ? unfulfilled : notReadyUnits(line, "held");
    // Which units of a line Shopify holds is not known: first those that stay here, or that a user sent anyway.
    const units = Math.min(leaving, held - Math.max(0, unfulfilled - leaving));
    if (units <= 0) continue;
    quantity += units;
    for (const { kind, reasons: given } of line.notReady)
      if (kind === "held") for (const reason of given) reasons.add(reason);
  }
  if (quantity === 0) return [];
  return [{ ...none, kind: "held_after_push", quantity, data: { reasons: [...reasons].sort() } }];
}

/** Units that are still wanted and still to be shipped, although the payment of the order ended. */
function endedPayment(facts: OrderFacts, quantities: Quantities): Difference[] {
  const payment = facts.order.financialStatus ?? "";
  const caution = endedPayments[payment];
  if (caution === undefined) return [];
  const quantity = facts.lines
    .filter(({ id }) => (quantities.get(id)?.target ?? 0) > 0)
    .reduce((units, line) => units + leavingOf(facts, line, caution), 0);
  return quantity > 0 ? [{ ...none, kind: "payment_ended", quantity, data: { payment } }] : [];
}

/** The units of a line that leave a source store, of pushes that were requested without knowing of a caution. */
function leavingOf({ legs }: OrderFacts, line: LineFacts, caution: string): number {
  return legs
    .filter((leg) => isUnaware(leg, caution))
    .flatMap((leg) =>
      leg.lines.filter((part) => part.lineItemId === line.id).map((part) => leavingUnits(leg, part)),
    )
    .reduce((sum, units) => sum + units, 0);
}

const isUnaware = (leg: LegFacts, caution: string) => !leg.accepted.includes(caution);

/**
 * The units of a leg's line that its source store has and has not shipped, or that are about to be sent. A planned leg
 * of automatic push is not sent while a caution holds the order.
 */
function leavingUnits(leg: LegFacts, part: LegLineFacts): number {
  if (covers(leg.state)) return coveredUnits(part) - Math.floor((part.shippedUnits ?? 0) / part.ratio);
  const mayBeSent =
    leg.state === "claimed" ||
    leg.state === "uncertain" ||
    (leg.state === "planned" && leg.pushMode === "manual");
  return mayBeSent ? part.quantity : 0;
}
