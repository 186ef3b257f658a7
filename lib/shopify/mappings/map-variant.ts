import { parseMoney } from "@/lib/domain/values/money";
import { type AnswerObject, asObject, asText, required } from "@/lib/shopify/client/answer-values";
import type { VariantSnapshot } from "@/lib/shopify/client/gateway";

/** Shopify's title of the only variant of a product without options. */
const NO_OPTIONS = "Default Title";

/** Maps a `productVariant` of an answer. The price is in minor units of the shop's currency. */
export function mapVariant(variant: AnswerObject, currency: string): VariantSnapshot {
  const product = asText(asObject(variant.product)?.title) ?? "";
  const option = asText(variant.title);
  return {
    shopifyGid: required(asText(variant.id), "productVariants.id"),
    title: option === null || option === NO_OPTIONS ? product : `${product} / ${option}`,
    sku: asText(variant.sku),
    price: required(parseMoney(asText(variant.price) ?? "", currency), "productVariants.price"),
    currency,
    requiresShipping: asObject(variant.inventoryItem)?.requiresShipping !== false,
    taxable: variant.taxable !== false,
  };
}
