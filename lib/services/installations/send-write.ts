import { and, eq } from "drizzle-orm";
import { attempt } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import type { AttemptOperation, AttemptOutcome } from "@/lib/domain/dispatch/attempt";
import { failureCause } from "@/lib/domain/push/leg-cause";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { WriteCheck } from "@/lib/shopify/client/gateway";
import { refuseStopped } from "./refuse-stopped";

/**
 * Sends a Shopify write that creates no order: commits its attempt, sends once, and stores the outcome. After an
 * indefinite answer, the calling service is run again and first reads what already exists. Rethrows the
 * `ShopifyFailure`. Throws `emergency_stop`, and leaves no attempt, while a stop of the organization or of the store is
 * on.
 *
 * @param write.subjectId the store that the write concerns
 * @param write.input the exact input, without personal data
 * @param send sends the write with the check that it gets
 *
 * Proved by `tests/http/connecting.test.ts` and `tests/faults/stores/emergency-stop.test.ts`.
 */
export async function sendWrite(
  ctx: Ctx,
  write: { operation: AttemptOperation; subjectId: string; input: Record<string, unknown> },
  send: (check: WriteCheck) => Promise<void>,
): Promise<void> {
  const { organizationId } = ctx.scope;
  const id = newId("att");
  const startedAt = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    await refuseStopped(tx, ctx, [write.subjectId]);
    await tx.insert(attempt).values({ organizationId, id, ...write, startedAt });
  });
  const beforeSend = () => withScope(ctx.db, ctx.scope, (tx) => refuseStopped(tx, ctx, [write.subjectId]));
  const finish = async (outcome: AttemptOutcome, error: ShopifyFailure | null) => {
    const finishedAt = await ctx.clock.now();
    await withScope(ctx.db, ctx.scope, (tx) =>
      tx
        .update(attempt)
        .set({
          outcome,
          finishedAt,
          errorCode: error?.code ?? null,
          errorData: error ? failureCause(error.code, { answer: error.message }).data : {},
        })
        .where(and(eq(attempt.organizationId, organizationId), eq(attempt.id, id))),
    );
  };
  try {
    await send({ beforeSend });
  } catch (error) {
    if (error instanceof ShopifyFailure) {
      await finish(error.executed === "no" ? "not_executed" : "indefinite", error);
    }
    throw error;
  }
  await finish("created", null);
}
