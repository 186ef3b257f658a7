import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { lineItem, order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { harness } from "../harness";

const { sandbox, world: createWorld } = await harness();

test("an order paid in another currency has every figure in the shop's currency, and keeps the shopper's", async () => {
  const world = await createWorld();
  const placed = await world.place({
    lineItems: [{ title: "Scarf", price: "10.00", quantity: 2 }],
    shippingLine: { title: "Standard", price: "5.00" },
    presentment: { currency: "USD", rate: 1.1 },
  });
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/refund`, {
    amount: "5.00",
  });
  const orderId = await world.ingest(placed.gid);
  const { db, scope } = world.ctx();
  const [row] = await withScope(db, scope, (tx) =>
    tx
      .select({ order, unitPrice: lineItem.unitPrice, presented: lineItem.presentmentUnitPrice })
      .from(order)
      .innerJoin(
        lineItem,
        and(eq(lineItem.organizationId, order.organizationId), eq(lineItem.orderId, order.id)),
      )
      .where(and(eq(order.organizationId, world.organizationId), eq(order.id, orderId))),
  );
  expect(row).toMatchObject({
    unitPrice: 1000,
    presented: 1100,
    order: {
      currency: "EUR",
      total: 2500,
      presentment: { currency: "USD", total: 2750, totalReceived: 2750 },
      shippingLines: [{ price: 500, presentmentPrice: 550 }],
    },
  });
});
