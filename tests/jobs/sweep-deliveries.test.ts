import { afterEach, beforeEach, expect, test } from "vitest";
import { finishDelivery } from "@/db/system/intake/finish-delivery";
import { sweepDeliveries } from "@/db/system/sweeps/sweep-deliveries";
import { deliveryPace } from "@/lib/services/intake/delivery-pace";
import { deliver, type IntakeWorld, intakeWorld, webhook } from "./fixtures/intake-world";

const MINUTE = 60_000;

let world: IntakeWorld;
beforeEach(async () => {
  world = await intakeWorld();
  await deliver(webhook());
});
afterEach(() => world.close());

/** Sweeps as if it were `minutes` later. Returns the number of emitted deliveries. */
const sweepAt = (minutes: number) =>
  sweepDeliveries(world.system.db, { now: new Date(Date.now() + minutes * MINUTE), pace: deliveryPace });

async function wait(dueInMs: number): Promise<void> {
  const [delivery] = await world.deliveries();
  const outcome = { state: "waiting", reason: "throttled", dueInMs } as const;
  await finishDelivery(world.system.db, delivery?.id ?? "", outcome, new Date());
}

test("a delivery whose run will retry it is emitted only after that time", async () => {
  await wait(5 * MINUTE);
  expect(await sweepAt(4)).toBe(0);
  expect(await sweepAt(6)).toBe(1);
});

test("during an outage of an hour, a delivery is emitted only four times, at increasing intervals", async () => {
  const minutes: number[] = [];
  for (let minute = 0; minute <= 60; minute += 1) if ((await sweepAt(minute + 0.5)) > 0) minutes.push(minute);
  expect(minutes).toEqual([5, 11, 23, 43]);
});

test("parallel sweeps emit a delivery once", async () => {
  const emitted = await Promise.all([sweepAt(6), sweepAt(6), sweepAt(6)]);
  expect(emitted.reduce((sum, count) => sum + count, 0)).toBe(1);
});

test("a finished delivery is never emitted", async () => {
  const [delivery] = await world.deliveries();
  const parked = { state: "parked", reason: "not_json" } as const;
  await finishDelivery(world.system.db, delivery?.id ?? "", parked, new Date());
  expect(await sweepAt(600)).toBe(0);
});
