import type { Order, Refund, Transaction } from "../../state/order-types";
import { type Bag, share, sum, ZERO } from "../../values/money";
import { dateTime } from "../../values/time-format";
import { partsOf } from "../call/connection";
import { fieldsOf, type ResolverMap } from "../call/context";
import { money, moneyBag } from "./money";

interface RefundView {
  order: Order;
  refund: Refund;
}

/** The source object of a `Refund`. */
export function refundView(order: Order, refund: Refund): RefundView {
  return { order, refund };
}

/** The source object of an `OrderTransaction`. */
export function transactionView(order: Order, transaction: Transaction) {
  return { order, transaction };
}

type TransactionView = ReturnType<typeof transactionView>;

function transactionsOf({ order, refund }: RefundView): Transaction[] {
  return order.transactions.filter(({ id }) => refund.transactionIds.includes(id));
}

/** Units that are not restocked show a subtotal of zero, although their price was refunded (recorded once). */
function shownSubtotal(entry: Refund["lines"][number]): Bag {
  return entry.restockType === "NO_RESTOCK" ? ZERO : entry.subtotal;
}

export const refundResolvers: ResolverMap = {
  Refund: fieldsOf<RefundView>({
    id: ({ refund }) => `gid://shopify/Refund/${refund.id}`,
    legacyResourceId: ({ refund }) => refund.id,
    note: ({ refund }) => refund.note,
    createdAt: ({ refund }) => dateTime(refund.createdAt),
    processedAt: ({ refund }) => dateTime(refund.createdAt),
    updatedAt: ({ refund }) => dateTime(refund.createdAt),
    order: ({ order }) => order,
    return: () => null,
    duties: () => [],
    totalRefundedSet: (view) => moneyBag(view.order, sum(transactionsOf(view).map(({ amount }) => amount))),
    refundLineItems: ({ order, refund }, args, ctx) =>
      partsOf(
        refund.lines.flatMap((entry) => {
          const line = order.lines.find((candidate) => candidate.id === entry.lineId);
          if (!line) return [];
          return [
            {
              id: `gid://shopify/RefundLineItem/${entry.id}`,
              number: entry.id,
              lineItem: { order, line },
              quantity: entry.quantity,
              restockType: entry.restockType,
              restocked: entry.restocked,
              location: ctx.shop.locations.find(({ id }) => id === entry.locationId) ?? null,
              priceSet: moneyBag(order, share(entry.subtotal, 1, entry.quantity)),
              subtotal: money(order, shownSubtotal(entry)),
              subtotalSet: moneyBag(order, shownSubtotal(entry)),
              totalTax: money(order, entry.tax),
              totalTaxSet: moneyBag(order, entry.tax),
            },
          ];
        }),
        args,
        ({ number }) => number,
      ),
    refundShippingLines: (_view, args) => partsOf([], args, () => "0"),
    orderAdjustments: (_view, args) => partsOf([], args, () => "0"),
    transactions: (view, args) =>
      partsOf(
        transactionsOf(view).map((transaction) => transactionView(view.order, transaction)),
        args,
        ({ transaction }) => transaction.id,
      ),
  }),
  OrderTransaction: fieldsOf<TransactionView>({
    id: ({ transaction }) => `gid://shopify/OrderTransaction/${transaction.id}`,
    kind: ({ transaction }) => transaction.kind,
    status: ({ transaction }) => transaction.status,
    gateway: ({ transaction }) => transaction.gateway,
    formattedGateway: ({ transaction }) => transaction.gateway,
    amount: ({ order, transaction }) => money(order, transaction.amount),
    amountSet: ({ order, transaction }) => moneyBag(order, transaction.amount),
    test: ({ transaction }) => transaction.test,
    createdAt: ({ transaction }) => dateTime(transaction.createdAt),
    processedAt: ({ transaction }) => dateTime(transaction.processedAt),
    order: ({ order }) => order,
    parentTransaction: ({ order, transaction }) => {
      const parent = order.transactions.find(({ id }) => id === transaction.parentId);
      return parent ? transactionView(order, parent) : null;
    },
    errorCode: () => null,
    manualPaymentGateway: ({ transaction }) => transaction.gateway === "manual",
    fees: () => [],
  }),
};
