import { sentShipping } from "@/lib/domain/dispatch/sent-shipping";
import type { ChangeCardKind } from "@/lib/domain/orders/change-kind";
import type { LegFacts, LegLineFacts, OrderFacts } from "@/lib/domain/orders/facts";
import { covers } from "@/lib/domain/orders/leg-state";
import type { Address } from "@/lib/domain/orders/order";
import {
  coveredUnits,
  type LineQuantities,
  orderQuantities,
  sourceUnits,
} from "@/lib/domain/orders/quantities";
import { isSameAddress } from "@/lib/domain/orders/same-address";
import { type Difference, none } from "./difference";
import { lateCautions } from "./late-cautions";

/** What the differences are computed from beside the facts. */
type Seen = {
  /** The shipping addresses of other contact versions of the order: those that were sent or acknowledged. */
  addresses: ReadonlyMap<string, Address | null>;
  /** Contact versions that cards of changed addresses name. */
  reported: readonly string[];
  /** The number of live duplicates of a leg's source order, by leg. */
  duplicates: ReadonlyMap<string, number>;
  /** Legs whose source order came back with another variant. */
  mismatched: readonly string[];
};

/**
 * The differences of an order that a user must know of, each once and as a net difference: what was changed and changed
 * back is none. Tags and notes are no differences.
 */
export function differences(facts: OrderFacts, seen: Seen): Difference[] {
  const quantities = orderQuantities(facts);
  const live = facts.legs.filter((leg) => covers(leg.state));
  return [
    ...ofLegs("second_source_order", facts, seen.duplicates),
    ...lateCautions(facts, quantities),
    ...changedAddress(facts, live, seen),
    ...changedShipping(facts, live),
    ...facts.lines.flatMap((line) => overPushed(line.id, quantities.get(line.id))),
    ...facts.legs.flatMap((leg) => ended(leg, quantities)),
    ...live.flatMap((leg) => leg.lines.flatMap((part) => changedBySupplier(leg, part, quantities))),
    ...ofLegs("variant_mismatch", facts, new Map(seen.mismatched.map((legId) => [legId, 1]))),
  ];
}

function ofLegs(kind: ChangeCardKind, facts: OrderFacts, counts: ReadonlyMap<string, number>): Difference[] {
  return facts.legs
    .filter((leg) => covers(leg.state) && counts.has(leg.id))
    .map((leg) => ({ ...none, kind, legId: leg.id, quantity: counts.get(leg.id) ?? 1 }));
}

/** An address is reported under the contact version that was reported first, as long as the address is the same. */
function changedAddress({ order }: OrderFacts, live: readonly LegFacts[], seen: Seen): Difference[] {
  const { id, shippingAddress } = order.contact;
  const isPresent = (contactId: string) =>
    contactId === id || isSameAddress(seen.addresses.get(contactId) ?? null, shippingAddress);
  const outdated = live.some(
    (leg) =>
      leg.lines.some((part) => coveredUnits(part) > 0) && leg.sentContactId && !isPresent(leg.sentContactId),
  );
  if (!outdated) return [];
  return [{ ...none, kind: "address_changed", data: { contactId: seen.reported.find(isPresent) ?? id } }];
}

function changedShipping({ order }: OrderFacts, live: readonly LegFacts[]): Difference[] {
  const now = sentShipping(order);
  const outdated = live.find(
    ({ lines, sentShipping: sent }) =>
      lines.some((part) => coveredUnits(part) > 0) &&
      sent !== null &&
      (sent.title !== now.title || sent.code !== now.code),
  );
  if (!outdated?.sentShipping) return [];
  return [
    { ...none, kind: "shipping_changed", data: { from: named(outdated.sentShipping), to: named(now) } },
  ];
}

/** A shipping method in words, with its code where the title may be the same. */
const named = ({ title, code }: { title: string; code: string | null }) =>
  code === null || code === title ? title : `${title} (${code})`;

/** The over-pushed units of a line: those that the destination shipped before a supplier did, and the others. */
function overPushed(lineItemId: string, quantities: LineQuantities | undefined): Difference[] {
  const { overPushed: over = 0, shippedEarly: early = 0 } = quantities ?? {};
  const units: Difference[] = [
    { ...none, kind: "shipped_early", lineItemId, quantity: early },
    { ...none, kind: "over_pushed", lineItemId, quantity: over - early },
  ];
  return units.filter(({ quantity }) => (quantity ?? 0) > 0);
}

/** The units of a leg's line that are wanted and that no source store has or gets. */
const missing = (part: LegLineFacts, quantities: ReadonlyMap<string, LineQuantities>) => {
  const { open = 0, incomplete = 0 } = quantities.get(part.lineItemId) ?? {};
  return Math.min(part.quantity, open + incomplete);
};

function ended(leg: LegFacts, quantities: ReadonlyMap<string, LineQuantities>): Difference[] {
  if (leg.state !== "ended") return [];
  const quantity = leg.lines.reduce((units, part) => units + missing(part, quantities), 0);
  return quantity > 0 ? [{ ...none, kind: "supplier_ended", legId: leg.id, quantity }] : [];
}

/** Units that a supplier removed and that are missing now, or added so that they make no whole set. */
function changedBySupplier(
  leg: LegFacts,
  part: LegLineFacts,
  quantities: ReadonlyMap<string, LineQuantities>,
): Difference[] {
  const live = sourceUnits(part);
  const sent = part.quantity * part.ratio;
  const matters = live < sent ? missing(part, quantities) > 0 : live > sent && live % part.ratio > 0;
  if (!matters) return [];
  const { lineItemId } = part;
  return [{ ...none, kind: "supplier_changed", legId: leg.id, lineItemId, data: { live, sent } }];
}
