import { rawId } from "../delivery/json";
import { domainOf } from "../state/shop-names";
import type { Shop } from "../state/shop-types";
import { payloadTime } from "../values/time-format";
import type { World } from "../world/world";

function shopPayload(shop: Shop) {
  return {
    id: rawId(shop.id),
    name: shop.name,
    domain: domainOf(shop),
    myshopify_domain: domainOf(shop),
    currency: shop.currency,
    iana_timezone: shop.timezone,
    created_at: payloadTime(shop.createdAt, shop.timezone),
    plan_display_name: shop.plan,
  };
}

/** `shop/update` contains the shop. Every app of the shop gets it. */
export function announceShop(world: World, shop: Shop): void {
  const updatedAt = payloadTime(world.now().toISOString(), shop.timezone);
  world.dispatcher.emit(shop.domain, "SHOP_UPDATE", `gid://shopify/Shop/${shop.id}`, () => ({
    ...shopPayload(shop),
    updated_at: updatedAt,
  }));
}

/** `app/uninstalled` contains the shop. Only the app that was removed gets it. */
export function announceUninstall(world: World, shop: Shop, clientId: string): void {
  world.dispatcher.emit(
    shop.domain,
    "APP_UNINSTALLED",
    `gid://shopify/Shop/${shop.id}`,
    () => shopPayload(shop),
    { clientId },
  );
}

/** `app/scopes_update` contains the old and the new access scopes. Only the app that they belong to gets it. */
export function announceScopes(
  world: World,
  shop: Shop,
  { clientId, previous, current }: { clientId: string; previous: string[]; current: string[] },
): void {
  const app = world.store.get("app", clientId);
  const gid = `gid://shopify/Shop/${shop.id}`;
  world.dispatcher.emit(
    shop.domain,
    "APP_SCOPES_UPDATE",
    gid,
    () => ({
      id: rawId(app?.id ?? "0"),
      shop_id: gid,
      previous,
      current,
      updated_at: world.now().toISOString(),
    }),
    { clientId },
  );
}
