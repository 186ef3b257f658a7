import { fulfillableQuantity, restLineStatus, unfulfilledQuantity } from "../../order-facts/status";
import { discountedTotal, lineTotal } from "../../order-facts/totals";
import type { Line, Order } from "../../state/order-types";
import { minus, share } from "../../values/money";
import { type CallContext, fieldsOf, type ResolverMap } from "../call/context";
import { money, moneyBag, taxLine } from "./money";

interface LineView {
  order: Order;
  line: Line;
}

function allocations({ order, line }: LineView) {
  const discount = order.discount;
  if (!discount || line.discount.shop === 0) return [];
  return [
    {
      allocatedAmount: moneyBag(order, line.discount).shopMoney,
      allocatedAmountSet: moneyBag(order, line.discount),
      discountApplication: {
        __typename: "DiscountCodeApplication",
        code: discount.code,
        index: 0,
        allocationMethod: "ACROSS",
        targetSelection: "ALL",
        targetType: "LINE_ITEM",
        value:
          discount.kind === "percentage"
            ? { __typename: "PricingPercentageValue", percentage: discount.value }
            : { __typename: "MoneyV2", ...moneyBag(order, line.discount).shopMoney },
      },
    },
  ];
}

function variantOf({ line, order }: LineView, ctx: CallContext) {
  return line.variantId ? ctx.world.store.variant(order.shop, line.variantId) : undefined;
}

export const lineResolvers: ResolverMap = {
  LineItem: fieldsOf<LineView>({
    id: ({ line }) => `gid://shopify/LineItem/${line.id}`,
    name: ({ line }) => (line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title),
    title: ({ line }) => line.title,
    variantTitle: ({ line }) => line.variantTitle,
    sku: ({ line }) => line.sku,
    vendor: ({ line }) => line.vendor,
    quantity: ({ line }) => line.quantity,
    currentQuantity: ({ line }) => line.currentQuantity,
    unfulfilledQuantity: ({ order, line }) => unfulfilledQuantity(order, line.id),
    fulfillableQuantity: ({ order, line }) => fulfillableQuantity(order, line.id),
    nonFulfillableQuantity: ({ order, line }) => line.quantity - unfulfilledQuantity(order, line.id),
    refundableQuantity: ({ line }) => line.currentQuantity,
    fulfillmentStatus: ({ order, line }) => restLineStatus(order, line) ?? "unfulfilled",
    fulfillmentService: () => null,
    requiresShipping: ({ line }) => line.requiresShipping,
    taxable: ({ line }) => line.taxable,
    isGiftCard: ({ line }) => line.giftCard,
    restockable: ({ line }) => line.claimedFrom !== null,
    merchantEditable: ({ order }) => order.cancelledAt === null,
    customAttributes: ({ line }) => line.properties,
    variant: (view, _args, ctx) => variantOf(view, ctx)?.variant ?? null,
    product: ({ line }, _args, ctx) =>
      line.productId ? (ctx.world.store.get("product", line.productId) ?? null) : null,
    originalUnitPriceSet: ({ order, line }) => moneyBag(order, line.unitPrice),
    originalUnitPrice: ({ order, line }) => money(order, line.unitPrice),
    originalTotalSet: ({ order, line }) => moneyBag(order, lineTotal(line)),
    originalTotal: ({ order, line }) => money(order, lineTotal(line)),
    // Discount codes of the order do not change the unit price of the line (recorded).
    discountedUnitPriceSet: ({ order, line }) => moneyBag(order, line.unitPrice),
    discountedTotalSet: ({ order, line }, args) =>
      moneyBag(
        order,
        args.withCodeDiscounts === true ? minus(lineTotal(line), line.discount) : lineTotal(line),
      ),
    discountedUnitPriceAfterAllDiscountsSet: ({ order, line }) =>
      moneyBag(order, share(discountedTotal(line, line.quantity), 1, line.quantity)),
    totalDiscountSet: ({ order }) => moneyBag(order, { shop: 0, presentment: 0 }),
    unfulfilledOriginalTotalSet: ({ order, line }) =>
      moneyBag(order, share(lineTotal(line), unfulfilledQuantity(order, line.id), line.quantity)),
    unfulfilledDiscountedTotalSet: ({ order, line }) =>
      moneyBag(order, share(lineTotal(line), unfulfilledQuantity(order, line.id), line.quantity)),
    discountAllocations: allocations,
    taxLines: ({ order, line }) => line.taxLines.map((entry) => taxLine(order, entry)),
    duties: () => [],
    lineItemGroup: () => null,
    image: () => null,
    sellingPlan: () => null,
    contract: () => null,
    weight: ({ line }) => ({ value: line.grams, unit: "GRAMS" }),
  }),
};
