import type { IncomingMessage, ServerResponse } from "node:http";
import { type Fault, isFaultKind } from "../faults/faults";
import { setStock } from "../orders/stock";
import { DEFAULT_SETTINGS, parseSettings, type Settings } from "../state/settings";
import { namesOf } from "../state/shop-names";
import { idOf } from "../values/gid";
import { BadRequest, readJson, sendJson } from "../web/http";
import type { World } from "../world/world";
import { buy } from "./buy";
import { changeOrder, orderOf } from "./change-order";
import { changeScopes } from "./change-scopes";
import { unsubscribe, withhold } from "./change-shop";
import { changeVariant } from "./change-variant";
import { flag, type Input, number, optionalText, text } from "./input";
import { orderView } from "./order-view";
import { pushAsOtherApp } from "./push-as-other-app";
import { renameShop } from "./rename-shop";
import {
  grantToken,
  installLink,
  productSummary,
  putApp,
  putShop,
  revokeToken,
  shopOf,
  shopSummary,
  uninstall,
} from "./shops";

interface Request {
  input: Input;
  params: string[];
  query: URLSearchParams;
}

type Route = (world: World, request: Request) => unknown;

function addFault(world: World, { input }: Request): Fault {
  const { kind } = input;
  if (!isFaultKind(kind)) throw new BadRequest(`There is no fault "${String(kind)}".`);
  const probability = number(input, "probability", 1);
  if (probability < 0 || probability > 1) throw new BadRequest('"probability" must be between 0 and 1.');
  // A fault with a probability and without a number of hits is unlimited. All others hit once by default.
  const unlimited = input.times === null || (input.times === undefined && input.probability !== undefined);
  const times = unlimited ? null : number(input, "times", 1);
  if (times !== null && times < 1)
    throw new BadRequest('"times" must be 1 or more, or null for unlimited hits.');
  return world.faults.add({
    kind,
    times,
    after: number(input, "after", 0),
    probability,
    shop: keyOf(world, optionalText(input, "shop")),
    operation: optionalText(input, "operation"),
    topic: optionalText(input, "topic"),
    ms: input.ms === undefined ? null : number(input, "ms", 0),
    status: input.status === undefined ? null : number(input, "status", 503),
    retryAfter: optionalText(input, "retryAfter"),
    beforeCommit: flag(input, "beforeCommit", false),
    count: input.count === undefined ? null : number(input, "count", 500),
  });
}

/** `POST /shops/{shop}/stock {sku, available, locationId?}` */
function putStock(world: World, { input, params: [domain = ""] }: Request): void {
  const shop = shopOf(world, domain);
  const sku = text(input, "sku");
  const locationId = optionalText(input, "locationId");
  const location = locationId && (idOf(locationId, "Location") ?? locationId);
  const variants = world.store.products(shop.domain).flatMap((product) => product.variants);
  const variant = variants.find((candidate) => candidate.sku === sku);
  world.dispatcher.beginEvent();
  const done = world.history.causedBy({ by: "merchant" }, () =>
    variant ? setStock(world, shop.domain, variant.id, location, number(input, "available", 0)) : false,
  );
  if (!done) throw new BadRequest(`${shop.domain} tracks no stock of ${sku} at this location.`, 404);
}

/** The key of the shop that a query names by any of its domains. */
function keyOf(world: World, named: string | null): string | null {
  return named && (world.store.shopNamed(named)?.domain ?? named);
}

function requestLog(world: World, { query }: Request) {
  const shop = keyOf(world, query.get("shop"));
  const operation = query.get("operation");
  return world.store
    .all("request")
    .filter((record) => (!shop || record.shop === shop) && (!operation || record.roots.includes(operation)));
}

function history(world: World, { query }: Request) {
  const shop = keyOf(world, query.get("shop"));
  const kind = query.get("kind");
  const order = query.get("order");
  return world.store
    .all("effect")
    .filter(
      (effect) =>
        (!shop || effect.shop === shop) &&
        (!kind || effect.kind === kind) &&
        (!order || effect.orderId === (idOf(order, "Order") ?? order)),
    );
}

function deliveryLog(world: World, { query }: Request) {
  const named = query.get("shop");
  const known = named && world.store.shopNamed(named);
  const names = known ? namesOf(known) : [named];
  const topic = query.get("topic")?.toUpperCase().replaceAll("/", "_");
  const withBody = query.get("body") === "1";
  return world.store
    .all("delivery")
    .filter((delivery) => (!named || names.includes(delivery.shop)) && (!topic || delivery.topic === topic))
    .map(({ body, ...delivery }) => {
      const state = world.store.get("deliveryState", delivery.webhookId);
      return { ...delivery, ...state, ...(withBody ? { body } : {}) };
    });
}

function shopState(world: World, { params: [domain = ""] }: Request) {
  const shop = shopOf(world, domain);
  return {
    shop: shopSummary(shop),
    products: world.store.products(shop.domain).map(productSummary),
    orders: world.store.orders(shop.domain).map((order) => orderView(world, order)),
    subscriptions: world.store.all("subscription").filter((entry) => entry.shop === shop.domain),
    definitions: world.store.all("definition").filter((entry) => entry.shop === shop.domain),
    customers: world.store.all("customer").filter((entry) => entry.shop === shop.domain),
  };
}

function changeSettings(world: World, { input }: Request): Settings {
  let changes: Partial<Settings>;
  try {
    changes = parseSettings(input);
  } catch (error) {
    throw new BadRequest(error instanceof Error ? error.message : String(error));
  }
  const settings = { ...DEFAULT_SETTINGS, ...world.settings(), ...changes };
  world.store.put("settings", "settings", settings);
  return settings;
}

/** Sets the next id. Tests use it for ids above 2^53. */
function setNextId(world: World, { input }: Request) {
  const next = text(input, "nextId");
  if (!/^[1-9]\d{0,18}$/.test(next)) throw new BadRequest('"nextId" must be a positive integer as text.');
  world.store.put("counter", "id", { value: next });
  return { nextId: next };
}

const ROUTES: [method: string, pattern: RegExp, route: Route][] = [
  ["POST", /^\/apps$/, (world, { input }) => putApp(world, input)],
  ["POST", /^\/shops$/, (world, { input }) => putShop(world, input)],
  ["GET", /^\/shops$/, (world) => world.store.all("shop").map(shopSummary)],
  ["GET", /^\/shops\/([^/]+)$/, shopState],
  ["POST", /^\/tokens$/, (world, { input }) => grantToken(world, input)],
  ["DELETE", /^\/tokens$/, (world, { input }) => revokeToken(world, input)],
  [
    "POST",
    /^\/shops\/([^/]+)\/install-link$/,
    (world, { input, params: [domain = ""] }) => installLink(world, shopOf(world, domain), input),
  ],
  [
    "POST",
    /^\/shops\/([^/]+)\/uninstall$/,
    (world, { input, params: [domain = ""] }) => uninstall(world, shopOf(world, domain), input),
  ],
  [
    "POST",
    /^\/shops\/([^/]+)\/rename$/,
    (world, { input, params: [domain = ""] }) => renameShop(world, shopOf(world, domain), input),
  ],
  [
    "POST",
    /^\/shops\/([^/]+)\/scopes$/,
    (world, { input, params: [domain = ""] }) => changeScopes(world, shopOf(world, domain), input),
  ],
  [
    "POST",
    /^\/shops\/([^/]+)\/orders$/,
    (world, { input, params: [domain = ""] }) => orderView(world, buy(world, shopOf(world, domain), input)),
  ],
  [
    "POST",
    /^\/shops\/([^/]+)\/pushed-orders$/,
    (world, { input, params: [domain = ""] }) =>
      orderView(world, pushAsOtherApp(world, shopOf(world, domain), input)),
  ],
  [
    "GET",
    /^\/shops\/([^/]+)\/orders\/([^/]+)$/,
    (world, { params: [domain = "", id = ""] }) =>
      orderView(world, orderOf(world, shopOf(world, domain), id)),
  ],
  [
    "POST",
    /^\/shops\/([^/]+)\/orders\/([^/]+)\/(\w+)$/,
    (world, { input, params: [domain = "", id = "", action = ""] }) =>
      orderView(world, changeOrder(world, shopOf(world, domain), id, action, input)),
  ],
  ["POST", /^\/shops\/([^/]+)\/stock$/, putStock],
  [
    "POST",
    /^\/shops\/([^/]+)\/withhold$/,
    (world, { input, params: [domain = ""] }) => withhold(world, shopOf(world, domain), input),
  ],
  [
    "POST",
    /^\/shops\/([^/]+)\/unsubscribe$/,
    (world, { input, params: [domain = ""] }) => unsubscribe(world, shopOf(world, domain), input),
  ],
  [
    "POST",
    /^\/shops\/([^/]+)\/variants$/,
    (world, { input, params: [domain = ""] }) => changeVariant(world, domain, input),
  ],
  ["POST", /^\/faults$/, addFault],
  ["GET", /^\/faults$/, (world) => world.faults.all()],
  ["DELETE", /^\/faults$/, (world) => world.faults.clear()],
  ["GET", /^\/fault-hits$/, (world) => world.faults.hits()],
  ["GET", /^\/log$/, requestLog],
  ["GET", /^\/history$/, history],
  ["GET", /^\/deliveries$/, deliveryLog],
  [
    "POST",
    /^\/deliveries\/([\w-]+)\/resend$/,
    (world, { params: [id = ""] }) => {
      if (!world.store.get("delivery", id)) throw new BadRequest(`There is no delivery ${id}.`, 404);
      world.dispatcher.redeliver(id);
    },
  ],
  ["GET", /^\/settings$/, (world) => world.settings()],
  ["POST", /^\/settings$/, changeSettings],
  ["POST", /^\/ids$/, setNextId],
  ["POST", /^\/reset$/, (world) => world.reset()],
];

/**
 * Answers all requests under `/_control`.
 * @throws BadRequest for unknown routes and invalid input
 */
export async function controlEndpoint(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const path = url.pathname.slice("/_control".length);
  const method = request.method ?? "GET";
  const matching = ROUTES.filter(([, pattern]) => pattern.test(path));
  const found = matching.find(([verb]) => verb === method);
  if (!found) {
    const status = matching.length > 0 ? 405 : 404;
    throw new BadRequest(`The control API has no ${method} ${path}.`, status);
  }
  const [, pattern, route] = found;
  const params = (pattern.exec(path) ?? []).slice(1).map(decodeURIComponent);
  const input = method === "GET" ? {} : await readJson(request);
  const answer = route(world, { input, params, query: url.searchParams });
  world.store.commit();
  sendJson(response, 200, answer ?? { ok: true });
}
