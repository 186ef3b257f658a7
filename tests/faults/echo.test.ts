import { expect, test } from "vitest";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { ingestOrder } from "@/lib/services/orders/ingest-order";
import { harness } from "./harness";

const { database, world: createWorld } = await harness();

test("a read in which only Shopify's `updatedAt` changed adds no audit entry, event or automatic push", async () => {
  const world = await createWorld();
  const { gid } = await world.place();
  const orderId = await world.ingest(gid);
  const traces = async () => {
    const [row] = await database.sql.begin(async (tx) => {
      await tx`select set_config('role', 'crossdock_app', true),
        set_config('app.organization_id', ${world.organizationId}, true)`;
      return tx`
        select (select count(*)::int from audit_entry where order_id = ${orderId}) as entries,
          (select changed_at from "order" where id = ${orderId}) as changed_at`;
    });
    const [events] = await database.sql`
      select count(*)::int as events from outbox where data->>'orderId' = ${orderId}`;
    return { ...row, ...events };
  };
  const ctx = world.ctx();
  const { storeId } = world.destination;
  const snapshot = await ctx.shopify.readOrder(await shopAccess(ctx, storeId), gid);
  if (!snapshot) throw new Error("The order is not there.");
  const before = await traces();
  const echo = { ...snapshot, updatedAt: new Date(snapshot.updatedAt.getTime() + 1_000) };
  const input = { storeId, orderGid: gid, readBeganAt: await ctx.clock.now() };
  expect(await ingestOrder(ctx, { ...input, snapshot: echo })).toEqual({ orderId, stored: "same" });
  expect(await traces()).toEqual(before);
  // The stored order keeps the newest `updatedAt`, so that a read with an older one is still recognized as older.
  const late = { ...input, readBeganAt: await ctx.clock.now(), snapshot };
  expect(await ingestOrder(ctx, late)).toEqual({ orderId, stored: "older" });
});
