import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { countSince } from "@/db/queries/count-since";
import { sellingStores } from "@/db/queries/selling-stores";
import { push, pushLeg, sourceOrder } from "@/db/schema/push";
import { mintScope, type Scope, withScope } from "@/db/scope";
import { copyOrders } from "@/tests/support/copy-orders";
import { type TestDatabase, testDatabase } from "@/tests/support/database";
import { MERCHANTS, SEEDED_AT, seedOrder } from "@/tests/support/seed";

const ORG = "org_today";
const ORDERS = 100_000;
/** Copies stand four to a minute, so that this instant leaves some hundred of them in the day. */
const SINCE = new Date(SEEDED_AT.getTime() - 60 * 60_000);

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
  scope = (await seedOrder(db, { organizationId: ORG })).scope;
  await seedOrder(db, { organizationId: "org_else" });
  await copyOrders(database.superuserUrl, { organizationId: ORG, orders: ORDERS });
  // Copy n was placed n/4 minutes before the seed; copies 1, 2, 7 and 8 count as pushed, 3 does not.
  await pushedAt(1, [10]);
  await pushedAt(2, [30, 50], { duplicateAfter: 9_000, cancelledAfter: 8_000 });
  await pushedAt(3, [7_000]);
  await pushedAt(7, [-20]);
  await pushedAt(8, [400]);
}, 240_000);
afterAll(async () => {
  await db.sql.end({ timeout: 2 });
  await database.close();
});

/** Gives a copy one leg per number, whose source order was created so many seconds after the copy. */
async function pushedAt(
  copy: number,
  seconds: number[],
  without: { duplicateAfter?: number; cancelledAfter?: number } = {},
): Promise<void> {
  const orderId = `ord_${String(copy).padStart(6, "0")}`;
  const placed = SEEDED_AT.getTime() - Math.floor(copy / 4) * 60_000;
  const own = { organizationId: ORG, orderId };
  const sent = [
    ...seconds.map((after) => ({ after, duplicate: false, cancelled: false })),
    ...(without.duplicateAfter ? [{ after: without.duplicateAfter, duplicate: true, cancelled: false }] : []),
    ...(without.cancelledAfter ? [{ after: without.cancelledAfter, duplicate: false, cancelled: true }] : []),
  ];
  await withScope(db, scope, async (tx) => {
    const pushId = `psh_${copy}`;
    await tx.insert(push).values({
      ...{ ...own, id: pushId, mode: "manual", actorKind: "system", actorLabel: "seed" },
      ...{ cautions: [], requestedAt: SEEDED_AT },
    });
    for (const [n, { after, duplicate, cancelled }] of sent.entries()) {
      const legId = `leg_${copy}_${n}`;
      const createdAt = new Date(placed + after * 1_000);
      await tx.insert(pushLeg).values({
        ...{ ...own, id: legId, pushId, connectionId: "con_a", sourceStoreId: "a", state: "created" },
        ...{ originMark: `crossdock-${legId}`, carriesShipping: false, createdAt, stateChangedAt: createdAt },
      });
      await tx.insert(sourceOrder).values({
        ...{ ...own, id: `src_${legId}`, legId, sourceStoreId: "a", name: `#${legId}`, createdAt, duplicate },
        ...{ shopifyGid: `gid://shopify/Order/${legId}`, readAt: createdAt },
        cancelledAt: cancelled ? createdAt : null,
      });
    }
  });
}

const counts = (as: Scope = scope, since = SINCE) =>
  withScope(db, as, (tx) =>
    countSince(tx, as, [
      { id: "str_dest", since },
      { id: "a", since },
    ]),
  );
/** What the day really holds, counted the slow way. */
const truth = async (condition: string): Promise<number> => {
  const admin = openDatabase(database.superuserUrl, { max: 1 });
  const [row] = await admin.sql.unsafe(
    `select count(*)::int as n from "order" where organization_id = '${ORG}' and store_id = 'str_dest'
     and created_at >= '${SINCE.toISOString()}' and ${condition}`,
  );
  await admin.sql.end();
  return Number(row?.n);
};

test("a store's day is counted by push status, and a store without orders has zeros", async () => {
  const found = new Map((await counts()).map((each) => [each.storeId, each]));
  expect(found.get("str_dest")).toMatchObject({
    received: await truth("true"),
    pushed: await truth("push_status = 'pushed'"),
    partlyPushed: await truth("push_status = 'partially_pushed'"),
    notPushed: await truth("push_status = 'not_pushed'"),
    inTrouble: await truth("attention is not null"),
  });
  expect(found.get("str_dest")?.inTrouble).toBeGreaterThan(0);
  expect(found.get("a")).toEqual({
    storeId: "a",
    ...{ received: 0, pushed: 0, partlyPushed: 0, notPushed: 0, inTrouble: 0 },
    ...{ medianSeconds: null, worstSeconds: null, worstOrderId: null },
  });
});

test("an order is pushed with its last source order; duplicates, cancelled ones and open orders do not count", async () => {
  const found = (await counts()).find((each) => each.storeId === "str_dest");
  // 0 (the shops' clocks disagree), 10, 50 and 400 seconds.
  expect(found).toMatchObject({ medianSeconds: 30, worstSeconds: 400, worstOrderId: "ord_000008" });
});

test("an order at the first instant of the day is in it, and one before is not", async () => {
  const first = (await counts(scope, SEEDED_AT)).find((each) => each.storeId === "str_dest");
  // The seed and the copies 1, 2 and 3.
  expect(first?.received).toBe(4);
  const later = await counts(scope, new Date(SEEDED_AT.getTime() + 1));
  expect(later.map((each) => each.received)).toEqual([0, 0]);
});

test("a scope that is narrowed to a merchant counts its orders only", async () => {
  const narrow = mintScope(ORG, [MERCHANTS.other]);
  const found = (await counts(narrow)).find((each) => each.storeId === "str_dest");
  expect(found?.received).toBe(await truth(`merchant_id = '${MERCHANTS.other}'`));
  expect(found?.received).toBeGreaterThan(0);
  expect(await withScope(db, narrow, (tx) => sellingStores(tx, narrow))).toEqual([]);
  const owner = mintScope(ORG, [MERCHANTS.owner]);
  expect(await withScope(db, owner, (tx) => sellingStores(tx, owner))).toEqual([
    { id: "str_dest", name: "str_dest", timeZone: "Europe/Helsinki", merchantName: MERCHANTS.owner },
  ]);
});

test("the day is read along an index as the app role at 100,000 orders, and no further", async () => {
  captured = [];
  await counts();
  await counts(mintScope(ORG, [MERCHANTS.other]));
  const asked = captured.filter(({ query }) => query.includes("wanted"));
  expect(asked).toHaveLength(2);
  for (const { query, params } of asked) {
    const plan = await explained(query, params);
    expect(plan).toMatch(/Index Scan (using|on) "?order_(list|store)/);
    expect(plan).not.toMatch(/Seq Scan on "?(order|push_leg|source_order)"?( |$)/m);
    const touched = [...plan.matchAll(/Rows Removed by (?:Index Recheck|Filter): (\d+)/g)];
    expect(touched.every((match) => Number(match[1]) <= 500)).toBe(true);
  }
});

async function explained(query: string, params: unknown[]): Promise<string> {
  return database.sql.begin(async (tx) => {
    await tx`select set_config('role', 'crossdock_app', true), set_config('app.organization_id', ${ORG}, true)`;
    const lines = await tx.unsafe(`explain (analyze, timing off) ${query}`, params.map(String));
    return lines.map((line) => String(line["QUERY PLAN"])).join("\n");
  });
}
