import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CALL_FAULTS, HITS_AT, OAUTH_FAULTS, SHOP_FAULTS, TOPIC_FAULTS } from "@/sandbox/faults/fault-kinds";
import {
  CREATE,
  type Created,
  dataOf,
  euros,
  type OrderView,
  oneMug,
  SHOP,
  sandboxBench,
  type UserError,
} from "../harness/bench";
import { virtualTime } from "../harness/virtual-time";

const time = virtualTime();
const bench = sandboxBench({ environment: { now: time.now, later: time.later } });

const fault = (kind: string, parts: Record<string, unknown> = {}) =>
  bench.control.post("/faults", { kind, shop: SHOP, ...parts });
const hits = () => bench.control.get<Record<string, number>>("/fault-hits");
const create = async (order = oneMug(bench), inventoryBehaviour = "DECREMENT_OBEYING_POLICY") =>
  dataOf(await bench.graphql<Created>(CREATE, { order, options: { inventoryBehaviour } })).orderCreate;
const created = async (order?: Record<string, unknown>) => {
  const { order: made, userErrors } = await create(order);
  expect(userErrors).toEqual([]);
  if (!made) throw new Error("No order was made.");
  return made;
};
const view = (gid: string) =>
  bench.control.get<OrderView & { fulfillmentOrders: { id: string; status: string }[] }>(
    `/shops/${SHOP}/orders/${gid.split("/").at(-1)}`,
  );
const found = async (query: string) => {
  const answer = await bench.graphql<{ orders: { nodes: { id: string }[] } }>(
    "query($q: String) { orders(first: 10, query: $q) { nodes { id } } }",
    { q: query },
  );
  return { ids: dataOf(answer).orders.nodes.map(({ id }) => id), search: answer.extensions?.search };
};
const work = async (id: string) =>
  dataOf(
    await bench.graphql<{ order: { fulfillmentOrders: { nodes: { id: string; status: string }[] } } }>(
      "query($id: ID!) { order(id: $id) { fulfillmentOrders(first: 5) { nodes { id status } } } }",
      { id },
    ),
  ).order.fulfillmentOrders.nodes;

describe("the list of faults", () => {
  it("stands in the README, kind by kind", () => {
    const readme = readFileSync("sandbox/README.md", "utf8");
    const faults = readme.slice(readme.indexOf("## Faults"), readme.indexOf("## Assumptions"));
    const told = (kind: string) =>
      faults.includes(`\`${kind}\``) ||
      (/^http-\d{3}$/.test(kind) && faults.includes(`\`${kind.slice(5)}\``));
    const all = [...CALL_FAULTS, ...SHOP_FAULTS, ...TOPIC_FAULTS, ...OAUTH_FAULTS];
    expect(all.filter((kind) => !told(kind))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
  });

  it("is counted kind by kind, also those that never hit, and taking faults back keeps the counts", async () => {
    await fault("order-refused");
    await create();
    await bench.control.delete("/faults");
    const counted = await hits();
    expect(Object.keys(counted).sort()).toEqual(
      [...CALL_FAULTS, ...SHOP_FAULTS, ...TOPIC_FAULTS, ...OAUTH_FAULTS].sort(),
    );
    expect(counted).toMatchObject({ "order-refused": 1, "search-lag": 0, "webhook-drop": 0 });
  });

  it("leaves the first chances alone, and hits at random for ever where told so", async () => {
    await fault("order-refused", { after: 2 });
    const outcomes = [];
    for (let call = 0; call < 4; call += 1) outcomes.push((await create()).order !== null);
    expect(outcomes).toEqual([true, true, false, true]);
    await fault("order-refused", { probability: 0.5 });
    let refused = 0;
    for (let call = 0; call < 60; call += 1) {
      if ((await create({ lineItems: [{ title: "X", quantity: 1, priceSet: euros("1") }] })).order === null)
        refused += 1;
    }
    expect(refused).toBeGreaterThan(10);
    expect(refused).toBeLessThan(50);
  });

  it.each([{ probability: 1.1 }, { probability: -1 }, { times: 0 }])("refuses %j", async (parts) => {
    await expect(fault("order-refused", parts)).rejects.toThrow("400");
  });

  it("never lets a fault of commits hit a read", async () => {
    await fault("reply-lost-after-commit");
    expect((await bench.raw({ query: "{ shop { id } }" })).status).toBe(200);
    await expect(bench.raw({ query: CREATE, variables: { order: oneMug(bench) } })).rejects.toThrow();
  });
});

describe("refusals of orderCreate", () => {
  it.each([
    ["too-many-orders", null, "Too many attempts. Please try again later."],
    ["order-refused", "INVALID", "Order is invalid"],
    ["shop-dormant", "SHOP_DORMANT", "Shop is dormant"],
    ["inventory-claim-failed", "INVENTORY_CLAIM_FAILED", "Unable to reserve inventory"],
  ])("%s", async (kind, code, message) => {
    await fault(kind);
    const answer = await create();
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
    expect((await create()).order).not.toBeNull();
  });

  it("who does not touch stock cannot fail to claim it", async () => {
    await fault("inventory-claim-failed");
    expect((await create(oneMug(bench), "BYPASS")).order).not.toBeNull();
    expect((await hits())["inventory-claim-failed"]).toBe(0);
  });
});

describe("work of a new order", () => {
  it("is shown late", async () => {
    await fault("fulfillment-orders-late", { ms: 2_000 });
    const { id } = await created();
    expect(await work(id)).toEqual([]);
    time.pass(1_999);
    expect(await work(id)).toEqual([]);
    time.pass(1);
    expect(await work(id)).toMatchObject([{ status: "OPEN" }]);
  });

  it("is held for its risk, and released after a while", async () => {
    await fault("order-held", { ms: 60_000 });
    const { id } = await created();
    expect(await work(id)).toMatchObject([{ status: "ON_HOLD" }]);
    expect((await view(id)).fulfillmentStatus).toBe("ON_HOLD");
    time.pass(60_000);
    expect(await work(id)).toMatchObject([{ status: "OPEN" }]);
  });
});

describe("searching", () => {
  it("finds an order only after the lag; by id it is there at once", async () => {
    await fault("search-lag", { ms: 45_000 });
    const { id, name } = await created({ ...oneMug(bench), tags: ["leg-1"], sourceIdentifier: "leg-1" });
    expect((await found("source_identifier:leg-1")).ids).toEqual([]);
    expect((await found(`id:${id.split("/").at(-1)}`)).ids).toEqual([id]);
    expect((await view(id)).name).toBe(name);
    time.pass(44_999);
    expect((await found("tag:leg-1")).ids).toEqual([]);
    time.pass(1);
    expect((await found("source_identifier:leg-1")).ids).toEqual([id]);
  });

  it("a later write that is indexed sooner brings the whole order along", async () => {
    await fault("search-lag", { ms: 45_000 });
    const { id } = await created({ ...oneMug(bench), sourceIdentifier: "leg-1" });
    await bench.control.post(`/shops/${SHOP}/orders/${id.split("/").at(-1)}/update`, { tags: ["a"] });
    await bench.control.post(`/shops/${SHOP}/orders/${id.split("/").at(-1)}/update`, { tags: ["b"] });
    expect((await found("source_identifier:leg-1 tag:b")).ids).toEqual([id]);
  });

  it("by custom id finds it only after its own lag", async () => {
    await bench.graphql(
      `mutation { metafieldDefinitionCreate(definition: { ownerType: ORDER, namespace: "$app:x", key: "k", name: "k", type: "id" }) { userErrors { code } } }`,
    );
    await fault("custom-id-lag", { ms: 20_000 });
    const metafields = [{ namespace: "$app:x", key: "k", type: "id", value: "leg-9" }];
    const { id } = await created({ ...oneMug(bench), metafields });
    const look = async () =>
      dataOf(
        await bench.graphql<{ orderByIdentifier: { id: string } | null }>(
          `{ orderByIdentifier(identifier: { customId: { namespace: "$app:x", key: "k", value: "leg-9" } }) { id } }`,
        ),
      ).orderByIdentifier;
    expect(await look()).toBeNull();
    time.pass(20_000);
    expect(await look()).toEqual({ id });
  });

  it("with a dropped term finds too much, and says so", async () => {
    const { id } = await created();
    await fault("search-term-dropped");
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

describe("work that changes just before it is shipped", () => {
  const ship = async (fulfillmentOrderId: string) =>
    dataOf(
      await bench.graphql<Shipped>(SHIP, { f: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId }] } }),
    ).fulfillmentCreate;
  const history = (kind: string) =>
    bench.control.get<{ by: string; details: { lines: { quantity: number }[] } }[]>(`/history?kind=${kind}`);

  it("comes again under a new id", async () => {
    const { id } = await created();
    const [old] = await work(id);
    await fault("work-replaced");
    const refused = await ship(old?.id ?? "");
    expect(refused.userErrors[0]?.message).toMatch(/has an unfulfillable status= closed\.$/);
    const works = await work(id);
    expect(works).toMatchObject([{ id: old?.id, status: "CLOSED" }, { status: "OPEN" }]);
    expect((await ship(works[1]?.id ?? "")).userErrors).toEqual([]);
  });

  it("is put on hold", async () => {
    const { id } = await created();
    const [only] = await work(id);
    await fault("work-held", { ms: 5_000 });
    expect((await ship(only?.id ?? "")).userErrors[0]?.message).toMatch(/status= on_hold\.$/);
    time.pass(5_000);
    expect((await ship(only?.id ?? "")).userErrors).toEqual([]);
  });

  it("is shipped by the merchant, who is never overtaken", async () => {
    const { id } = await created();
    const [only] = await work(id);
    await fault("work-shipped-already");
    expect((await ship(only?.id ?? "")).fulfillment).toBeNull();
    expect(await history("shipped")).toMatchObject([
      { by: "merchant", details: { lines: [{ quantity: 1 }] } },
    ]);
  });
});

it("every fault of the shop says where it can hit", () => {
  expect(Object.keys(HITS_AT).sort()).toEqual([...SHOP_FAULTS].sort());
});
