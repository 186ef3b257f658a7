import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CALL_FAULTS, HITS_AT, OAUTH_FAULTS, SHOP_FAULTS, TOPIC_FAULTS } from "@/sandbox/faults/fault-kinds";
import { dataOf, type UserError } from "../harness/answers";
import { numberOf, sandboxBench } from "../harness/bench";
import { CREATE, create, euros, oneMug, placeMug } from "../harness/orders";
import { virtualTime } from "../harness/virtual-time";

const time = virtualTime();
const bench = sandboxBench({ environment: { now: time.now, later: time.later } });

const DECREMENT = { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" };
const send = (order = oneMug(bench)) => create(bench, order, DECREMENT);
const place = (fields?: Record<string, unknown>) => placeMug(bench, fields, DECREMENT);
const found = async (query: string) => {
  const answer = await bench.graphql<{ orders: { nodes: { id: string }[] } }>(
    "query($q: String) { orders(first: 10, query: $q) { nodes { id } } }",
    { q: query },
  );
  return { ids: dataOf(answer).orders.nodes.map(({ id }) => id), search: answer.extensions?.search };
};
const fulfillmentOrders = async (id: string) =>
  dataOf(
    await bench.graphql<{ order: { fulfillmentOrders: { nodes: { id: string; status: string }[] } } }>(
      "query($id: ID!) { order(id: $id) { fulfillmentOrders(first: 5) { nodes { id status } } } }",
      { id },
    ),
  ).order.fulfillmentOrders.nodes;

describe("the list of faults", () => {
  it("is documented in the README", () => {
    const readme = readFileSync("sandbox/README.md", "utf8");
    const faults = readme.slice(readme.indexOf("## Faults"), readme.indexOf("## Assumptions"));
    const isDocumented = (kind: string) =>
      faults.includes(`\`${kind}\``) ||
      (/^http-\d{3}$/.test(kind) && faults.includes(`\`${kind.slice(5)}\``));
    const all = [...CALL_FAULTS, ...SHOP_FAULTS, ...TOPIC_FAULTS, ...OAUTH_FAULTS];
    expect(all.filter((kind) => !isDocumented(kind))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
  });

  it("counts hits per kind, including zero, and keeps the counts when faults are removed", async () => {
    await bench.fault("order-refused");
    await send();
    await bench.control.delete("/faults");
    const counted = await bench.hits();
    expect(Object.keys(counted).sort()).toEqual(
      [...CALL_FAULTS, ...SHOP_FAULTS, ...TOPIC_FAULTS, ...OAUTH_FAULTS].sort(),
    );
    expect(counted).toMatchObject({ "order-refused": 1, "search-lag": 0, "webhook-drop": 0 });
  });

  it("skips the first opportunities, and hits at random without limit", async () => {
    await bench.fault("order-refused", { after: 2 });
    const outcomes = [];
    for (let call = 0; call < 4; call += 1) outcomes.push((await send()).order !== null);
    expect(outcomes).toEqual([true, true, false, true]);
    await bench.fault("order-refused", { probability: 0.5 });
    let refused = 0;
    for (let call = 0; call < 60; call += 1) {
      if ((await send({ lineItems: [{ title: "X", quantity: 1, priceSet: euros("1") }] })).order === null)
        refused += 1;
    }
    expect(refused).toBeGreaterThan(10);
    expect(refused).toBeLessThan(50);
  });

  it.each([{ probability: 1.1 }, { probability: -1 }, { times: 0 }])("refuses %j", async (parts) => {
    await expect(bench.fault("order-refused", parts)).rejects.toThrow("400");
  });

  it("faults after a commit do not affect reads", async () => {
    await bench.fault("reply-lost-after-commit");
    expect((await bench.raw({ query: "{ shop { id } }" })).status).toBe(200);
    await expect(bench.raw({ query: CREATE, variables: { order: oneMug(bench) } })).rejects.toThrow();
  });
});

describe("errors of orderCreate", () => {
  it.each([
    ["too-many-orders", null, "Too many attempts. Please try again later."],
    ["order-refused", "INVALID", "Order is invalid"],
    ["shop-dormant", "SHOP_DORMANT", "Shop is dormant"],
    ["inventory-claim-failed", "INVENTORY_CLAIM_FAILED", "Unable to reserve inventory"],
  ])("%s", async (kind, code, message) => {
    await bench.fault(kind);
    const answer = await send();
    expect(answer.order).toBeNull();
    expect(answer.userErrors).toMatchObject([{ code, message }]);
    expect((await bench.state()).orders).toEqual([]);
    const [entry] = await bench.control.get<Record<string, unknown>[]>("/log?operation=orderCreate");
    expect(entry).toMatchObject({
      faults: [kind],
      committed: false,
      effects: [],
      answered: "whole",
      userErrors: [{ code, message }],
    });
    expect((await send()).order).not.toBeNull();
  });

  it("an order that takes no stock cannot fail to reserve it", async () => {
    await bench.fault("inventory-claim-failed");
    expect((await create(bench, oneMug(bench))).order).not.toBeNull();
    expect((await bench.hits())["inventory-claim-failed"]).toBe(0);
  });
});

describe("fulfillment orders of a new order", () => {
  it("can appear late", async () => {
    await bench.fault("fulfillment-orders-late", { ms: 2_000 });
    const id = await place();
    expect(await fulfillmentOrders(id)).toEqual([]);
    time.pass(1_999);
    expect(await fulfillmentOrders(id)).toEqual([]);
    time.pass(1);
    expect(await fulfillmentOrders(id)).toMatchObject([{ status: "OPEN" }]);
  });

  it("can be on hold for risk, and are released later", async () => {
    await bench.fault("order-held", { ms: 60_000 });
    const id = await place();
    expect(await fulfillmentOrders(id)).toMatchObject([{ status: "ON_HOLD" }]);
    expect((await bench.order(id)).fulfillmentStatus).toBe("ON_HOLD");
    time.pass(60_000);
    expect(await fulfillmentOrders(id)).toMatchObject([{ status: "OPEN" }]);
  });
});

describe("search", () => {
  it("finds an order only after the lag, but by id immediately", async () => {
    await bench.fault("search-lag", { ms: 45_000 });
    const id = await place({ tags: ["leg-1"], sourceIdentifier: "leg-1" });
    expect((await found("source_identifier:leg-1")).ids).toEqual([]);
    expect((await found(`id:${numberOf(id)}`)).ids).toEqual([id]);
    expect((await bench.order(id)).id).toBe(id);
    time.pass(44_999);
    expect((await found("tag:leg-1")).ids).toEqual([]);
    time.pass(1);
    expect((await found("source_identifier:leg-1")).ids).toEqual([id]);
  });

  it("a later write with a shorter lag makes the whole order visible", async () => {
    await bench.fault("search-lag", { ms: 45_000 });
    const id = await place({ sourceIdentifier: "leg-1" });
    await bench.act(id, "update", { tags: ["a"] });
    await bench.act(id, "update", { tags: ["b"] });
    expect((await found("source_identifier:leg-1 tag:b")).ids).toEqual([id]);
  });

  it("finds a custom id only after its own lag", async () => {
    await bench.graphql(
      `mutation { metafieldDefinitionCreate(definition: { ownerType: ORDER, namespace: "$app:x", key: "origin", name: "k", type: "id" }) { userErrors { code } } }`,
    );
    await bench.fault("custom-id-lag", { ms: 20_000 });
    const metafields = [{ namespace: "$app:x", key: "origin", type: "id", value: "leg-9" }];
    const id = await place({ metafields });
    const look = async () =>
      dataOf(
        await bench.graphql<{ orderByIdentifier: { id: string } | null }>(
          `{ orderByIdentifier(identifier: { customId: { namespace: "$app:x", key: "origin", value: "leg-9" } }) { id } }`,
        ),
      ).orderByIdentifier;
    expect(await look()).toBeNull();
    time.pass(20_000);
    expect(await look()).toEqual({ id });
  });

  it("with a dropped term finds too many orders, and warns", async () => {
    const id = await place();
    await bench.fault("search-term-dropped");
    const { ids, search } = await found("source_identifier:leg-1");
    expect(ids).toEqual([id]);
    expect(search?.[0]?.warnings).toEqual([
      { field: "source_identifier", message: "Invalid search field for this query.", code: "invalid_field" },
    ]);
    expect((await found("source_identifier:leg-1")).ids).toEqual([]);
  });
});

const SHIP = `mutation($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) {
  fulfillment { id status } userErrors { field message } } }`;
interface Shipped {
  fulfillmentCreate: { fulfillment: { id: string } | null; userErrors: UserError[] };
}

describe("fulfillment orders that change just before a shipment", () => {
  const ship = async (fulfillmentOrderId: string) =>
    dataOf(
      await bench.graphql<Shipped>(SHIP, { f: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId }] } }),
    ).fulfillmentCreate;
  const history = (kind: string) =>
    bench.control.get<{ by: string; details: { lines: { quantity: number }[] } }[]>(`/history?kind=${kind}`);

  it("are replaced by one with a new id", async () => {
    const id = await place();
    const [old] = await fulfillmentOrders(id);
    await bench.fault("work-replaced");
    const refused = await ship(old?.id ?? "");
    expect(refused.userErrors[0]?.message).toMatch(/has an unfulfillable status= closed\.$/);
    const after = await fulfillmentOrders(id);
    expect(after).toMatchObject([{ id: old?.id, status: "CLOSED" }, { status: "OPEN" }]);
    expect((await ship(after[1]?.id ?? "")).userErrors).toEqual([]);
  });

  it("are put on hold", async () => {
    const id = await place();
    const [only] = await fulfillmentOrders(id);
    await bench.fault("work-held", { ms: 5_000 });
    expect((await ship(only?.id ?? "")).userErrors[0]?.message).toMatch(/status= on_hold\.$/);
    time.pass(5_000);
    expect((await ship(only?.id ?? "")).userErrors).toEqual([]);
  });

  it("are shipped by the merchant, so the app cannot ship them", async () => {
    const id = await place();
    const [only] = await fulfillmentOrders(id);
    await bench.fault("work-shipped-already");
    expect((await ship(only?.id ?? "")).fulfillment).toBeNull();
    expect(await history("shipped")).toMatchObject([
      { by: "merchant", details: { lines: [{ quantity: 1 }] } },
    ]);
  });
});

it("HITS_AT lists every fault of the shop", () => {
  expect(Object.keys(HITS_AT).sort()).toEqual([...SHOP_FAULTS].sort());
});
