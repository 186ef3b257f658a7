import { afterEach, beforeEach, expect, test } from "vitest";
import { topics } from "@/lib/services/intake/topics/topics";
import { subscribeWebhooks } from "@/lib/services/stores/subscribe-webhooks";
import { type IntakeWorld, intakeWorld, SOURCES, until } from "./fixtures/intake-world";

let world: IntakeWorld;
beforeEach(async () => {
  world = await intakeWorld();
});
afterEach(() => world.close());

const subscribe = async () => {
  const { ctx, origin, sources } = world;
  const storeId = sources[0]?.storeId ?? "";
  return subscribeWebhooks(ctx, { storeId, origin, destination: true, source: true });
};
const bodies = () => world.sql<{ topic: string; body: Buffer }[]>`
  select topic, body from delivery where body is not null order by received_at, id`;

/** A shopper of the source store itself, with everything that a webhook could tell of a person. */
const ownShopper = {
  lineItems: [{ sku: "A", quantity: 2, properties: { Engraving: "For Grace" } }],
  email: "grace@example.com",
  phone: "+493012345678",
  note: "Ring at Hopper's",
  customer: { firstName: "Grace", lastName: "Hopper" },
  shippingAddress: {
    firstName: "Grace",
    lastName: "Hopper",
    address1: "9 Pier",
    city: "Kiel",
    countryCode: "DE",
  },
};

test("a webhook about a supplier's own shopper contains only ids and times, and each still names its order", async () => {
  expect(await subscribe()).toMatchObject({ kind: "subscribed", changed: 0 });
  const path = `/shops/${SOURCES[0]}/orders`;
  const order = await world.control.post<{ legacyId: string }>(path, { ...ownShopper, paid: false });
  const act = (action: string, input: object = {}) =>
    world.control.post(`${path}/${order.legacyId}/${action}`, input);
  await act("pay");
  await act("update", { note: "Ring at Hopper's again" });
  await act("edit", { lines: [{ index: 0, quantity: 1 }] });
  await act("fulfill");
  await act("refund");
  const seen = [
    "orders/create",
    "orders/paid",
    "orders/updated",
    "orders/edited",
    "fulfillments/create",
    "refunds/create",
  ];
  const stored = await until(bodies, (rows) =>
    seen.every((topic) => rows.some((row) => row.topic === topic)),
  );
  for (const { topic, body } of stored) {
    const text = body.toString();
    expect(text, topic).toContain(order.legacyId);
    expect(text, topic).not.toMatch(/grace|hopper|pier|4930123|engraving|email|address|line_items|note/i);
  }
});

test("subscriptions that send whole bodies are updated, and only once", async () => {
  const wholeBodies = topics.map(({ subscription }) => subscription);
  await subscribe();
  const { ctx, sources } = world;
  const access = {
    installationId: (await world.sql`select id from installation where shop_domain = ${SOURCES[0]}`)[0]
      ?.id as string,
    shopDomain: SOURCES[0],
    accessToken: sources[0]?.accessToken ?? "",
    urgency: "person",
  } as const;
  const check = { beforeSend: async () => {} };
  for (const subscription of await ctx.shopify.listWebhookSubscriptions(access))
    await ctx.shopify.updateWebhookSubscription(access, { ...subscription, includeFields: [] }, check);
  expect(await subscribe()).toMatchObject({ created: [], changed: wholeBodies.length });
  const now = await ctx.shopify.listWebhookSubscriptions(access);
  expect(now.every(({ includeFields }) => includeFields.length > 0)).toBe(true);
  expect(await subscribe()).toMatchObject({ created: [], changed: 0 });
});
