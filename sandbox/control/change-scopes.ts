import type { Shop } from "../state/shop-types";
import { BadRequest } from "../web/http";
import { announceScopes } from "../webhooks/announce-app";
import type { World } from "../world/world";
import { type Input, text, texts } from "./input";

/**
 * `POST /shops/{shop}/scopes {clientId, scopes}`: the access scopes of an installed app change, for all of its tokens, and
 * `app/scopes_update` reports it to this app alone.
 */
export function changeScopes(world: World, shop: Shop, input: Input): { scopes: string[] } {
  const clientId = text(input, "clientId");
  const scopes = texts(input, "scopes");
  if (!scopes) throw new BadRequest('"scopes" must be a list of texts.');
  const mine = (row: { shop: string; clientId: string }) =>
    row.shop === shop.domain && row.clientId === clientId;
  const tokens = world.store.all("token").filter(mine);
  const previous = tokens.at(-1)?.scopes;
  if (!previous) throw new BadRequest(`${clientId} is not installed on ${shop.domain}.`, 404);
  for (const token of tokens) world.store.put("token", token.accessToken, { ...token, scopes });
  for (const refresh of world.store.all("refreshToken").filter(mine)) {
    world.store.put("refreshToken", refresh.refreshToken, { ...refresh, scopes });
  }
  world.dispatcher.beginEvent();
  announceScopes(world, shop, { clientId, previous, current: scopes });
  return { scopes };
}
