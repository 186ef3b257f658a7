import type { Ctx } from "@/lib/services/core/context";
import { type HoldOrderResult, holdOrder } from "@/lib/services/orders/hold-order";
import { type ReleaseHoldResult, releaseHold } from "@/lib/services/orders/release-hold";
import { type EachOutcome, eachOrder } from "./each-order";
import { type RequestPushResult, requestPush } from "./request-push";
import { type RetryRefusedResult, retryRefused } from "./retry-refused";

/** A user's action on many orders. */
export type BulkAct =
  | {
      kind: "push";
      /** Null means all source stores that each order routes to. */
      sourceStoreIds: readonly string[] | null;
      reason?: string | undefined;
      /** Identifies one press of the button: a request that arrives twice pushes once. */
      requestKey: string;
    }
  | { kind: "retry" }
  | { kind: "hold"; note: string }
  | { kind: "release" };

/** The outcome for one order, by kind of action. */
type BulkOutcome =
  | { act: "push"; result: RequestPushResult }
  | { act: "retry"; result: RetryRefusedResult }
  | { act: "hold"; result: HoldOrderResult }
  | { act: "release"; result: ReleaseHoldResult };

/** The outcome is null when the action failed on our side. */
export type BulkResult = EachOutcome<BulkOutcome>;

/**
 * Applies one action to each order, each in its own transaction and in the given order. A failure is logged, has no
 * outcome, and does not stop the other orders. Idempotent.
 */
export async function actOnOrders(
  ctx: Ctx,
  input: { orderIds: readonly string[]; act: BulkAct },
): Promise<BulkResult[]> {
  return eachOrder(ctx, input.orderIds, `a bulk ${input.act.kind} failed`, (orderId) =>
    actOn(ctx, orderId, input.act),
  );
}

async function actOn(ctx: Ctx, orderId: string, act: BulkAct): Promise<BulkOutcome> {
  switch (act.kind) {
    case "push": {
      const { kind, ...request } = act;
      return { act: kind, result: await requestPush(ctx, { orderId, ...request }) };
    }
    case "retry":
      return { act: "retry", result: await retryRefused(ctx, { orderId }) };
    case "hold":
      return { act: "hold", result: await holdOrder(ctx, { orderId, note: act.note }) };
    case "release":
      return { act: "release", result: await releaseHold(ctx, { orderId }) };
  }
}
