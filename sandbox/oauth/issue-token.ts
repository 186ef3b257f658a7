import type { App, RefreshToken, Token } from "../state/app-types";
import type { Shop } from "../state/shop-types";
import type { World } from "../world/world";

type Install = { shop: Shop; app: App; scopes: string[] };

/** The answer of the token endpoint. */
export type TokenAnswer = {
  access_token: string;
  scope: string;
  expires_in?: number;
  refresh_token?: string;
  refresh_token_expires_in?: number;
};

/** Any token of the app on the shop, which shows that the app is installed. */
export function installation(world: World, shop: Shop, app: App): Token | undefined {
  return world.store
    .all("token")
    .find((token) => token.shop === shop.domain && token.clientId === app.clientId);
}

/** Issues an access token that lasts `seconds`, or that is permanent. An earlier exchange can no longer be repeated. */
export function issueToken(
  world: World,
  { shop, app, scopes }: Install,
  seconds: number | null,
): TokenAnswer {
  for (const exchange of world.store.all("exchange")) {
    if (exchange.shop === shop.domain && exchange.clientId === app.clientId)
      world.store.remove("exchange", exchange.permanentToken);
  }
  const token: Token = {
    accessToken: `shpat_${world.random.hex(16)}`,
    shop: shop.domain,
    clientId: app.clientId,
    scopes,
    installationId: installation(world, shop, app)?.installationId ?? world.store.nextId(),
    expiresAt: seconds === null ? null : after(world, seconds),
  };
  world.store.put("token", token.accessToken, token);
  return {
    access_token: token.accessToken,
    scope: scopes.join(","),
    ...(seconds === null ? {} : { expires_in: seconds }),
  };
}

/** Issues an expiring access token with its refresh token, which replaces `former`. */
export function issuePair(world: World, install: Install, former: RefreshToken | null): TokenAnswer {
  const { tokenSeconds, refreshSeconds, formerToken } = world.settings();
  const answer = issueToken(world, install, tokenSeconds);
  if (former && formerToken === "ends") world.store.remove("token", former.accessToken ?? "");
  const fresh: RefreshToken = {
    refreshToken: `shprt_${world.random.hex(16)}`,
    accessToken: answer.access_token,
    shop: install.shop.domain,
    clientId: install.app.clientId,
    scopes: install.scopes,
    expiresAt: after(world, refreshSeconds),
    former: former?.refreshToken ?? null,
  };
  world.store.put("refreshToken", fresh.refreshToken, fresh);
  return { ...answer, refresh_token: fresh.refreshToken, refresh_token_expires_in: refreshSeconds };
}

function after(world: World, seconds: number): string {
  return new Date(world.now().getTime() + seconds * 1_000).toISOString();
}
