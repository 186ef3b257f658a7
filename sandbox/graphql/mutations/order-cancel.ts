import { cancelRefusal } from "../../orders/cancel";
import { isCancelling, requestCancel } from "../../orders/cancel-job";
import { mailShopper } from "../../orders/mail";
import { idOf } from "../../values/gid";
import { type Args, type CallContext, hit } from "../call/context";
import { notImplemented, type UserError } from "../call/errors";
import { cancelResult } from "../resolvers/job";

function refuse(field: string[] | null, message: string, code = "INVALID") {
  const error: UserError = { field, message, code };
  return { job: null, jobResult: null, orderCancelUserErrors: [error], userErrors: [{ field, message }] };
}

/**
 * `orderCancel` answers with a job that is not done. By default the next read already shows the cancellation (recorded).
 * A setting or a fault makes the job run later, or fail.
 */
export function orderCancel(_source: unknown, args: Args, ctx: CallContext) {
  const number = idOf(args.orderId, "Order");
  const order = number ? ctx.world.store.order(ctx.shop.domain, number) : undefined;
  if (!order) return refuse(["orderId"], "Order does not exist", "NOT_FOUND");
  const method = args.refundMethod as
    | { originalPaymentMethodsRefund?: boolean; storeCreditRefund?: unknown }
    | undefined
    | null;
  if (method?.storeCreditRefund) throw notImplemented("OrderCancelRefundMethodInput.storeCreditRefund");
  if (method && args.refund !== undefined && args.refund !== null) {
    return refuse(["refund"], "Only one of the arguments `refund` or `refund_method` is allowed.");
  }
  const staffNote = (args.staffNote as string | null | undefined) ?? null;
  if ((staffNote?.length ?? 0) > 255) {
    return refuse(["staffNote"], "Staff note is too long. Maximum length is 255 characters.");
  }
  if (isCancelling(ctx.world, order) || hit(ctx, "cancel-refused", "orderCancel")) {
    return refuse(null, "Cancellation is already in progress");
  }
  const refusal = cancelRefusal(order);
  if (refusal) return refuse(["orderId"], refusal);
  const failing = hit(ctx, "cancel-job-failed", "orderCancel");
  const late = hit(ctx, "cancel-late", "orderCancel");
  const fault = failing ?? late;
  const { random } = ctx.world;
  const job = requestCancel(
    ctx.world,
    order,
    {
      reason: String(args.reason),
      restock: args.restock === true,
      refund: args.refund === true || method?.originalPaymentMethodsRefund === true,
      staffNote,
    },
    {
      ms: fault ? (fault.ms ?? random.between(500, 5_000)) : ctx.world.settings().cancelJobMs,
      fails: failing !== null,
      clientId: ctx.app.clientId,
    },
  );
  if (args.notifyCustomer === true) mailShopper(ctx.world, order, "cancellation");
  return {
    job: { id: `gid://shopify/Job/${job.sharedId ?? job.id}`, done: false },
    jobResult: { ...cancelResult(ctx, job), done: false, status: "STARTED", errors: [] },
    orderCancelUserErrors: [],
    userErrors: [],
  };
}
