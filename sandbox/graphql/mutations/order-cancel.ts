import { cancelOrder, cancelRefusal } from "../../orders/cancel";
import { type Args, type CallContext, idOf, type UserError } from "../context";

function refuse(field: string[] | null, message: string, code = "INVALID") {
  const error: UserError = { field, message, code };
  return { job: null, jobResult: null, orderCancelUserErrors: [error], userErrors: [{ field, message }] };
}

/**
 * `orderCancel`: answers a job. The very next read already shows the cancellation, as recorded, so the work is
 * done here and now; the job still says `done: false`.
 */
export function orderCancel(_source: unknown, args: Args, ctx: CallContext) {
  const number = idOf(args.orderId, "Order");
  const order = number ? ctx.world.store.order(ctx.shop.domain, number) : undefined;
  if (!order) return refuse(["orderId"], "Order does not exist", "NOT_FOUND");
  const method = args.refundMethod as { originalPaymentMethodsRefund?: boolean } | undefined | null;
  if (method && args.refund !== undefined && args.refund !== null) {
    return refuse(["refund"], "Only one of the arguments `refund` or `refund_method` is allowed.");
  }
  const staffNote = (args.staffNote as string | null | undefined) ?? null;
  if ((staffNote?.length ?? 0) > 255) {
    return refuse(["staffNote"], "Staff note is too long. Maximum length is 255 characters.");
  }
  const refusal = cancelRefusal(order);
  if (refusal) return refuse(["orderId"], refusal);
  cancelOrder(ctx.world, order, {
    reason: String(args.reason),
    restock: args.restock === true,
    refund: args.refund === true || method?.originalPaymentMethodsRefund === true,
    staffNote,
  });
  const id = ctx.world.chance.uuid();
  return {
    job: { id: `gid://shopify/Job/${id}`, done: false },
    jobResult: {
      id: `gid://shopify/OrderCancelJobResult/${id}`,
      done: false,
      status: "STARTED",
      errors: [],
      order,
    },
    orderCancelUserErrors: [],
    userErrors: [],
  };
}
