import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { legLedger } from "@/db/queries/legs/leg-ledger";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { concernedLegs } from "@/db/queries/stores/concerned-legs";
import { inFlight } from "@/db/queries/stores/in-flight";
import { pushLeg } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { wasSent } from "@/lib/domain/dispatch/look-up";
import type { InFlightChoice } from "@/lib/domain/stores/connection-state";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { requestDispatch } from "@/lib/services/legs/request-dispatch";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";

/** A store or connection whose sends are meant. */
export type FlightSubject = { level: "store" | "connection"; subjectId: string };

/** The most sends that are withdrawn at once. Those beyond are withdrawn when they are due. */
const LIMIT = 1_000;

/**
 * Notes, in the transaction that pauses or ends a store or connection, what becomes of its sends in flight. A send that
 * finishes is claimed although its route is not active any more. A refused leg is not in flight: it loses what an earlier
 * choice allowed, because a user may retry it.
 *
 * Proved by `tests/faults/stores/connection-states.test.ts`.
 */
export async function noteChoice(
  tx: Tx,
  ctx: Pick<Ctx, "scope">,
  subject: FlightSubject & { choice: InFlightChoice },
): Promise<void> {
  await tx.execute(sql`
    update ${pushLeg} set finishes = ${subject.choice === "finish"} and ${pushLeg.state} <> 'rejected'
    where ${pushLeg.organizationId} = ${ctx.scope.organizationId}
      and ${concernedLegs(ctx.scope, subject.level, subject.subjectId)}
      and ${pushLeg.state} in ('planned', 'claimed', 'uncertain', 'rejected')`);
}

/**
 * Withdraws the planned sends of a store or connection that was paused or ended, each under its order's lock. A send
 * that may have arrived before is dispatched instead, which looks it up first and then finds its route inactive.
 * Stopping anywhere is safe: what is left is withdrawn when it is due.
 *
 * Proved by `tests/faults/stores/connection-states.test.ts`.
 *
 * @returns the number of sends that were withdrawn
 */
export async function withdrawPlanned(ctx: Ctx, subject: FlightSubject): Promise<number> {
  const flights = await withScope(ctx.db, ctx.scope, (tx) =>
    inFlight(tx, ctx.scope, { ...subject, created: false, limit: LIMIT }),
  );
  let withdrawn = 0;
  for (const { legId, orderId, stage } of flights) {
    if (stage === "planned" && (await withdrawLeg(ctx, { legId, orderId }))) withdrawn += 1;
  }
  return withdrawn;
}

async function withdrawLeg(
  ctx: Ctx,
  { legId, orderId }: { legId: string; orderId: string },
): Promise<boolean> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, orderId, { lock: true });
    const leg = facts?.legs.find((each) => each.id === legId);
    if (leg?.state !== "planned" || leg.finishes) return false;
    if (wasSent(await legLedger(tx, ctx.scope, legId))) {
      await requestDispatch(tx, ctx, { orderId, legId, at });
      return false;
    }
    const cause = { code: "connection_not_active" } as const;
    await moveLeg(tx, ctx.scope, { id: legId, from: "planned", to: "superseded", at }, { cause });
    await reconcileReservations(tx, ctx, orderId, at);
    await audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at, verb: "leg.superseded", noun: "push_leg" },
      ...{ nounId: legId, orderId },
      data: { sourceStoreId: leg.sourceStoreId, reasons: [cause.code] },
    });
    return true;
  });
}
