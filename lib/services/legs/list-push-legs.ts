import { legsOfPush } from "@/db/queries/legs/legs-of-push";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";

/** Lists the ids of the legs that a push planned, for dispatch. Proved by `tests/jobs/process-delivery.test.ts`. */
export async function listPushLegs(ctx: Ctx, input: { orderId: string; pushId: string }): Promise<string[]> {
  return withScope(ctx.db, ctx.scope, (tx) => legsOfPush(tx, ctx.scope, input));
}
