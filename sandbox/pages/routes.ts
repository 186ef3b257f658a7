import type { IncomingMessage, ServerResponse } from "node:http";
import { buy } from "../control/buy";
import { changeOrder, orderOf } from "../control/change-order";
import { shopOf } from "../control/shops";
import { html, page } from "../web/html";
import { BadRequest, readBody, send } from "../web/http";
import type { World } from "../world/world";
import { newOrderPage } from "./new-order";
import { orderPage } from "./order-page";
import { changeFromForm, purchaseFromForm } from "./read-form";
import { ordersPage, shopsPage } from "./shop-pages";

const ORDER = /^\/([^/]+)\/admin\/orders\/(\d+)(?:\/(\w+))?$/;

interface Exchange {
  world: World;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}

function show({ response }: Exchange, text: string, status = 200): void {
  send(response, status, "text/html; charset=utf-8", text, {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "Cache-Control": "no-store",
  });
}

function goTo({ response }: Exchange, path: string): void {
  send(response, 303, "text/plain; charset=utf-8", "", { Location: path });
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readBody(request));
}

async function newOrder(exchange: Exchange, domain: string): Promise<void> {
  const { world, request } = exchange;
  const shop = shopOf(world, domain);
  if (request.method !== "POST") return show(exchange, newOrderPage(world, shop, null, null));
  const form = await formOf(request);
  if (form.get("action") === "more") return show(exchange, newOrderPage(world, shop, form, null));
  try {
    const order = buy(world, shop, purchaseFromForm(form));
    world.store.commit();
    return goTo(exchange, `/${shop.domain}/admin/orders/${order.id}`);
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    return show(exchange, newOrderPage(world, shop, form, error.message), 400);
  }
}

async function oneOrder(
  exchange: Exchange,
  domain: string,
  id: string,
  action: string | null,
): Promise<void> {
  const { world, request } = exchange;
  const shop = shopOf(world, domain);
  const order = orderOf(world, shop, id);
  if (action === null) return show(exchange, orderPage(world, shop, order, null));
  if (request.method !== "POST") throw new BadRequest("Forms must be sent with POST.", 405);
  const form = await formOf(request);
  try {
    changeOrder(world, shop, id, action, changeFromForm(action, form, order));
    world.store.commit();
    return goTo(exchange, `/${shop.domain}/admin/orders/${order.id}`);
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    return show(exchange, orderPage(world, shop, order, error.message), error.status);
  }
}

async function route(exchange: Exchange): Promise<void> {
  const { world, url } = exchange;
  if (url.pathname === "/") return show(exchange, shopsPage(world));
  const list = /^\/([^/]+)\/admin\/?(?:orders\/?)?$/.exec(url.pathname)?.[1];
  if (list) return show(exchange, ordersPage(world, shopOf(world, list), url.searchParams));
  const fresh = /^\/([^/]+)\/admin\/orders\/new$/.exec(url.pathname)?.[1];
  if (fresh) return newOrder(exchange, fresh);
  const [, domain, id, action] = ORDER.exec(url.pathname) ?? [];
  if (domain && id) return oneOrder(exchange, domain, id, action ?? null);
  throw new BadRequest(`There is no page ${url.pathname}.`, 404);
}

/** The admin pages of the shops: HTML with forms, without scripts. */
export async function pageEndpoint(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const exchange: Exchange = { world, request, response, url };
  try {
    await route(exchange);
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    show(
      exchange,
      page("Not possible", html`<section role="alert">${error.message}</section>`),
      error.status,
    );
  }
}
