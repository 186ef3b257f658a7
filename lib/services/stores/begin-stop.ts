import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { concernedLegs } from "@/db/queries/stores/concerned-legs";
import { findConnection } from "@/db/queries/stores/find-connection";
import { findStore } from "@/db/queries/stores/find-store";
import { pushLeg } from "@/db/schema/push";
import { emergencyStop } from "@/db/schema/stop";
import { type Scope, withScope } from "@/db/scope";
import type { StopLevel } from "@/lib/domain/stores/emergency-stop";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";

/** What to stop. The organization is the one of the scope, whatever `subjectId` says. */
export type StopSubject = { level: StopLevel; subjectId: string };

export type BeginStopResult =
  /** `underWay`: sends that had begun before, and may still arrive. */
  { kind: "begun"; stopId: string; underWay: number } | { kind: "already_on" } | { kind: "not_found" };

/**
 * Begins an emergency stop. Once it is committed, no write to Shopify passes the check right before its send; a send
 * that passed the check before may still arrive. Reads go on. A user who is limited to some merchants can stop their
 * stores and connections, not the organization.
 *
 * @param input.reason shown to every user and stored in the audit; never empty
 *
 * Proved by `tests/faults/stores/emergency-stop.test.ts`.
 */
export async function beginStop(ctx: Ctx, input: StopSubject & { reason: string }): Promise<BeginStopResult> {
  const { organizationId } = ctx.scope;
  const { level, reason } = input;
  const subjectId = level === "organization" ? organizationId : input.subjectId;
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    if (!(await mayStop(tx, ctx.scope, { level, subjectId }))) return { kind: "not_found" };
    const stopId = newId("stp");
    const rows = await tx
      .insert(emergencyStop)
      .values({
        ...{ organizationId, id: stopId, level, subjectId, reason },
        ...{ begunAt: at, begunBy: ctx.actor.label },
      })
      .onConflictDoNothing()
      .returning({ id: emergencyStop.id });
    if (rows.length === 0) return { kind: "already_on" };
    await audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at, verb: "sending.stopped" },
      ...{ noun: "emergency_stop", nounId: stopId, data: { level, subjectId, reason } },
    });
    return { kind: "begun", stopId, underWay: await sendsUnderWay(tx, ctx.scope, { level, subjectId }) };
  });
}

/** Whether the scope covers all that a stop concerns. */
export async function mayStop(tx: Tx, scope: Scope, { level, subjectId }: StopSubject): Promise<boolean> {
  switch (level) {
    case "organization":
      return scope.merchantIds === null;
    case "store":
      return (await findStore(tx, scope, subjectId)) !== null;
    case "connection":
      return (await findConnection(tx, scope, subjectId)) !== null;
  }
}

async function sendsUnderWay(tx: Tx, scope: Scope, { level, subjectId }: StopSubject): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(pushLeg)
    .where(
      and(
        eq(pushLeg.organizationId, scope.organizationId),
        eq(pushLeg.state, "claimed"),
        concernedLegs(scope, level, subjectId),
      ),
    );
  return row?.count ?? 0;
}
