import { setScopes } from "../oauth/set-scopes";
import type { Shop } from "../state/shop-types";
import { BadRequest } from "../web/http";
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
  if (!setScopes(world, shop, clientId, scopes))
    throw new BadRequest(`${clientId} is not installed on ${shop.domain}.`, 404);
  return { scopes };
}
