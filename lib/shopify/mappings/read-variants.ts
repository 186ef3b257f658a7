import { asObject, asText, required } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import type { ShopAccess, VariantSnapshot } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { readPages } from "@/lib/shopify/client/read-pages";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";
import { mapVariant } from "./map-variant";

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
