import { describe, expect, it } from "vitest";
import { CLIENT, SCOPES, SHOP, sandboxBench } from "../harness/bench";
import type { OrderView, ShopState } from "../harness/views";

const bench = sandboxBench();

const order = (parts: Record<string, unknown>) =>
  bench.control.post<OrderView>(`/shops/${SHOP}/orders`, parts);
const act = (placed: OrderView, action: string, input?: object) => bench.act(placed.id, action, input);
const mugs = { lineItems: [{ sku: "MUG-BLUE", quantity: 3 }] };

describe("shops", () => {
  it("are created once; repeated calls only add new products", async () => {
    const again = await bench.control.post<{
      shop: { id: string; name: string };
      products: { title: string; variants: { id: string }[] }[];
    }>("/shops", {
      domain: SHOP.toUpperCase(),
      name: "Another name",
      currency: "USD",
      products: [
        { title: "Mug", variants: [{ price: "99.00" }] },
        { title: "Pen", variants: [{ price: "1.00", sku: "PEN" }] },
      ],
    });
    expect(again.shop.name).toBe("Supplier");
    expect(again.products.map(({ title }) => title)).toEqual(["Mug", "Poster", "Pen"]);
    expect(again.products[0]?.variants[0]?.id).toBe(bench.variant("MUG-BLUE"));
    expect(await bench.control.get<unknown[]>("/shops")).toHaveLength(1);
  });
});

describe("a purchase", () => {
  it("calculates totals, takes stock and assigns a number", async () => {
    const placed = await order({
      ...mugs,
      customer: { firstName: "Ada", lastName: "E" },
      email: "ada@example.com",
      phone: "+49 1",
      shippingAddress: { lastName: "E", address1: "1", city: "Ulm", zip: "1", countryCode: "DE" },
      shippingLine: { title: "DHL", code: "DHL1", price: "3.90" },
      tags: ["vip"],
      note: "hello",
      attributes: { gift: "yes" },
      discount: { code: "TEN", percentage: 10 },
    });
    expect(placed).toMatchObject({ name: "#1001", financialStatus: "PAID", tags: ["vip"], note: "hello" });
    expect(placed.totals).toMatchObject({
      subtotal: "33.75",
      discounts: "3.75",
      shipping: "3.90",
      total: "37.65",
      received: "37.65",
      outstanding: "0.00",
    });
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 2, onHand: 5 }]);
  });

  it("can be unpaid, free, dated, a test, named, and in any currency", async () => {
    expect((await order({ ...mugs, paid: false })).financialStatus).toBe("PENDING");
    expect((await order({ lineItems: [{ title: "Free", price: "0" }] })).financialStatus).toBe("PAID");
    expect(await order({ ...mugs, createdAt: "2026-01-02T03:04:05Z", test: true, name: "#7" })).toMatchObject(
      {
        createdAt: "2026-01-02T03:04:05.000Z",
        test: true,
        name: "#7",
      },
    );
    const yen = await order({ lineItems: [{ title: "Thing", price: "1200", quantity: 2 }], currency: "JPY" });
    expect(yen.totals.total).toBe("2400");
  });

  it("can have custom lines, tips and gift cards, and no customer or address", async () => {
    const placed = await order({
      lineItems: [
        { title: "Custom <b>", price: "5.00", properties: [{ name: "x", value: "y" }] },
        { tip: true, price: "2.00" },
        { title: "Card", price: "10.00", giftCard: true },
        { sku: "POSTER", quantity: 1, requiresShipping: false },
      ],
    });
    expect(placed.lines.map(({ title }) => title)).toEqual(["Custom <b>", "Tip", "Card", "Poster"]);
    expect(placed.shippingAddress).toBeNull();
    expect(placed.lines).toMatchObject([
      { requiresShipping: true, unfulfilledQuantity: 1 },
      { tip: true, unfulfilledQuantity: 0 },
      { giftCard: true, requiresShipping: false, unfulfilledQuantity: 0 },
      { requiresShipping: false },
    ]);
  });

  it.each([
    [{}, /lineItems/],
    [{ lineItems: [{ quantity: 1 }] }, /variantId, a sku, or a title/],
    [{ lineItems: [{ sku: "NO-SUCH", quantity: 1 }] }, /no variant with the SKU NO-SUCH/],
    [{ lineItems: [{ sku: "POSTER", quantity: 0 }] }, /quantity.+ must be 1 or more/],
    [{ lineItems: [{ title: "x", price: "1,50" }] }, /must be an amount/],
    [{ lineItems: [{ title: "x", price: "1" }], createdAt: "yesterday" }, /must be a time/],
    [{ lineItems: "x" }, /must be a list of objects/],
  ])("refuses %j with an explanation", async (input, message) => {
    await expect(order(input)).rejects.toThrow(message);
    await expect(order(input)).rejects.toThrow(/answered 400/);
    expect((await bench.state()).orders).toEqual([]);
  });
});

describe("changes by the merchant", () => {
  it("pay, only once", async () => {
    const placed = await order({ ...mugs, paid: false });
    expect((await act(placed, "pay")).financialStatus).toBe("PAID");
    await expect(act(placed, "pay")).rejects.toThrow("Order cannot be marked as paid.");
  });

  it("update", async () => {
    const placed = await order(mugs);
    const changed = await act(placed, "update", {
      note: "n",
      tags: ["b", "a"],
      shippingAddress: { city: "Bonn", countryCode: "DE" },
    });
    expect(changed).toMatchObject({ note: "n", tags: ["a", "b"], shippingAddress: { city: "Bonn" } });
    await expect(act(placed, "update", {})).rejects.toThrow("There is nothing to change.");
  });

  it("refund some units, then the rest", async () => {
    const placed = await order(mugs);
    const part = await act(placed, "refund", { lines: [{ sku: "MUG-BLUE", quantity: 1 }] });
    expect(part.financialStatus).toBe("PARTIALLY_REFUNDED");
    expect(part.totals).toMatchObject({ refunded: "12.50", currentTotal: "25.00", net: "25.00" });
    expect(part.lines).toMatchObject([{ quantity: 3, currentQuantity: 2, unfulfilledQuantity: 2 }]);
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 3, onHand: 5 }]);
    expect((await act(placed, "refund")).financialStatus).toBe("REFUNDED");
    await expect(act(placed, "refund")).rejects.toThrow("There are no items left to refund.");
    await expect(act(placed, "refund", { lines: [{ index: 0, quantity: 9 }] })).rejects.toThrow(
      /between 0 and 0/,
    );
  });

  it("fulfill some units with tracking, then the rest", async () => {
    const placed = await order(mugs);
    const part = await act(placed, "fulfill", {
      lines: [{ index: 0, quantity: 1 }],
      tracking: { company: "DHL", number: "1" },
    });
    expect(part).toMatchObject({
      fulfillmentStatus: "PARTIALLY_FULFILLED",
      fulfillments: [{ tracking: [{ company: "DHL", number: "1", url: null }] }],
    });
    expect((await act(placed, "fulfill")).fulfillmentStatus).toBe("FULFILLED");
    await expect(act(placed, "fulfill")).rejects.toThrow("There are no items left to fulfill.");
    await expect(act(placed, "cancel")).rejects.toThrow("outstanding fulfillments");
  });

  it("edit quantities and add lines", async () => {
    const placed = await order(mugs);
    const edited = await act(placed, "edit", {
      lines: [{ index: 0, quantity: 1 }],
      add: [{ sku: "POSTER", quantity: 2 }],
    });
    expect(edited).toMatchObject({ edited: true });
    expect(edited.lines).toMatchObject([
      { quantity: 3, currentQuantity: 1, unfulfilledQuantity: 1 },
      { quantity: 2, currentQuantity: 2, unfulfilledQuantity: 2 },
    ]);
    await expect(act(placed, "edit", {})).rejects.toThrow("There must be at least one change to be made.");
  });

  it("cancel with a refund, close, open, delete", async () => {
    const placed = await order(mugs);
    const cancelled = await act(placed, "cancel", { refund: true, reason: "INVENTORY" });
    expect(cancelled).toMatchObject({ financialStatus: "REFUNDED", cancelReason: "INVENTORY" });
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 5, onHand: 5 }]);
    await expect(act(placed, "cancel")).rejects.toThrow("already been canceled");
    await act(placed, "open");
    await act(placed, "close");
    await act(placed, "delete");
    await expect(act(placed, "close")).rejects.toThrow(/answered 404/);
    expect((await bench.state()).orders).toEqual([]);
  });
});

describe("the control API", () => {
  it("returns, changes and validates settings", async () => {
    await bench.control.post("/settings", { retryScale: 0.5 });
    expect(await bench.control.get("/settings")).toMatchObject({ retryScale: 0.5, searchLagMs: 0 });
    await expect(bench.control.post("/settings", { nonsense: 1 })).rejects.toThrow("There is no setting");
    await expect(bench.control.post("/settings", { searchLagMs: "3" })).rejects.toThrow("must be a number");
    await expect(bench.control.post("/settings", { duplicateIdMetafield: "x" })).rejects.toThrow(
      "must be one of",
    );
  });

  it("logs calls with client, variables and cost", async () => {
    await bench.graphql("query Named($n: Int!) { orders(first: $n) { nodes { id } } shop { id } }", { n: 3 });
    const log = await bench.control.get<unknown[]>(`/log?shop=${SHOP}&operation=orders`);
    expect(log).toMatchObject([
      {
        shop: SHOP,
        clientId: CLIENT.clientId,
        roots: ["orders", "shop"],
        variables: { n: 3 },
        status: 200,
        outcome: "ok",
        committed: false,
        throttled: false,
        requestedCost: 5,
        actualCost: 3,
      },
    ]);
    expect(await bench.control.get("/log?operation=orderCreate")).toEqual([]);
  });

  it.each<[string, string, unknown, number]>([
    ["POST", "/apps", { clientId: "x" }, 400],
    ["POST", "/shops", { domain: "not a domain", currency: "EUR" }, 400],
    ["POST", "/shops", { domain: "x.myshopify.com", currency: "EURO" }, 400],
    ["POST", "/shops", { domain: "x.myshopify.com", currency: "EUR", timezone: "Moon/Base" }, 400],
    ["POST", "/tokens", { shop: "none.myshopify.com", clientId: "client-1", scopes: [] }, 404],
    ["POST", "/tokens", { shop: SHOP, clientId: "nobody", scopes: SCOPES }, 404],
    ["POST", "/tokens", { shop: SHOP, clientId: "client-1" }, 400],
    ["DELETE", "/tokens", { accessToken: "shpat_none" }, 404],
    ["POST", "/faults", { kind: "earthquake" }, 400],
    ["POST", "/faults", { kind: "stall", times: 0 }, 400],
    ["POST", "/ids", { nextId: "-1" }, 400],
    ["POST", `/shops/${SHOP}/orders/1/pay`, {}, 404],
    ["POST", `/shops/${SHOP}/orders/1/explode`, {}, 404],
    ["POST", "/deliveries/none/resend", {}, 404],
    ["GET", "/nothing", undefined, 404],
    ["GET", "/reset", undefined, 405],
  ])("answers %s %s with %j: %i and an explanation", async (method, path, body, status) => {
    const response = await fetch(`${bench.sandbox.url}/_control${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.status).toBe(status);
    expect(((await response.json()) as { error: string }).error).toMatch(/\.$/);
  });

  it("refuses a body that is not JSON", async () => {
    const response = await fetch(`${bench.sandbox.url}/_control/apps`, { method: "POST", body: "{" });
    expect([response.status, await response.json()]).toEqual([400, { error: "The body is not JSON." }]);
  });

  it("returns one order, and resets everything", async () => {
    const placed = await order(mugs);
    expect(await bench.control.get(`/shops/${SHOP}/orders/${placed.legacyId}`)).toMatchObject({
      id: placed.id,
    });
    await bench.control.post("/reset");
    expect(await bench.control.get("/shops")).toEqual([]);
    expect(await bench.control.get("/log")).toEqual([]);
  });

  it("accepts two hundred orders", async () => {
    for (let count = 0; count < 200; count += 1) await order(mugs);
    const state = await bench.control.get<ShopState>(`/shops/${SHOP}`);
    expect(state.orders).toHaveLength(200);
    expect(new Set(state.orders.map(({ name }) => name)).size).toBe(200);
  });
});
