import { afterEach, beforeEach, expect, test } from "vitest";
import { sweepDeliveries } from "@/db/system/sweeps/sweep-deliveries";
import { deliveryPace } from "@/lib/services/intake/delivery-pace";
import { processDelivery } from "@/lib/services/intake/process-delivery";
import { DESTINATION, deliver, type IntakeWorld, intakeWorld, webhook } from "./fixtures/intake-world";

const MINUTE = 60_000;

let world: IntakeWorld;
beforeEach(async () => {
  world = await intakeWorld();
});
afterEach(() => world.close());

/** Stores a webhook about a new order, and returns its id. */
async function delivered(): Promise<string> {
  const { id: gid } = await world.buy();
  await deliver(webhook({ topic: "orders/create", body: JSON.stringify({ admin_graphql_api_id: gid }) }));
  const [stored] = await world.deliveries();
  return stored?.id ?? "";
}

test("a webhook's read waits in its lane while pushes use all points but their own reserve", async () => {
  const deliveryId = await delivered();
  await world.sql`update installation set bucket_maximum = 2000, bucket_rate = 100, bucket_available = 200, bucket_at = now()
    where shop_domain = ${DESTINATION}`;
  expect(await processDelivery(world.system, { deliveryId })).toEqual({ kind: "done", state: "processed" });
});

test("after the last try of its job, a delivery is due for the sweeper when its wait is over", async () => {
  const deliveryId = await delivered();
  await world.sql`update installation set bucket_maximum = 2000, bucket_rate = 10, bucket_available = 0, bucket_at = now()
    where shop_domain = ${DESTINATION}`;
  const waits = expect.objectContaining({ kind: "retry", reason: "budget_wait" });
  const sweepAt = (at: number) => sweepDeliveries(world.system.db, { now: new Date(at), pace: deliveryPace });
  expect(await processDelivery(world.system, { deliveryId })).toEqual(waits);
  expect(await sweepAt(Date.now() + MINUTE)).toBe(0);
  expect(await processDelivery(world.system, { deliveryId, isLastTry: true })).toEqual(waits);
  expect(await sweepAt(Date.now() + MINUTE)).toBe(1);
});
