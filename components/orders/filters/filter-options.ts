import { heldName, readable } from "@/components/orders/shared/labels";
import type { Desk } from "@/db/queries/order-list/list-desk";
import type { FilterOptions, Option } from "./filter-kinds";

const payments = [
  ...[
    "PENDING",
    "AUTHORIZED",
    "PARTIALLY_PAID",
    "PAID",
    "PARTIALLY_REFUNDED",
    "REFUNDED",
    "VOIDED",
    "EXPIRED",
  ],
];
const fulfillments = [
  ...["UNFULFILLED", "PARTIALLY_FULFILLED", "FULFILLED", "IN_PROGRESS", "ON_HOLD", "SCHEDULED"],
  ...["PENDING_FULFILLMENT", "REQUEST_DECLINED", "OPEN", "RESTOCKED"],
];
const reasons = [
  ...["no_shipping_address", "connection_not_active", "unpaid", "on_hold", "test", "free"],
  ...["partly_fulfilled", "closed"],
];

const plain = (value: string): Option => ({ value, label: value });
const word = (value: string): Option => ({ value, label: readable(value) });

/** What each filter of the list offers to this person. */
export function filterOptions({ stores, offered }: Pick<Desk, "stores" | "offered">): FilterOptions {
  const named = (which: "sells" | "supplies") =>
    stores.filter((store) => store[which]).map((store) => ({ value: store.id, label: store.name }));
  return {
    store: named("sells"),
    supplier: named("supplies"),
    payment: payments.map(word),
    fulfillment: fulfillments.map(word),
    tag: offered.tags.map(plain),
    shipping: offered.shipping.map(plain),
    held: reasons.map((value) => ({ value, label: heldName(value) })),
  };
}
