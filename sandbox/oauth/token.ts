import type { IncomingMessage, ServerResponse } from "node:http";
import type { App, RefreshToken, Token } from "../state/app-types";
import type { Shop } from "../state/shop-types";
import { readBody, sendJson } from "../web/http";
import type { World } from "../world/world";

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_399;
const REFRESH_SECONDS = 90 * 86_400;

type Fields = Record<string, string>;

/** A refusal by the token endpoint. The real messages are unknown. */
class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

async function fieldsOf(request: IncomingMessage): Promise<Fields> {
  const text = await readBody(request);
  try {
    const value: unknown = text.startsWith("{")
      ? JSON.parse(text)
      : Object.fromEntries(new URLSearchParams(text));
    return Object.fromEntries(
      Object.entries(value as Record<string, unknown>).map(([key, entry]) => [key, String(entry)]),
    );
  } catch {
    throw new Refusal("invalid_request", "The body is neither JSON nor a form.");
  }
}

/** `POST /{shop}/admin/oauth/access_token`: exchanges a code, a refresh token or client credentials for a token. */
export async function tokenEndpoint(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  domain: string,
): Promise<void> {
  try {
    const fields = await fieldsOf(request);
    const shop = world.store.get("shop", domain);
    if (!shop) return sendJson(response, 404, { errors: "Not Found" });
    const app = world.store.get("app", fields.client_id ?? "");
    const secrets = [app?.clientSecret, app?.previousSecret];
    if (!app || !fields.client_secret || !secrets.includes(fields.client_secret)) {
      throw new Refusal("invalid_client", "The client id and the secret do not match.", 401);
    }
    const body = grant(world, shop, app, fields);
    world.store.commit();
    if (world.faults.take("oauth-token-reply-lost", domain, "access_token")) {
      request.socket.destroy();
      return;
    }
    if ("expires_in" in body && world.faults.take("oauth-no-expiry", domain, "access_token")) {
      delete body.expires_in;
    }
    sendJson(response, 200, body, { "Cache-Control": "no-store" });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    sendJson(response, error.status, { error: error.code, error_description: error.message });
  }
}

function grant(world: World, shop: Shop, app: App, fields: Fields): Record<string, unknown> {
  if (fields.grant_type === "refresh_token") return refresh(world, shop, app, fields.refresh_token ?? "");
  if (fields.grant_type === "client_credentials") {
    const installed = installation(world, shop, app);
    if (!installed) throw new Refusal("shop_not_permitted", "The app is not installed on this shop.");
    return answer(issue(world, shop, app, installed.scopes, DAY_SECONDS), DAY_SECONDS);
  }
  const code = fields.code ?? "";
  const authorization = world.store.get("authorization", code);
  const fits = authorization?.shop === shop.domain && authorization.clientId === app.clientId;
  if (!authorization || !fits || authorization.expiresAt <= world.now().toISOString()) {
    throw new Refusal("invalid_request", "The authorization code was not found or was already used");
  }
  world.store.remove("authorization", code);
  if (fields.expiring !== "1") return answer(issue(world, shop, app, authorization.scopes, null), null);
  return pair(world, shop, app, authorization.scopes, null);
}

function installation(world: World, shop: Shop, app: App): Token | undefined {
  return world.store
    .all("token")
    .find((token) => token.shop === shop.domain && token.clientId === app.clientId);
}

function issue(world: World, shop: Shop, app: App, scopes: string[], seconds: number | null): Token {
  const token: Token = {
    accessToken: `shpat_${world.random.hex(16)}`,
    shop: shop.domain,
    clientId: app.clientId,
    scopes,
    installationId: installation(world, shop, app)?.installationId ?? world.store.nextId(),
    expiresAt: seconds === null ? null : new Date(world.now().getTime() + seconds * 1_000).toISOString(),
  };
  world.store.put("token", token.accessToken, token);
  return token;
}

function answer(token: Token, seconds: number | null): Record<string, unknown> {
  return {
    access_token: token.accessToken,
    scope: token.scopes.join(","),
    ...(seconds === null ? {} : { expires_in: seconds }),
  };
}

/** An expiring token and its refresh token. */
function pair(world: World, shop: Shop, app: App, scopes: string[], former: string | null) {
  const token = issue(world, shop, app, scopes, HOUR_SECONDS);
  const fresh: RefreshToken = {
    refreshToken: `shprt_${world.random.hex(16)}`,
    shop: shop.domain,
    clientId: app.clientId,
    scopes,
    expiresAt: new Date(world.now().getTime() + REFRESH_SECONDS * 1_000).toISOString(),
    former,
  };
  world.store.put("refreshToken", fresh.refreshToken, fresh);
  return {
    ...answer(token, HOUR_SECONDS),
    refresh_token: fresh.refreshToken,
    refresh_token_expires_in: REFRESH_SECONDS,
  };
}

/** A used refresh token stays valid until its replacement is used, so an app can repeat a request whose answer was lost. */
function refresh(world: World, shop: Shop, app: App, given: string) {
  const known = world.store.get("refreshToken", given);
  const fits = known?.shop === shop.domain && known.clientId === app.clientId;
  if (!known || !fits || known.expiresAt <= world.now().toISOString()) {
    throw new Refusal("invalid_request", "This request requires an active refresh_token");
  }
  if (known.former) world.store.remove("refreshToken", known.former);
  const scopes = installation(world, shop, app)?.scopes ?? known.scopes;
  return pair(world, shop, app, scopes, given);
}
