import { beforeAll, expect, test } from "vitest";
import { SET_LIMIT } from "@/db/queries/order-list/list-source";
import { mintScope, type Scope } from "@/db/scope";
import { plainList, readListQuery } from "@/lib/order-list/list-params";
import { type ExportInput, exportOrders } from "@/lib/services/order-list/export-orders";
import { fileDatabase } from "@/testing/database/file-database";
import { copyOrders } from "@/testing/seed/copy-orders";
import { MERCHANTS, seedOrder } from "@/testing/seed/seed";
import { seededCtx } from "@/testing/seed/seeded-ctx";

const ORDERS = 3_000;
const ORG = "org_export";

const { database, db, admin } = await fileDatabase();

beforeAll(async () => {
  await seedOrder(db, { organizationId: ORG });
  await seedOrder(db, { organizationId: "org_other" });
  await copyOrders(database.superuserUrl, { organizationId: ORG, orders: ORDERS });
}, 120_000);
const all: ExportInput = { list: plainList, mayGoOn: async () => true };
const read = async (scope: Scope, input: ExportInput = all) => {
  const parts: string[] = [];
  for await (const part of exportOrders(seededCtx(db, scope), input)) parts.push(part);
  return { parts, records: parts.join("").split("\r\n").slice(1, -1) };
};

test("exportOrders writes every order of the list once, in batches", async () => {
  const { parts, records } = await read(mintScope(ORG));
  const [{ n } = { n: 0 }] = await admin<{ n: number }[]>`
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
  const [{ n } = { n: 0 }] = await admin<{ n: number }[]>`
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
  const records = exportOrders(seededCtx(db, scope), { ...all, list: readListQuery("q=ada") });
  await records.next();
  const [entry] = await admin`
    select actor_label, data from audit_entry where organization_id = ${ORG} and verb = 'orders.exported' and data->>'searched' = 'true'`;
  expect(entry).toMatchObject({ actor_label: "Somebody", data: { searched: true } });
  expect(JSON.stringify(entry?.data)).not.toContain("ada");
  await records.return();
});
