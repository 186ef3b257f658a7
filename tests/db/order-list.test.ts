import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { countOrders } from "@/db/queries/count-orders";
import { frameCounts } from "@/db/queries/frame-counts";
import { listOrders, type OrderPlace } from "@/db/queries/list-orders";
import type { OrderFilter } from "@/db/queries/order-filter";
import { visibleOrders } from "@/db/queries/visible-orders";
import { mintScope, type Scope, withScope } from "@/db/scope";
import { type TestDatabase, testDatabase } from "@/tests/support/database";
import { MERCHANTS, SEEDED_AT, seedOrder } from "@/tests/support/seed";

const BIG = "org_big";
const ORDERS = 100_000;
const everything: OrderFilter = { storeId: null, words: [] };

let database: TestDatabase;
let db: Database;
let scope: Scope;
let captured: { query: string; params: unknown[] }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  const plain = openDatabase(database.url, { max: 4 });
  // The same pool, with a log of what is asked.
  const logged = drizzle(plain.sql, {
    logger: { logQuery: (query, params) => captured.push({ query, params: [...params] }) },
  });
  db = { ...plain, sql: plain.sql, orm: logged };
  const seeded = await seedOrder(db, { organizationId: BIG });
  await seedOrder(db, { organizationId: "org_small" });
  scope = seeded.scope;
  await copies(seeded.orderId);
}, 120_000);
afterAll(async () => {
  await db.sql.end({ timeout: 2 });
  await database.close();
});

/** Makes the organization big: copies of its one order, four to a moment, with words of their own. */
async function copies(orderId: string): Promise<void> {
  const columns = await database.sql<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_name = 'order' and table_schema = 'public'`;
  const replaced: Record<string, string> = {
    id: "'ord_' || lpad(n::text, 6, '0')",
    shopify_gid: "'gid://shopify/Order/copy' || n",
    name: "'#' || n",
    created_at: `'${SEEDED_AT.toISOString()}'::timestamptz - (n / 4) * interval '1 minute'`,
    push_status:
      "(array['pushed','pushed','pushed','not_pushed','cancelled','partially_pushed','nothing_to_push'])[1 + n % 7]",
    merchant_id: `case when n % 50 = 0 then '${MERCHANTS.other}' else '${MERCHANTS.owner}' end`,
  };
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const values = columns.map(({ name }) => replaced[name] ?? `o."${name}"`).join(", ");
  await asOwner(async (run) => {
    // A hundred thousand notifications would only cost time.
    await run("set session_replication_role = replica");
    await run(
      `insert into "order" (${names}) select ${values} from "order" o, generate_series(1, ${ORDERS}) n where o.organization_id = '${BIG}' and o.id = '${orderId}'`,
    );
    await run(
      `insert into order_token (organization_id, token, order_id, personal)
       select '${BIG}', word, 'ord_' || lpad(n::text, 6, '0'), false from generate_series(1, ${ORDERS}) n,
       lateral (values (n::text), ('#' || n), ('customer' || n % 900), (case when n % 3 = 0 then 'vip' else 'retail' end)) as words(word)
       on conflict do nothing`,
    );
  });
  await asOwner((run) => run(`vacuum analyze "order"`));
  await asOwner((run) => run("vacuum analyze order_token"));
}

/** As the superuser: a policy would stop copies made outside of a scope. */
async function asOwner(work: (run: (text: string) => Promise<unknown>) => Promise<unknown>): Promise<void> {
  const admin = openDatabase(database.superuserUrl, { max: 1 });
  try {
    await work((text) => admin.sql.unsafe(text));
  } finally {
    await admin.sql.end();
  }
}

const page = (
  args: {
    filter?: OrderFilter;
    pushStatus?: string | null;
    beyond?: { direction: "older" | "newer"; place: OrderPlace } | null;
    limit?: number;
  } = {},
  as: Scope = scope,
) =>
  withScope(db, as, (tx) =>
    listOrders(tx, as, { filter: everything, pushStatus: null, beyond: null, limit: 50, ...args }),
  );

describe("paging", () => {
  test("goes down and up again without losing or repeating an order, also where many were placed at once", async () => {
    const down: string[] = [];
    let beyond: Parameters<typeof page>[0] = { limit: 7 };
    let last: Awaited<ReturnType<typeof page>> | undefined;
    for (let n = 0; n < 12; n += 1) {
      last = await page(beyond);
      down.push(...last.rows.map((row) => row.id));
      const end = last.rows.at(-1);
      if (!end) throw new Error("The list ended early.");
      beyond = { limit: 7, beyond: { direction: "older", place: end } };
    }
    expect(new Set(down).size).toBe(84);
    const up: string[] = last?.rows.map((row) => row.id) ?? [];
    for (let n = 0; n < 11; n += 1) {
      const start = last?.rows[0];
      if (!start) throw new Error("The list began early.");
      last = await page({ limit: 7, beyond: { direction: "newer", place: start } });
      up.unshift(...last.rows.map((row) => row.id));
    }
    expect(up).toEqual(down);
    expect(last).toMatchObject({ newer: false, older: true });
  });

  test("a tab shows its own orders only, and the counts agree with it", async () => {
    const counts = await withScope(db, scope, (tx) => countOrders(tx, scope, everything));
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(ORDERS + 1);
    const { rows } = await page({ pushStatus: "cancelled" });
    expect(new Set(rows.map((row) => row.pushStatus))).toEqual(new Set(["cancelled"]));
    const frame = await withScope(db, scope, (tx) => frameCounts(tx, scope));
    expect(frame.notPushed).toBe(counts.get("not_pushed"));
  });
});

describe("search", () => {
  test.each([
    [["#77777"], ["#77777"]],
    [["777", "customer42"], 10],
    [["vip", "#99999"], ["#99999"]],
    [["%"], []],
    [["_7777"], []],
  ])("words %j", async (words, expected) => {
    const { rows } = await page({ filter: { storeId: null, words } });
    if (typeof expected === "number") expect(rows.length).toBeLessThanOrEqual(expected);
    else expect(rows.map((row) => row.name)).toEqual(expected);
  });
});

test("a scope that is narrowed to merchants sees theirs only, in list, counts and changes", async () => {
  const narrow = mintScope(BIG, [MERCHANTS.other]);
  const { rows } = await page({}, narrow);
  expect(rows).toHaveLength(50);
  const counts = await withScope(db, narrow, (tx) => countOrders(tx, narrow, everything));
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(ORDERS / 50);
  const ids = ["ord_000050", "ord_000051"];
  expect(await withScope(db, narrow, (tx) => visibleOrders(tx, narrow, ids))).toEqual(["ord_000050"]);
  const nobody = mintScope(BIG, []);
  expect((await page({}, nobody)).rows).toEqual([]);
});

test("each list query uses an index as the app role at 100,000 orders", async () => {
  const middle = (await page({ limit: 1 })).rows[0];
  if (!middle) throw new Error("No order.");
  captured = [];
  await page();
  await page({ beyond: { direction: "older", place: middle } });
  await page({ beyond: { direction: "newer", place: middle } });
  await page({ pushStatus: "partially_pushed" });
  await page({ filter: { storeId: middle.storeId, words: [] } });
  await page({ filter: { storeId: null, words: ["#77777"] } });
  await page({ filter: { storeId: null, words: ["vip", "customer42"] } });
  await withScope(db, scope, (tx) => countOrders(tx, scope, everything));
  await withScope(db, scope, (tx) => frameCounts(tx, scope));
  await withScope(db, scope, (tx) => visibleOrders(tx, scope, ["ord_000050"]));
  const asked = captured.filter(({ query }) => /from "order"/.test(query));
  expect(asked.length).toBe(10);
  for (const { query, params } of asked) {
    const plan = await explained(query, params);
    // Counting all tabs reads every order of the organization once, by whichever way is cheapest.
    if (!/group by/.test(query)) expect(plan, query).not.toMatch(/Seq Scan on "?order/);
  }
});

async function explained(query: string, params: unknown[]): Promise<string> {
  return database.sql.begin(async (tx) => {
    await tx`select set_config('role', 'crossdock_app', true), set_config('app.organization_id', ${BIG}, true)`;
    const lines = await tx.unsafe(`explain ${query}`, params.map(String));
    return lines.map((line) => String(line["QUERY PLAN"])).join("\n");
  });
}
