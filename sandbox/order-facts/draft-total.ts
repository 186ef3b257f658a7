import type { OrderDraft } from "../state/order-draft";
import { type Bag, ZERO } from "../values/money";
import { spreadDiscount, totalsOf } from "./totals";

/** The total of an order before it is placed. */
export function totalOfDraft(draft: OrderDraft): Bag {
  const order = {
    ...draft,
    __typename: "Order" as const,
    id: "0",
    shop: "",
    number: 0,
    name: "",
    confirmationNumber: "",
    token: "",
    lines: draft.lines.map((line) => ({
      ...line,
      id: "0",
      currentQuantity: line.quantity,
      discount: ZERO,
      claimedFrom: null,
    })),
    shippingLines: draft.shippingLines.map((line) => ({ ...line, id: "0", discount: ZERO })),
    transactions: [],
    refunds: [],
    fulfillments: [],
    fulfillmentOrders: [],
    cancelledAt: null,
    cancelReason: null,
    staffNote: null,
    updatedAt: draft.createdAt,
    edited: false,
    risk: [],
    customIdFrom: null,
  };
  spreadDiscount(order);
  return totalsOf(order).total;
}
