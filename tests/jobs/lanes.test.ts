import { afterEach, beforeEach, expect, test } from "vitest";
import { processDelivery } from "@/lib/services/intake/process-delivery";
import { sweep } from "@/lib/services/jobs/sweep";
import { readStorePage } from "@/lib/services/stores/read-store-page";
import { deliver, type IntakeWorld, intakeWorld, until, webhook } from "./fixtures/intake-world";

const UPDATES = 150;

let world: IntakeWorld;
beforeEach(async () => {
  world = await intakeWorld();
});
afterEach(() => world.close());

test("a new order is read while many updates of old orders wait in the same shop", async () => {
  const { id: old } = await world.buy();
  const about = (topic: string, gid: string) =>
    deliver(webhook({ topic, body: JSON.stringify({ admin_graphql_api_id: gid, id: 1 }) }));
  for (let count = 0; count < UPDATES; count += 1) await about("orders/updated", old);
  const { id: fresh } = await world.buy();
  await about("orders/create", fresh);
  await world.startWorker();
  await until(
    () => world.sql`select id from "order" where shopify_gid = ${fresh}`,
    (rows) => rows.length === 1,
  );
  const [waiting] = await world.sql`select count(*)::int as count from delivery where state = 'received'`;
  expect(waiting?.count).toBeGreaterThan(UPDATES / 2);
});

const MINUTE = 60_000;

/** Sweeps at a time of the test, and lists the open problems of the destination store as its page shows them. */
async function problemsAt(at: number): Promise<string[]> {
  await sweep({ ...world.system, clock: { now: async () => new Date(at) } });
  const page = await readStorePage(world.ctx, { storeId: world.destination.storeId });
  return page?.problems.map(({ kind }) => kind) ?? [];
}

test("a lane that stands still for ten minutes is a problem of the store until it moves again", async () => {
  const { id: gid } = await world.buy();
  const body = JSON.stringify({ admin_graphql_api_id: gid });
  for (let count = 0; count < 3; count += 1) await deliver(webhook({ topic: "orders/updated", body }));
  const [first, second, third] = await world.deliveries();
  const begun = Date.now();
  expect(await problemsAt(begun + 9 * MINUTE)).toEqual([]);
  expect(await problemsAt(begun + 11 * MINUTE)).toEqual(["changes_stalled"]);
  // One processed delivery shows that the lane moves, although others still wait.
  const movedAt = begun + 12 * MINUTE;
  const later = { ...world.system, clock: { now: async () => new Date(movedAt) } };
  await processDelivery(later, { deliveryId: first?.id ?? "" });
  expect(await problemsAt(movedAt + MINUTE)).toEqual([]);
  expect(await problemsAt(movedAt + 11 * MINUTE)).toEqual(["changes_stalled"]);
  for (const row of [second, third]) await processDelivery(world.system, { deliveryId: row?.id ?? "" });
  expect(await problemsAt(movedAt + 12 * MINUTE)).toEqual([]);
});
