import { beforeAll, expect, test } from "vitest";
import { listNeighbours } from "@/db/queries/order-list/list-neighbours";
import { listOrders, placeOf } from "@/db/queries/order-list/list-orders";
import { listSource } from "@/db/queries/order-list/list-source";
import { mintScope, withScope } from "@/db/scope";
import { everyOrder, type OrderFilter, type OrderSort } from "@/lib/domain/order-list/order-filter";
import { fileDatabase } from "@/testing/database/file-database";
import { copyOrders } from "@/testing/seed/copy-orders";
import { seedOrder } from "@/testing/seed/seed";

const ORG = "org_beside";
const scope = mintScope(ORG);

const { database, db } = await fileDatabase();

beforeAll(async () => {
  await seedOrder(db, { organizationId: ORG });
  await copyOrders(database.superuserUrl, { organizationId: ORG, orders: 2_000 });
}, 120_000);

test.each([
  ["newest first", { by: "date", direction: "desc" }, everyOrder],
  ["by amount", { by: "paid", direction: "asc" }, everyOrder],
  ["of a filter", { by: "date", direction: "desc" }, { ...everyOrder, facets: { tag: ["vip"] } }],
] as [string, OrderSort, OrderFilter][])(
  "the neighbours of an order are the rows beside it, %s",
  async (_, sort, filter) => {
    await withScope(db, scope, async (tx) => {
      const source = await listSource(tx, scope, filter, sort);
      const list = { filter, tab: "all", sort } as const;
      const { rows } = await listOrders(tx, scope, source, { ...list, beyond: null, limit: 12 });
      for (const [at, row] of rows.slice(0, -1).entries()) {
        const place = placeOf(row, sort);
        expect(await listNeighbours(tx, scope, source, { ...list, place })).toEqual({
          previous: rows[at - 1]?.id ?? null,
          next: rows[at + 1]?.id,
        });
      }
    });
  },
);
