import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { SET_LIMIT } from "@/db/queries/order-list/list-source";
import { mintScope, type Scope } from "@/db/scope";
import { createLog } from "@/lib/log";
import { plainList, readListQuery } from "@/lib/order-list/list-params";
import type { Ctx } from "@/lib/services/core/context";
import { type ExportInput, exportOrders } from "@/lib/services/order-list/export-orders";
import { createShopifyGateway } from "@/lib/shopify/create-gateway";
import { createSecretBox } from "@/lib/shopify/installations/secret-box";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import { copyOrders } from "@/testing/seed/copy-orders";
import { MERCHANTS, SEEDED_AT, seedOrder } from "@/testing/seed/seed";

const ORDERS = 3_000;
const ORG = "org_export";

let database: TestDatabase;
let db: Database;
let owner: postgres.Sql;

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url, { max: 2 });
  owner = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  await seedOrder(db, { organizationId: ORG });
  await seedOrder(db, { organizationId: "org_other" });
  await copyOrders(database.superuserUrl, { organizationId: ORG, orders: ORDERS });
}, 120_000);
afterAll(async () => {
  await owner.end();
  await db.sql.end({ timeout: 2 });
  await database.close();
});

const ctxOf = (scope: Scope): Ctx => ({
  db,
  scope,
  clock: { now: async () => SEEDED_AT },
  log: createLog("test"),
  shopify: createShopifyGateway({ baseUrl: "http://127.0.0.1:9" }),
  secrets: createSecretBox(`k1:${Buffer.alloc(32).toString("base64")}`),
  actor: { kind: "user", id: "usr_x", label: "Somebody" },
});
const all: ExportInput = { list: plainList, mayGoOn: async () => true };
const read = async (scope: Scope, input: ExportInput = all) => {
  const parts: string[] = [];
  for await (const part of exportOrders(ctxOf(scope), input)) parts.push(part);
  return { parts, records: parts.join("").split("\r\n").slice(1, -1) };
};

test("exportOrders writes every order of the list once, in batches", async () => {
  const { parts, records } = await read(mintScope(ORG));
  const [{ n } = { n: 0 }] = await owner<{ n: number }[]>`
    select count(*)::int as n from "order" where organization_id = ${ORG}`;
  expect(records).toHaveLength(n);
  expect(new Set(records.map((record) => record.split(",").at(-1))).size).toBe(n);
  expect(parts.length).toBeGreaterThan(n / 500);
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(400_000);
  expect(parts[0]?.startsWith("\uFEFFOrder,Store,Created,")).toBe(true);
});

test("an export contains only orders that match the filter and belong to the scope's merchants", async () => {
  const tagged = await read(mintScope(ORG), { ...all, list: readListQuery("tag=rare") });
  expect(tagged.records.length).toBeGreaterThan(0);
  expect(tagged.records.length).toBeLessThan(ORDERS);
  expect(tagged.records.every((record) => record.includes("rare"))).toBe(true);
  const [{ n } = { n: 0 }] = await owner<{ n: number }[]>`
    select count(*)::int as n from "order" where organization_id = ${ORG} and merchant_id = ${MERCHANTS.other}`;
  expect((await read(mintScope(ORG, [MERCHANTS.other]))).records).toHaveLength(n);
  expect((await read(mintScope(ORG, []))).records).toEqual([]);
});

test("an export of a search contains every matching order, however many there are", async () => {
  const { records } = await read(mintScope(ORG), { ...all, list: readListQuery("q=customer") });
  expect(ORDERS).toBeGreaterThan(SET_LIMIT);
  expect(new Set(records).size).toBe(ORDERS);
});

test("an export fails if the user loses the right while it is written", async () => {
  let asked = 0;
  const mayGoOn = async () => {
    asked += 1;
    return asked < 3;
  };
  await expect(read(mintScope(ORG), { ...all, mayGoOn })).rejects.toThrow("lost the right");
});

test("an export is recorded in the audit before its first byte, without the searched words", async () => {
  const scope = mintScope(ORG);
  const records = exportOrders(ctxOf(scope), { ...all, list: readListQuery("q=ada") });
  await records.next();
  const [entry] = await owner`
    select actor_label, data from audit_entry where organization_id = ${ORG} and verb = 'orders.exported' and data->>'searched' = 'true'`;
  expect(entry).toMatchObject({ actor_label: "Somebody", data: { searched: true } });
  expect(JSON.stringify(entry?.data)).not.toContain("ada");
  await records.return();
});
