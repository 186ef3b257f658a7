import { loadOrderFacts } from "@/db/queries/load-order-facts";
import { storeNames } from "@/db/queries/store-names";
import { withScope } from "@/db/scope";
import { type Caution, eligibility, type Stop } from "@/lib/domain/eligibility";
import type { OrderFacts } from "@/lib/domain/facts";
import { formatMinorUnits } from "@/lib/domain/money";
import { buildPlainInput, joinInput, type PlainOrderInput, withheldFields } from "@/lib/domain/order-input";
import { type ChosenLine, type LeftReason, type PushPlan, planPush } from "@/lib/domain/push-plan";
import type { Ctx } from "./context";

export type PushPreview = {
  suppliers: {
    sourceStoreId: string;
    name: string;
    /** `quantity` in destination units, `sourceUnits` in units of the source store. */
    lines: {
      lineItemId: string;
      title: string;
      quantity: number;
      sourceUnits: number;
      sku: string | null;
      sourceSku: string | null;
    }[];
    /** The fields that would be sent; what only a recorded leg has is named as such. Null when nothing would. */
    input: PlainOrderInput | null;
    /** What is never forwarded, in words. */
    withheld: string[];
  }[];
  stops: Stop[];
  cautions: Caution[];
  /** Open units that no supplier would get. */
  unrouted: { lineItemId: string; title: string; quantity: number; reason: LeftReason }[];
};

/** Stands in the preview where the push puts the ids of its leg and leg lines. */
const LATER = "(given when the push is recorded)";

/**
 * Shows what could go to each source store, and what a push would send there if it were recorded now: the same
 * plan and the same builder as the push itself, nothing written. Null when the scope does not see the order.
 *
 * @param input.lines what a person chose, as in the push itself; without it the inputs are those of everything
 */
export async function previewPush(
  ctx: Ctx,
  input: { orderId: string; lines?: readonly ChosenLine[] | undefined },
): Promise<PushPreview | null> {
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: false });
    if (!facts) return null;
    const plan = planPush(facts, { mode: "manual", choice: null });
    const sent = input.lines ? planPush(facts, { mode: "manual", choice: null, lines: input.lines }) : plan;
    const names = await storeNames(
      tx,
      ctx.scope,
      plan.legs.map((leg) => leg.sourceStoreId),
    );
    const titleOf = (lineItemId: string) => facts.lines.find((line) => line.id === lineItemId)?.title ?? "";
    return {
      suppliers: plan.legs.map((leg) => ({
        sourceStoreId: leg.sourceStoreId,
        name: names.get(leg.sourceStoreId)?.name ?? leg.sourceStoreId,
        lines: leg.lines.map((line) => ({
          lineItemId: line.lineItemId,
          title: titleOf(line.lineItemId),
          quantity: line.quantity,
          sourceUnits: line.quantity * line.route.ratio,
          sku: facts.lines.find((candidate) => candidate.id === line.lineItemId)?.sku ?? null,
          sourceSku: line.route.sourceSku,
        })),
        input: previewInput(facts, sent, leg.sourceStoreId),
        withheld: [...withheldFields],
      })),
      ...eligibility(facts),
      unrouted: plan.left.map((left) => ({ ...left, title: titleOf(left.lineItemId) })),
    };
  });
}

function previewInput(facts: OrderFacts, plan: PushPlan, sourceStoreId: string): PlainOrderInput | null {
  const leg = plan.legs.find((planned) => planned.sourceStoreId === sourceStoreId);
  if (!leg) return null;
  const plain = buildPlainInput({
    order: facts.order,
    destinationStoreName: facts.store.name,
    pushMode: "manual",
    originMark: LATER,
    lines: leg.lines.map((line) => ({
      legLineId: LATER,
      quantity: line.quantity,
      route: line.route,
      properties: facts.lines.find((candidate) => candidate.id === line.lineItemId)?.properties ?? [],
    })),
    formatMoney: formatMinorUnits,
  });
  return joinInput(plain, facts.order.contact);
}
