import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { problem } from "@/db/schema/push";
import { type Scope, withScope } from "@/db/scope";
import type { ProblemKind, ShopCall } from "@/lib/domain/installations/problem";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import type { Ctx } from "@/lib/services/core/context";
import { deferLeg } from "@/lib/services/legs/defer-leg";
import type { DispatchResult } from "./dispatch-result";

const DENIED = "access_denied" satisfies ProblemKind;
const CALL: ShopCall = "create_order";

/** The open problem of a store whose shop denied order creates. */
const isOpen = (scope: Scope, storeId: string) =>
  and(
    eq(problem.organizationId, scope.organizationId),
    eq(problem.storeId, storeId),
    eq(problem.kind, DENIED),
    isNull(problem.clearedAt),
    sql`${problem.data}->>'call' = ${CALL}`,
  );

/** Whether the last order create in a store was denied, because the app lacks a permission there. */
export async function deniesCreates(tx: Tx, scope: Scope, storeId: string): Promise<boolean> {
  const rows = await tx.select({ id: problem.id }).from(problem).where(isOpen(scope, storeId)).limit(1);
  return rows.length > 0;
}

/**
 * Lets one leg of a store that denies order creates try in fifteen minutes: all its legs would get the same answer. The
 * others wait without any call. Null for the leg that tries, and when the problem is gone.
 *
 * Proved by `tests/faults/shops/denied-creates.test.ts`.
 */
export async function takeTrial(
  ctx: Ctx,
  leg: { orderId: string; legId: string; sourceStoreId: string },
): Promise<DispatchResult | null> {
  const now = await ctx.clock.now();
  const { waitMs } = remoteErrors[DENIED];
  const waits = await withScope(ctx.db, ctx.scope, async (tx) => {
    const open = isOpen(ctx.scope, leg.sourceStoreId);
    const [found] = await tx.select({ data: problem.data }).from(problem).where(open).for("update");
    const triedAt = Date.parse(found?.data.triedAt ?? "");
    if (!found || triedAt > now.getTime() - waitMs) return found !== undefined;
    await tx
      .update(problem)
      .set({ data: { ...found.data, triedAt: now.toISOString() } })
      .where(open);
    return false;
  });
  if (!waits) return null;
  await deferLeg(ctx, leg, { code: DENIED }, waitMs);
  return { kind: "waiting", code: DENIED, retryAfterMs: waitMs };
}
