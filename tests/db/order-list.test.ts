import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { countOrders } from "@/db/queries/order-list/count-orders";
import { findOrders } from "@/db/queries/order-list/find-orders";
import { type KeysRequest, WALK_LIMIT } from "@/db/queries/order-list/list-keys";
import { listNeighbours } from "@/db/queries/order-list/list-neighbours";
import { listOrders, placeOf } from "@/db/queries/order-list/list-orders";
import { listSource } from "@/db/queries/order-list/list-source";
import { listToolbar } from "@/db/queries/order-list/list-toolbar";
import { visibleOrders } from "@/db/queries/order-list/visible-orders";
import { shellCounts } from "@/db/queries/people/shell-counts";
import { mintScope, type Scope, withScope } from "@/db/scope";
import {
  everyOrder,
  type OrderFilter,
  type OrderSort,
  orderTabs,
} from "@/lib/domain/order-list/order-filter";
import { searchWords } from "@/lib/domain/order-list/search-words";
import { fileDatabase } from "@/testing/database/file-database";
import { recordQueries } from "@/testing/database/record-queries";
import { copyOrders } from "@/testing/seed/copy-orders";
import { MERCHANTS, seedOrder } from "@/testing/seed/seed";

const BIG = "org_big";
const ORDERS = 100_000;
const newest: OrderSort = { by: "date", direction: "desc" };

const { database, db: plain } = await fileDatabase();
const { db, queries, clear } = recordQueries(plain);
let scope: Scope;

beforeAll(async () => {
  const seeded = await seedOrder(db, { organizationId: BIG });
  await seedOrder(db, { organizationId: "org_small" });
  scope = seeded.scope;
  await copyOrders(database.superuserUrl, { organizationId: BIG, orders: ORDERS });
}, 240_000);

const words = (text: string) => searchWords(text, [{ id: "a", name: "Nordwolle Knitwear", supplies: true }]);
const filter = (change: Partial<OrderFilter> = {}): OrderFilter => ({ ...everyOrder, ...change });
const page = (args: Partial<KeysRequest> = {}, as: Scope = scope) =>
  withScope(db, as, async (tx) => {
    const request: KeysRequest = {
      ...{ filter: everyOrder, tab: "all", sort: newest, beyond: null, limit: 50 },
      ...args,
    };
    return listOrders(tx, as, await listSource(tx, as, request.filter, request.sort), request);
  });
const counts = (of: OrderFilter = everyOrder, as: Scope = scope) =>
  withScope(db, as, async (tx) => countOrders(tx, as, await listSource(tx, as, of, newest), of));
/** The number of orders that match a SQL condition, counted directly. */
const truth = async (condition: string): Promise<number> => {
  const admin = openDatabase(database.superuserUrl, { max: 1 });
  const [row] = await admin.sql.unsafe(
    `select count(*)::int as n from "order" o where organization_id = '${BIG}' and ${condition}`,
  );
  await admin.sql.end();
  return Number(row?.n);
};

describe.each([
  ["newest first", newest, filter()],
  ["oldest first", { by: "date", direction: "asc" }, filter()],
  ["by amount", { by: "paid", direction: "desc" }, filter()],
  ["a facet that many have", newest, filter({ facets: { tag: ["vip"] } })],
  ["one of two facets", newest, filter({ facets: { tag: ["vip", "retail"], payment: ["PAID"] } })],
  [
    "a facet that few have, by amount",
    { by: "paid", direction: "asc" },
    filter({ facets: { tag: ["rare"] } }),
  ],
  ["a word", newest, filter({ words: words("customer7") })],
] as [string, OrderSort, OrderFilter][])("paging, %s", (_, sort, of) => {
  test("forward and back loses and repeats no order, even where many orders share a sort key", async () => {
    const down: string[] = [];
    let beyond: KeysRequest["beyond"] = null;
    let last: Awaited<ReturnType<typeof page>> | undefined;
    for (let n = 0; n < 9; n += 1) {
      last = await page({ filter: of, sort, beyond, limit: 7 });
      down.push(...last.rows.map((row) => row.id));
      const end = last.rows.at(-1);
      if (!end) throw new Error("The list ended early.");
      beyond = { direction: "after", place: placeOf(end, sort) };
    }
    expect(new Set(down).size).toBe(63);
    expect((await page({ filter: of, sort, limit: 63 })).rows.map((row) => row.id)).toEqual(down);
    const up: string[] = last?.rows.map((row) => row.id) ?? [];
    for (let n = 0; n < 8; n += 1) {
      const start = last?.rows[0];
      if (!start) throw new Error("The list began early.");
      beyond = { direction: "before", place: placeOf(start, sort) };
      last = await page({ filter: of, sort, beyond, limit: 7 });
      up.unshift(...last.rows.map((row) => row.id));
    }
    expect(up).toEqual(down);
    expect(last?.previous).toBeNull();
    expect(last?.next).not.toBeNull();
  });
});

describe("tabs", () => {
  test("show only their own orders", async () => {
    for (const tab of ["not_pushed", "partially_pushed", "pushed", "cancelled"] as const) {
      for (const of of [filter(), filter({ facets: { tag: ["vip"] } }), filter({ words: words("vip") })]) {
        const { rows } = await page({ tab, filter: of });
        expect(rows.length).toBeGreaterThan(0);
        expect(new Set(rows.map((row) => row.pushStatus))).toEqual(new Set([tab]));
      }
    }
    const { rows } = await page({ tab: "attention", filter: filter({ facets: { tag: ["vip"] } }) });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.attention !== null && row.tags.includes("vip"))).toBe(true);
  });

  test("are counted exactly up to a thousand, and beyond that as at least a thousand", async () => {
    const many = await counts();
    for (const tab of orderTabs) expect(many[tab], tab).toEqual({ value: 1_000, more: true });
    const rare = filter({ facets: { tag: ["rare"] } });
    const few = await counts(rare);
    const has = `exists (select 1 from order_facet f where f.order_id = o.id and f.facet = 'tag:rare')`;
    expect(few.all).toEqual({ value: await truth(has), more: false });
    expect(few.pushed).toEqual({ value: await truth(`push_status = 'pushed' and ${has}`), more: false });
    expect(few.attention).toEqual({ value: await truth(`attention is not null and ${has}`), more: false });
    const both = await counts(filter({ facets: { tag: ["vip"], payment: ["PENDING"] }, paidFrom: 1 }));
    expect(both.pushed).toMatchObject({ more: true });
    expect((await withScope(db, scope, (tx) => shellCounts(tx, scope))).notPushed).toBe(1_001);
  });
});

describe("filters", () => {
  test.each([
    [filter({ facets: { tag: ["rare"] } }), `tags @> '{rare}'`],
    [
      filter({ facets: { tag: ["RARE"], payment: ["PENDING"] } }),
      `tags @> '{rare}' and financial_status = 'PENDING'`,
    ],
    [
      filter({ facets: { tag: ["rare"] }, paidFrom: 20_000, paidTo: 60_000 }),
      `tags @> '{rare}' and net_payment between 2000 and 6000`,
    ],
    [
      filter({ facets: { store: ["str_dest"], held: ["unpaid"], tag: ["rare"] } }),
      `tags @> '{rare}' and held_reasons @> '{unpaid}'`,
    ],
    [
      filter({ facets: { supplier: ["a"], shipping: ["express"], tag: ["rare"] } }),
      `tags @> '{rare}' and shipping_method = 'Express'`,
    ],
    [filter({ facets: { tag: ["nobody"] } }), "false"],
  ])("%j", async (of, condition) => {
    expect((await counts(of)).all).toEqual({ value: await truth(condition), more: false });
    const { rows } = await page({ filter: of, limit: 3_000 });
    expect(rows).toHaveLength(await truth(condition));
  });

  test("compare dates to the millisecond, and exclude the end", async () => {
    const [first, second, third] = (await page({ limit: 40 })).rows.filter((_, n) => n % 12 === 5);
    if (!first || !second || !third) throw new Error("Too few orders.");
    const { rows } = await page({
      filter: filter({ from: third.createdAt, to: first.createdAt }),
      limit: 500,
    });
    expect(rows.every((row) => row.createdAt < first.createdAt && row.createdAt >= third.createdAt)).toBe(
      true,
    );
    expect(rows.map((row) => row.id)).toContain(second.id);
  });
});

test("a filter that matches almost no order is searched a limited number of orders per page, to the end", async () => {
  // Many orders are paid and many are held because they are not paid; none is both.
  const none = filter({ facets: { payment: ["PAID"], held: ["unpaid"] } });
  let beyond: KeysRequest["beyond"] = null;
  let pages = 0;
  for (;;) {
    const { rows, next } = await page({ filter: none, beyond });
    expect(rows).toEqual([]);
    pages += 1;
    if (!next) break;
    beyond = { direction: "after", place: next };
  }
  expect(pages).toBe(Math.ceil((ORDERS * 0.8) / WALK_LIMIT) + 1);
  expect((await counts(none)).all).toEqual({ value: 0, more: true });
  const oldest = filter({ facets: { payment: ["PAID"], tag: ["vip"] }, paidFrom: 96_000, paidTo: 96_000 });
  expect((await page({ filter: oldest, limit: 3_000 })).rows).toHaveLength(
    await truth(`financial_status = 'PAID' and tags @> '{vip}' and net_payment = 9600`),
  );
});

describe("search", () => {
  test.each([
    ["#77777", ["#77777"]],
    ["777 customer42", 10],
    ["vip #99999", ["#99999"]],
    ["knitwear #99999", ["#99999"]],
    ["INS/99999", ["#99999"]],
    ["ins99998", ["#99998"]],
    ["000-99997", ["#99997"]],
    ["+49 15 0009 9996", ["#99996"]],
    ["%", []],
    ["_", []],
  ])("%s", async (text, expected) => {
    const { rows } = await page({ filter: filter({ words: words(text) }) });
    if (typeof expected === "number") expect(rows.length).toBeLessThanOrEqual(expected);
    else expect(rows.map((row) => row.name)).toEqual(expected);
  });

  test("for a word of very many orders shows the newest of them and reports that there are more", async () => {
    const { all } = await counts(filter({ words: words("retail") }));
    expect(all).toEqual({ value: 1_000, more: true });
    const shown = (await page({ filter: filter({ words: words("retail") }) })).rows.map((row) => row.id);
    const newestOnes = (await page({ filter: filter({ facets: { tag: ["retail"] } }) })).rows;
    expect(shown).toEqual(newestOnes.map((row) => row.id));
  });
});

test("a scope limited to merchants sees only their orders in the list, the counts and the changes", async () => {
  const narrow = mintScope(BIG, [MERCHANTS.other]);
  for (const of of [filter(), filter({ facets: { tag: ["vip"] } }), filter({ words: words("vip") })]) {
    const { rows } = await page({ filter: of }, narrow);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => Number(row.id.slice(4)) % 50 === 0)).toBe(true);
  }
  const all = Object.values(await counts(filter(), narrow));
  expect(all.every(({ value }) => value <= ORDERS / 50)).toBe(true);
  const foreign = filter({ facets: { merchant: [MERCHANTS.owner] } });
  expect((await page({ filter: foreign }, narrow)).rows).toEqual([]);
  expect((await counts(foreign, narrow)).all.value).toBe(0);
  const ids = ["ord_000050", "ord_000051"];
  expect(await withScope(db, narrow, (tx) => visibleOrders(tx, narrow, ids))).toEqual(["ord_000050"]);
  const nobody = mintScope(BIG, []);
  expect((await page({}, nobody)).rows).toEqual([]);
  expect((await counts(filter(), nobody)).all).toEqual({ value: 0, more: false });
});

test("every query of the list uses an index, as the app role among 100,000 orders", async () => {
  const middle = (await page({ limit: 1 })).rows[0];
  if (!middle) throw new Error("No order.");
  clear();
  const [early, late] = [new Date("2026-02-20T00:00:00Z"), new Date("2026-02-21T00:00:00Z")];
  const filters = [
    filter(),
    filter({ facets: { store: [middle.storeId] } }),
    filter({ facets: { tag: ["rare"], payment: ["PAID"] } }),
    filter({ facets: { tag: ["vip"], payment: ["PAID"] }, paidFrom: 2_000 }),
    filter({ facets: { supplier: ["a"] }, from: new Date("2026-01-01T00:00:00Z") }),
    filter({ from: early, to: late, days: [{ storeIds: ["str_dest"], from: early, to: late }] }),
    filter({ words: words("77777") }),
    filter({ words: words("vip customer42") }),
    filter({ words: words("+4915 00077777 nordwolle") }),
  ];
  for (const as of [scope, mintScope(BIG, [MERCHANTS.other])]) {
    for (const of of filters) {
      for (const tab of orderTabs) {
        await page({ tab, filter: of }, as);
        const place = placeOf(middle, newest);
        await page({ tab, filter: of, beyond: { direction: "after", place } }, as);
        await withScope(db, as, async (tx) =>
          listNeighbours(tx, as, await listSource(tx, as, of, newest), {
            filter: of,
            tab,
            sort: newest,
            place,
          }),
        );
      }
      const sort = { by: "paid", direction: "asc" } as const;
      await page({ filter: of, sort, beyond: { direction: "before", place: placeOf(middle, sort) } }, as);
      await counts(of, as);
    }
    await withScope(db, as, (tx) => shellCounts(tx, as));
    await withScope(db, as, (tx) => visibleOrders(tx, as, ["ord_000050"]));
    await withScope(db, as, (tx) => findOrders(tx, as, words("vip 99999"), 8));
    await withScope(db, as, (tx) => listToolbar(tx, as, "usr_1"));
  }
  const distinct = new Map(queries().map((each) => [each.query + JSON.stringify(each.params), each]));
  expect(distinct.size).toBeGreaterThan(150);
  for (const { query, params } of distinct.values()) {
    expect(await explained(query, params), `${query}\n${params}`).not.toMatch(
      /Seq Scan on "?(order|order_facet|order_token|order_contact|line_item)"?( |$)/m,
    );
  }
}, 120_000);

async function explained(query: string, params: unknown[]): Promise<string> {
  return database.sql.begin(async (tx) => {
    await tx`select set_config('role', 'crossdock_app', true), set_config('app.organization_id', ${BIG}, true)`;
    const lines = await tx.unsafe(`explain ${query}`, params.map(String));
    return lines.map((line) => String(line["QUERY PLAN"])).join("\n");
  });
}
