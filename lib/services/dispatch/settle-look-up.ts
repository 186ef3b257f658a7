import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { legLedger } from "@/db/queries/legs/leg-ledger";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { pushLeg } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { certainty } from "@/lib/domain/dispatch/look-up";
import { LOOK_UP_TIMING } from "@/lib/domain/dispatch/push-timing";
import type { LegFacts } from "@/lib/domain/orders/facts";
import { isStillWanted } from "@/lib/domain/push/automatic/next-supplier";
import { isHeld, PROVED_ABSENT } from "@/lib/domain/push/leg-cause";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { projectOrder } from "@/lib/services/orders/project-order";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";
import type { LookUpLeg } from "./look-up-leg";

type LookUpVerdict =
  /** Not proved yet: look up again at `lookAgainAt`. */
  | { kind: "uncertain"; lookAgainAt: Date }
  /** Proved absent: the leg is planned again. */
  | { kind: "freed" }
  /** Proved absent: a user decides whether to send again. */
  | { kind: "left_to_person" }
  /** Another process changed the leg in the meantime. */
  | { kind: "lost" };

/**
 * Acts on what the ledger of an uncertain leg proves after a look-up: sets the time of the next look-up, plans a leg
 * again whose order was proved absent, or leaves it to a user where the store's policy requires that. A leg with no
 * units left to send is planned again under any policy, because it is superseded instead of sent.
 * Proved by `tests/faults/push-protocol.test.ts`.
 *
 * @param generation the leg's generation when the look-up began. A claim since then invalidates the look-up.
 * @param waitsFor the installation whose circuit breaker has to close before the next look-up
 * @param notBeforeMs the shortest wait before the next look-up, where the store's limits require a pause
 */
export async function settleLookUp(
  ctx: Ctx,
  leg: LookUpLeg,
  { generation, notBeforeMs, waitsFor }: { generation: number; notBeforeMs: number; waitsFor: string | null },
): Promise<LookUpVerdict> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, leg.orderId, { lock: true });
    const found = facts?.legs.find((candidate) => candidate.id === leg.legId);
    if (!facts || found?.state !== "uncertain" || found.generation !== generation) return { kind: "lost" };
    const proof = certainty(await legLedger(tx, ctx.scope, leg.legId), at, LOOK_UP_TIMING);
    if (proof.kind === "unknown") {
      const lookAgainAt = new Date(Math.max(proof.lookAgainAt.getTime(), at.getTime() + notBeforeMs));
      await updateLeg(tx, ctx, leg, { notBefore: lookAgainAt, waitsFor });
      await projectOrder(tx, ctx.scope, leg.orderId, at);
      return { kind: "uncertain", lookAgainAt };
    }
    // An unrecognised answer may come again, so the leg is not sent again automatically.
    const asksUser = !facts.store.resendAbsent || isHeld(found.causeCode);
    if (asksUser && isStillWanted(facts, found)) {
      await leaveToUser(tx, ctx, leg, found, at);
      return { kind: "left_to_person" };
    }
    const move = { id: leg.legId, from: "uncertain", to: "planned", at, generation } as const;
    if (!(await moveLeg(tx, ctx.scope, move))) return { kind: "lost" };
    await reconcileReservations(tx, ctx, leg.orderId, at);
    await auditAbsence(tx, ctx, leg, at);
    return { kind: "freed" };
  });
}

async function leaveToUser(tx: Tx, ctx: Ctx, leg: LookUpLeg, found: LegFacts, at: Date): Promise<void> {
  await updateLeg(tx, ctx, leg, {
    notBefore: null,
    causeCode: PROVED_ABSENT,
    causeData: {},
  });
  await projectOrder(tx, ctx.scope, leg.orderId, at);
  if (found.causeCode !== PROVED_ABSENT) await auditAbsence(tx, ctx, leg, at);
}

async function updateLeg(
  tx: Tx,
  ctx: Ctx,
  leg: LookUpLeg,
  values: Partial<typeof pushLeg.$inferInsert>,
): Promise<void> {
  await tx
    .update(pushLeg)
    .set(values)
    .where(and(eq(pushLeg.organizationId, ctx.scope.organizationId), eq(pushLeg.id, leg.legId)));
}

async function auditAbsence(tx: Tx, ctx: Ctx, leg: LookUpLeg, at: Date): Promise<void> {
  await audit(tx, {
    scope: ctx.scope,
    actor: ctx.actor,
    at,
    verb: "leg.proved_absent",
    noun: "push_leg",
    nounId: leg.legId,
    orderId: leg.orderId,
    data: { sourceStoreId: leg.sourceStoreId },
  });
}
