import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { projection } from "@/lib/services/orders/project-order";
import { requestPush } from "@/lib/services/push/request-push";
import type { World } from "@/testing/stack/world";
import { harness, legsOf, pushNow } from "./harness";

const { sandbox, faultSend, world: createWorld } = await harness();

/** The projected columns as stored, and as derived from the current facts. */
async function columns(world: World, orderId: string) {
  const ctx = world.ctx();
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, orderId, { lock: false });
    if (!facts) throw new Error("The order does not exist.");
    const derived = projection(facts, at);
    const [stored] = await tx
      .select({
        pushStatus: order.pushStatus,
        statusReason: order.statusReason,
        syncedItems: order.syncedItems,
        totalItems: order.totalItems,
        unsyncedItems: order.unsyncedItems,
        heldReasons: order.heldReasons,
        attention: order.attention,
        track: order.track,
      })
      .from(order)
      .where(and(eq(order.organizationId, world.organizationId), eq(order.id, orderId)));
    return { stored, derived };
  });
}

const refund = (world: World, legacyId: string, lines: { sku: string; quantity: number }[]) =>
  sandbox.control.post(`/shops/${world.destination.domain}/orders/${legacyId}/refund`, { lines });

test("reconcileReservations projects the order again after it withdraws units from a refused leg", async () => {
  const world = await createWorld();
  const placed = await world.place();
  const orderId = await world.ingest(placed.gid);
  await faultSend(world.sourceA.domain, "inventory-claim-failed");
  await pushNow(world, orderId, [world.sourceA.storeId]);
  expect((await columns(world, orderId)).stored?.attention).toBe("rejected");
  await refund(world, placed.legacyId, [{ sku: "LAMP-1", quantity: 2 }]);
  await world.ingest(placed.gid);
  expect((await legsOf(world, orderId))[0]?.state).toBe("superseded");
  const { stored, derived } = await columns(world, orderId);
  expect(stored?.attention).toBeNull();
  expect(stored).toEqual(derived);
});

test("reconcileReservations projects the order again after it withdraws units from a planned leg", async () => {
  const world = await createWorld();
  const placed = await world.place();
  const orderId = await world.ingest(placed.gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  await refund(world, placed.legacyId, [{ sku: "LAMP-1", quantity: 2 }]);
  await world.ingest(placed.gid);
  const { stored, derived } = await columns(world, orderId);
  expect(stored).toEqual(derived);
});
