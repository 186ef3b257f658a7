import { beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { mintScope } from "@/db/scope";
import { readListQuery } from "@/lib/order-list/list-params";
import { readOrderList } from "@/lib/services/order-list/read-order-list";
import { searchOrders } from "@/lib/services/order-list/search-orders";
import { reprojectOrder } from "@/lib/services/orders/reproject-order";
import { fileDatabase } from "@/testing/database/file-database";
import { copyOrders } from "@/testing/seed/copy-orders";
import { SEEDED_AT, seedOrder } from "@/testing/seed/seed";
import { seededCtx } from "@/testing/seed/seeded-ctx";

const ORG = "org_search";
const { database, db } = await fileDatabase();
const ctx = seededCtx(db, mintScope(ORG));

/** Numbers of the oldest orders of the organization; the newer ones are #1 to #1500, except for 1001. */
const names = ["EU#1001/26", "WEB-1001", "#1001", "1001-B2B", "№1001", "#1-A", "#12-A"];

beforeAll(async () => {
  await seedOrder(db, { organizationId: ORG });
  await copyOrders(database.superuserUrl, { organizationId: ORG, orders: 1_600 });
  const admin = openDatabase(database.superuserUrl, { max: 1 });
  await admin.sql`update "order" set name = '#7' where organization_id = ${ORG} and id in ('ord_1', 'ord_001001')`;
  for (const [n, name] of names.entries()) {
    const id = `ord_00${1_550 + n}`;
    await admin.sql`update "order" set name = ${name} where organization_id = ${ORG} and id = ${id}`;
  }
  const rows = await admin.sql`select id from "order" where organization_id = ${ORG}
    and (id >= 'ord_001540' or id in ('ord_1', 'ord_001001'))`;
  for (const { id } of rows) await reprojectOrder(ctx, { orderId: id });
  await admin.sql.end();
}, 120_000);

const found = async (text: string) => (await searchOrders(ctx, { text, limit: 8 })).map(({ name }) => name);
const listed = async (query: string) =>
  (await readOrderList(ctx, { list: readListQuery(query), now: SEEDED_AT })).rows.map(({ name }) => name);

test.each(["1001", "#1001", "№1001"])(
  "%s finds all numbers with these digits, with any prefix and suffix",
  async (text) => {
    expect((await found(text)).toSorted()).toEqual(names.slice(0, 5).toSorted());
    expect((await listed(`q=${encodeURIComponent(text)}`)).toSorted()).toEqual(names.slice(0, 5).toSorted());
  },
);

test("exact numbers come first, before newer orders whose numbers begin with the text", async () => {
  expect((await found("1"))[0]).toBe("#1");
  expect((await found("1-A"))[0]).toBe("#1-A");
  expect((await found("12")).slice(0, 2).toSorted()).toEqual(["#12", "#12-A"]);
  const first = await listed("q=12");
  expect(first.slice(0, 2).toSorted()).toEqual(["#12", "#12-A"]);
  expect(new Set(first).size).toBe(first.length);
});

test("the list shows an exact number once, on its first page, and loses no order", async () => {
  const seen: string[] = [];
  let query = "q=12&sort=date-asc";
  for (;;) {
    const list = readListQuery(query);
    const page = await readOrderList(ctx, { list, now: SEEDED_AT });
    seen.push(...page.rows.map((row) => row.name));
    if (!page.next) break;
    query = `q=12&sort=date-asc&after=${page.next.key}_${page.next.id}`;
  }
  expect(seen.slice(0, 2).toSorted()).toEqual(["#12", "#12-A"]);
  expect(new Set(seen).size).toBe(seen.length);
  // #12, #12-A, #120 to #129 and #1200 to #1299.
  expect(seen).toHaveLength(112);
});

test("found orders name their store and merchant", async () => {
  const [order] = await searchOrders(ctx, { text: "EU#1001/26", limit: 8 });
  expect(order).toMatchObject({ name: "EU#1001/26", storeName: expect.any(String) });
  expect(order?.merchantName).toBeTruthy();
});
