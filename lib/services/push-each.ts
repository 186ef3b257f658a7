import type { Ctx } from "./context";
import { type RequestPushInput, type RequestPushResult, requestPush } from "./request-push";

export type PushEachResult = { orderId: string; result: RequestPushResult | { kind: "failed" } };

/**
 * Records a push of each order in a transaction of its own, in the order given: one that fails is logged and
 * answered as failed, and stops no other. Repeated ids are pushed once.
 */
export async function pushEach(
  ctx: Ctx,
  input: Omit<RequestPushInput, "orderId"> & { orderIds: readonly string[] },
): Promise<PushEachResult[]> {
  const { orderIds, ...request } = input;
  const results: PushEachResult[] = [];
  for (const orderId of new Set(orderIds)) {
    try {
      results.push({ orderId, result: await requestPush(ctx, { orderId, ...request }) });
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
