import { holdFulfillmentOrder, releaseHolds } from "../../orders/hold";
import { idOf } from "../../values/gid";
import { type Args, type CallContext, fieldsOf } from "../call/context";
import { notImplemented, refuseFields, type UserError } from "../call/errors";
import { HOLDS_PER_APP, holdView, ownHolds } from "../resolvers/fulfillment-hold";
import { locateFulfillmentOrder } from "./locate-fulfillment-order";

interface HoldInput {
  reason: string;
  reasonNotes?: string | null;
  handle?: string | null;
  externalId?: string | null;
  fulfillmentOrderLineItems?: unknown[] | null;
}

function fulfillmentOrderHold(_source: unknown, args: Args, ctx: CallContext) {
  const input = args.fulfillmentHold as HoldInput;
  refuseFields("FulfillmentOrderHoldInput", input, [
    "fulfillmentOrderLineItems",
    "externalId",
    "notifyMerchant",
  ]);
  const found = locateFulfillmentOrder(ctx, String(args.id));
  const refuseHold = (error: UserError) => ({
    fulfillmentHold: null,
    // A refused hold does not answer the fulfillment order (recorded).
    fulfillmentOrder: null,
    remainingFulfillmentOrder: null,
    userErrors: [error],
  });
  if (!found) {
    const message = "Fulfillment order does not exist.";
    return refuseHold({ field: ["id"], message, code: "FULFILLMENT_ORDER_NOT_FOUND" });
  }
  const { order, fulfillmentOrder } = found;
  if (!["OPEN", "IN_PROGRESS", "ON_HOLD"].includes(fulfillmentOrder.status)) {
    // Not recorded. Closed fulfillment orders do not list the action HOLD.
    const message = "The fulfillment order is not in a holdable state.";
    return refuseHold({ field: ["id"], message, code: null });
  }
  const own = ownHolds(ctx, fulfillmentOrder);
  if (own.some(({ handle }) => (handle ?? "") === (input.handle ?? ""))) {
    return refuseHold({
      field: ["fulfillmentHold", "handle"],
      message:
        "The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.",
      code: "DUPLICATE_FULFILLMENT_HOLD_HANDLE",
    });
  }
  if (own.length >= HOLDS_PER_APP) {
    return refuseHold({
      field: ["id"],
      message:
        "The maximum number of fulfillment holds for this fulfillment order has been reached for this app. An app can only have up to 10 holds on a single fulfillment order at any one time.",
      code: "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED",
    });
  }
  const hold = holdFulfillmentOrder(ctx.world, order, fulfillmentOrder, {
    reason: input.reason,
    reasonNotes: input.reasonNotes ?? null,
    handle: input.handle ?? null,
    clientId: ctx.app.clientId,
  });
  return {
    fulfillmentHold: holdView(ctx, hold),
    fulfillmentOrder: found,
    remainingFulfillmentOrder: null,
    userErrors: [],
  };
}

function fulfillmentOrderReleaseHold(_source: unknown, args: Args, ctx: CallContext) {
  if (args.externalId) throw notImplemented("fulfillmentOrderReleaseHold with an externalId");
  const found = locateFulfillmentOrder(ctx, String(args.id));
  if (!found) {
    const error = {
      field: ["id"],
      message: "Fulfillment order does not exist.",
      code: "FULFILLMENT_ORDER_NOT_FOUND",
    };
    return { fulfillmentOrder: null, userErrors: [error] };
  }
  const { order, fulfillmentOrder } = found;
  const ids = (args.holdIds as string[] | null | undefined)?.map((id) => idOf(id, "FulfillmentHold"));
  releaseHolds(ctx.world, order, fulfillmentOrder, ids ?? null);
  return { fulfillmentOrder: found, userErrors: [] };
}

export const holdMutations = fieldsOf<undefined>({ fulfillmentOrderHold, fulfillmentOrderReleaseHold });
