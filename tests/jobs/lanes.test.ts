import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createClient } from "@/inngest/client";
import { engineFetch } from "@/inngest/embedded/events/engine-fetch";
import { functions } from "@/inngest/functions/registry";
import { runWorker } from "@/inngest/worker-loop";
import { deliver, type IntakeWorld, intakeWorld, until, webhook } from "./fixtures/intake-world";

const silent = { info() {}, warn() {}, error() {}, debug() {} };
const UPDATES = 150;

let world: IntakeWorld;
const open: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  world = await intakeWorld();
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await world.close();
});

test("a new order is read while many updates of old orders wait in the same shop", async () => {
  const { id: old } = await world.buy();
  const about = (topic: string, gid: string) =>
    deliver(webhook({ topic, body: JSON.stringify({ admin_graphql_api_id: gid, id: 1 }) }));
  for (let count = 0; count < UPDATES; count += 1) await about("orders/updated", old);
  const { id: fresh } = await world.buy();
  await about("orders/create", fresh);
  const sql = postgres(world.url, { max: 4, onnotice: () => {} });
  const client = createClient({ engine: "embedded", fetch: engineFetch(sql), logger: silent });
  const worker = await runWorker({
    sql,
    client,
    functions: functions(client, world.system),
    pollMs: 50,
    random: () => 0,
  });
  open.push(async () => {
    await worker.stop();
    await sql.end({ timeout: 1 });
  });
  await until(
    () => world.sql`select id from "order" where shopify_gid = ${fresh}`,
    (rows) => rows.length === 1,
  );
  const [waiting] = await world.sql`select count(*)::int as count from delivery where state = 'received'`;
  expect(waiting?.count).toBeGreaterThan(UPDATES / 2);
});
