import type { Ctx } from "./context";
import { type RequestPushResult, requestPush } from "./request-push";

export type PushEachResult = { orderId: string; result: RequestPushResult | { kind: "failed" } };

/**
 * Records a push of each order in a transaction of its own, in the order given: one that fails is logged and
 * answered as failed, and stops no other. Repeated ids are pushed once.
 */
export async function pushEach(
  ctx: Ctx,
  input: { orderIds: readonly string[]; sourceStoreIds: readonly string[] | null; reason?: string },
): Promise<PushEachResult[]> {
  const results: PushEachResult[] = [];
  for (const orderId of new Set(input.orderIds)) {
    try {
      const { sourceStoreIds, reason } = input;
      results.push({ orderId, result: await requestPush(ctx, { orderId, sourceStoreIds, reason }) });
    } catch (error) {
      ctx.log.error("a push could not be recorded", {
        orderId,
        error: error instanceof Error ? error.name : typeof error,
      });
      results.push({ orderId, result: { kind: "failed" } });
    }
  }
  return results;
}
