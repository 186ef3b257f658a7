import type { IncomingMessage, ServerResponse } from "node:http";
import type { App } from "../state/app-types";
import type { RequestRecord } from "../state/log-types";
import type { Shop } from "../state/shop-types";
import { readBody, sendJson } from "../web/http";
import type { World } from "../world/world";
import { EXCHANGE, exchangeToken } from "./exchange";
import { installation, issuePair, issueToken, type TokenAnswer } from "./issue-token";
import { setScopes } from "./set-scopes";

const DAY_SECONDS = 86_399;

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

/** `POST /{shop}/admin/oauth/access_token`: exchanges a code, a refresh token, a permanent token or client credentials for a token. */
export async function tokenEndpoint(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  domain: string,
): Promise<void> {
  const record = newRecord(world, domain);
  const log = (status: number | null, outcome: string, answered: RequestRecord["answered"]) => {
    Object.assign(record, { status, outcome, answered });
    world.store.put("request", String(record.seq), record);
    world.store.commit();
  };
  try {
    const fields = await fieldsOf(request);
    const shop = world.store.get("shop", domain);
    if (!shop) {
      log(404, "not-found", "whole");
      return sendJson(response, 404, { errors: "Not Found" });
    }
    const app = world.store.get("app", fields.client_id ?? "");
    const secrets = [app?.clientSecret, app?.previousSecret];
    record.clientId = app?.clientId ?? null;
    record.variables = {
      grant_type: fields.grant_type ?? "code",
      refresh_token: fields.refresh_token ?? null,
      subject_token: fields.subject_token ?? null,
    };
    if (!app || !fields.client_secret || !secrets.includes(fields.client_secret)) {
      throw new Refusal("invalid_client", "The client id and the secret do not match.", 401);
    }
    const body = grant(world, shop, app, fields);
    record.committed = true;
    if (world.faults.take("oauth-token-reply-lost", domain, "access_token")) {
      record.faults.push("oauth-token-reply-lost");
      log(null, "fault:oauth-token-reply-lost", "nothing");
      request.socket.destroy();
      return;
    }
    if (body.expires_in !== undefined && world.faults.take("oauth-no-expiry", domain, "access_token")) {
      record.faults.push("oauth-no-expiry");
      delete body.expires_in;
    }
    log(200, "ok", "whole");
    sendJson(response, 200, body, { "Cache-Control": "no-store" });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log(error.status, error.code, "whole");
    sendJson(response, error.status, { error: error.code, error_description: error.message });
  }
}

function newRecord(world: World, domain: string): RequestRecord {
  return {
    ...{ seq: world.nextSequence(), time: world.now().toISOString(), shop: domain, clientId: null },
    ...{ operationName: null, roots: ["access_token"], variables: null, status: null, outcome: "ok" },
    ...{ committed: false, requestedCost: null, actualCost: null, throttled: false, idempotencyKeys: [] },
    ...{ faults: [], effects: [], answered: "nothing", errorCodes: [], userErrors: [], ms: 0 },
  };
}

function grant(world: World, shop: Shop, app: App, fields: Fields): TokenAnswer {
  if (fields.grant_type === "refresh_token") return refresh(world, shop, app, fields.refresh_token ?? "");
  if (fields.grant_type === "client_credentials") return ofOwnShop(world, shop, app);
  if (fields.grant_type === EXCHANGE) return exchange(world, shop, app, fields);
  const code = fields.code ?? "";
  const authorization = world.store.get("authorization", code);
  const fits = authorization?.shop === shop.domain && authorization.clientId === app.clientId;
  if (!authorization || !fits || authorization.expiresAt <= world.now().toISOString()) {
    throw new Refusal("invalid_request", "The authorization code was not found or was already used");
  }
  world.store.remove("authorization", code);
  // Granting again changes the access scopes of the installed app, whichever token it uses.
  setScopes(world, shop, app.clientId, authorization.scopes);
  const install = { shop, app, scopes: authorization.scopes };
  return fields.expiring === "1" ? issuePair(world, install, null) : issueToken(world, install, null);
}

function exchange(world: World, shop: Shop, app: App, fields: Fields): TokenAnswer {
  const answer = exchangeToken(world, { shop, app, fields });
  if (!answer) throw new Refusal("invalid_subject_token", "The subject token cannot be exchanged.");
  return answer;
}

/** A token of one day, for a shop of the app's own organization on which the app is installed. */
function ofOwnShop(world: World, shop: Shop, app: App): TokenAnswer {
  const installed = installation(world, shop, app);
  if (!installed || (app.organization ?? null) !== (shop.organization ?? null)) {
    throw new Refusal("shop_not_permitted", "Client credentials cannot be performed on this shop.");
  }
  return issueToken(world, { shop, app, scopes: installed.scopes }, DAY_SECONDS);
}

/** A used refresh token stays valid until its replacement is used, so an app can repeat a request whose answer was lost. */
function refresh(world: World, shop: Shop, app: App, given: string): TokenAnswer {
  const known = world.store.get("refreshToken", given);
  const fits = known?.shop === shop.domain && known.clientId === app.clientId;
  const refused = world.faults.take("oauth-refresh-refused", shop.domain, "access_token");
  if (refused || !known || !fits || known.expiresAt <= world.now().toISOString()) {
    throw new Refusal("invalid_request", "This request requires an active refresh_token");
  }
  if (known.former) world.store.remove("refreshToken", known.former);
  const scopes = installation(world, shop, app)?.scopes ?? known.scopes;
  return issuePair(world, { shop, app, scopes }, known);
}
