import { afterAll, afterEach, beforeAll } from "vitest";
import { type Sandbox, startSandbox } from "@/sandbox/server";
import { type SandboxControl, sandboxControl } from "@/testing/sandbox/sandbox-control";
import type { Answer } from "./answers";
import type { OrderView, ShopState, VariantView } from "./views";

export const SHOP = "supplier.myshopify.com";
export const CLIENT = {
  clientId: "client-1",
  clientSecret: "secret-1",
  handle: "crossdock",
  name: "Crossdock",
};
export const SCOPES = [
  "write_orders",
  "read_customers",
  "read_products",
  "read_inventory",
  "read_locations",
  "read_fulfillments",
  "read_returns",
  "write_merchant_managed_fulfillment_orders",
];

const PRODUCTS = [
  {
    title: "Mug",
    vendor: "Kiln",
    variants: [
      { title: "Blue", sku: "MUG-BLUE", price: "12.50", inventory: 5 },
      { title: "Red", sku: "MUG-RED", price: "13.00", inventory: 0, policy: "CONTINUE" },
    ],
  },
  { title: "Poster", variants: [{ sku: "POSTER", price: "8.00", inventory: 100 }] },
];

/** A sandbox with one shop, one app and a token. */
export interface Bench {
  sandbox: Sandbox;
  control: SandboxControl;
  token: string;
  variants: VariantView[];
  /** Sends a raw call. */
  raw(body: unknown, token?: string, shop?: string): Promise<Response>;
  graphql<Data>(query: string, variables?: Record<string, unknown>, token?: string): Promise<Answer<Data>>;
  /** A further token of the app on the shop. */
  grant(scopes: string[], shop?: string): Promise<string>;
  /** Variant id of a SKU. */
  variant(sku: string): string;
  state(): Promise<ShopState>;
  stock(sku: string): Promise<{ available: number; onHand: number }[]>;
  /** Adds a fault to the shop. */
  fault(kind: string, parts?: Record<string, unknown>): Promise<unknown>;
  /** Hits per kind of fault. */
  hits(): Promise<Record<string, number>>;
  /** The order with this GID. */
  order(gid: string): Promise<OrderView>;
  /** Changes the order with this GID as its merchant would. */
  act(gid: string, action: string, input?: object): Promise<OrderView>;
}

/** Sends one GraphQL call. */
export function callGraphql(
  url: string,
  token: string,
  body: unknown,
  shop = SHOP,
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(`${url}/${shop}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: { "X-Shopify-Access-Token": token, "Content-Type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

/** Creates the app and the shop with its products, and installs the app. */
export async function fillSandbox(control: SandboxControl, shop: Record<string, unknown> = {}) {
  await control.post("/apps", CLIENT);
  const { products } = await control.post<{ products: { variants: VariantView[] }[] }>("/shops", {
    domain: SHOP,
    name: "Supplier",
    currency: "EUR",
    products: PRODUCTS,
    ...shop,
  });
  const token = await grantToken(control, SCOPES);
  return { token, variants: products.flatMap(({ variants }) => variants) };
}

async function grantToken(control: SandboxControl, scopes: string[], shop = SHOP): Promise<string> {
  const granted = await control.post<{ accessToken: string }>("/tokens", {
    shop,
    clientId: CLIENT.clientId,
    scopes,
  });
  return granted.accessToken;
}

/** The number at the end of a GID. */
export function numberOf(gid: string): string {
  return gid.split("/").at(-1) ?? "";
}

/** One sandbox for a test file. It is emptied and filled again after each test. */
export function sandboxBench(
  options: Parameters<typeof startSandbox>[0] = {},
  shop: Record<string, unknown> = {},
): Bench {
  const bench = {} as Bench;
  const fill = async () => {
    await bench.control.post("/reset");
    Object.assign(bench, await fillSandbox(bench.control, shop));
  };
  beforeAll(async () => {
    const sandbox = await startSandbox({
      ...options,
      assumptions: { searchLagMs: 0, ...options.assumptions },
    });
    const control = sandboxControl(sandbox.url);
    Object.assign(bench, { sandbox, control, ...benchCalls(bench) });
    await fill();
  });
  afterEach(fill);
  afterAll(() => bench.sandbox.close());
  return bench;
}

function benchCalls(bench: Bench) {
  return {
    raw: (body: unknown, token = bench.token, domain = SHOP) =>
      callGraphql(bench.sandbox.url, token, body, domain),
    graphql: async (query: string, variables: Record<string, unknown> = {}, token = bench.token) =>
      (await bench.raw({ query, variables }, token)).json(),
    grant: (scopes: string[], domain = SHOP) => grantToken(bench.control, scopes, domain),
    variant: (sku: string) => bench.variants.find((entry) => entry.sku === sku)?.id ?? sku,
    state: () => bench.control.get<ShopState>(`/shops/${SHOP}`),
    stock: async (sku: string) =>
      (await bench.state()).products
        .flatMap(({ variants }) => variants)
        .filter((entry) => entry.sku === sku)
        .flatMap(({ levels }) => levels.map(({ available, onHand }) => ({ available, onHand }))),
    fault: (kind: string, parts: Record<string, unknown> = {}) =>
      bench.control.post("/faults", { kind, shop: SHOP, ...parts }),
    hits: () => bench.control.get<Record<string, number>>("/fault-hits"),
    order: (gid: string) => bench.control.get<OrderView>(`/shops/${SHOP}/orders/${numberOf(gid)}`),
    act: (gid: string, action: string, input: object = {}) =>
      bench.control.post<OrderView>(`/shops/${SHOP}/orders/${numberOf(gid)}/${action}`, input),
  } satisfies Partial<Bench>;
}
