import { expect, it } from "vitest";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import type { DeliveryRow } from "@/db/system/intake/load-delivery";
import { topics } from "@/lib/services/intake/topics/topics";
import { harness } from "../faults/harness";

const { sandbox, world: createWorld } = await harness();

const aboutWork = (_id: number, work: string) => ({ fulfillment_order: { id: work, status: "on_hold" } });

/** The body of each topic about an order, by the order's id and the GID of its fulfillment order. */
const bodies: Record<string, (id: number, work: string) => Record<string, unknown>> = {
  "orders/create": (id) => ({ id }),
  "orders/updated": (id) => ({ id }),
  "orders/paid": (id) => ({ id }),
  "orders/cancelled": (id) => ({ id }),
  "orders/edited": (id) => ({ order_edit: { id: 5, order_id: id } }),
  "refunds/create": (id) => ({ id: 5, order_id: id }),
  "fulfillments/create": (id) => ({ id: 5, order_id: id }),
  "fulfillments/update": (id) => ({ id: 5, order_id: id }),
  "fulfillment_orders/placed_on_hold": aboutWork,
  "fulfillment_orders/hold_released": aboutWork,
  "fulfillment_orders/scheduled_fulfillment_order_ready": aboutWork,
  "fulfillment_orders/rescheduled": aboutWork,
  "orders/risk_assessment_changed": (id) => ({
    admin_graphql_api_order_id: `gid://shopify/Order/${id}`,
    risk_level: "high",
  }),
};

async function handle(name: string) {
  const world = await createWorld();
  const { gid, legacyId } = await world.place();
  const topic = topics.find((each) => each.name === name);
  const { storeId } = world.destination;
  const { fulfillmentOrders } = await sandbox.control.get<{ fulfillmentOrders: { id: string }[] }>(
    `/shops/${world.destination.domain}/orders/${legacyId}`,
  );
  const work = `gid://shopify/FulfillmentOrder/${fulfillmentOrders[0]?.id}`;
  const result = await topic?.handle(world.ctx(), {
    delivery: { id: "dlv_1", topic: name, receivedAt: await world.ctx().clock.now() } as DeliveryRow,
    installationId: "",
    stores: [{ organizationId: world.organizationId, storeId, destination: true, source: false }],
    body: bodies[name]?.(Number(legacyId), work) ?? {},
  });
  const stored = await withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx.select({ gid: order.shopifyGid }).from(order),
  );
  return { gid, result, stored };
}

it("has a body for every topic that leads to a read of its order", () => {
  const handledOtherwise = ["orders/delete", "app/uninstalled", "app/scopes_update", "shop/update"];
  const names = topics.map(({ name }) => name).filter((name) => !handledOtherwise.includes(name));
  expect(names.toSorted()).toEqual(Object.keys(bodies).toSorted());
});

it.each(Object.keys(bodies))("%s reads and stores the order that its body names", async (name) => {
  const { gid, result, stored } = await handle(name);
  expect(result).toEqual({ kind: "processed" });
  expect(stored).toEqual([{ gid }]);
});
