import { afterAll, beforeAll, expect, test } from "vitest";
import { deliver, type IntakeWorld, intakeWorld, until, webhook } from "../jobs/fixtures/intake-world";

let world: IntakeWorld;
beforeAll(async () => {
  world = await intakeWorld();
});
afterAll(() => world.close());

test("a webhook that arrives ten times at once is stored once, with one event", async () => {
  const headers = { "x-shopify-webhook-id": "same" };
  const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(webhook({ headers }))));
  expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
  const rows = await world.sql`select id from delivery where webhook_id = 'same'`;
  expect(rows).toHaveLength(1);
  expect(await world.sql`select 1 from outbox where event_id = ${`delivery:${rows[0]?.id}`}`).toHaveLength(1);
});

test("the same webhook id from another shop is another delivery", async () => {
  const sent = ["a.myshopify.com", "b.myshopify.com"].map((shop) =>
    deliver(webhook({ headers: { "x-shopify-webhook-id": "shared", "x-shopify-shop-domain": shop } })),
  );
  expect((await Promise.all(sent)).map((answer) => answer.status)).toEqual([200, 200]);
  expect(await world.sql`select id from delivery where webhook_id = 'shared'`).toHaveLength(2);
});

test("the relay is woken once for a burst of deliveries, not for each", async () => {
  let woken = 0;
  const listening = await world.sql.listen("crossdock_outbox", () => {
    woken += 1;
  });
  await Promise.all(Array.from({ length: 20 }, () => deliver(webhook())));
  await until(
    async () => woken,
    (times) => times > 0,
  );
  expect(woken).toBeLessThan(20);
  await listening.unlisten();
});
