import { afterEach, beforeEach, expect, test } from "vitest";
import { sweepDeliveries } from "@/db/system/sweeps/sweep-deliveries";
import { deliveryPace } from "@/lib/services/intake/delivery-pace";
import { processDelivery } from "@/lib/services/intake/process-delivery";
import { DESTINATION, deliver, type IntakeWorld, intakeWorld, webhook } from "./fixtures/intake-world";

const TRIES = 11;
const HOUR = 3_600_000;

let world: IntakeWorld;
beforeEach(async () => {
  world = await intakeWorld();
});
afterEach(() => world.close());

const openProblems = async () =>
  (await world.sql`select store_id, kind from problem where cleared_at is null order by kind`).map((row) => ({
    ...row,
  }));
const sweepAt = (at: number) => sweepDeliveries(world.system.db, { now: new Date(at), pace: deliveryPace });

test("an order that cannot be read is a problem of its store, is tried each day, and ends with its read", async () => {
  const { id: gid } = await world.buy();
  const fault = { shop: DESTINATION, kind: "http-status", status: 400, times: 1_000 };
  await world.control.post("/faults", fault);
  await deliver(webhook({ topic: "orders/updated", body: JSON.stringify({ admin_graphql_api_id: gid }) }));
  const [stored] = await world.deliveries();
  const deliveryId = stored?.id ?? "";
  for (let count = 0; count < TRIES; count += 1) await processDelivery(world.system, { deliveryId });
  expect(await world.deliveries()).toMatchObject([
    { state: "parked", reason: expect.stringContaining("400") },
  ]);
  expect(await openProblems()).toEqual([{ store_id: world.destination.storeId, kind: "read_parked" }]);

  const now = Date.now();
  expect(await sweepAt(now + 23 * HOUR)).toBe(0);
  expect(await sweepAt(now + 25 * HOUR)).toBe(1);
  expect(await processDelivery(world.system, { deliveryId })).toEqual({ kind: "done", state: "parked" });
  expect(await openProblems()).toHaveLength(1);

  await world.control.delete("/faults");
  expect(await processDelivery(world.system, { deliveryId })).toEqual({ kind: "done", state: "processed" });
  expect(await world.sql`select id from "order"`).toHaveLength(1);
  expect(await openProblems()).toEqual([]);
  expect(await world.deliveries()).toMatchObject([{ state: "processed", body: null }]);
});

test("a delivery that is parked for its body is not tried again", async () => {
  await deliver(webhook({ body: "<html>" }));
  const [stored] = await world.deliveries();
  await processDelivery(world.system, { deliveryId: stored?.id ?? "" });
  expect(await sweepAt(Date.now() + 25 * HOUR)).toBe(0);
  expect(await openProblems()).toEqual([]);
});
