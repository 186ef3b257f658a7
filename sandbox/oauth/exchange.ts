import type { App, Exchange, Token } from "../state/app-types";
import type { Shop } from "../state/shop-types";
import type { World } from "../world/world";
import { issuePair, type TokenAnswer } from "./issue-token";

export const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

/** How long an exchange can be repeated with the same permanent token. */
const AGAIN_MS = 7 * 24 * 60 * 60_000;

type Asked = { shop: Shop; app: App; fields: Readonly<Record<string, string>> };

/**
 * Exchanges a permanent token for an expiring one, which ends the permanent token. A repeated exchange answers the same
 * pair with a longer life of its access token, for seven days, until the pair is renewed or another token is issued.
 * Null when the token cannot be exchanged.
 */
export function exchangeToken(world: World, { shop, app, fields }: Asked): TokenAnswer | null {
  const given = fields.subject_token ?? "";
  const offline = fields.subject_token_type === OFFLINE && fields.requested_token_type === OFFLINE;
  if (!offline || fields.expiring !== "1") return null;
  const earlier = world.store.get("exchange", given);
  if (earlier) return isOf(earlier, shop, app) ? repeated(world, earlier) : null;
  const token = world.store.get("token", given);
  if (!token || !isOf(token, shop, app) || token.expiresAt !== null) return null;
  const answer = issuePair(world, { shop, app, scopes: token.scopes }, null);
  world.store.remove("token", given);
  world.store.put("exchange", given, {
    ...{ permanentToken: given, shop: shop.domain, clientId: app.clientId, at: world.now().toISOString() },
    ...{ accessToken: answer.access_token, refreshToken: answer.refresh_token ?? "" },
  });
  return answer;
}

function isOf(row: Pick<Token, "shop" | "clientId">, shop: Shop, app: App): boolean {
  return row.shop === shop.domain && row.clientId === app.clientId;
}

function repeated(world: World, exchange: Exchange): TokenAnswer | null {
  const now = world.now().getTime();
  const token = world.store.get("token", exchange.accessToken);
  const refresh = world.store.get("refreshToken", exchange.refreshToken);
  if (!token || !refresh || new Date(exchange.at).getTime() + AGAIN_MS <= now) return null;
  const { tokenSeconds } = world.settings();
  token.expiresAt = new Date(now + tokenSeconds * 1_000).toISOString();
  world.store.put("token", token.accessToken, token);
  return {
    ...{ access_token: token.accessToken, scope: token.scopes.join(","), expires_in: tokenSeconds },
    refresh_token: refresh.refreshToken,
    refresh_token_expires_in: Math.floor((new Date(refresh.expiresAt).getTime() - now) / 1_000),
  };
}
