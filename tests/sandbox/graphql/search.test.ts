import { describe, expect, it } from "vitest";
import { dataOf } from "../harness/answers";
import { numberOf, SHOP, sandboxBench } from "../harness/bench";
import { placeMug } from "../harness/orders";

let clock = new Date("2026-11-23T12:00:00Z");
const bench = sandboxBench({ environment: { now: () => clock }, assumptions: { searchLagMs: 3_000 } });
const later = (ms: number) => {
  clock = new Date(clock.getTime() + ms);
};

const FIND = "query($q: String) { orders(first: 50, query: $q, sortKey: CREATED_AT) { nodes { id name } } }";

const create = (fields?: Record<string, unknown>) => placeMug(bench, fields);

async function find(q: string) {
  const answer = await bench.graphql<{ orders: { nodes: { id: string; name: string }[] } }>(FIND, { q });
  return {
    ids: dataOf(answer).orders.nodes.map(({ id }) => id),
    warnings: answer.extensions?.search?.[0]?.warnings ?? [],
  };
}

describe("search lag", () => {
  it("finds a new order only after the lag, although it can be read immediately", async () => {
    const id = await create({ sourceIdentifier: "leg-1" });
    expect((await find("source_identifier:leg-1")).ids).toEqual([]);
    expect(dataOf(await bench.graphql(`{ order(id: "${id}") { id } }`))).toEqual({ order: { id } });
    later(2_999);
    expect((await find("source_identifier:leg-1")).ids).toEqual([]);
    later(1);
    expect((await find("source_identifier:leg-1")).ids).toEqual([id]);
  });

  it("finds a change only after the lag, but lists orders without a query immediately", async () => {
    const id = await create({ tags: ["old"] });
    later(3_000);
    await bench.graphql(
      `mutation { orderUpdate(input: { id: "${id}", tags: ["new"] }) { userErrors { message } } }`,
    );
    expect((await find("tag:old")).ids).toEqual([id]);
    expect((await find("tag:new")).ids).toEqual([]);
    later(3_000);
    expect((await find("tag:new")).ids).toEqual([id]);
    const added = await create();
    expect((await find("")).ids).toContain(added);
    expect((await find(`id:${numberOf(added)}`)).ids).toEqual([added]);
  });

  it("finds a custom id only after its own lag", async () => {
    await bench.control.post("/settings", { customIdLagMs: 1_000 });
    await bench.graphql(
      'mutation { metafieldDefinitionCreate(definition: { ownerType: ORDER, namespace: "$app:x", key: "origin", name: "O", type: "id" }) { userErrors { code } } }',
    );
    const id = await create({ metafields: [{ namespace: "$app:x", key: "origin", type: "id", value: "1" }] });
    const query =
      '{ orderByIdentifier(identifier: { customId: { namespace: "$app:x", key: "origin", value: "1" } }) { id } }';
    expect(dataOf(await bench.graphql(query))).toEqual({ orderByIdentifier: null });
    later(1_000);
    expect(dataOf(await bench.graphql(query))).toEqual({ orderByIdentifier: { id } });
    await bench.control.post("/settings", { customIdLagMs: 0 });
  });
});

describe("terms", () => {
  it("ignores an unknown field and warns (draft-orders-search-sort-staged)", async () => {
    const id = await create({ tags: ["mine"] });
    await create();
    later(3_000);
    const { ids, warnings } = await find("tag:mine notafield:1");
    expect(ids).toEqual([id]);
    expect(warnings).toEqual([
      { field: "notafield", message: "Invalid search field for this query.", code: "invalid_field" },
    ]);
    expect((await find("notafield:1")).ids).toHaveLength(2);
    expect((await find("tag:mine")).warnings).toEqual([]);
  });

  it("cuts an unquoted timestamp at its colon, and reads a quoted one", async () => {
    const id = await create();
    later(3_000);
    const cut = await find("updated_at:<2000-01-01T00:00:00Z");
    expect(cut.ids).toEqual([]);
    expect(cut.warnings).toMatchObject([{ field: "00", code: "invalid_field" }]);
    expect((await find("updated_at:>='2026-11-23T00:00:00Z'")).ids).toEqual([id]);
    expect((await find("updated_at:>='2030-01-01T00:00:00Z'")).ids).toEqual([]);
  });

  it("warns about an unacceptable value", async () => {
    await create();
    later(3_000);
    expect((await find("financial_status:nonsense")).warnings).toEqual([
      {
        field: "financial_status",
        message: "Input `nonsense` is not an accepted value.",
        code: "invalid_value",
      },
    ]);
  });

  it("joins terms with AND, OR, minus and parentheses", async () => {
    const a = await create({ tags: ["a"], financialStatus: "PAID" });
    const b = await create({ tags: ["b"] });
    const both = await create({ tags: ["a", "b"] });
    later(3_000);
    expect((await find("tag:a tag:b")).ids).toEqual([both]);
    expect((await find("tag:a OR tag:b")).ids).toEqual([a, b, both]);
    expect((await find("tag:a -tag:b")).ids).toEqual([a]);
    expect((await find("(tag:a OR tag:b) AND financial_status:paid")).ids).toEqual([a]);
    expect((await find("financial_status:paid fulfillment_status:unfulfilled")).ids).toEqual([a]);
    expect((await find("name:1002")).ids).toEqual([b]);
    expect((await find("name:'#1002'")).ids).toEqual([b]);
    expect((await find("tag:a OR")).ids).toEqual([a, both]);
    expect((await find("id:999999999999999999")).ids).toEqual([]);
  });

  it("refuses a metafield that is not filterable", async () => {
    await create();
    const answer = await bench.graphql(FIND, { q: "metafields.x.y:1" });
    expect(answer.errors?.[0]?.extensions.code).toBe("BAD_REQUEST");
  });

  it("finds a SKU by its parts, ignoring case", async () => {
    const query = "query($q: String) { productVariants(first: 9, query: $q) { nodes { sku } } }";
    const skus = async (q: string) =>
      dataOf(
        await bench.graphql<{ productVariants: { nodes: { sku: string }[] } }>(query, { q }),
      ).productVariants.nodes.map(({ sku }) => sku);
    expect(await skus("sku:mug-blue")).toEqual(["MUG-BLUE"]);
    expect(await skus("sku:'MUG-BLUE'")).toEqual(["MUG-BLUE"]);
    expect(await skus("sku:MUG")).toEqual(["MUG-BLUE", "MUG-RED"]);
  });
});

describe("pages and counts", () => {
  const PAGE = `query($first: Int, $last: Int, $after: String, $q: String) {
    orders(first: $first, last: $last, after: $after, query: $q, sortKey: UPDATED_AT) {
      nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  interface Page {
    orders: {
      nodes: { id: string }[];
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
    };
  }

  it("continues after the key of the last row", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.push(await create());
      later(1_000);
    }
    const first = dataOf(await bench.graphql<Page>(PAGE, { first: 2 })).orders;
    expect(first.nodes.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    // An order that changes between two pages moves to the end, and is listed again.
    await bench.graphql(
      `mutation { orderUpdate(input: { id: "${ids[0]}", note: "x" }) { userErrors { message } } }`,
    );
    const rest = dataOf(
      await bench.graphql<Page>(PAGE, { first: 9, after: first.pageInfo.endCursor }),
    ).orders;
    expect(rest.nodes.map(({ id }) => id)).toEqual([...ids.slice(2), ids[0]]);
    expect(Buffer.from(first.pageInfo.endCursor, "base64").toString()).toMatch(
      /^\{"last_id":\d+,"last_value":/,
    );
  });

  it.each([
    [{ first: 1, last: 1 }, "providing both first and last is not supported"],
    [{}, "you must provide one of first or last"],
    [{ first: 1, after: "nonsense" }, "Malformed cursor"],
  ])("refuses %j", async (variables, message) => {
    const [error] = (await bench.graphql(PAGE, variables)).errors ?? [];
    expect(error).toMatchObject({ message, path: ["orders"], extensions: { code: "BAD_REQUEST" } });
  });

  it("counts exactly, or up to the limit (orderCreate-state-derived-payment-and-count)", async () => {
    await create();
    await create();
    const count = async (limit: number) =>
      dataOf(await bench.graphql(`{ ordersCount(limit: ${limit}) { count precision } }`));
    expect(await count(10)).toEqual({ ordersCount: { count: 2, precision: "EXACT" } });
    expect(await count(1)).toEqual({ ordersCount: { count: 1, precision: "AT_LEAST" } });
  });
});

it("products are found by tag and product type, without a warning", async () => {
  const product = { title: "Chair", tags: ["oak"], productType: "Seat", variants: [{ price: "1.00" }] };
  await bench.control.post("/shops", { domain: SHOP, currency: "EUR", products: [product] });
  for (const query of ["tag:oak", "product_type:seat", "tag:oak vendor:supplier"]) {
    const answer = await bench.graphql(`{ products(first: 5, query: "${query}") { nodes { title tags } } }`);
    expect(dataOf(answer)).toEqual({ products: { nodes: [{ title: "Chair", tags: ["oak"] }] } });
    expect(answer.extensions?.search).toBeUndefined();
  }
});
