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
import { isHeld, PROVED_ABSENT } from "@/lib/domain/push/leg-cause";
import { isStillWanted } from "@/lib/domain/push/next-supplier";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { projectOrder } from "@/lib/services/orders/project-order";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";
import type { LookUpLeg } from "./look-up-leg";

type LookUpVerdict =
  /** Nothing is proved yet; it is looked up again then. */
  | { kind: "uncertain"; lookAgainAt: Date }
  /** Proved absent: the leg is planned again. */
  | { kind: "freed" }
  /** Proved absent, and a person decides what follows. */
  | { kind: "left_to_person" }
  /** Somebody else moved the leg meanwhile. */
  | { kind: "lost" };

/**
 * Follows what the ledger of an uncertain leg proves after a look-up: it sets the time of the next look-up, frees
 * a leg whose order was proved absent, or leaves it to a person where the store's policy says so. What nobody
 * wants any more is freed under any policy, because nothing is sent again.
 *
 * @param generation the leg's generation when the look-up began; a claim since then makes it worthless
 * @param notBeforeMs the earliest next look-up from now, where the store's limits ask for a pause
 */
export async function settleLookUp(
  ctx: Ctx,
  leg: LookUpLeg,
  { generation, notBeforeMs }: { generation: number; notBeforeMs: number },
): Promise<LookUpVerdict> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, leg.orderId, { lock: true });
    const found = facts?.legs.find((candidate) => candidate.id === leg.legId);
    if (!facts || found?.state !== "uncertain" || found.generation !== generation) return { kind: "lost" };
    const proof = certainty(await legLedger(tx, ctx.scope, leg.legId), at, LOOK_UP_TIMING);
    if (proof.kind === "unknown") {
      const lookAgainAt = new Date(Math.max(proof.lookAgainAt.getTime(), at.getTime() + notBeforeMs));
      await change(tx, ctx, leg, { notBefore: lookAgainAt });
      await projectOrder(tx, ctx.scope, leg.orderId, at);
      return { kind: "uncertain", lookAgainAt };
    }
    // An answer that nobody understood may come again: it is not asked for in a loop.
    const asksPerson = !facts.store.resendAbsent || isHeld(found.causeCode);
    if (asksPerson && isStillWanted(facts, found)) {
      await leaveToPerson(tx, ctx, leg, found, at);
      return { kind: "left_to_person" };
    }
    const move = { id: leg.legId, from: "uncertain", to: "planned", at, generation } as const;
    if (!(await moveLeg(tx, ctx.scope, move))) return { kind: "lost" };
    await reconcileReservations(tx, ctx, leg.orderId, at);
    await tell(tx, ctx, leg, at);
    return { kind: "freed" };
  });
}

async function leaveToPerson(tx: Tx, ctx: Ctx, leg: LookUpLeg, found: LegFacts, at: Date): Promise<void> {
  await change(tx, ctx, leg, {
    notBefore: null,
    causeCode: PROVED_ABSENT,
    causeData: {},
  });
  await projectOrder(tx, ctx.scope, leg.orderId, at);
  if (found.causeCode !== PROVED_ABSENT) await tell(tx, ctx, leg, at);
}

async function change(
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

async function tell(tx: Tx, ctx: Ctx, leg: LookUpLeg, at: Date): Promise<void> {
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
