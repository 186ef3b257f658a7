import type { HoldReason } from "@/lib/domain/push/hold-reason";

/** What an order can be filtered by. */
export const facetKinds = [
  "merchant",
  "store",
  "supplier",
  "payment",
  "fulfillment",
  "shipping",
  "tag",
  "held",
] as const;
export type FacetKind = (typeof facetKinds)[number];

const LONGEST = 200;

/** A facet as it is stored and asked for: `tag:vip`. Tags and shipping methods compare without case. */
export function facetOf(kind: FacetKind, value: string): string {
  const spelled =
    kind === "tag" || kind === "shipping" ? value.normalize("NFKC").trim().toLowerCase() : value;
  return `${kind}:${spelled.slice(0, LONGEST)}`;
}

type FacetSource = {
  merchantId: string | null;
  storeId: string;
  supplierIds: readonly string[];
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  shippingMethod: string | null;
  tags: readonly string[];
  heldReasons: readonly HoldReason[];
};

/** Every facet of an order, each once. What is not known gives none. */
export function orderFacets(order: FacetSource): string[] {
  const of = (kind: FacetKind, values: readonly (string | null)[]) =>
    values.flatMap((value) => (value?.trim() ? [facetOf(kind, value)] : []));
  return [
    ...new Set([
      ...of("merchant", [order.merchantId]),
      ...of("store", [order.storeId]),
      ...of("supplier", order.supplierIds),
      ...of("payment", [order.financialStatus]),
      ...of("fulfillment", [order.fulfillmentStatus]),
      ...of("shipping", [order.shippingMethod]),
      ...of("tag", order.tags),
      ...of("held", order.heldReasons),
    ]),
  ];
}
