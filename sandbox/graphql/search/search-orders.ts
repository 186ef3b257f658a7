import { totalsOf } from "../../order-facts/totals";
import type { Order } from "../../state/order-types";
import type { IndexRow } from "../../world/search-index";
import { type Args, type CallContext, hit } from "../call/context";
import {
  choiceMatcher,
  type Matcher,
  numberMatcher,
  searchRows,
  textMatcher,
  timeMatcher,
  tokenMatcher,
} from "./search-rows";

const FINANCIAL =
  "authorized expired paid partially_paid partially_refunded pending refunded unpaid voided".split(" ");
const FULFILLMENT =
  "unshipped shipped fulfilled partial scheduled on_hold unfulfilled request_declined".split(" ");

function fulfills(row: IndexRow, value: string): boolean {
  if (value === "shipped" || value === "fulfilled") return row.fulfillment === "fulfilled";
  if (value === "partial") return row.fulfillment === "partially_fulfilled";
  if (value === "unshipped") return row.fulfillment === "unfulfilled";
  if (value === "unfulfilled")
    return ["unfulfilled", "partially_fulfilled", "on_hold"].includes(row.fulfillment);
  return row.fulfillment === value;
}

const byName: Matcher<IndexRow> = ({ value }) => {
  const wanted = value.replace(/^#/, "").toLowerCase();
  return (row) => row.name.replace(/^#/, "").toLowerCase() === wanted || String(row.number) === wanted;
};

const MATCHERS: Record<string, Matcher<IndexRow>> = {
  id: numberMatcher((row) => Number(row.id)),
  name: byName,
  tag: textMatcher((row) => row.tags),
  tag_not:
    ({ value }) =>
    (row) =>
      !row.tags.some((tag) => tag.toLowerCase() === value.toLowerCase()),
  source_identifier: textMatcher((row) => row.sourceIdentifier),
  source_name: textMatcher((row) => row.sourceName),
  po_number: textMatcher((row) => row.poNumber),
  confirmation_number: textMatcher((row) => row.confirmationNumber),
  customer_id: textMatcher((row) => row.customerId),
  email: textMatcher((row) => row.email),
  sku: tokenMatcher((row) => row.skus),
  gateway: textMatcher((row) => row.gateways),
  discount_code: textMatcher((row) => row.discountCode),
  status: choiceMatcher(["open", "closed", "cancelled", "not_closed", "any"], (row, value) => {
    if (value === "any") return true;
    return value === "not_closed" ? row.state !== "closed" : row.state === value;
  }),
  financial_status: choiceMatcher(FINANCIAL, (row, value) =>
    value === "unpaid" ? row.financial !== "paid" : row.financial === value,
  ),
  fulfillment_status: choiceMatcher(FULFILLMENT, fulfills),
  test: choiceMatcher(["true", "false"], (row, value) => String(row.test) === value),
  created_at: timeMatcher((row) => row.createdAt),
  updated_at: timeMatcher((row) => row.updatedAt),
  processed_at: timeMatcher((row) => row.processedAt),
};

const bareWord = tokenMatcher<IndexRow>((row) => row.words);

/** Orders of the calling shop that match a query. Without a query: all orders, without the lag of the index. */
export function findOrders(ctx: CallContext, path: (string | number)[], args: Args): Order[] {
  const orders = ctx.world.store.orders(ctx.shop.domain);
  const query = typeof args.query === "string" ? args.query.trim() : "";
  if (query === "") return orders;
  // A query for one id reads the database. All other queries read the index, which lags behind.
  const id = /^id:(\d+)$/.exec(query)?.[1];
  if (id) return orders.filter((order) => order.id === id);
  const fits = searchRows(
    ctx,
    path,
    query,
    MATCHERS,
    bareWord,
    hit(ctx, "search-term-dropped", "orders") !== null,
  );
  return orders.filter((order) => {
    const row = ctx.world.index.row(order.id);
    return row !== null && fits(row);
  });
}

const customerName = (order: Order) =>
  [order.shippingAddress?.lastName, order.shippingAddress?.firstName].filter(Boolean).join(" ").toLowerCase();

const SORT: Record<string, (order: Order) => string | number> = {
  CREATED_AT: (order) => Date.parse(order.createdAt),
  UPDATED_AT: (order) => Date.parse(order.updatedAt),
  PROCESSED_AT: (order) => Date.parse(order.processedAt),
  ORDER_NUMBER: (order) => order.number,
  TOTAL_PRICE: (order) => totalsOf(order).total.shop,
  CURRENT_TOTAL_PRICE: (order) => totalsOf(order).currentTotal.shop,
  PO_NUMBER: (order) => order.poNumber ?? "",
  CUSTOMER_NAME: customerName,
  ID: () => "",
  RELEVANCE: () => "",
};

/** Sort value of an order for one of `OrderSortKeys`, or null for a key that the sandbox does not implement. */
export function orderSortKey(sortKey: string): ((order: Order) => string | number) | null {
  return SORT[sortKey] ?? null;
}
