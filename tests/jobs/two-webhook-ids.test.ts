import { afterEach, beforeEach, expect, test } from "vitest";
import { processDelivery } from "@/lib/services/intake/process-delivery";
import { beginAutomaticPush } from "@/testing/stack/begin-automatic-push";
import { DESTINATION, deliver, type IntakeWorld, intakeWorld, until, webhook } from "./fixtures/intake-world";

let world: IntakeWorld;
beforeEach(async () => {
  world = await intakeWorld();
});
afterEach(() => world.close());

const reads = () => world.calls(DESTINATION, "order");

/** A webhook about an order: a report of the event `event` under an id of its own. */
const report = (gid: string, event: string, topic = "orders/create") =>
  webhook({
    topic,
    body: JSON.stringify({ admin_graphql_api_id: gid }),
    headers: { "x-shopify-event-id": event },
  });

/** Stores a webhook and processes it at once, so that the next one arrives after its read. */
async function processed(request: Request): Promise<void> {
  await deliver(request);
  const [row] = await world.sql`
    select id from delivery where webhook_id = ${request.headers.get("x-shopify-webhook-id")}`;
  expect(await processDelivery(world.system, { deliveryId: row?.id })).toEqual({
    kind: "done",
    state: "processed",
  });
}

test("one event under two webhook ids leads to one read, and another event to another one", async () => {
  const { id: gid } = await world.buy();
  await processed(report(gid, "event-1"));
  await processed(report(gid, "event-1"));
  expect(await reads()).toBe(1);
  await processed(report(gid, "event-2"));
  expect(await reads()).toBe(2);
  // The same action under another topic may be reported before all of its changes are made.
  await processed(report(gid, "event-2", "orders/paid"));
  expect(await reads()).toBe(3);
});

test("one event under two webhook ids, 30 ms apart, leads to one push of each leg", async () => {
  await beginAutomaticPush(world.ctx, world.destination.storeId);
  await world.startWorker();
  const { id: gid } = await world.buy({ paid: true });
  await deliver(report(gid, "event-1"));
  await new Promise((resolve) => setTimeout(resolve, 30));
  await deliver(report(gid, "event-1"));
  const legs = () => world.sql`select state from push_leg`;
  await until(legs, (rows) => rows.length === 2 && rows.every(({ state }) => state === "created"), 20_000);
  await until(world.deliveries, (rows) => rows.every(({ state }) => state === "processed"));
  expect(await world.sql`select id from push`).toHaveLength(1);
  // One read by the webhooks, and the fresh read before the send of each leg.
  expect(await reads()).toBe(3);
});
