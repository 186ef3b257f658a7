import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "@/sandbox/server";
import { type SandboxControl, sandboxControl } from "@/testing/sandbox/sandbox-control";

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

interface Answer<Data> {
  data?: Data;
  errors?: {
    message: string;
    path?: (string | number)[];
    locations?: unknown[];
    extensions: Record<string, unknown>;
  }[];
  extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
    };
    search?: { path: string[]; query: string; parsed: unknown; warnings: unknown[] }[];
  };
}

export interface UserError {
  field: string[] | null;
  message: string;
  code?: string | null;
}

interface VariantView {
  id: string;
  sku: string;
  levels: { locationId: string; available: number; onHand: number }[];
}

export interface OrderView {
  id: string;
  legacyId: string;
  name: string;
  financialStatus: string | null;
  fulfillmentStatus: string;
  cancelledAt: string | null;
  note: string | null;
  tags: string[];
  sourceIdentifier: string | null;
  totals: Record<string, string>;
  lines: { id: string; title: string; sku: string; quantity: number; currentQuantity: number }[];
  shippingAddress: Record<string, string | null> | null;
  metafields: { namespace: string; key: string; value: string }[];
}

export interface ShopState {
  orders: OrderView[];
  products: { title: string; variants: VariantView[] }[];
  subscriptions: { id: string; topic: string }[];
}

interface Bench {
  sandbox: Sandbox;
  control: SandboxControl;
  token: string;
  variants: VariantView[];
  /** Sends a raw call. */
  raw(body: unknown, token?: string, shop?: string): Promise<Response>;
  graphql<Data>(query: string, variables?: Record<string, unknown>, token?: string): Promise<Answer<Data>>;
  /** Variant id of a SKU. */
  variant(sku: string): string;
  state(): Promise<ShopState>;
  stock(sku: string): Promise<{ available: number; onHand: number }[]>;
}

export const PRODUCTS = [
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

/** One sandbox for a test file, with one shop, one app and a token; emptied and filled anew before each test. */
export function sandboxBench(options: SandboxOptions = {}, shop: Record<string, unknown> = {}): Bench {
  const bench = {} as Bench;
  const start = async () => {
    const { control } = bench;
    await control.post("/reset");
    await control.post("/apps", CLIENT);
    const made = await control.post<{ products: { variants: VariantView[] }[] }>("/shops", {
      domain: SHOP,
      name: "Supplier",
      currency: "EUR",
      products: PRODUCTS,
      ...shop,
    });
    bench.variants = made.products.flatMap(({ variants }) => variants);
    const granted = await control.post<{ accessToken: string }>("/tokens", {
      shop: SHOP,
      clientId: CLIENT.clientId,
      scopes: SCOPES,
    });
    bench.token = granted.accessToken;
  };
  beforeAll(async () => {
    bench.sandbox = await startSandbox({
      ...options,
      assumptions: { searchLagMs: 0, ...options.assumptions },
    });
    bench.control = sandboxControl(bench.sandbox.url);
    Object.assign(bench, {
      raw: (body: unknown, token = bench.token, domain = SHOP) =>
        fetch(`${bench.sandbox.url}/${domain}/admin/api/2026-10/graphql.json`, {
          method: "POST",
          headers: { "X-Shopify-Access-Token": token, "Content-Type": "application/json" },
          body: typeof body === "string" ? body : JSON.stringify(body),
        }),
      graphql: async (query: string, variables: Record<string, unknown> = {}, token = bench.token) =>
        (await bench.raw({ query, variables }, token)).json(),
      variant: (sku: string) => bench.variants.find((entry) => entry.sku === sku)?.id ?? sku,
      state: () => bench.control.get<ShopState>(`/shops/${SHOP}`),
      stock: async (sku: string) =>
        (await bench.state()).products
          .flatMap(({ variants }) => variants)
          .filter((entry) => entry.sku === sku)
          .flatMap(({ levels }) => levels.map(({ available, onHand }) => ({ available, onHand }))),
    } satisfies Partial<Bench>);
    await start();
  });
  afterEach(start);
  afterAll(() => bench.sandbox.close());
  return bench;
}

export const CREATE = `mutation Push($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
  orderCreate(order: $order, options: $options) {
    order { id name displayFinancialStatus }
    userErrors { code field message }
  }
}`;

export interface Created {
  orderCreate: {
    order: { id: string; name: string; displayFinancialStatus: string | null } | null;
    userErrors: UserError[];
  };
}

export function euros(amount: string) {
  return { shopMoney: { amount, currencyCode: "EUR" } };
}

/** The data of an answer that must have gone well. */
export function dataOf<Data>(answer: Answer<Data>): Data {
  expect(answer.errors).toBeUndefined();
  if (!answer.data) throw new Error("The answer carries no data.");
  return answer.data;
}

/** A small order of one mug. */
export function oneMug(bench: Bench): Record<string, unknown> {
  return { lineItems: [{ variantId: bench.variant("MUG-BLUE"), quantity: 1, requiresShipping: true }] };
}

export interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}

/** A receiver of webhooks on loopback that answers as told. */
export async function startReceiver(answer: (heard: Heard, count: number) => number | "silence") {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      const message = { headers: request.headers, body, at: Date.now() };
      heard.push(message);
      const status = answer(message, heard.length);
      if (status !== "silence") response.writeHead(status, { Location: "/elsewhere" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    heard,
    uri: `http://127.0.0.1:${port}/hook`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Waits until something holds, for at most twenty seconds: a process may start slowly on a busy machine. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("It did not come true within twenty seconds.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
