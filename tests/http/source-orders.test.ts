import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { pushLegLine } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { requestPush } from "@/lib/services/push/request-push";
import { endSourceOrder } from "@/lib/services/source-orders/end-source-order";
import { ingestSourceOrder } from "@/lib/services/source-orders/ingest-source-order";
import { refreshSourceOrder } from "@/lib/services/source-orders/refresh-source-order";
import type { World } from "@/testing/stack/world";
import { cardsOf, dispatchAll, harness, legsOf, statusOf } from "../faults/harness";

const { sandbox, world: createWorld } = await harness();

/** Pushes an order of four lamps to source store A. Returns the ids of its source order. */
async function pushed() {
  const world = await createWorld();
  const orderId = await world.ingest(
    (await world.place({ lineItems: [{ sku: "LAMP-1", quantity: 4 }] })).gid,
  );
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  await dispatchAll(world, orderId);
  const [sourceOrder] = await world.sourceOrders(world.sourceA);
  if (!sourceOrder) throw new Error("Nothing was pushed.");
  const where = { sourceStoreId: world.sourceA.storeId, sourceOrderGid: sourceOrder.id };
  const supplier = (action: string, body: unknown = {}) =>
    sandbox.control.post(
      `/shops/${world.sourceA.domain}/orders/${sourceOrder.id.split("/").at(-1)}/${action}`,
      body,
    );
  return { world, orderId, where, supplier };
}

async function unitsOf(world: World, orderId: string) {
  const [leg] = await legsOf(world, orderId);
  const rows = await withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx
      .select({ live: pushLegLine.liveUnits, shipped: pushLegLine.shippedUnits })
      .from(pushLegLine)
      .where(and(eq(pushLegLine.organizationId, world.organizationId), eq(pushLegLine.legId, leg?.id ?? ""))),
  );
  return rows[0];
}

describe("a source order", () => {
  it("is counted in live and shipped units by refreshSourceOrder", async () => {
    const { world, orderId, where, supplier } = await pushed();
    expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed" });
    await supplier("fulfill", { lines: [{ sku: "A-LAMP", quantity: 2 }] });
    await refreshSourceOrder(world.ctx(), where);
    expect(await unitsOf(world, orderId)).toEqual({ live: 4, shipped: 2 });
    await supplier("refund", { lines: [{ sku: "A-LAMP", quantity: 1 }] });
    await refreshSourceOrder(world.ctx(), where);
    expect(await unitsOf(world, orderId)).toEqual({ live: 3, shipped: 2 });
    expect(await statusOf(world, orderId)).toMatchObject({ status: "partially_pushed" });
    // What the supplier gave back is a change that a user must know.
    expect(await cardsOf(world, orderId)).toMatchObject([
      { kind: "supplier_changed", data: { sent: 4, live: 3 } },
    ]);
  });

  it("covers shipped units even after they are returned", async () => {
    const { world, orderId, where, supplier } = await pushed();
    await supplier("fulfill");
    await supplier("refund", { lines: [{ sku: "A-LAMP", quantity: 4 }], restockType: "RETURN" });
    await refreshSourceOrder(world.ctx(), where);
    expect(await unitsOf(world, orderId)).toEqual({ live: 0, shipped: 4 });
    expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed" });
  });

  it("ends its leg once when the supplier cancels it", async () => {
    const { world, orderId, where, supplier } = await pushed();
    await supplier("cancel");
    expect(await refreshSourceOrder(world.ctx(), where)).toEqual({ kind: "stored" });
    expect(await legsOf(world, orderId)).toMatchObject([{ state: "ended" }]);
    expect(await statusOf(world, orderId)).toMatchObject({ status: "not_pushed" });
    await refreshSourceOrder(world.ctx(), where);
    expect(await legsOf(world, orderId)).toMatchObject([{ state: "ended" }]);
  });

  it("ends its leg through endSourceOrder when it is deleted, but not when a read finds nothing", async () => {
    const { world, orderId, where, supplier } = await pushed();
    await supplier("delete");
    expect(await refreshSourceOrder(world.ctx(), where)).toEqual({ kind: "unreadable" });
    expect(await legsOf(world, orderId)).toMatchObject([{ state: "created" }]);
    expect(await endSourceOrder(world.ctx(), where)).toEqual({ kind: "ended" });
    expect(await endSourceOrder(world.ctx(), where)).toEqual({ kind: "unchanged" });
    expect(await legsOf(world, orderId)).toMatchObject([{ state: "ended" }]);
  });

  it("is not overwritten by an ingestSourceOrder whose read began earlier", async () => {
    const { world, orderId, where, supplier } = await pushed();
    const early = { ...where, readBeganAt: await world.ctx().clock.now() };
    const snapshot = {
      shopifyGid: where.sourceOrderGid,
      name: "early",
      createdAt: new Date(),
      cancelledAt: new Date(),
      financialStatus: null,
      fulfillmentStatus: null,
      lines: [],
    };
    await supplier("fulfill", { lines: [{ sku: "A-LAMP", quantity: 1 }] });
    await refreshSourceOrder(world.ctx(), where);
    expect(await ingestSourceOrder(world.ctx(), { ...early, snapshot })).toBe("older");
    expect(await legsOf(world, orderId)).toMatchObject([{ state: "created" }]);
    expect(await unitsOf(world, orderId)).toEqual({ live: 4, shipped: 1 });
  });

  it("is ignored if no leg of the organization created it", async () => {
    const { where } = await pushed();
    const other = await createWorld();
    expect(await refreshSourceOrder(other.ctx(), where)).toEqual({ kind: "not_ours" });
    expect(await endSourceOrder(other.ctx(), where)).toEqual({ kind: "not_ours" });
  });
});
