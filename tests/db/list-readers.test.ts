import { beforeAll, describe, expect, test } from "vitest";
import { mintScope, withScope } from "@/db/scope";
import type { OrderPlace } from "@/lib/domain/order-list/order-filter";
import { listQuery, readListQuery } from "@/lib/order-list/list-params";
import { findMatching } from "@/lib/services/order-list/find-matching";
import { findNeighbours } from "@/lib/services/order-list/find-neighbours";
import { readMatchingOrders } from "@/lib/services/order-list/read-matching-orders";
import { readOrderList } from "@/lib/services/order-list/read-order-list";
import { readOrderRows } from "@/lib/services/order-list/read-order-rows";
import { searchOrders } from "@/lib/services/order-list/search-orders";
import { selectOrders } from "@/lib/services/order-list/select-orders";
import { supplierNames } from "@/lib/services/order-list/supplier-names";
import { reprojectOrder } from "@/lib/services/orders/reproject-order";
import { readStoreList } from "@/lib/services/stores/read-store-list";
import { readToday } from "@/lib/services/today/read-today";
import { fileDatabase } from "@/testing/database/file-database";
import { copyOrders } from "@/testing/seed/copy-orders";
import { MERCHANTS, SEEDED_AT, seedOrder } from "@/testing/seed/seed";
import { seededCtx } from "@/testing/seed/seeded-ctx";

const ORG = "org_readers";
/** More than a search looks through for one page, and more than one day of orders. */
const ORDERS = 4_000;
const scope = mintScope(ORG);

const { database, db } = await fileDatabase();
const ctx = seededCtx(db, scope);

beforeAll(async () => {
  const { orderId } = await seedOrder(db, { organizationId: ORG });
  await reprojectOrder(ctx, { orderId });
  await copyOrders(database.superuserUrl, { organizationId: ORG, orders: ORDERS });
}, 120_000);

const pageOf = (query: string) => readOrderList(ctx, { list: readListQuery(query), now: SEEDED_AT });

/** The ids of all orders of a list, read in batches. */
async function allOf(query: string): Promise<string[]> {
  const ids: string[] = [];
  let after: OrderPlace | null = null;
  do {
    const request = { list: readListQuery(query), now: SEEDED_AT, after, limit: 700 };
    const batch: Awaited<ReturnType<typeof readMatchingOrders>> = await readMatchingOrders(ctx, request);
    ids.push(...batch.rows.map((row) => row.id));
    after = batch.next;
  } while (after !== null);
  return ids;
}

describe.each([
  ["no filter", ""],
  ["a tab", "tab=not_pushed"],
  ["filters", "tab=pushed&tag=vip&payment=PENDING&paid_min=5"],
  ["a rare tag by amount", "tag=rare&sort=paid-asc"],
  ["a word", "q=customer7"],
  ["a word that most orders have", "q=retail"],
  ["days", "date=yesterday"],
])("a list with %s", (_, query) => {
  test("has the same orders in the page, in the batches and in its counts", async () => {
    const { rows, counts } = await pageOf(query);
    const all = await allOf(query);
    expect(rows.length).toBeGreaterThan(0);
    expect(all.slice(0, 50)).toEqual(rows.map((row) => row.id));
    expect(new Set(all).size).toBe(all.length);
    const { value, more } = counts[readListQuery(query).tab];
    if (more) expect(all.length).toBeGreaterThan(value);
    else expect(all.length).toBe(value);
  });

  test("has the same neighbours as its rows, and the same rows one by one", async () => {
    const { rows } = await pageOf(query);
    const [before, order, after] = rows;
    if (!order) throw new Error("The list has one order only.");
    const input = { list: readListQuery(query), now: SEEDED_AT, order };
    expect(await withScope(db, scope, (tx) => findNeighbours(tx, scope, input))).toEqual({
      previous: before?.id,
      next: after?.id ?? null,
    });
    const single = await readOrderRows(ctx, { orderIds: rows.map((row) => row.id) });
    expect(single.rows.toSorted(byId)).toEqual(rows.toSorted(byId));
  });
});

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

test("the orders that a list matches are found in its order, up to a limit", async () => {
  const list = readListQuery("tag=rare");
  const all = await allOf("tag=rare");
  const { orders, more } = await findMatching(ctx, { list, most: 2_000 });
  expect([orders.map(({ id }) => id), more]).toEqual([all, false]);
  const few = await findMatching(ctx, { list, most: all.length - 1 });
  expect([few.orders.map(({ id }) => id), few.more]).toEqual([all.slice(0, -1), true]);
  expect((await findMatching(ctx, { list: readListQuery(""), most: 700 })).orders).toHaveLength(700);
});

test("the palette finds the first orders of the list that searches for the same text", async () => {
  const found = await searchOrders(ctx, { text: " Customer7 ", limit: 5 });
  expect(found.map((order) => order.id)).toEqual((await allOf("q=customer7")).slice(0, 5));
});

test("days begin at midnight in the time zone of the stores", async () => {
  const of = (query: string) =>
    withScope(db, scope, (tx) => selectOrders(tx, scope, readListQuery(query), SEEDED_AT));
  expect((await of("date=today")).filter.from).toEqual(new Date("2026-02-28T22:00:00Z"));
  expect((await of("tab=pushed&sort=paid-asc&q=A")).filter.words).toMatchObject([
    { prefixes: ["a", "#a"], supplierIds: [] },
  ]);
});

test("the counts of the day are those of the lists that they link to", async () => {
  const { rows } = await readToday(ctx, { chosen: { merchant: null, store: null }, now: SEEDED_AT });
  const [today] = rows;
  if (!today) throw new Error("No row.");
  const { counts } = await pageOf(listQuery({ ...readListQuery("date=today"), ...today.row.scope }));
  expect(today.figures.waiting).toBe(counts.not_pushed.value);
  expect(today.figures.partly).toBe(counts.partially_pushed.value);
  expect(today.figures.trouble).toBe(counts.attention.value);
});

test("rows name the suppliers of their tracks, from the page and one by one", async () => {
  const page = await pageOf("");
  expect(page.rows[0]?.track?.segments.map((segment) => segment.sourceStoreId)).toEqual(["a"]);
  expect(page.supplierNames.get("a")).toBe("a");
  const names = await withScope(db, scope, (tx) => supplierNames(tx, scope, page.rows));
  expect([...names]).toEqual([["a", "a"]]);
});

test("the list of stores is narrowed to one merchant or one store", async () => {
  const idsOf = async (merchant: string | null, store: string | null) =>
    (await readStoreList(ctx, { merchant, store })).map(({ id }) => id);
  const all = await idsOf(null, null);
  expect(all).toContain("a");
  expect(await idsOf(null, "a")).toEqual(["a"]);
  expect(await idsOf(MERCHANTS.owner, null)).toEqual(all.filter((id) => id !== "a"));
  expect(await idsOf(MERCHANTS.other, null)).toEqual([]);
});
