import type { Shop } from "../state/shop-types";
import { announceScopes } from "../webhooks/announce-app";
import type { World } from "../world/world";

/**
 * Gives all tokens of an installed app other access scopes, and reports it to this app alone. The same scopes change
 * nothing.
 *
 * @returns whether the app is installed
 */
export function setScopes(world: World, shop: Shop, clientId: string, scopes: string[]): boolean {
  const mine = (row: { shop: string; clientId: string }) =>
    row.shop === shop.domain && row.clientId === clientId;
  const tokens = world.store.all("token").filter(mine);
  const previous = tokens.at(-1)?.scopes;
  if (!previous) return false;
  if (sorted(previous) === sorted(scopes)) return true;
  for (const token of tokens) world.store.put("token", token.accessToken, { ...token, scopes });
  for (const refresh of world.store.all("refreshToken").filter(mine)) {
    world.store.put("refreshToken", refresh.refreshToken, { ...refresh, scopes });
  }
  world.dispatcher.beginEvent();
  announceScopes(world, shop, { clientId, previous, current: scopes });
  return true;
}

function sorted(scopes: readonly string[]): string {
  return [...new Set(scopes)].sort().join(",");
}
