import type { ListToolbar } from "@/lib/domain/order-list/list-toolbar";
import { filterableHoldReasons, holdReasonLabel } from "@/lib/domain/push/hold-reason";
import { readable } from "@/lib/domain/values/readable";
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
const plain = (value: string): Option => ({ value, label: value });
const word = (value: string): Option => ({ value, label: readable(value) });

/** What each filter of the list offers to this person. */
export function filterOptions({ stores, offered }: Pick<ListToolbar, "stores" | "offered">): FilterOptions {
  const named = (which: "sells" | "supplies") =>
    stores.filter((store) => store[which]).map((store) => ({ value: store.id, label: store.name }));
  return {
    store: named("sells"),
    supplier: named("supplies"),
    payment: payments.map(word),
    fulfillment: fulfillments.map(word),
    tag: offered.tags.map(plain),
    shipping: offered.shipping.map(plain),
    held: filterableHoldReasons().map((value) => ({ value, label: holdReasonLabel(value) })),
  };
}
