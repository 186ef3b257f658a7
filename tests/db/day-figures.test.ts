import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { dayFigures } from "@/db/queries/today/day-figures";
import { dayStores } from "@/db/queries/today/day-stores";
import { mintScope, type Scope, withScope } from "@/db/scope";
import type { DayPart } from "@/lib/domain/today/day-figures";
import { fileDatabase } from "@/testing/database/file-database";
import { recordQueries } from "@/testing/database/record-queries";
import { copyOrders } from "@/testing/seed/copy-orders";
import { MERCHANTS, SEEDED_AT, seedOrder } from "@/testing/seed/seed";

const BIG = "org_big";
const ORDERS = 100_000;
/** Four orders share a minute, so a day has 5,760 of them. */
const DAY = 86_400_000;

const { database, db: plain } = await fileDatabase();
const { db, queries, clear } = recordQueries(plain);
let scope: Scope;

beforeAll(async () => {
  ({ scope } = await seedOrder(db, { organizationId: BIG }));
  await copyOrders(database.superuserUrl, { organizationId: BIG, orders: ORDERS });
  await copyLegs();
}, 240_000);

/**
 * Gives order n two legs, whose second source order was created n seconds after the order. A recalled leg and a
 * duplicate source order were created days later; they do not count for the time to the push.
 */
async function copyLegs(): Promise<void> {
  await admin(async (run) => {
    await run("set session_replication_role = replica");
    await run(`insert into push_leg (organization_id, id, order_id, push_id, connection_id, source_store_id, state,
        origin_mark, carries_shipping, created_at, state_changed_at)
      select '${BIG}', 'leg_' || name || '_' || k, o.id, 'psh', 'con_a', 'a', case k when 3 then 'recalled' else 'created' end,
        name || '-' || k, false, o.created_at, o.created_at
      from "order" o, generate_series(1, 3) k where organization_id = '${BIG}' and id <> 'ord_1'`);
    await run(`insert into source_order (organization_id, id, leg_id, order_id, connection_id, source_store_id, shopify_gid, name,
        created_at, duplicate, read_at)
      select '${BIG}', 'src_' || l.id, l.id, o.id, l.connection_id, 'a', l.id, '#1',
        o.created_at + case right(l.id, 1) when '1' then interval '0' when '2' then substr(o.name, 2)::int * interval '1 second'
          else interval '9 days' end, false, o.created_at
      from push_leg l join "order" o on o.organization_id = l.organization_id and o.id = l.order_id
      where l.organization_id = '${BIG}'`);
    await run(`insert into source_order (organization_id, id, leg_id, order_id, connection_id, source_store_id, shopify_gid, name,
        created_at, duplicate, read_at)
      select organization_id, id || '_again', leg_id, order_id, connection_id, 'a', shopify_gid || '_again', '#2',
        created_at + interval '9 days', true, read_at from source_order where right(leg_id, 1) = '2'`);
    await run("vacuum analyze push_leg");
    await run("vacuum analyze source_order");
  });
}

async function admin<T>(work: (run: (text: string) => Promise<Record<string, unknown>[]>) => Promise<T>) {
  const opened = openDatabase(database.superuserUrl, { max: 1 });
  try {
    return await work(async (text) => [...(await opened.sql.unsafe(text))]);
  } finally {
    await opened.sql.end();
  }
}

const since = (from: Date, kind: DayPart["kind"] = "merchant", id: string = MERCHANTS.owner): DayPart => ({
  ...{ kind, id, from, days: [] },
});
const figures = (parts: DayPart[], as: Scope = scope) => withScope(db, as, (tx) => dayFigures(tx, as, parts));
/** The same figures, computed from the rows without the database's percentile function. */
async function expectedFigures(condition: string) {
  const rows = await admin((run) =>
    run(`select id, name, push_status, attention from "order" where organization_id = '${BIG}'
      and ${condition}`),
  );
  const withStatus = (status: string) => rows.filter((row) => row.push_status === status);
  const durations = withStatus("pushed")
    .map((row) => Number(String(row.name).slice(1)) * 1_000)
    .sort((a, b) => a - b);
  const [low = 0, high = 0] = [
    durations[Math.floor((durations.length - 1) / 2)],
    durations[Math.ceil((durations.length - 1) / 2)],
  ];
  return {
    received: rows.length,
    pushed: durations.length,
    partly: withStatus("partially_pushed").length,
    waiting: withStatus("not_pushed").length,
    trouble: rows.filter((row) => row.attention !== null).length,
    medianMs: (low + high) / 2,
    worstMs: durations.at(-1),
    worstName: `#${(durations.at(-1) ?? 0) / 1_000}`,
  };
}

describe("the figures", () => {
  const from = new Date(SEEDED_AT.getTime() - DAY);

  test("count the orders since each part's midnight, and measure the time to each order's last source order", async () => {
    const short = new Date(SEEDED_AT.getTime() - DAY / 4);
    const [owner, other] = await figures([since(from), since(short, "merchant", MERCHANTS.other)]);
    const of = (merchant: string, at: Date) =>
      expectedFigures(`merchant_id = '${merchant}' and created_at >= '${at.toISOString()}'`);
    expect(owner).toMatchObject({ id: MERCHANTS.owner, ...(await of(MERCHANTS.owner, from)) });
    expect(other).toMatchObject({ id: MERCHANTS.other, ...(await of(MERCHANTS.other, short)) });
    expect(owner?.received).toBeGreaterThan(5_000);
    expect(owner?.worstId).toBe(`ord_${String(owner?.worstName).slice(1).padStart(6, "0")}`);
  });

  test("include an order of the day's first millisecond, and exclude one of the millisecond before", async () => {
    const at = (ms: number) => figures([since(new Date(from.getTime() + ms), "store", "str_dest")]);
    const [[exact], [later]] = [await at(0), await at(1)];
    expect(Number(exact?.received) - Number(later?.received)).toBe(4);
  });

  test("are missing for a day without orders, and have no times without a push", async () => {
    expect(await figures([since(new Date(SEEDED_AT.getTime() + DAY))])).toEqual([]);
    expect(await figures([])).toEqual([]);
    await seedOrder(db, { organizationId: "org_small" });
    const small = mintScope("org_small");
    const [day] = await figures([since(new Date(0))], small);
    expect(day).toMatchObject({
      received: 1,
      waiting: 1,
      pushed: 0,
      medianMs: null,
      worstMs: null,
      worstId: null,
    });
  });

  test("contain nothing of a merchant outside of the scope", async () => {
    const narrow = mintScope(BIG, [MERCHANTS.other]);
    expect(await figures([since(from)], narrow)).toEqual([]);
    const [store] = await figures([since(from, "store", "str_dest")], narrow);
    const theirs = await expectedFigures(
      `merchant_id = '${MERCHANTS.other}' and created_at >= '${from.toISOString()}'`,
    );
    expect(store).toMatchObject(theirs);
    expect(await withScope(db, narrow, (tx) => dayStores(tx, narrow))).toEqual([]);
  });
});

test("one statement computes the figures and reads only the day's rows, by index, among 100,000 orders", async () => {
  clear();
  const from = new Date(SEEDED_AT.getTime() - DAY / 24);
  await figures([since(from), since(from, "merchant", MERCHANTS.other), since(from, "store", "str_dest")]);
  expect(queries()).toHaveLength(1);
  for (const { query, params } of queries()) {
    const { text, most } = await analysed(query, params);
    expect(text).not.toMatch(/Seq Scan/);
    // An hour has 240 orders. Each belongs to two parts, and has three legs with four source orders.
    expect(most, text).toBeLessThan(240 * 2 * 4 + 100);
    expect(most).toBeGreaterThan(240);
  }
});

/** The executed plan, and the largest number of rows that a node of it read or filtered out. */
async function analysed(query: string, params: unknown[]): Promise<{ text: string; most: number }> {
  return database.sql.begin(async (tx) => {
    await tx`select set_config('role', 'crossdock_app', true), set_config('app.organization_id', ${BIG}, true)`;
    const lines = await tx.unsafe(`explain (analyze, timing off) ${query}`, params.map(String));
    const text = lines.map((line) => String(line["QUERY PLAN"])).join("\n");
    const read = [...text.matchAll(/actual rows=([\d.]+) loops=(\d+)/g)].map(
      ([, rows, loops]) => Number(rows) * Number(loops),
    );
    const dropped = [...text.matchAll(/Rows Removed by \w+(?: \w+)?: (\d+)/g)].map(([, rows]) =>
      Number(rows),
    );
    return { text, most: Math.max(...read, ...dropped) };
  });
}
