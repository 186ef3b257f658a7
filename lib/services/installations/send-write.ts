import { and, eq } from "drizzle-orm";
import { attempt } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { ShopifyFailure } from "@/lib/shopify/client/failure";

/**
 * Sends a Shopify write that is no order: commits its attempt row first, sends once, and writes down what came
 * of it. After an indefinite answer the verb is repeated and looks first what is there. Rethrows the
 * `ShopifyFailure`.
 *
 * @param write.subjectId what the write is about: a store or connection id
 * @param write.input the exact input; nothing personal
 */
export async function sendWrite(
  ctx: Ctx,
  write: { operation: string; subjectId: string; input: Record<string, unknown> },
  send: () => Promise<void>,
): Promise<void> {
  const { organizationId } = ctx.scope;
  const id = newId("att");
  const startedAt = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, (tx) =>
    tx.insert(attempt).values({ organizationId, id, ...write, startedAt }),
  );
  const finish = async (outcome: string, error: ShopifyFailure | null) => {
    const finishedAt = await ctx.clock.now();
    await withScope(ctx.db, ctx.scope, (tx) =>
      tx
        .update(attempt)
        .set({
          outcome,
          finishedAt,
          errorCode: error?.code ?? null,
          errorMessage: error?.message ?? null,
        })
        .where(and(eq(attempt.organizationId, organizationId), eq(attempt.id, id))),
    );
  };
  try {
    await send();
  } catch (error) {
    if (error instanceof ShopifyFailure) {
      await finish(error.executed === "no" ? "not_executed" : "indefinite", error);
    }
    throw error;
  }
  await finish("created", null);
}
