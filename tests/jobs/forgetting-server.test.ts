import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { relayOutbox } from "@/inngest/relay";
import { processDelivery } from "@/lib/services/intake/process-delivery";
import { sweep } from "@/lib/services/jobs/sweep";
import { autoPush } from "@/lib/services/push/auto-push";
import { deliver, type IntakeWorld, intakeWorld, webhook } from "./fixtures/intake-world";

const MINUTE = 60_000;

let world: IntakeWorld;
let minutes = 0;
beforeEach(async () => {
  minutes = 0;
  world = await intakeWorld();
});
afterEach(() => world.close());

/**
 * Relays the outbox to a server that acknowledges all events and loses them, like one that is killed. Returns the names
 * of those about deliveries and orders.
 */
async function forget(): Promise<string[]> {
  const names: string[] = [];
  const send = async (events: { name: string }[]) => names.push(...events.map((event) => event.name));
  await relayOutbox({ sql: world.sql, deliver: { engine: "inngest", send } });
  return names.filter((name) => /^(shopify|order)\//.test(name));
}

/** Returns the events about deliveries and orders that a sweep six minutes later emits. */
async function sweepLater(): Promise<{ name: string; data: Record<string, string> }[]> {
  minutes += 6;
  const later = new Date(Date.now() + minutes * MINUTE);
  await sweep({ ...world.system, clock: { now: async () => later } });
  return world.sql<{ name: string; data: Record<string, string> }[]>`
    select name, data from outbox where sent_at is null and name similar to '(shopify|order)/%'`;
}

test("the sweeper emits an event again that an Inngest server acknowledged and lost, at each stage of an order", async () => {
  await withScope(world.ctx.db, world.ctx.scope, (tx) =>
    tx
      .update(store)
      .set({ autoPushSince: new Date(Date.now() - MINUTE) })
      .where(eq(store.id, world.destination.storeId)),
  );
  const { id } = await world.buy();
  await deliver(webhook({ body: JSON.stringify({ admin_graphql_api_id: id }) }));
  expect(await forget()).toEqual(["shopify/delivery.received"]);

  const [delivery] = await sweepLater();
  expect(delivery?.name).toBe("shopify/delivery.received");
  await processDelivery(world.system, { deliveryId: delivery?.data.deliveryId ?? "" });
  expect(await forget()).toContain("order/ingested");

  const [ingested, ...others] = await sweepLater();
  expect(others).toEqual([]);
  expect(ingested?.name).toBe("order/ingested");
  const orderId = ingested?.data.orderId ?? "";
  expect(await autoPush(world.ctx, { orderId })).toMatchObject({ kind: "recorded", legs: 2 });
  expect(await forget()).toContain("order/push.requested");

  const legs = await sweepLater();
  expect(legs.map((event) => event.name)).toEqual([
    "order/leg.dispatch-requested",
    "order/leg.dispatch-requested",
  ]);
});

test("the sweeper does not emit an order again after automatic push has run for it, whatever the result", async () => {
  const { id } = await world.buy();
  await deliver(webhook({ body: JSON.stringify({ admin_graphql_api_id: id }) }));
  const [delivery] = await world.deliveries();
  await processDelivery(world.system, { deliveryId: delivery?.id ?? "" });
  await forget();
  const [order] = await world.sql<{ id: string }[]>`select id from "order"`;
  expect(await autoPush(world.ctx, { orderId: order?.id ?? "" })).toMatchObject({ kind: "left" });
  expect(await sweepLater()).toEqual([]);
});
