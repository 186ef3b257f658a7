import { asObject, asObjects, asText, required } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import type { ShopAccess, ShopFacts } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";

/** Reads the shop's facts and the scopes that were really granted. */
export async function readShop(call: CallAdmin, access: ShopAccess): Promise<ShopFacts> {
  const answer = await call(access, { operation: operations.readShop });
  refuseErrors(answer);
  const shop = asObject(answer.data.shop);
  return {
    shopGid: required(asText(shop?.id), "shop.id"),
    name: required(asText(shop?.name), "shop.name"),
    shopDomain: required(asText(shop?.myshopifyDomain), "shop.myshopifyDomain").toLowerCase(),
    currency: required(asText(shop?.currencyCode), "shop.currencyCode"),
    timeZone: asText(shop?.ianaTimezone) ?? "UTC",
    plan: asText(asObject(shop?.plan)?.publicDisplayName) ?? "unknown",
    scopes: asObjects(asObject(answer.data.currentAppInstallation)?.accessScopes).flatMap(
      (scope) => asText(scope.handle) ?? [],
    ),
  };
}
