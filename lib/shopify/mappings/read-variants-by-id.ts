import { asObject, asObjects, asText, required } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import type { ShopAccess, Slot, VariantSnapshot } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";
import { mapVariant } from "./map-variant";

/** The most ids of one call; Shopify takes 250. */
const BATCH = 100;

/** Reads variants by their ids; most legs need one call. Variants that the shop no longer has are left out. */
export async function readVariantsById(
  call: CallAdmin,
  access: ShopAccess,
  ids: readonly string[],
  slot: Slot | null = null,
): Promise<VariantSnapshot[]> {
  const variants: VariantSnapshot[] = [];
  for (let start = 0; start < ids.length; start += BATCH) {
    const answer = await call(access, {
      operation: operations.readVariantsById,
      variables: { ids: ids.slice(start, start + BATCH) },
      slot: start === 0 ? slot : null,
    });
    refuseErrors(answer);
    const currency = required(asText(asObject(answer.data.shop)?.currencyCode), "shop.currencyCode");
    required(Array.isArray(answer.data.nodes) ? answer.data.nodes : null, "nodes");
    variants.push(...asObjects(answer.data.nodes).map((variant) => mapVariant(variant, currency)));
  }
  return variants;
}
