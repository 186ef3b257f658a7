import { describe, expect, it } from "vitest";
import { dataOf } from "../harness/answers";
import { CLIENT, SHOP, sandboxBench } from "../harness/bench";
import { until } from "../harness/until";
import { type Heard, signatureOf, webhookBench } from "../harness/webhooks";

const bench = sandboxBench();
const { receive, subscribe, buy, deliveries } = webhookBench(bench);
const settings = (values: Record<string, unknown>) => bench.control.post("/settings", values);

describe("a delivery", () => {
  it("has all headers and an HMAC over its exact bytes", async () => {
    const receiver = await receive();
    await subscribe("ORDERS_CREATE", receiver.uri, { name: "mine" });
    const order = await buy();
    await until(() => receiver.heard.length === 1);
    const { headers, body } = receiver.heard[0] as Heard;
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "Shopify-Captain-Hook",
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": SHOP,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "x-shopify-event-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "x-shopify-triggered-at": expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
      "x-shopify-name": "mine",
      "x-shopify-order-id": order.legacyId,
      "x-shopify-hmac-sha256": signatureOf(body, CLIENT.clientSecret),
    });
  });

  it("has the REST format: numeric ids, one string of tags, lower-case statuses, text for money", async () => {
    const receiver = await receive();
    await subscribe("ORDERS_CREATE", receiver.uri);
    const order = await buy();
    await until(() => receiver.heard.length === 1);
    expect(JSON.parse(receiver.heard[0]?.body ?? "")).toMatchObject({
      id: Number(order.legacyId),
      admin_graphql_api_id: order.id,
      name: "#1001",
      order_number: 1001,
      email: "ada@example.com",
      tags: "a, b",
      financial_status: "paid",
      fulfillment_status: null,
      currency: "EUR",
      total_price: "28.90",
      total_price_set: { shop_money: { amount: "28.90", currency_code: "EUR" } },
      source_name: "web",
      test: false,
      shipping_address: { first_name: "Ada", country_code: "DE", country: "Germany" },
      shipping_lines: [{ title: "DHL", price: "3.90" }],
      line_items: [
        {
          sku: "MUG-BLUE",
          quantity: 2,
          current_quantity: 2,
          fulfillable_quantity: 2,
          price: "12.50",
          properties: [{ name: "Engraving", value: "<initials>" }],
        },
      ],
      created_at: expect.stringMatching(/\+01:00$/),
    });
  });

  it("contains exact ids above 2^53", async () => {
    const receiver = await receive();
    await subscribe("ORDERS_CREATE", receiver.uri);
    await bench.control.post("/ids", { nextId: "9007199254740993" });
    const order = await buy({ customer: null, email: null });
    await until(() => receiver.heard.length === 1);
    expect(BigInt(order.legacyId)).toBeGreaterThan(2n ** 53n);
    expect(receiver.heard[0]?.body).toContain(`"id":${order.legacyId},`);
  });

  it("shares its event id with the other topics of the same event, but not its webhook id", async () => {
    const receiver = await receive();
    for (const topic of ["ORDERS_CREATE", "ORDERS_PAID", "ORDERS_UPDATED"])
      await subscribe(topic, receiver.uri);
    await buy();
    await until(() => receiver.heard.length === 3);
    const header = (name: string) => new Set(receiver.heard.map(({ headers }) => headers[name]));
    expect(header("x-shopify-event-id").size).toBe(1);
    expect(header("x-shopify-webhook-id").size).toBe(3);
    expect(header("x-shopify-topic")).toEqual(new Set(["orders/create", "orders/paid", "orders/updated"]));
  });

  it.each([true, false])("orders/updated follows a creation: %s", async (after) => {
    await settings({ updatedAfterCreate: after });
    const receiver = await receive();
    await subscribe("ORDERS_UPDATED", receiver.uri);
    const order = await buy();
    await bench.act(order.id, "update", { note: "x" });
    const expected = after ? 2 : 1;
    await until(() => receiver.heard.length >= expected);
    expect((await deliveries()).length).toBe(expected);
  });

  it("can be limited to some fields", async () => {
    const receiver = await receive();
    await subscribe("ORDERS_CREATE", receiver.uri, { includeFields: ["name"] });
    await buy();
    await until(() => receiver.heard.length === 1);
    expect(Object.keys(JSON.parse(receiver.heard[0]?.body ?? ""))).toEqual(["name"]);
  });
});

describe("topics", () => {
  it("cover the changes of an order", async () => {
    const receiver = await receive();
    const topics = [
      "ORDERS_CANCELLED",
      "ORDERS_EDITED",
      "ORDERS_DELETE",
      "ORDERS_PAID",
      "REFUNDS_CREATE",
      "FULFILLMENTS_CREATE",
      "INVENTORY_LEVELS_UPDATE",
      "FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE",
    ];
    for (const topic of topics) expect((await subscribe(topic, receiver.uri)).userErrors).toEqual([]);
    const first = await buy({ paid: false });
    await bench.act(first.id, "pay");
    await bench.act(first.id, "edit", { lines: [{ index: 0, quantity: 1 }] });
    await bench.act(first.id, "fulfill");
    await bench.act(first.id, "refund");
    await bench.act(first.id, "delete");
    const second = await buy();
    await bench.act(second.id, "cancel");
    await until(async () => (await deliveries()).every(({ status }) => status === "delivered"));
    const heard = new Map(
      receiver.heard.map(({ headers, body }) => [headers["x-shopify-topic"], JSON.parse(body)]),
    );
    expect([...heard.keys()].sort()).toEqual([
      "fulfillment_orders/order_routing_complete",
      "fulfillments/create",
      "inventory_levels/update",
      "orders/cancelled",
      "orders/delete",
      "orders/edited",
      "orders/paid",
      "refunds/create",
    ]);
    expect(heard.get("orders/delete")).toEqual({ id: Number(first.legacyId) });
    expect(heard.get("orders/edited")).toMatchObject({
      order_edit: {
        order_id: Number(first.legacyId),
        line_items: { additions: [], removals: [{ delta: 1 }] },
      },
    });
    expect(heard.get("fulfillments/create")).toMatchObject({ name: "#1001.1", status: "success" });
    expect(heard.get("refunds/create")).toMatchObject({ order_id: Number(first.legacyId) });
    expect(heard.get("orders/cancelled")).toMatchObject({ cancel_reason: "customer" });
    expect(heard.get("fulfillment_orders/order_routing_complete")).toMatchObject({
      fulfillment_order: { status: "open" },
    });
  });

  it("app/uninstalled is sent after the token became invalid", async () => {
    const receiver = await receive();
    await subscribe("APP_UNINSTALLED", receiver.uri);
    await bench.control.post(`/shops/${SHOP}/uninstall`, { clientId: CLIENT.clientId });
    await until(() => receiver.heard.length === 1);
    expect(JSON.parse(receiver.heard[0]?.body ?? "")).toMatchObject({ myshopify_domain: SHOP });
    expect((await bench.raw({ query: "{ shop { id } }" })).status).toBe(401);
  });
});

describe("subscriptions", () => {
  it("are listed and deleted by the app that created them", async () => {
    const receiver = await receive();
    const { webhookSubscription } = await subscribe("ORDERS_CREATE", receiver.uri);
    const list = "{ webhookSubscriptions(first: 5) { nodes { id topic uri format } } }";
    expect(dataOf(await bench.graphql(list))).toEqual({
      webhookSubscriptions: {
        nodes: [{ id: webhookSubscription?.id, topic: "ORDERS_CREATE", uri: receiver.uri, format: "JSON" }],
      },
    });
    const remove =
      "mutation($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } } }";
    await bench.graphql(remove, { id: webhookSubscription?.id });
    expect(dataOf(await bench.graphql(remove, { id: webhookSubscription?.id }))).toEqual({
      webhookSubscriptionDelete: {
        deletedWebhookSubscriptionId: null,
        userErrors: [{ field: ["id"], message: "Webhook subscription does not exist" }],
      },
    });
  });

  it.each([
    ["", "Address can't be blank"],
    ["http://example.com/hook", "Address protocol http:// is not supported"],
    ["https://a.myshopify.com/hook", "Address cannot be a Shopify or an internal domain"],
  ])("refuse the address %j", async (uri, message) => {
    const { userErrors } = await subscribe("ORDERS_CREATE", uri);
    expect(userErrors).toEqual([{ field: ["webhookSubscription", "callbackUrl"], message }]);
  });

  it("refuse a used address, an invalid name, and loopback unless allowed", async () => {
    const uri = "http://127.0.0.1:9/hook";
    await subscribe("ORDERS_CREATE", uri);
    expect((await subscribe("ORDERS_CREATE", uri)).userErrors[0]?.message).toBe(
      "Address for this topic has already been taken",
    );
    expect((await subscribe("ORDERS_PAID", uri, { name: "a b" })).userErrors[0]?.message).toContain(
      "alphanumeric",
    );
    await settings({ loopbackWebhooks: false });
    expect((await subscribe("ORDERS_PAID", uri)).userErrors[0]?.message).toContain("is not supported");
  });
});
