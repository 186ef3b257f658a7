import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { disclosure } from "@/db/schema/disclosure";
import { lineItem, orderContact } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { plainList } from "@/lib/order-list/list-params";
import { readOrderPage } from "@/lib/services/orders/read-order-page";
import { refreshOrder } from "@/lib/services/orders/refresh-order";
import { previewPush } from "@/lib/services/push/preview-push";
import { attemptsOf, harness, pushNow } from "../harness";

const { sandbox, world: createWorld } = await harness();

const TEXT = "For Ida, with love";
const engraved = {
  lineItems: [
    { sku: "LAMP-1", quantity: 1, properties: { Engraving: TEXT } },
    { sku: "LAMP-1", quantity: 2 },
  ],
};

test("line properties reach the supplier, and are stored with the contact only", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place(engraved)).gid);
  const preview = await previewPush(world.ctx(), { orderId });
  expect(JSON.stringify(preview?.suppliers)).toContain(TEXT);
  await pushNow(world, orderId);
  const [sent] = await world.sourceOrders(world.sourceA);
  const sentLine = (quantity: number) =>
    JSON.stringify(sent?.lines.find((line) => line.quantity === quantity));
  expect(sentLine(1)).toContain(TEXT);
  expect(sentLine(2)).not.toContain(TEXT);
  const [attempt] = await attemptsOf(world, orderId);
  expect(JSON.stringify(attempt)).not.toContain(TEXT);
  expect(attempt?.disclosed).toContain("lineProperties");
  const ctx = world.ctx();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    const lines = await tx.select().from(lineItem).where(eq(lineItem.orderId, orderId));
    expect(JSON.stringify(lines)).not.toContain(TEXT);
    const [shared] = await tx.select().from(disclosure).where(eq(disclosure.orderId, orderId));
    expect(shared?.fields).toContain("lineProperties");
    const contacts = await tx.select().from(orderContact).where(eq(orderContact.orderId, orderId));
    expect(contacts).toHaveLength(1);
    expect(Object.values(contacts[0]?.lineProperties ?? {})).toEqual([[{ key: "Engraving", value: TEXT }]]);
  });
  const page = await readOrderPage(ctx, { orderId, list: plainList, now: await ctx.clock.now() });
  expect(page?.detail.facts.lines.map((line) => line.properties)).toEqual([
    [{ key: "Engraving", value: TEXT }],
    [],
  ]);
});

test("an order without line properties keeps its contact version when it is read again", async () => {
  const world = await createWorld();
  const placed = await world.place();
  const orderId = await world.ingest(placed.gid);
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/update`, {
    tags: ["changed"],
  });
  await refreshOrder(world.ctx(), { storeId: world.destination.storeId, orderGid: placed.gid });
  const ctx = world.ctx();
  const versions = await withScope(ctx.db, ctx.scope, (tx) =>
    tx.select().from(orderContact).where(eq(orderContact.orderId, orderId)),
  );
  expect(versions).toHaveLength(1);
});
