import { fulfilledQuantity } from "../../order-facts/status";
import { type Totals, totalsOf } from "../../order-facts/totals";
import { previewOf } from "../../orders/edit-session";
import type { EditSession } from "../../state/order-draft";
import type { Line, Order } from "../../state/order-types";
import type { Bag } from "../../values/money";
import { partsOf } from "../call/connection";
import { fieldsOf, type ResolverMap } from "../call/context";
import { moneyBag, taxLine } from "./money";

/** `CalculatedOrder`: an uncommitted edit. */
export interface CalculatedOrderView {
  session: EditSession;
  order: Order;
}

interface CalculatedLineView extends CalculatedOrderView {
  line: Line;
}

/** The existing lines with their edited quantities, or the added lines. */
export function calculatedLines(
  { session, order }: CalculatedOrderView,
  added: boolean,
): CalculatedLineView[] {
  const own = new Set(order.lines.map(({ id }) => id));
  return previewOf(session, order)
    .lines.filter(({ id }) => own.has(id) !== added)
    .map((line) => ({ session, order, line }));
}

function bag(pick: (totals: Totals) => Bag) {
  return ({ session, order }: CalculatedOrderView) =>
    moneyBag(order, pick(totalsOf(previewOf(session, order))));
}

/** The id of a `CalculatedLineItem` contains the number of the line item, or a UUID for an added line (recorded). */
const gidOf = ({ line }: CalculatedLineView) => `gid://shopify/CalculatedLineItem/${line.id}`;

export const calculatedOrderResolvers: ResolverMap = {
  CalculatedOrder: fieldsOf<CalculatedOrderView>({
    id: ({ session }) => `gid://shopify/CalculatedOrder/${session.id}`,
    originalOrder: ({ order }) => order,
    committed: () => false,
    lineItems: (view, args) => partsOf(calculatedLines(view, false), args, ({ line }) => line.id),
    addedLineItems: (view, args) => partsOf(calculatedLines(view, true), args, ({ line }) => line.id),
    subtotalLineItemsQuantity: ({ session, order }) =>
      previewOf(session, order).lines.reduce((total, line) => total + line.currentQuantity, 0),
    subtotalPriceSet: bag((totals) => totals.currentSubtotal),
    totalPriceSet: bag((totals) => totals.currentTotal),
    totalOutstandingSet: bag((totals) => totals.outstanding),
    taxLines: ({ order }) => order.taxLines.map((line) => taxLine(order, line)),
  }),
  CalculatedLineItem: fieldsOf<CalculatedLineView>({
    id: gidOf,
    title: ({ line }) => line.title,
    variantTitle: ({ line }) => line.variantTitle,
    sku: ({ line }) => line.sku,
    quantity: ({ line }) => line.currentQuantity,
    editableQuantity: ({ order, line }) => line.currentQuantity - fulfilledQuantity(order, line.id),
    editableQuantityBeforeChanges: ({ order, line }) => {
      const before = order.lines.find(({ id }) => id === line.id)?.currentQuantity ?? 0;
      return before - fulfilledQuantity(order, line.id);
    },
    restockable: ({ line }) => line.claimedFrom !== null,
    restocking: ({ session, line }) =>
      session.quantities.some(({ lineId, restock }) => lineId === line.id && restock),
    hasStagedLineItemDiscount: () => false,
    customAttributes: ({ line }) => line.properties,
    variant: ({ order, line }, _args, ctx) =>
      line.variantId ? (ctx.world.store.variant(order.shop, line.variantId)?.variant ?? null) : null,
    originalUnitPriceSet: ({ order, line }) => moneyBag(order, line.unitPrice),
    discountedUnitPriceSet: ({ order, line }) => moneyBag(order, line.unitPrice),
    image: () => null,
  }),
};
