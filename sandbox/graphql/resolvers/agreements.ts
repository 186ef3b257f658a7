import { lineTotal } from "../../order-facts/totals";
import type { Line, Order } from "../../state/order-types";
import { dateTime } from "../../values/time-format";
import { partsOf } from "../call/connection";
import { type Args, fieldsOf, type ResolverMap } from "../call/context";
import { moneyBag } from "./money";

/** `Order.agreements`: one agreement for the original sale. Edits and refunds add none. */
export function agreementsOf(order: Order, args: Args) {
  return partsOf([{ __typename: "OrderAgreement", order }], args, () => order.id);
}

/** The type of a line's sale and its `lineType`. */
function kindOf(line: Line): { __typename: string; lineType: string } {
  if (line.tip) return { __typename: "TipSale", lineType: "TIP" };
  if (line.giftCard) return { __typename: "GiftCardSale", lineType: "GIFT_CARD" };
  return { __typename: "ProductSale", lineType: "PRODUCT" };
}

export const agreementResolvers: ResolverMap = {
  OrderAgreement: fieldsOf<{ order: Order }>({
    id: ({ order }) => `gid://shopify/OrderAgreement/${order.id}`,
    happenedAt: ({ order }) => dateTime(order.createdAt),
    reason: () => "ORDER",
    order: ({ order }) => order,
    app: () => null,
    user: () => null,
    // The sales of the lines. The sale of the shipping line is left out.
    sales: ({ order }, args) =>
      partsOf(
        order.lines.map((line) => ({
          ...kindOf(line),
          id: `gid://shopify/Sale/${line.id}`,
          number: line.id,
          actionType: "ORDER",
          quantity: line.quantity,
          totalAmount: moneyBag(order, lineTotal(line)),
          lineItem: { order, line },
        })),
        args,
        ({ number }) => number,
      ),
  }),
};
