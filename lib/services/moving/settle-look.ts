import { and, eq } from "drizzle-orm";
import { otherAppLook } from "@/db/schema/moving";
import { withScope } from "@/db/scope";
import { LOOK_AGAIN_MS, WATCH_MS } from "@/lib/domain/moving/look-timing";
import type { Ctx } from "@/lib/services/core/context";
import { clearProblems } from "@/lib/services/installations/clear-problems";
import { openProblem } from "@/lib/services/installations/open-problem";
import { reportFailure } from "@/lib/services/installations/report-failure";
import type { ShopifyFailure } from "@/lib/shopify/client/failure";

const CALL = "look_for_other_apps";

/** The connection of a look, and when its calls began. */
type Place = { connectionId: string; sourceStoreId: string; calledAt: Date };

const later = (one: Date | null, other: Date | null) =>
  one !== null && (other === null || one > other) ? one : other;

/**
 * Stores how far a look came. After a live order of another app, the source store is watched for longer; the job looks
 * again while it is watched.
 *
 * Proved by `tests/faults/moving/start.test.ts`.
 *
 * @param look.rest where the next look continues; null when the look is complete
 */
export async function settleLook(
  ctx: Ctx,
  look: Place & { beganAt: Date; newest: Date | null; rest: { after: string | null; since: Date } | null },
): Promise<void> {
  const { connectionId, sourceStoreId: storeId, calledAt, beganAt, newest, rest } = look;
  const at = await ctx.clock.now();
  const where = and(
    eq(otherAppLook.organizationId, ctx.scope.organizationId),
    eq(otherAppLook.connectionId, connectionId),
  );
  await withScope(ctx.db, ctx.scope, async (tx) => {
    await clearProblems(tx, ctx.scope, { storeId, call: CALL, beganAt: calledAt, at });
    const [known] = await tx.select().from(otherAppLook).where(where).for("update");
    if (!known) return;
    const watchedUntil = later(known.watchedUntil, newest && new Date(newest.getTime() + WATCH_MS));
    const progress = rest && { resumeAfter: rest.after, resumeSince: rest.since, resumeBeganAt: beganAt };
    const complete = {
      ...{ resumeAfter: null, resumeSince: null, resumeBeganAt: null },
      lookedAt: later(known.lookedAt, beganAt),
      finishedAt: at,
      dueAt: watchedUntil && watchedUntil > at ? new Date(at.getTime() + LOOK_AGAIN_MS) : null,
    };
    await tx
      .update(otherAppLook)
      .set({ failureCode: null, watchedUntil, ...(progress ?? complete) })
      .where(where);
  });
}

/** Stores why a look failed, and opens a problem of the source store. The next look begins anew: a cursor may expire. */
export async function failLook(
  ctx: Ctx,
  { connectionId, sourceStoreId: storeId }: Place,
  failure: ShopifyFailure,
): Promise<void> {
  await reportFailure(ctx, { storeId, call: CALL }, failure);
  // Within the call budget, the next look does the same.
  if (failure.code === "budget_wait" || failure.code === "throttled") return;
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    const problem = { storeId, kind: "other_apps_unread", data: { call: CALL }, at } as const;
    await openProblem(tx, ctx.scope, problem);
    await tx
      .update(otherAppLook)
      .set({ failureCode: failure.code, resumeAfter: null, resumeSince: null, resumeBeganAt: null })
      .where(
        and(
          eq(otherAppLook.organizationId, ctx.scope.organizationId),
          eq(otherAppLook.connectionId, connectionId),
        ),
      );
  });
}
