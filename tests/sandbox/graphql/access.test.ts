import { describe, expect, it } from "vitest";
import { dataOf } from "../harness/answers";
import { SCOPES, SHOP, sandboxBench } from "../harness/bench";
import { CREATE, type Created, oneMug, placeMug } from "../harness/orders";

let clock = new Date("2026-11-23T12:00:00Z");
const bench = sandboxBench(
  { environment: { now: () => clock } },
  { bucket: { maximumAvailable: 100, restoreRate: 10 } },
);

describe("tokens", () => {
  it.each([["shpat_wrong"], [""]])("answers 401 to the token %j", async (token) => {
    const response = await bench.raw({ query: "{ shop { id } }" }, token);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
    });
    expect(response.headers.get("x-shopify-api-version")).toBe("2026-10");
  });

  it("answers 401 to a revoked token, and on any other shop", async () => {
    await bench.control.post("/shops", { domain: "other.myshopify.com", currency: "EUR" });
    const query = "{ shop { id } }";
    expect((await bench.raw({ query }, bench.token, "other.myshopify.com")).status).toBe(401);
    expect((await bench.raw({ query })).status).toBe(200);
    await bench.control.delete("/tokens", { accessToken: bench.token });
    expect((await bench.raw({ query })).status).toBe(401);
  });

  it("answers 404 for an unknown shop", async () => {
    expect((await bench.raw({ query: "{ shop { id } }" }, bench.token, "no.myshopify.com")).status).toBe(404);
  });

  it("lists the granted scopes", async () => {
    const answer = await bench.graphql("{ currentAppInstallation { accessScopes { handle } } }");
    expect(dataOf(answer)).toEqual({
      currentAppInstallation: { accessScopes: SCOPES.map((handle) => ({ handle })) },
    });
  });
});

describe("scopes", () => {
  it("refuses a root field, names the required access, and executes nothing", async () => {
    const token = await bench.grant(["read_orders"]);
    const answer = await bench.graphql<Created>(CREATE, { order: oneMug(bench) }, token);
    expect(answer.data).toEqual({ orderCreate: null });
    expect(answer.errors).toMatchObject([
      {
        message: expect.stringMatching(
          /^Access denied for orderCreate field\. Required access: `write_orders` access scope\./,
        ),
        path: ["orderCreate"],
        extensions: {
          code: "ACCESS_DENIED",
          documentation: "https://shopify.dev/api/usage/access-scopes",
          requiredAccess: expect.stringContaining("`write_orders` access scope."),
        },
      },
    ]);
    expect((await bench.state()).orders).toHaveLength(0);
  });

  it("refuses one field and answers the others", async () => {
    const id = await placeMug(bench, { email: "a@example.com" });
    const query = `{ order(id: "${id}") { name email customer { firstName } } }`;
    const answer = await bench.graphql(query, {}, await bench.grant(["read_orders"]));
    expect(answer.data).toEqual({ order: { name: "#1001", email: "a@example.com", customer: null } });
    expect(answer.errors?.[0]).toMatchObject({
      path: ["order", "customer"],
      extensions: { code: "ACCESS_DENIED" },
    });
  });

  it("answers null and an error for a list without the scope", async () => {
    const answer = await bench.graphql(
      "{ orders(first: 1) { nodes { id } } }",
      {},
      await bench.grant(["read_products"]),
    );
    expect(answer.data).toEqual({ orders: null });
    expect(answer.errors?.[0]?.message).toContain("Access denied for orders field.");
  });

  it("a write scope includes reading", async () => {
    const answer = await bench.graphql(
      "{ orders(first: 1) { nodes { id } } }",
      {},
      await bench.grant(["write_orders"]),
    );
    expect(dataOf(answer)).toEqual({ orders: { nodes: [] } });
  });

  it("lists only the fulfillment orders that the scopes allow", async () => {
    const query = `{ order(id: "${await placeMug(bench)}") { fulfillmentOrders(first: 5) { nodes { status } } } }`;
    expect(dataOf(await bench.graphql(query))).toEqual({
      order: { fulfillmentOrders: { nodes: [{ status: "OPEN" }] } },
    });
    const other = await bench.grant(["read_orders", "read_third_party_fulfillment_orders"]);
    expect(dataOf(await bench.graphql(query, {}, other))).toEqual({
      order: { fulfillmentOrders: { nodes: [] } },
    });
    const none = await bench.grant(["read_orders"]);
    expect(dataOf(await bench.graphql(query, {}, none))).toEqual({
      order: { fulfillmentOrders: { nodes: [] } },
    });
  });
});

describe("throttling by cost", () => {
  const QUERY = "{ orders(first: 250) { nodes { id lineItems(first: 5) { nodes { id } } } } }";

  it("charges the actual cost, and answers HTTP 200 without data when points are missing", async () => {
    const first = await bench.graphql(QUERY);
    const requested = first.extensions?.cost.requestedQueryCost ?? 0;
    const used = first.extensions?.cost.actualQueryCost ?? 0;
    expect(used).toBeLessThan(requested);
    expect(first.extensions?.cost.throttleStatus).toEqual({
      maximumAvailable: 100,
      currentlyAvailable: 100 - used,
      restoreRate: 10,
    });
    const mutation =
      'mutation { orderClose(input: { id: "gid://shopify/Order/7" }) { userErrors { message } } }';
    for (let count = 0; count < 9; count += 1) await bench.graphql(mutation);
    const refused = await bench.raw({ query: mutation });
    expect(refused.status).toBe(200);
    expect(await refused.json()).toEqual({
      errors: [
        {
          message: "Throttled",
          extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
        },
      ],
      extensions: {
        cost: {
          requestedQueryCost: 10,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 100, currentlyAvailable: 100 - used - 90, restoreRate: 10 },
        },
      },
    });
    const log =
      await bench.control.get<{ throttled: boolean; outcome: string }[]>("/log?operation=orderClose");
    expect(log.at(-1)).toMatchObject({ throttled: true, outcome: "throttled" });
    clock = new Date(clock.getTime() + 1_000);
    expect((await bench.graphql(mutation)).errors).toBeUndefined();
  });

  it("has one bucket per app and shop", async () => {
    await bench.control.post("/apps", { clientId: "client-2", clientSecret: "s" });
    const granted = await bench.control.post<{ accessToken: string }>("/tokens", {
      shop: SHOP,
      clientId: "client-2",
      scopes: SCOPES,
    });
    await bench.graphql(QUERY);
    const other = await bench.graphql("{ shop { id } }", {}, granted.accessToken);
    expect(other.extensions?.cost.throttleStatus.currentlyAvailable).toBe(99);
  });

  it("refuses a query that exceeds the maximum cost", async () => {
    const query = `{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id variant { id product { id } } customAttributes { key } } } fulfillmentOrders(first: 250) { nodes { lineItems(first: 250) { nodes { id lineItem { id } } } } } } } }`;
    const answer = await bench.graphql(query);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "MAX_COST_EXCEEDED", maxCost: 1000 });
  });
});
