import { afterEach, beforeEach, expect, test } from "vitest";
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
