import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { storeDelivery } from "@/db/system/intake/store-delivery";
import type { EventName } from "@/lib/domain/jobs/event-name";
import { eventSchemas } from "@/lib/services/core/events";
import { sweep } from "@/lib/services/jobs/sweep";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import { leg, lineFacts, orderFacts, route } from "@/testing/seed/order-facts";
import { seedOrder } from "@/testing/seed/seed";
import { testTools } from "@/testing/stack/world";

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.superuserUrl, { max: 2 });
});
afterAll(async () => {
  await db.sql.end({ timeout: 2 });
  await database.close();
});

test("every event that SQL writes has the data of the event's schema", async () => {
  const facts = orderFacts({
    lines: [lineFacts("l1")],
    routes: [route("l1", "a")],
    legs: [leg("leg_1", "planned", [])],
  });
  const { orderId } = await seedOrder(db, { organizationId: "org_a", facts });
  await db.sql`update "order" set auto_push_due_at = now() - interval '1 hour',
    withheld_since = now() - interval '1 hour', reread_at = now() - interval '1 minute'`;
  await db.sql`update installation set subscribe_at = case when id = (select min(id) from installation)
    then now() else now() + interval '1 day' end`;
  await db.sql`
    insert into source_order (organization_id, id, leg_id, order_id, connection_id, source_store_id, shopify_gid, name, created_at,
      read_at, read_due_at)
    values ('org_a', 'sor_1', 'leg_1', ${orderId}, 'con_a', 'a', 'gid://shopify/Order/9', '#9', now(), now(),
      now() - interval '1 hour')`;
  await db.sql`
    insert into other_app_look (organization_id, connection_id, source_store_id, requested_at, due_at)
    values ('org_a', 'con_a', 'a', now() - interval '1 hour', now() - interval '1 hour')`;
  const delivery = {
    ...{ id: "dlv_1", outboxId: "out_1", appCredentialId: "app_seed", shopDomain: "a.myshopify.com" },
    ...{ webhookId: "w1", eventId: null, topic: "orders/create", apiVersion: null, triggeredAt: null },
    body: Buffer.from("{}"),
  };
  await storeDelivery(db, delivery, { graceMs: 0 });
  const later = new Date(Date.now() + 60_000);
  const tools = testTools({ url: database.url, sandboxUrl: "http://127.0.0.1:1" });
  expect(await sweep({ ...tools, clock: { now: async () => later } })).toEqual({
    ...{ deliveries: 1, orders: 1, legs: 1, sourceOrders: 1, shops: 1, withheld: 1, looks: 1 },
  });
  await tools.db.sql.end({ timeout: 2 });

  const events = await db.sql<
    { name: EventName; data: unknown }[]
  >`select name, data from outbox order by name`;
  expect(events.map(({ name }) => name)).toEqual([
    "connection/look.requested",
    "order/ingested",
    "order/leg.dispatch-requested",
    "order/read.due",
    "order/source-order.recorded",
    "shop/check.due",
    "shopify/delivery.received",
    "shopify/delivery.received",
  ]);
  for (const { name, data } of events) {
    // Strict, because SQL must write no field that the schema does not have.
    expect(eventSchemas[name].strict().safeParse(data).error, name).toBeUndefined();
  }
});
