import { beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { mintScope } from "@/db/scope";
import type { OrderPlace } from "@/lib/domain/order-list/order-filter";
import { readListQuery } from "@/lib/order-list/list-params";
import { readMatchingOrders } from "@/lib/services/order-list/read-matching-orders";
import { readOrderList } from "@/lib/services/order-list/read-order-list";
import { readToday } from "@/lib/services/today/read-today";
import { fileDatabase } from "@/testing/database/file-database";
import { copyOrders } from "@/testing/seed/copy-orders";
import { SEEDED_AT, seedOrder } from "@/testing/seed/seed";
import { seededCtx } from "@/testing/seed/seeded-ctx";

const ORG = "org_days";
/** 33 hours of orders, in turn of a store in Helsinki and of one in Tokyo. */
const ORDERS = 8_000;
const { database, db } = await fileDatabase();
const ctx = seededCtx(db, mintScope(ORG));

async function admin<T>(work: (run: (text: string) => Promise<Record<string, unknown>[]>) => Promise<T>) {
  const opened = openDatabase(database.superuserUrl, { max: 1 });
  try {
    return await work(async (text) => [...(await opened.sql.unsafe(text))]);
  } finally {
    await opened.sql.end();
  }
}

/** Copies the destination store with its connections, as a store with another name and time zone. */
async function addStore(id: string, name: string, timeZone: string): Promise<void> {
  const domain = `${id.replaceAll("_", "-")}.myshopify.com`;
  await admin(async (run) => {
    const copied = (table: string, changes: string, where: string) =>
      run(
        `insert into ${table} select (jsonb_populate_record(t, ${changes})).* from ${table} t where ${where}`,
      );
    await run("set session_replication_role = replica");
    await copied(
      "installation",
      `'{"id": "ins_${id}", "shop_domain": "${domain}"}'`,
      `id = 'ins_${ORG}_str_dest'`,
    );
    const store = {
      id,
      name,
      time_zone: timeZone,
      installation_id: `ins_${id}`,
      shop_domain: domain,
    };
    await copied("store", `'${JSON.stringify(store)}'`, `organization_id = '${ORG}' and id = 'str_dest'`);
    await copied(
      "connection",
      `jsonb_build_object('id', 'con_${id}' || t.id, 'destination_store_id', '${id}')`,
      `organization_id = '${ORG}' and destination_store_id = 'str_dest'`,
    );
  });
}

beforeAll(async () => {
  await seedOrder(db, { organizationId: ORG });
  await copyOrders(database.superuserUrl, { organizationId: ORG, orders: ORDERS });
  await addStore("str_tokyo", "Aoyama", "Asia/Tokyo");
  await admin(async (run) => {
    await run("set session_replication_role = replica");
    await run(
      `update "order" set store_id = 'str_tokyo' where organization_id = '${ORG}' and right(id, 1) in ('1','3','5','7','9') and id <> 'ord_1'`,
    );
    await run(`update order_facet f set facet = 'store:str_tokyo' from "order" o where o.organization_id = '${ORG}'
      and f.organization_id = o.organization_id and f.order_id = o.id and o.store_id = 'str_tokyo' and facet = 'store:str_dest'`);
  });
}, 120_000);

/** The orders whose date in their own store's zone is in a range, counted directly. */
const truth = (from: string, to: string, more = "true") =>
  admin(async (run) => {
    const rows =
      await run(`select o.id from "order" o join store s on s.organization_id = o.organization_id and s.id = o.store_id
      where o.organization_id = '${ORG}' and (o.created_at at time zone s.time_zone)::date between '${from}' and '${to}' and ${more}
      order by o.created_at desc, o.id desc`);
    return rows.map(({ id }) => String(id));
  });

async function allOf(query: string): Promise<string[]> {
  const ids: string[] = [];
  let after: OrderPlace | null = null;
  do {
    const request = { list: readListQuery(query), now: SEEDED_AT, after, limit: 900 };
    const batch: Awaited<ReturnType<typeof readMatchingOrders>> = await readMatchingOrders(ctx, request);
    ids.push(...batch.rows.map((row) => row.id));
    after = batch.next;
  } while (after !== null);
  return ids;
}
const pageOf = (query: string) => readOrderList(ctx, { list: readListQuery(query), now: SEEDED_AT });

test.each([
  ["date=today", "2026-03-01", "2026-03-01", "true"],
  ["date=yesterday", "2026-02-28", "2026-02-28", "true"],
  [
    "date=yesterday&tag=vip&tab=pushed",
    "2026-02-28",
    "2026-02-28",
    `tags @> '{vip}' and push_status = 'pushed'`,
  ],
  ["from=2026-02-28&to=2026-03-01&tag=rare", "2026-02-28", "2026-03-01", `tags @> '{rare}'`],
  ["store=str_tokyo&date=yesterday", "2026-02-28", "2026-02-28", `o.store_id = 'str_tokyo'`],
])(
  "%s holds the orders of the day in each order's own store, in the page, the export and the counts",
  async (query, from, to, more) => {
    const expected = await truth(from, to, more);
    expect(expected.length).toBeGreaterThan(5);
    expect(await allOf(query)).toEqual(expected);
    const { rows, counts } = await pageOf(query);
    expect(rows.map((row) => row.id)).toEqual(expected.slice(0, 50));
    const count = counts[readListQuery(query).tab];
    if (count.more) expect(expected.length).toBeGreaterThanOrEqual(count.value);
    else expect(count.value).toBe(expected.length);
  },
);

test("the counts of the day are those of the stores' own days", async () => {
  const { rows } = await readToday(ctx, { chosen: { merchant: null, store: null }, now: SEEDED_AT });
  expect(rows).toHaveLength(1);
  const merchants = `o.merchant_id = '${rows[0]?.row.id}'`;
  expect(rows[0]?.figures.received).toBe((await truth("2026-03-01", "2026-03-01", merchants)).length);
});

test("another store changes the days of none", async () => {
  const before = await allOf("date=yesterday");
  await addStore("str_denver", "A first store by name", "America/Denver");
  expect(await allOf("date=yesterday")).toEqual(before);
});
