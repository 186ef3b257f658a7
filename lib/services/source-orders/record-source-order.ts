import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { findDeletion } from "@/db/queries/orders/find-deletion";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { disclosure } from "@/db/schema/disclosure";
import { attempt, changeCard, pushLegLine, sourceOrder } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import type { ShopCall } from "@/lib/domain/installations/problem";
import type { LegFacts } from "@/lib/domain/orders/facts";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { emit } from "@/lib/services/core/emit";
import { newId } from "@/lib/services/core/new-id";
import { clearProblems } from "@/lib/services/installations/clear-problems";
import { announceRelease } from "@/lib/services/legs/announce-release";
import { setWatch } from "@/lib/services/legs/set-watch";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";
import { replaceTokens } from "@/lib/services/orders/replace-tokens";
import type { SourceOrderSnapshot } from "@/lib/shopify/client/gateway";

type RecordInput = {
  orderId: string;
  legId: string;
  sourceStoreId: string;
  /** The attempt that gave this answer: a send ("created") or a look-up ("found"). */
  attemptId: string;
  outcome: "created" | "found";
  /** The call that gave the answer: it disproves problems of its own kind only. */
  call: ShopCall;
  /** When the call that gave this answer began. The shop may have changed the order since. */
  askedAt: Date;
  sourceOrders: readonly SourceOrderSnapshot[];
};

/**
 * Records a leg's order in the source store: source order, leg, ledger, disclosure, audit and projection, in one
 * transaction. The order is a fact, so it is recorded in any state from which the leg may still become created. A
 * second order with the same mark is recorded and opens a change card. A source order whose deletion its shop has
 * reported counts as cancelled. Idempotent.
 *
 * An answer that may be outdated (a look-up's, or one that was processed late) is read once more, because a webhook
 * in between could not be matched to the order. The answer clears the problems of the source
 * store that it disproves.
 */
export async function recordSourceOrder(ctx: Ctx, input: RecordInput): Promise<void> {
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    // Locks problems before orders, in the same order as ingestion.
    const { sourceStoreId: storeId, call, askedAt: beganAt } = input;
    await clearProblems(tx, ctx.scope, { storeId, call, beganAt, at });
    const sourceOrders = await withDeletions(tx, ctx, input);
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: true });
    const leg = facts?.legs.find((candidate) => candidate.id === input.legId);
    // The leg's own source order is a live one before a cancelled one, then the earliest.
    const [first, ...more] = sourceOrders.sort(
      (a, b) =>
        Number(a.cancelledAt !== null) - Number(b.cancelledAt !== null) ||
        a.createdAt.getTime() - b.createdAt.getTime(),
    );
    if (!leg || !first) return;
    await closeAttempts(tx, ctx, input, at);
    const known = await knownSourceOrders(tx, ctx, leg.id);
    const extra = known.length > 0 ? [first, ...more].filter((one) => !known.includes(one.shopifyGid)) : more;
    if (known.length === 0) {
      await storeFirst(tx, ctx, leg, input, first, at);
      // An earlier send without a proved outcome may still create a second order.
      if (input.outcome === "created") await setWatch(tx, ctx, leg.id, at);
      if (first.cancelledAt !== null) await announceRelease(tx, ctx, facts, { ...leg, state: "ended", at });
    }
    for (const duplicate of extra) await storeDuplicate(tx, ctx, leg, input, duplicate, at);
    if (known.length === 0 || extra.length > 0) await replaceTokens(tx, ctx.scope, input.orderId);
    await reconcileReservations(tx, ctx, input.orderId, at);
  });
}

/** The answer's orders, with deletions that the shop has reported since marked as cancelled. */
async function withDeletions(tx: Tx, ctx: Ctx, input: RecordInput): Promise<SourceOrderSnapshot[]> {
  const known: SourceOrderSnapshot[] = [];
  // Sorted by id to avoid deadlocks.
  for (const one of [...input.sourceOrders].sort((a, b) => (a.shopifyGid < b.shopifyGid ? -1 : 1))) {
    const where = { storeId: input.sourceStoreId, orderGid: one.shopifyGid };
    known.push({ ...one, cancelledAt: one.cancelledAt ?? (await findDeletion(tx, ctx.scope, where)) });
  }
  return known;
}

/**
 * An order recorded within this time is stored before the shop's next webhook about it arrives, so it is not read
 * again.
 */
const AT_ONCE_MS = 5_000;

const isOld = (input: RecordInput, at: Date) =>
  input.outcome === "found" || at.getTime() - input.askedAt.getTime() > AT_ONCE_MS;

async function knownSourceOrders(tx: Tx, ctx: Ctx, legId: string): Promise<string[]> {
  const rows = await tx
    .select({ gid: sourceOrder.shopifyGid })
    .from(sourceOrder)
    .where(and(eq(sourceOrder.organizationId, ctx.scope.organizationId), eq(sourceOrder.legId, legId)));
  return rows.map((row) => row.gid);
}

/** Sets the outcome of the answer's own attempt, and marks sends that were still pending as indefinite. */
async function closeAttempts(tx: Tx, ctx: Ctx, input: RecordInput, at: Date): Promise<void> {
  const own = and(eq(attempt.organizationId, ctx.scope.organizationId), eq(attempt.id, input.attemptId));
  await tx
    .update(attempt)
    .set({
      outcome: input.outcome,
      finishedAt: at,
      answer: { orders: input.sourceOrders },
    })
    .where(own);
  await tx
    .update(attempt)
    .set({ outcome: "indefinite", finishedAt: at })
    .where(
      and(
        eq(attempt.organizationId, ctx.scope.organizationId),
        eq(attempt.subjectId, input.legId),
        inArray(attempt.outcome, ["pending"]),
      ),
    );
}

/**
 * Stores a source order with the state that it had when the call began. Requests another read of an outdated answer.
 */
async function insertSourceOrder(
  tx: Tx,
  ctx: Ctx,
  leg: LegFacts,
  input: RecordInput,
  one: SourceOrderSnapshot & { duplicate: boolean },
  at: Date,
) {
  const { organizationId } = ctx.scope;
  const { orderId } = input;
  const { sourceStoreId } = leg;
  const old = isOld(input, at);
  const stored = await tx
    .insert(sourceOrder)
    .values({
      organizationId,
      id: newId("sor"),
      legId: leg.id,
      orderId,
      connectionId: leg.connectionId,
      sourceStoreId,
      shopifyGid: one.shopifyGid,
      name: one.name,
      createdAt: one.createdAt,
      cancelledAt: one.cancelledAt,
      financialStatus: one.financialStatus,
      fulfillmentStatus: one.fulfillmentStatus,
      readAt: old ? input.askedAt : at,
      readDueAt: old ? at : null,
      duplicate: one.duplicate,
    })
    .onConflictDoNothing()
    .returning({ id: sourceOrder.id });
  if (!old || stored.length === 0) return;
  await emit(tx, {
    name: "order/source-order.recorded",
    eventId: `recorded:${input.attemptId}:${one.shopifyGid}`,
    data: { organizationId, orderId, sourceStoreId, sourceOrderGid: one.shopifyGid },
    at,
  });
}

async function storeFirst(
  tx: Tx,
  ctx: Ctx,
  leg: LegFacts,
  input: RecordInput,
  one: SourceOrderSnapshot,
  at: Date,
): Promise<void> {
  const { organizationId } = ctx.scope;
  await insertSourceOrder(tx, ctx, leg, input, { ...one, duplicate: false }, at);
  let unexpected = 0;
  for (const line of leg.lines) {
    const remote = one.lines.find((candidate) => candidate.legLineId === line.id);
    if (remote?.variantGid !== line.sourceVariantGid) unexpected += 1;
    // A line that came back without its id counts as ordered, so that it is never ordered twice.
    await tx
      .update(pushLegLine)
      .set({
        sourceLineGid: remote?.shopifyGid ?? null,
        liveUnits: remote?.liveUnits ?? line.quantity * line.ratio,
        shippedUnits: remote?.shippedUnits ?? 0,
      })
      .where(and(eq(pushLegLine.organizationId, organizationId), eq(pushLegLine.id, line.id)));
  }
  if (
    leg.state !== "created" &&
    leg.state !== "recall_requested" &&
    leg.state !== "recalled" &&
    leg.state !== "ended"
  ) {
    await moveLeg(tx, ctx.scope, { id: leg.id, from: leg.state, to: "created", at });
    // The order was found, but the supplier has cancelled it: it covers no units, and is not sent again
    // automatically.
    if (one.cancelledAt !== null)
      await moveLeg(tx, ctx.scope, { id: leg.id, from: "created", to: "ended", at });
  }
  if (unexpected > 0) await openMismatch(tx, ctx, { orderId: input.orderId, legId: leg.id, at });
  await disclose(tx, ctx, leg, input.orderId, at);
  await audit(tx, {
    scope: ctx.scope,
    actor: ctx.actor,
    at,
    verb: input.outcome === "created" ? "leg.created" : "leg.found",
    noun: "push_leg",
    nounId: leg.id,
    orderId: input.orderId,
    data: { sourceStoreId: leg.sourceStoreId, sourceOrder: one.name, sourceOrderGid: one.shopifyGid },
  });
}

async function storeDuplicate(
  tx: Tx,
  ctx: Ctx,
  leg: LegFacts,
  input: RecordInput,
  one: SourceOrderSnapshot,
  at: Date,
): Promise<void> {
  await insertSourceOrder(tx, ctx, leg, input, { ...one, duplicate: true }, at);
  await audit(tx, {
    scope: ctx.scope,
    actor: ctx.actor,
    at,
    verb: "leg.duplicate_found",
    noun: "push_leg",
    nounId: leg.id,
    orderId: input.orderId,
    data: { sourceStoreId: leg.sourceStoreId, sourceOrder: one.name, sourceOrderGid: one.shopifyGid },
  });
}

/** Opens the card of an unexpected variant, which is seen only in the answer; the other cards follow from facts. */
async function openMismatch(
  tx: Tx,
  ctx: Ctx,
  { at, ...place }: { orderId: string; legId: string; at: Date },
): Promise<void> {
  const card = { id: newId("chg"), kind: "variant_mismatch", quantity: 1, openedAt: at } as const;
  await tx.insert(changeCard).values({ organizationId: ctx.scope.organizationId, ...place, ...card });
}

/** Records which personal data the send disclosed to the source store, from the attempt that sent the data. */
async function disclose(tx: Tx, ctx: Ctx, leg: LegFacts, orderId: string, at: Date): Promise<void> {
  const sends = await tx
    .select({ id: attempt.id, contactId: attempt.contactId, fields: attempt.disclosed })
    .from(attempt)
    .where(
      and(
        eq(attempt.organizationId, ctx.scope.organizationId),
        eq(attempt.subjectId, leg.id),
        eq(attempt.operation, "orderCreate"),
        inArray(attempt.outcome, ["created", "indefinite"]),
      ),
    );
  for (const send of sends) {
    if (!send.contactId || send.fields.length === 0) continue;
    await tx.insert(disclosure).values({
      organizationId: ctx.scope.organizationId,
      id: newId("dis"),
      orderId,
      legId: leg.id,
      attemptId: send.id,
      contactId: send.contactId,
      sourceStoreId: leg.sourceStoreId,
      fields: send.fields,
      at,
    });
  }
}
