import type { Attention } from "@/lib/domain/push/attention";
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
  "attention",
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
  attention: readonly Attention[];
};

/** The values of each kind. */
const values: Record<FacetKind, (order: FacetSource) => readonly (string | null)[]> = {
  merchant: (order) => [order.merchantId],
  store: (order) => [order.storeId],
  supplier: (order) => order.supplierIds,
  payment: (order) => [order.financialStatus],
  fulfillment: (order) => [order.fulfillmentStatus],
  shipping: (order) => [order.shippingMethod],
  tag: (order) => order.tags,
  held: (order) => order.heldReasons,
  attention: (order) => order.attention,
};

/** Every facet of an order, without repetitions. A value that is missing or blank gives none. */
export function orderFacets(order: FacetSource): string[] {
  const facets = facetKinds.flatMap((kind) =>
    values[kind](order).flatMap((value) => (value?.trim() ? [facetOf(kind, value)] : [])),
  );
  return [...new Set(facets)];
}
