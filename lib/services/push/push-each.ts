import type { Ctx } from "@/lib/services/core/context";
import { eachOrder } from "./each-order";
import { type RequestPushInput, type RequestPushResult, requestPush } from "./request-push";

export type PushEachResult = { orderId: string; result: RequestPushResult | { kind: "failed" } };

/**
 * Records a push of each order, each in its own transaction. An order whose push fails gets the result `failed`.
 *
 * Proved by `tests/db/act-on-orders.test.ts`.
 */
export async function pushEach(
  ctx: Ctx,
  input: Omit<RequestPushInput, "orderId"> & { orderIds: readonly string[] },
): Promise<PushEachResult[]> {
  const { orderIds, ...request } = input;
  const outcomes = await eachOrder(ctx, orderIds, "a push could not be recorded", (orderId) =>
    requestPush(ctx, { orderId, ...request }),
  );
  return outcomes.map(({ orderId, outcome }) => ({ orderId, result: outcome ?? { kind: "failed" } }));
}
