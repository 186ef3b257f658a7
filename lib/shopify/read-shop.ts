import { asObject, asObjects, asText, required } from "./answer-values";
import type { CallAdmin } from "./call-admin";
import type { ShopAccess, ShopFacts } from "./gateway";
import { operations } from "./operations";
import { refuseErrors } from "./refuse-errors";

/** Reads the shop's own facts and the scopes that were really granted. */
export async function readShop(call: CallAdmin, access: ShopAccess): Promise<ShopFacts> {
  const answer = await call(access, { operation: operations.readShop });
  refuseErrors(answer);
  const shop = asObject(answer.data.shop);
  return {
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
