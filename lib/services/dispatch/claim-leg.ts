import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { activeStops } from "@/db/queries/stores/active-stops";
import { order } from "@/db/schema/order";
import { attempt, pushLeg, pushLegLine } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import {
  buildContactInput,
  buildPlainInput,
  joinInput,
  sentProperties,
} from "@/lib/domain/dispatch/order-input";
import { LEASE_MS } from "@/lib/domain/dispatch/push-timing";
import { sentShipping } from "@/lib/domain/dispatch/sent-shipping";
import type { LegFacts, OrderFacts, Route } from "@/lib/domain/orders/facts";
import { eligibility } from "@/lib/domain/push/eligibility";
import type { HoldReason } from "@/lib/domain/push/hold-reason";
import { closesLoop } from "@/lib/domain/push/loop";
import { rebuildLeg, shippingIsTaken } from "@/lib/domain/push/push-plan";
import { formatMinorUnits } from "@/lib/domain/values/money";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { refuseStopped } from "@/lib/services/installations/refuse-stopped";
import { projectOrder } from "@/lib/services/orders/project-order";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";
import type { OrderCreateInput } from "@/lib/shopify/client/gateway";
import { type LegVariants, storeLegVariants } from "./read-leg-variants";
import { refuseUnsent } from "./refuse-unsent";

export type Claim = {
  attemptId: string;
  generation: number;
  leaseUntil: Date;
  input: OrderCreateInput;
};

type SentLine = ReturnType<typeof rebuildLeg>[number] & { route: Route };

type ClaimResult =
  | ({ kind: "claimed" } & Claim)
  | { kind: "superseded" }
  /** Its source store no longer has a variant that it sends. */
  | { kind: "rejected" }
  /** The mappings changed since the variants were read: these are to be read. */
  | { kind: "unread"; variantGids: string[] }
  /** An emergency stop is on. */
  | { kind: "stopped" }
  /** Another process changed the leg after the caller read it. */
  | { kind: "lost" };

/**
 * Claims a planned leg for one send. Under the order's lock, rebuilds the leg's lines from current facts (never more
 * units than requested), takes a lease, and writes the attempt with its exact input. Supersedes the leg when no units
 * are left for its store, or when the order may no longer be pushed. Refuses it when its source store no longer has a
 * variant that it sends. Stores the variants first, so that the input names their current prices.
 *
 * Proved by `tests/faults/push-protocol.test.ts`.
 *
 * @param seenGeneration the leg's generation when the caller looked up earlier attempts. A claim since then
 *   invalidates that look-up, so this claim is refused.
 * @param stopIds the stores and the connection whose emergency stop forbids the claim
 */
export async function claimLeg(
  ctx: Ctx,
  input: {
    orderId: string;
    legId: string;
    seenGeneration: number;
    variants: LegVariants;
    stopIds: readonly string[];
  },
): Promise<ClaimResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    await storeLegVariants(tx, ctx, input.variants, at);
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: true });
    const leg = facts?.legs.find((candidate) => candidate.id === input.legId);
    if (!facts || leg?.state !== "planned" || leg.generation !== input.seenGeneration)
      return { kind: "lost" };
    if ((await activeStops(tx, ctx.scope, input.stopIds)).length > 0) return { kind: "stopped" };
    const held = holdsBack(facts, leg);
    const lines = rebuildLeg(facts, leg).map((line) => (held.length > 0 ? { ...line, quantity: 0 } : line));
    const sent = lines.filter((line): line is SentLine => line.quantity > 0 && line.route !== null);
    if (sent.length === 0) {
      await supersede(tx, ctx, { orderId: input.orderId, leg, held, at });
      return { kind: "superseded" };
    }
    const { unread, gone } = checkVariants(sent, input.variants);
    if (unread.length > 0) return { kind: "unread", variantGids: unread };
    if (gone.length > 0) {
      await refuseUnsent(tx, ctx, { facts, leg, skus: gone, at });
      return { kind: "rejected" };
    }
    await writeLines(tx, ctx, lines);
    if (leavesUnits(leg, lines)) await makeDue(tx, ctx, input.orderId, at);
    const carriesShipping = leg.carriesShipping || !shippingIsTaken(facts, leg.id);
    const plain = plainInput(facts, leg, sent);
    const personal = buildContactInput(facts.order.contact, sentProperties(facts.lines, sent));
    const generation = leg.generation + 1;
    const leaseUntil = new Date(at.getTime() + LEASE_MS);
    const claimed = await moveLeg(
      tx,
      ctx.scope,
      {
        id: leg.id,
        from: "planned",
        to: "claimed",
        at,
        generation: leg.generation,
        nextGeneration: generation,
      },
      {
        ...{ leaseUntil, carriesShipping },
        ...{ sentContactId: facts.order.contact.id, sentShipping: sentShipping(facts.order) },
      },
    );
    if (!claimed) return { kind: "lost" };
    const attemptId = newId("att");
    await tx.insert(attempt).values({
      organizationId: ctx.scope.organizationId,
      id: attemptId,
      operation: "orderCreate",
      subjectId: leg.id,
      orderId: input.orderId,
      legId: leg.id,
      generation,
      input: plain,
      contactId: facts.order.contact.id,
      disclosed: personal.disclosed,
      startedAt: at,
    });
    await projectOrder(tx, ctx.scope, input.orderId, at);
    return {
      kind: "claimed",
      attemptId,
      generation,
      leaseUntil,
      input: joinInput(plain, personal),
    };
  });
}

/** The lines' variants, if one of them was not read, and the SKUs (or ids) of those that their store no longer has. */
function checkVariants(sent: readonly SentLine[], { asked, variants }: LegVariants) {
  const gids = sent.map(({ route }) => route.sourceVariantGid);
  const found = new Set(variants.map((one) => one.shopifyGid));
  const missing = sent.filter(({ route }) => !found.has(route.sourceVariantGid));
  return {
    unread: gids.some((gid) => !asked.has(gid)) ? gids : [],
    gone: [...new Set(missing.map(({ route }) => route.sourceSku ?? route.sourceVariantGid))],
  };
}

/**
 * Why the current facts forbid the send: stops apply to every push, cautions only to automatic pushes, a loop to the
 * source stores that it would reach again, and another app's order to its source store, unless the user knew of it. A
 * leg that finishes needs no active connection.
 */
function holdsBack(facts: OrderFacts, leg: LegFacts): HoldReason[] {
  const { stops, cautions } = eligibility(facts);
  const all = leg.pushMode === "automatic" ? [...stops, ...cautions] : stops;
  const held: HoldReason[] = all.filter((reason) => reason !== INACTIVE);
  if (!leg.finishes && (all.includes(INACTIVE) || !isRouted(facts, leg))) held.push(INACTIVE);
  if (leg.pushMode === "manual" && !leg.accepted.includes(OTHER_APP) && isPushedTo(facts, leg))
    held.push(OTHER_APP);
  const loops = facts.routes.some(
    (route) => route.sourceStoreId === leg.sourceStoreId && closesLoop(facts, route),
  );
  return loops && !held.includes("loop") ? [...held, "loop"] : held;
}

/** Whether another app seems to have pushed the order to the leg's source store. */
function isPushedTo({ otherAppOrders }: OrderFacts, { sourceStoreId }: LegFacts): boolean {
  return otherAppOrders.some((one) => one.sourceStoreId === sourceStoreId);
}

const INACTIVE = "connection_not_active" satisfies HoldReason;
const OTHER_APP = "other_app" satisfies HoldReason;

/** Whether an active connection leads to the leg's store, or none at all: then its lines say what is left. */
function isRouted(facts: OrderFacts, leg: LegFacts): boolean {
  const routes = facts.routes.filter(({ connectionId }) => connectionId === leg.connectionId);
  return routes.length === 0 || routes.some(({ usable }) => usable);
}

/** Whether an automatic leg gives units back, for example because Shopify has scheduled them since it was planned. */
function leavesUnits(leg: LegFacts, lines: readonly { id: string; quantity: number }[]): boolean {
  const kept = new Map(lines.map(({ id, quantity }) => [id, quantity]));
  return leg.pushMode === "automatic" && leg.lines.some((line) => (kept.get(line.id) ?? 0) < line.quantity);
}

/**
 * Makes an order due for automatic push, which decides about the units that a claim gives back. It may have evaluated the
 * order while these units were reserved, so that it saw nothing that waits.
 */
async function makeDue(tx: Tx, ctx: Ctx, orderId: string, at: Date): Promise<void> {
  await tx
    .update(order)
    .set({ autoPushDueAt: at })
    .where(and(eq(order.organizationId, ctx.scope.organizationId), eq(order.id, orderId)));
}

/** Ends a leg of which nothing may be sent, and releases its units. */
async function supersede(
  tx: Tx,
  ctx: Ctx,
  { orderId, leg, held, at }: { orderId: string; leg: LegFacts; held: readonly HoldReason[]; at: Date },
): Promise<void> {
  await moveLeg(
    tx,
    ctx.scope,
    { id: leg.id, from: "planned", to: "superseded", at },
    { cause: { code: held[0] ?? "nothing_left" } },
  );
  // Another supplier may get the units, and the same one when its connection is active again.
  if (held.includes(INACTIVE) || leg.pushMode === "automatic") await makeDue(tx, ctx, orderId, at);
  await reconcileReservations(tx, ctx, orderId, at);
  await audit(tx, {
    scope: ctx.scope,
    actor: ctx.actor,
    at,
    verb: "leg.superseded",
    noun: "push_leg",
    nounId: leg.id,
    orderId,
    data: { sourceStoreId: leg.sourceStoreId, reasons: held.length > 0 ? held : ["nothing_left"] },
  });
}

function plainInput(facts: OrderFacts, leg: LegFacts, sent: readonly SentLine[]) {
  return buildPlainInput({
    order: facts.order,
    destinationStoreName: facts.store.name,
    destinationChainLink: facts.store.chainLink,
    pushMode: leg.pushMode,
    originMark: leg.originMark,
    lines: sent.map((line) => ({
      legLineId: line.id,
      quantity: line.quantity,
      route: line.route,
    })),
    formatMoney: formatMinorUnits,
  });
}

async function writeLines(tx: Tx, ctx: Ctx, lines: ReturnType<typeof rebuildLeg>): Promise<void> {
  for (const line of lines) {
    await tx
      .update(pushLegLine)
      .set({
        quantity: line.quantity,
        ...(line.route ? { sourceVariantGid: line.route.sourceVariantGid, ratio: line.route.ratio } : {}),
      })
      .where(and(eq(pushLegLine.organizationId, ctx.scope.organizationId), eq(pushLegLine.id, line.id)));
  }
}

/**
 * True while this claim still holds the leg and its lease lasts longer than `neededMs`. Throws a `ShopifyFailure`
 * "emergency_stop" while a stop is on.
 */
export async function claimHolds(
  ctx: Ctx,
  claim: { legId: string; generation: number; neededMs: number; stopIds: readonly string[] },
): Promise<boolean> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    await refuseStopped(tx, ctx, claim.stopIds);
    const [row] = await tx
      .select({ leaseUntil: pushLeg.leaseUntil })
      .from(pushLeg)
      .where(
        and(
          eq(pushLeg.organizationId, ctx.scope.organizationId),
          eq(pushLeg.id, claim.legId),
          eq(pushLeg.state, "claimed"),
          eq(pushLeg.generation, claim.generation),
        ),
      );
    return row?.leaseUntil != null && row.leaseUntil.getTime() - at.getTime() > claim.neededMs;
  });
}
