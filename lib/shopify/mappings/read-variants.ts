import { parseMoney } from "@/lib/domain/values/money";
import { type AnswerObject, asObject, asText, required } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import type { ShopAccess, VariantSnapshot } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { readPages } from "@/lib/shopify/client/read-pages";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";

/** Shopify's title of the only variant of a product without options. */
const NO_OPTIONS = "Default Title";

/**
 * Reads the variants that match a search, or all variants of the shop. Prices are in minor units of the shop's
 * currency.
 */
export async function readVariants(
  call: CallAdmin,
  access: ShopAccess,
  query: string | null,
): Promise<VariantSnapshot[]> {
  const readPage = async (after: string | null) => {
    const answer = await call(access, { operation: operations.readVariants, variables: { query, after } });
    refuseErrors(answer);
    return answer.data;
  };
  const first = await readPage(null);
  const currency = required(asText(asObject(first.shop)?.currencyCode), "shop.currencyCode");
  const variants = await readPages(
    first.productVariants,
    async (after) => (await readPage(after)).productVariants,
  );
  return variants.map((variant) => mapVariant(variant, currency));
}

function mapVariant(variant: AnswerObject, currency: string): VariantSnapshot {
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
