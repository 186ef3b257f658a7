import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { withScope } from "@/db/scope";
import type { AddressGap } from "@/lib/domain/addresses/address-gap";
import { addressGaps } from "@/lib/domain/addresses/address-gaps";
import type { SentNote } from "@/lib/domain/addresses/sent-note";
import {
  buildContactInput,
  buildPlainInput,
  joinInput,
  type PlainOrderInput,
  sentProperties,
  withheldFields,
} from "@/lib/domain/dispatch/order-input";
import { type SentPayment, sentPayment } from "@/lib/domain/dispatch/sent-payment";
import type { OrderFacts } from "@/lib/domain/orders/facts";
import { eligibility, pushCautions } from "@/lib/domain/push/eligibility";
import type { Caution, Stop } from "@/lib/domain/push/hold-reason";
import type { LeftOutReason } from "@/lib/domain/push/left-out-reason";
import { isSendable } from "@/lib/domain/push/loop";
import { type ChosenLine, type PlannedLeg, planPush, rankedRoutes } from "@/lib/domain/push/push-plan";
import { formatMinorUnits } from "@/lib/domain/values/money";
import type { Ctx } from "@/lib/services/core/context";

/** A supplier that could fulfil a line: its store, source units per destination unit, and its SKU. */
export type LineRoute = { sourceStoreId: string; name: string; ratio: number; sourceSku: string | null };

type PushPreview = {
  suppliers: {
    sourceStoreId: string;
    name: string;
    /** `quantity` in destination units; `routes` are all suppliers that could fulfil the line, best rank first. */
    lines: { lineItemId: string; title: string; quantity: number; routes: LineRoute[] }[];
    /** The fields that would be sent, with placeholders for ids that exist only after the push is recorded. */
    input: PlainOrderInput | null;
  }[];
  /** The payment state that each supplier would see. */
  payment: SentPayment;
  /** What differs from the shopper's own words in addresses and phone numbers. */
  notes: SentNote[];
  /** What the shipping address lacks; with gaps the order is held. */
  gaps: AddressGap[];
  /** Labels of the fields that are never forwarded to a supplier. */
  withheld: string[];
  stops: Stop[];
  cautions: Caution[];
  /** Open units without a supplier. */
  unrouted: { lineItemId: string; title: string; quantity: number; reason: LeftOutReason }[];
};

/** Placeholder for the ids of the leg and its lines, which do not exist before the push. */
const LATER = "(given when the push is recorded)";

/**
 * Previews what a push would send to each source store if it were recorded now. It uses the same plan and input
 * builder as the push, and writes nothing. Null when the order is outside of the scope.
 *
 * @param input.lines the user's choice of lines, as in the push; without it, every open unit goes to its default
 *   supplier
 */
export async function previewPush(
  ctx: Ctx,
  input: { orderId: string; lines?: readonly ChosenLine[] | undefined },
): Promise<PushPreview | null> {
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: false });
    if (!facts) return null;
    const { lines } = input;
    const plan = planPush(facts, { mode: "manual", choice: null, ...(lines && { lines }) });
    const titleOf = (lineItemId: string) => facts.lines.find((line) => line.id === lineItemId)?.title ?? "";
    return {
      suppliers: plan.legs.map((leg) => ({
        sourceStoreId: leg.sourceStoreId,
        name: leg.lines[0]?.route.sourceStoreName ?? leg.sourceStoreId,
        lines: leg.lines.map(({ lineItemId, quantity }) => ({
          lineItemId,
          title: titleOf(lineItemId),
          quantity,
          routes: usableRoutes(facts, lineItemId),
        })),
        input: previewInput(facts, leg),
      })),
      payment: sentPayment(facts.order.financialStatus),
      notes: buildContactInput(facts.order.contact, []).notes,
      gaps: addressGaps(facts.order.contact.shippingAddress),
      withheld: [...withheldFields],
      stops: eligibility(facts).stops,
      cautions: pushCautions(
        facts,
        plan.legs.flatMap((leg) => leg.lines),
      ),
      unrouted: plan.left.map((left) => ({ ...left, title: titleOf(left.lineItemId) })),
    };
  });
}

function usableRoutes(facts: OrderFacts, lineItemId: string): LineRoute[] {
  return rankedRoutes(facts, lineItemId)
    .filter((route) => isSendable(facts, route))
    .map((route) => ({
      sourceStoreId: route.sourceStoreId,
      name: route.sourceStoreName,
      ratio: route.ratio,
      sourceSku: route.sourceSku,
    }));
}

function previewInput(facts: OrderFacts, leg: PlannedLeg): PlainOrderInput {
  const plain = buildPlainInput({
    order: facts.order,
    destinationStoreName: facts.store.name,
    destinationChainLink: facts.store.chainLink,
    pushMode: "manual",
    originMark: LATER,
    lines: leg.lines.map((line) => ({
      legLineId: LATER,
      quantity: line.quantity,
      route: line.route,
    })),
    formatMoney: formatMinorUnits,
  });
  return joinInput(plain, buildContactInput(facts.order.contact, sentProperties(facts.lines, leg.lines)));
}
