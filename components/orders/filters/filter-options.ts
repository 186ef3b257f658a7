import { fulfillmentLooks, paymentLooks } from "@/components/orders/shared/status-badges";
import type { ListToolbar } from "@/lib/domain/order-list/list-toolbar";
import { attentionLabel, attentions } from "@/lib/domain/push/attention";
import { filterableHoldReasons, holdReasonLabel } from "@/lib/domain/push/hold-reason";
import { codesOf } from "@/lib/domain/values/code-table";
import { readable } from "@/lib/domain/values/readable";
import { listZones } from "@/lib/order-list/list-filter";
import type { ScopeParams } from "@/lib/order-list/scope-params";
import type { FilterOptions, Option } from "./filter-kinds";

const plain = (value: string): Option => ({ value, label: value });
const word = (value: string): Option => ({ value, label: readable(value) });

/** The values that each filter of the list offers to the user. */
export function filterOptions(
  { stores, offered }: Pick<ListToolbar, "stores" | "offered">,
  scope: ScopeParams,
): FilterOptions {
  const named = (which: "sells" | "supplies") =>
    stores.filter((store) => store[which]).map((store) => ({ value: store.id, label: store.name }));
  return {
    store: named("sells"),
    supplier: named("supplies"),
    payment: Object.keys(paymentLooks).map(word),
    fulfillment: Object.keys(fulfillmentLooks).map(word),
    tag: offered.tags.map(plain),
    shipping: offered.shipping.map(plain),
    timeZones: listZones(stores, scope),
    attention: codesOf(attentions).map((value) => ({ value, label: attentionLabel(value) })),
    held: filterableHoldReasons().map((value) => ({ value, label: holdReasonLabel(value) })),
  };
}
