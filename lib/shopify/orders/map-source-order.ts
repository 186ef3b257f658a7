import {
  type AnswerObject,
  asAttributes,
  asCount,
  asInstant,
  asObject,
  asText,
  required,
} from "@/lib/shopify/client/answer-values";
import type { SourceOrderSnapshot } from "@/lib/shopify/client/gateway";

/** The line property that stores a leg line's id in the source order. */
const LINE_PROPERTY = "_crossdock_line";

/**
 * Maps an order of a source store with all its lines. Live units are still part of the order; shipped units are in
 * its fulfillments. Both are source units.
 *
 * @param shipped units in fulfillments by line GID, when the lines alone do not determine them; otherwise null
 * @throws ShopifyFailure `unreadable_answer` when id, name or date is missing
 */
export function mapSourceOrder(
  order: AnswerObject,
  lines: AnswerObject[],
  shipped: ReadonlyMap<string, number> | null = null,
): SourceOrderSnapshot {
  return {
    shopifyGid: required(asText(order.id), "id"),
    name: required(asText(order.name), "name"),
    createdAt: required(asInstant(order.createdAt), "createdAt"),
    cancelledAt: asInstant(order.cancelledAt),
    financialStatus: asText(order.displayFinancialStatus),
    fulfillmentStatus: asText(order.displayFulfillmentStatus),
    lines: lines.map((line) => {
      const shopifyGid = required(asText(line.id), "lineItems.id");
      return {
        shopifyGid,
        legLineId:
          asAttributes(line.customAttributes).find((item) => item.key === LINE_PROPERTY)?.value ?? null,
        variantGid: asText(asObject(line.variant)?.id),
        liveUnits: asCount(line.currentQuantity),
        shippedUnits: shipped
          ? (shipped.get(shopifyGid) ?? 0)
          : Math.max(0, asCount(line.quantity) - asCount(line.unfulfilledQuantity)),
      };
    }),
  };
}

/**
 * Whether units were removed from the order. A unit that is not unfulfilled may then be shipped, removed, or shipped
 * and refunded.
 */
export function shippedIsUnclear(lines: readonly AnswerObject[]): boolean {
  return lines.some((line) => asCount(line.currentQuantity) < asCount(line.quantity));
}
