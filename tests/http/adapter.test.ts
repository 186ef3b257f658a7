import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { OrderCreateInput, ShopAccess, ShopifyGateway } from "@/lib/shopify/client/gateway";
import { createShopifyGateway } from "@/lib/shopify/create-gateway";
import { testSandbox } from "@/testing/sandbox/sandbox";

const scopes = ["read_orders", "write_orders", "read_products", "read_inventory", "read_customers"];
const money = (amount: string, currencyCode = "EUR") => ({ shopMoney: { amount, currencyCode } });
const now = async () => {};
const check = { beforeSend: now };

let sandbox: Awaited<ReturnType<typeof testSandbox>>;
let shopify: ShopifyGateway;
let access: ShopAccess;
let variantGid: string;

async function openShop(domain: string, currency: string, granted = scopes) {
  const made = await sandbox.control.post<{ products: { variants: { id: string }[] }[] }>("/shops", {
    domain,
    currency,
    plan: "Basic",
    products: [{ title: "Mug", variants: [{ sku: "MUG", price: "9.5", inventory: 5 }] }],
  });
  const { accessToken } = await sandbox.control.post<{ accessToken: string }>("/tokens", {
    shop: domain,
    clientId: "app",
    scopes: granted,
  });
  return {
    access: { installationId: "ins", shopDomain: domain, accessToken },
    variantGid: made.products[0]?.variants[0]?.id ?? "",
  };
}

beforeAll(async () => {
  sandbox = await testSandbox({ assumptions: { searchLagMs: 0 } });
  shopify = createShopifyGateway({ baseUrl: sandbox.url });
  await sandbox.control.post("/apps", { clientId: "app", clientSecret: "secret" });
  ({ access, variantGid } = await openShop("source.myshopify.com", "EUR"));
  await shopify.createOriginDefinition(access, check);
  await shopify.createOriginDefinition(access, check);
});

beforeEach(() => sandbox.control.delete("/faults"));
afterAll(() => sandbox?.close());

let marks = 0;
function orderInput(mark = `mark-${++marks}`, lines = 1): { mark: string; input: OrderCreateInput } {
  return {
    mark,
    input: {
      order: {
        currency: "EUR",
        sourceIdentifier: mark,
        financialStatus: "PAID",
        metafields: [{ namespace: "$app:crossdock", key: "origin", type: "id", value: mark }],
        lineItems: Array.from({ length: lines }, (_, index) => ({
          variantId: variantGid,
          quantity: 1,
          requiresShipping: true,
          priceSet: money("9.50"),
          properties: [{ name: "_crossdock_line", value: `lgl_${index}` }],
        })),
      },
      options: { inventoryBehaviour: "BYPASS", sendReceipt: false },
    },
  };
}

const create = (input: OrderCreateInput, timeoutMs = 10_000) =>
  shopify.createOrder(access, input, { timeoutMs, beforeSend: now });

async function sent(): Promise<number> {
  const log = await sandbox.control.get<unknown[]>(`/log?shop=${access.shopDomain}&operation=orderCreate`);
  return log.length;
}

async function failure(work: Promise<unknown>): Promise<ShopifyFailure> {
  const reason = await work.then(
    (value) => value,
    (error: unknown) => error,
  );
  if (reason instanceof ShopifyFailure) return reason;
  throw new Error(`Expected a ShopifyFailure, got ${JSON.stringify(reason)}.`);
}

describe("creating and finding orders", () => {
  it("creates an order whose lines carry our ids, and finds it by its origin mark", async () => {
    const { mark, input } = orderInput();
    expect(await shopify.findOrderByMark(access, mark)).toEqual({ kind: "not_found" });
    const answer = await create(input);
    if (answer.kind !== "created") throw new Error(answer.kind);
    expect(answer.order).toMatchObject({
      financialStatus: "PAID",
      lines: [{ legLineId: "lgl_0", variantGid, liveUnits: 1, shippedUnits: 0 }],
    });
    expect(await shopify.findOrderByMark(access, mark)).toEqual({ kind: "found", orders: [answer.order] });
  });

  it("returns every line of a large order", async () => {
    const answer = await create(orderInput(undefined, 260).input);
    if (answer.kind !== "created") throw new Error(answer.kind);
    expect(new Set(answer.order.lines.map((line) => line.legLineId)).size).toBe(260);
  });

  it("finds all orders with the same origin mark", async () => {
    await sandbox.control.post("/settings", { duplicateIdMetafield: "accept", searchLagMs: 0 });
    const { mark, input } = orderInput();
    await create(input);
    await create(input);
    const found = await shopify.findOrderByMark(access, mark);
    expect(found.kind === "found" ? found.orders.length : 0).toBe(2);
  });

  it("does not find an order with a similar origin mark", async () => {
    await create(orderInput("twin-1").input);
    expect(await shopify.findOrderByMark(access, "twin")).toEqual({ kind: "not_found" });
  });

  it("does not report an order as absent while the metafield definition is missing", async () => {
    const bare = await openShop("bare.myshopify.com", "EUR");
    await expect(shopify.findOrderByMark(bare.access, "mark")).rejects.toBeInstanceOf(ShopifyFailure);
  });

  it("returns Shopify's error messages when an order is refused", async () => {
    const { input } = orderInput();
    input.order.lineItems = [{ variantId: "gid://shopify/ProductVariant/1", quantity: 1 }];
    const answer = await create(input);
    expect(answer.kind).toBe("refused");
    expect(answer.kind === "refused" && answer.errors[0]?.message).toBeTruthy();
  });

  it("recognises the order limit of development stores", async () => {
    await sandbox.control.post("/shops", {
      domain: "dev.myshopify.com",
      currency: "EUR",
      plan: "Development",
      products: [{ title: "Mug", variants: [{ sku: "MUG", price: "1" }] }],
    });
    const dev = await openShop("dev.myshopify.com", "EUR");
    const kinds: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      const { input } = orderInput();
      input.order.lineItems = [{ title: "Mug", quantity: 1, priceSet: money("1") }];
      const answer = await shopify.createOrder(dev.access, input, { timeoutMs: 5_000, beforeSend: now });
      kinds.push(answer.kind);
    }
    expect(kinds).toEqual([...Array(5).fill("created"), "too_many_attempts"]);
  });
});

describe("failures of a create", () => {
  it.each([
    [{ kind: "http-status", status: 401 }, "unauthorized", "no"],
    [{ kind: "http-status", status: 402 }, "payment_required", "no"],
    [{ kind: "http-status", status: 403 }, "forbidden", "no"],
    [{ kind: "http-status", status: 423 }, "locked", "no"],
    [{ kind: "http-status", status: 429, retryAfter: "2.0" }, "rate_limited", "no"],
    [{ kind: "throttled" }, "throttled", "no"],
    [{ kind: "http-status", status: 500 }, "server_error", "unknown"],
    [{ kind: "http-status", status: 502 }, "server_error", "unknown"],
    [{ kind: "http-status", status: 503 }, "server_error", "unknown"],
    [{ kind: "http-status", status: 504 }, "server_error", "unknown"],
    [{ kind: "internal-error" }, "server_error", "unknown"],
    [{ kind: "reset" }, "connection_lost", "unknown"],
    [{ kind: "reply-lost-before-commit" }, "connection_lost", "unknown"],
    [{ kind: "truncated-json" }, "unreadable_answer", "unknown"],
    [{ kind: "stall", ms: 3_000, beforeCommit: true }, "timeout", "unknown"],
  ] as const)("%j is %s, executed %s, and sent once", async (fault, code, executed) => {
    const before = await sent();
    await sandbox.control.post("/faults", { ...fault, shop: access.shopDomain, operation: "orderCreate" });
    expect(await failure(create(orderInput().input, 500))).toMatchObject({ code, executed });
    // A stalled call is logged only at its end.
    await vi.waitFor(async () => expect(await sent()).toBe(before + 1), { timeout: 5_000, interval: 100 });
  });

  it("finds the order whose reply was lost", async () => {
    await sandbox.control.post("/faults", {
      kind: "reply-lost-after-commit",
      shop: access.shopDomain,
      operation: "orderCreate",
    });
    const { mark, input } = orderInput();
    expect(await failure(create(input))).toMatchObject({ executed: "unknown" });
    expect((await shopify.findOrderByMark(access, mark)).kind).toBe("found");
  });

  it("reports a missing scope", async () => {
    const reader = await openShop("reader.myshopify.com", "EUR", ["read_products"]);
    const order = { ...orderInput().input };
    const refused = shopify.createOrder(reader.access, order, { timeoutMs: 5_000, beforeSend: now });
    expect(await failure(refused)).toMatchObject({ code: "access_denied", executed: "no" });
    expect(await failure(shopify.readOrder(reader.access, "gid://shopify/Order/1"))).toMatchObject({
      code: "access_denied",
    });
  });
});

describe("reading", () => {
  const place = (domain: string, order: Record<string, unknown>) =>
    sandbox.control.post<{ id: string }>(`/shops/${domain}/orders`, order);

  it("reads an order with 300 lines of the same variant", async () => {
    const lineItems = Array.from({ length: 300 }, () => ({ sku: "MUG", quantity: 2 }));
    const { id } = await place(access.shopDomain, { lineItems });
    const order = await shopify.readOrder(access, id);
    expect(order?.lines).toHaveLength(300);
    expect(new Set(order?.lines.map((line) => line.shopifyGid)).size).toBe(300);
  });

  it("reads gift cards, tips, custom lines and markup, without customer and address", async () => {
    const { id } = await place(access.shopDomain, {
      customer: null,
      email: "",
      note: "<script>alert(1)</script>",
      lineItems: [
        { sku: "MUG", quantity: 1 },
        { title: "<b>Card</b>", price: "20", giftCard: true },
        { title: "Engraving", price: "5" },
        { tip: true, title: "Tip", price: "3" },
      ],
    });
    const order = await shopify.readOrder(access, id);
    expect(order?.contact).toMatchObject({
      customerName: null,
      email: null,
      shippingAddress: null,
      note: "<script>alert(1)</script>",
    });
    expect(order?.lines).toMatchObject([
      { variantGid, giftCard: false, tip: false, unitPrice: 950 },
      { title: "<b>Card</b>", giftCard: true },
      { title: "Engraving", variantGid: null, tip: false },
      { tip: true, fulfilledByOthers: 0 },
    ]);
    expect(order?.netPayment).toBe(3_750);
  });

  it.each([
    ["jpy.myshopify.com", "JPY", "1200", 1200],
    ["kwd.myshopify.com", "KWD", "1.234", 1234],
  ])("reads the money of %s in minor units of %s", async (domain, currency, price, minor) => {
    const shop = await openShop(domain, currency);
    const { id } = await place(domain, { lineItems: [{ title: "X", price, quantity: 1 }] });
    const order = await shopify.readOrder(shop.access, id);
    expect(order).toMatchObject({ currency, netPayment: minor, lines: [{ unitPrice: minor }] });
  });

  it("counts shipped and refunded units", async () => {
    const { id } = await place(access.shopDomain, { lineItems: [{ sku: "MUG", quantity: 5 }] });
    const path = `/shops/${access.shopDomain}/orders/${id.split("/").at(-1)}`;
    await sandbox.control.post(`${path}/refund`, { lines: [{ sku: "MUG", quantity: 1 }] });
    await sandbox.control.post(`${path}/fulfill`, { lines: [{ sku: "MUG", quantity: 2 }] });
    expect((await shopify.readOrder(access, id))?.lines).toMatchObject([
      { quantity: 5, currentQuantity: 4, unfulfilledQuantity: 2, fulfilledByOthers: 2 },
    ]);
    expect((await shopify.readSourceOrder(access, id))?.lines).toMatchObject([
      { liveUnits: 4, shippedUnits: 2 },
    ]);
  });

  it("returns null for an order that does not exist", async () => {
    expect(await shopify.readOrder(access, "gid://shopify/Order/1")).toBeNull();
    expect(await shopify.readSourceOrder(access, "gid://shopify/Order/1")).toBeNull();
  });

  it("reads an order without its customer if the scope for customers is missing", async () => {
    const shop = await openShop("plain.myshopify.com", "EUR", ["read_orders", "read_products"]);
    const { id } = await place("plain.myshopify.com", {
      lineItems: [{ sku: "MUG", quantity: 1 }],
      customer: { firstName: "Ada", lastName: "Example" },
      email: "ada@example.com",
    });
    const order = await shopify.readOrder(shop.access, id);
    expect(order?.contact).toMatchObject({ customerName: null, email: "ada@example.com" });
  });

  it("reads the shop and its variants, and creates each webhook subscription once", async () => {
    expect(await shopify.readShop(access)).toMatchObject({ shopDomain: access.shopDomain, currency: "EUR" });
    expect(await shopify.readVariants(access, null)).toMatchObject([
      { shopifyGid: variantGid, title: "Mug", sku: "MUG", price: 950, currency: "EUR" },
    ]);
    const uri = "http://127.0.0.1:9/api/webhooks/shopify/app";
    const wanted = { topic: "ORDERS_UPDATED", uri, includeFields: ["id"] };
    await shopify.createWebhookSubscription(access, wanted, check);
    await shopify.createWebhookSubscription(access, wanted, check);
    const [subscription, ...more] = await shopify.listWebhookSubscriptions(access);
    expect(subscription).toMatchObject(wanted);
    expect(more).toEqual([]);
    const change = { ...wanted, id: subscription?.id ?? "", includeFields: ["id", "name"] };
    await shopify.updateWebhookSubscription(access, change, check);
    expect(await shopify.listWebhookSubscriptions(access)).toEqual([
      { ...subscription, includeFields: ["id", "name"] },
    ]);
  });
});
