import type { IncomingMessage, ServerResponse } from "node:http";
import type { OAuthFault } from "../faults/fault-kinds";
import type { App } from "../state/app-types";
import type { Shop } from "../state/shop-types";
import { BadRequest, readBody, send } from "../web/http";
import type { World } from "../world/world";
import { consentPage } from "./consent-page";
import { signedQuery } from "./signed-query";

const CODE_MS = 10 * 60_000;
const SLOW_MS = 61_000;
const STALE_MS = 10 * 60_000;

interface AuthorizationRequest {
  shop: Shop;
  app: App;
  scopes: string[];
  redirect: URL;
  state: string | null;
}

function readRequest(world: World, domain: string, query: URLSearchParams): AuthorizationRequest {
  const shop = world.store.get("shop", domain);
  if (!shop) throw new BadRequest(`There is no shop ${domain}.`, 404);
  const app = world.store.get("app", query.get("client_id") ?? "");
  if (!app) throw new BadRequest("There is no app with this client_id.", 400);
  const redirect = query.get("redirect_uri") ?? "";
  if (!URL.canParse(redirect)) throw new BadRequest("The redirect_uri is missing or not a URL.", 400);
  const scopes = (query.get("scope") ?? "").split(",").map((scope) => scope.trim());
  return {
    shop,
    app,
    scopes: scopes.filter(Boolean),
    redirect: new URL(redirect),
    state: query.get("state"),
  };
}

/** `/{shop}/admin/oauth/authorize`: `GET` shows the consent page, `POST` carries out the decision of the merchant. */
export async function authorizeEndpoint(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  domain: string,
): Promise<void> {
  const asked = readRequest(world, domain, url.searchParams);
  if (request.method !== "POST") {
    const text = consentPage(asked.shop, asked.app, asked.scopes, url.searchParams.toString());
    return send(response, 200, "text/html; charset=utf-8", text, {
      // form-action also applies to redirects after a submission, so it must allow the app's origin.
      "Content-Security-Policy": `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${asked.redirect.origin}`,
      "Cache-Control": "no-store",
    });
  }
  const form = new URLSearchParams(await readBody(request));
  const due = (kind: OAuthFault) => world.faults.take(kind, domain, "authorize");
  const slow = due("oauth-slow-merchant");
  if (slow) await new Promise<void>((resolve) => world.later(slow.ms ?? SLOW_MS, resolve));
  const refused = form.get("decision") !== "install" || due("oauth-cancelled") !== null;
  const target = refused ? cancelled(asked) : granted(world, asked, due);
  world.store.commit();
  send(response, 302, "text/plain; charset=utf-8", "", { Location: target.href });
}

function cancelled({ redirect, state }: AuthorizationRequest): URL {
  const target = new URL(redirect);
  target.searchParams.set("error", "access_denied");
  target.searchParams.set("error_description", "The merchant cancelled the installation.");
  if (state !== null) target.searchParams.set("state", state);
  return target;
}

function granted(world: World, asked: AuthorizationRequest, due: (kind: OAuthFault) => unknown): URL {
  const { shop, app, redirect } = asked;
  const scopes = due("oauth-fewer-scopes") ? asked.scopes.slice(0, -1) : asked.scopes;
  const code = world.random.hex(16);
  const expiresAt = new Date(world.now().getTime() + CODE_MS).toISOString();
  world.store.put("authorization", code, {
    code,
    shop: shop.domain,
    clientId: app.clientId,
    scopes,
    expiresAt,
  });
  const state = due("oauth-wrong-state") ? world.random.hex(8) : asked.state;
  const at = new Date(world.now().getTime() - (due("oauth-stale-timestamp") ? STALE_MS : 0));
  const query = signedQuery(app, shop, at, { code, ...(state === null ? {} : { state }) });
  if (due("oauth-wrong-hmac")) query.hmac = world.random.hex(32);
  const target = new URL(redirect);
  for (const [key, value] of Object.entries(query)) target.searchParams.set(key, value);
  return target;
}
