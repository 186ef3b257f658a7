import type { GraphQLResolveInfo } from "graphql";
import { totalsOf } from "../../order-facts/totals";
import { saveOrder } from "../../orders/change";
import { mailShopper } from "../../orders/mail";
import { makeRefund } from "../../orders/refund";
import type { Order } from "../../state/order-types";
import { idOf } from "../../values/gid";
import { type Bag, moneyText, share, sum, toMinor } from "../../values/money";
import { type Args, type CallContext, hit } from "../call/context";
import { refuseFields } from "../call/errors";
import { CONCURRENT, idempotencyKey, MISMATCH } from "../call/idempotency";
import { refundView } from "../resolvers/refund";

interface RefundInput {
  orderId: string;
  currency?: string | null;
  note?: string | null;
  notify?: boolean | null;
  refundLineItems?:
    | { lineItemId: string; quantity: number; restockType?: string | null; locationId?: string | null }[]
    | null;
  shipping?: { fullRefund?: boolean | null; amount?: unknown } | null;
  transactions?: { amount: unknown; kind: string; gateway: string; parentId?: string | null }[] | null;
}

/** The input is in the presentment currency. Its shop amount follows the rate of the first payment (recorded). */
function inBothCurrencies(order: Order, amount: unknown): Bag {
  const presentment = toMinor(amount, order.presentmentCurrency);
  if (order.presentmentCurrency === order.currency) return { shop: presentment, presentment };
  const paid = order.transactions[0]?.amount ?? totalsOf(order).total;
  return share({ shop: paid.shop, presentment: paid.presentment }, presentment, paid.presentment || 1);
}

/**
 * The error of the currency, or null. An order in two currencies needs its presentment currency. The rule is
 * documented, the text is a guess.
 */
function currencyProblem(order: Order, input: RefundInput): { field: string[]; message: string } | null {
  const needed = order.presentmentCurrency !== order.currency;
  if (input.currency ? input.currency === order.presentmentCurrency : !needed) return null;
  return {
    field: ["currency"],
    message: `Currency must match the presentment currency ${order.presentmentCurrency}`,
  };
}

function refundError(order: Order, input: RefundInput): { field: string[] | null; message: string } | null {
  const currency = currencyProblem(order, input);
  if (currency) return currency;
  for (const [index, entry] of (input.refundLineItems ?? []).entries()) {
    const line = order.lines.find(({ id }) => id === idOf(entry.lineItemId, "LineItem"));
    if (!line || entry.quantity > line.currentQuantity) {
      const message = "Quantity cannot refund more items than were purchased";
      return { field: ["refundLineItems", String(index), "quantity"], message };
    }
  }
  let amount = 0;
  for (const transaction of input.transactions ?? []) {
    if (transaction.kind !== "REFUND") {
      return { field: null, message: `Kind ${transaction.kind.toLowerCase()} is not a valid transaction` };
    }
    const parent = idOf(transaction.parentId, "OrderTransaction");
    if (!order.transactions.some(({ id }) => id === parent)) {
      return {
        field: ["transactions"],
        message: "Transactions require a parent_id associated with the order",
      };
    }
    amount += toMinor(transaction.amount, order.presentmentCurrency);
  }
  const net = totalsOf(order).net.presentment;
  if (amount > net) {
    const text = (minor: number) => `$${moneyText(minor, order.presentmentCurrency)}`;
    return {
      field: null,
      message: `Refund amount ${text(amount)} is greater than net payment received ${text(net)}`,
    };
  }
  return null;
}

/** `allowOverRefunding` has no effect on manual payments (recorded). The sandbox has no others. */
const NOT_IMPLEMENTED = ["discrepancyReason", "processedAt", "refundDuties", "refundMethods"];

/** `refundCreate`. Only the given transactions move money. */
export function refundCreate(_source: unknown, args: Args, ctx: CallContext, info: GraphQLResolveInfo) {
  const key = idempotencyKey(info, ctx);
  const input = args.input as RefundInput;
  refuseFields("RefundInput", input, NOT_IMPLEMENTED);
  const order = ctx.world.store.order(ctx.shop.domain, idOf(input.orderId, "Order") ?? "");
  if (!order) {
    return {
      order: null,
      refund: null,
      userErrors: [{ field: ["orderId"], message: "Order does not exist" }],
    };
  }
  const parameters = JSON.stringify(input);
  const earlier = ctx.world.idempotency.get(key);
  if (earlier) {
    const refund = order.refunds.find(({ id }) => id === earlier.result);
    return {
      order,
      refund: refund ? refundView(order, refund) : null,
      userErrors: earlier.parameters === parameters ? [] : [MISMATCH],
    };
  }
  if (hit(ctx, "idempotency-concurrent", "refundCreate")) {
    return { order, refund: null, userErrors: [CONCURRENT] };
  }
  const error = refundError(order, input);
  if (error) return { order, refund: null, userErrors: [error] };
  const totals = totalsOf(order);
  const shipping = input.shipping?.fullRefund
    ? totals.shipping
    : input.shipping?.amount
      ? inBothCurrencies(order, input.shipping.amount)
      : null;
  const amount = sum(
    (input.transactions ?? []).map((transaction) => inBothCurrencies(order, transaction.amount)),
  );
  const refund = makeRefund(ctx.world, order, {
    lines: (input.refundLineItems ?? []).map((entry) => ({
      lineId: idOf(entry.lineItemId, "LineItem") ?? "",
      quantity: entry.quantity,
      restockType: entry.restockType ?? "NO_RESTOCK",
      locationId: entry.locationId ? idOf(entry.locationId, "Location") : null,
    })),
    shipping,
    amount,
    note: input.note ?? null,
  });
  if (input.notify) mailShopper(ctx.world, order, "refund");
  saveOrder(ctx.world, order);
  ctx.world.idempotency.set(key, { parameters, result: refund.id });
  return { order, refund: refundView(order, refund), userErrors: [] };
}
