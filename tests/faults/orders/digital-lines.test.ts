import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { lineItem } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import { autoPush } from "@/lib/services/push/auto-push";
import { dispatchAll, harness, statusOf } from "../harness";

const { sandbox, world: createWorld } = await harness();
type World = Awaited<ReturnType<typeof createWorld>>;

const lamp = { sku: "LAMP-1", quantity: 2 };
const giftCard = { title: "Gift card", price: "25.00", giftCard: true };
const book = { title: "E-book", price: "5.00", requiresShipping: false };
const tip = { title: "Trinkgeld", price: "2.00", tip: true };

async function linesOf(world: World, orderId: string) {
  const { db, scope } = world.ctx();
  return withScope(db, scope, (tx) =>
    tx
      .select({ title: lineItem.title, tip: lineItem.tip, shipped: lineItem.fulfilledByOthers })
      .from(lineItem)
      .where(and(eq(lineItem.organizationId, world.organizationId), eq(lineItem.orderId, orderId)))
      .orderBy(lineItem.position),
  );
}

/** Pushes an order automatically, and returns what its source store received. */
async function pushed(world: World, orderId: string) {
  const result = await autoPush(world.ctx(), { orderId });
  await dispatchAll(world, orderId);
  const orders = await world.sourceOrders(world.sourceA);
  return { result, lines: orders.flatMap((order) => order.lines.map(({ sku }) => sku)) };
}

test.each(["fulfilled", "unrouted"])(
  "a gift card (%s on payment) does not keep the rest of the basket from automatic push",
  async (giftCards) => {
    await sandbox.control.post("/settings", { giftCards });
    const world = await createWorld({ autoPush: true });
    const orderId = await world.ingest((await world.place({ lineItems: [lamp, giftCard] })).gid);
    expect(await pushed(world, orderId)).toMatchObject({ result: { kind: "recorded" }, lines: ["A-LAMP"] });
    expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed", held: [] });
  },
);

test("a digital line that was fulfilled at once does not keep the rest from automatic push, shipped goods do", async () => {
  const world = await createWorld({ autoPush: true });
  const ship = async (lineItems: object[], position: number) => {
    const placed = await world.place({ lineItems });
    const order = await sandbox.control.get<{ orders: { id: string; lines: { id: string }[] }[] }>(
      `/shops/${world.destination.domain}`,
    );
    const lineId = order.orders.find(({ id }) => id === placed.gid)?.lines[position]?.id;
    await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/fulfill`, {
      lines: [{ lineId, quantity: 1 }],
    });
    return world.ingest(placed.gid);
  };
  const digital = await ship([lamp, book], 1);
  expect(await pushed(world, digital)).toMatchObject({ result: { kind: "recorded" } });
  const goods = await ship([lamp, book], 0);
  expect(await statusOf(world, goods)).toMatchObject({ held: ["partly_fulfilled"] });
  expect((await pushed(world, goods)).result).toEqual({ kind: "left", reason: "held" });
});

test("a tip is recognised by its sale, whatever its title is", async () => {
  const world = await createWorld({ autoPush: true });
  const called = { title: "Tip", price: "3.00", requiresShipping: false };
  const orderId = await world.ingest((await world.place({ lineItems: [lamp, tip, called] })).gid);
  expect(await linesOf(world, orderId)).toEqual([
    { title: "Lamp", tip: false, shipped: 0 },
    { title: "Trinkgeld", tip: true, shipped: 0 },
    { title: "Tip", tip: false, shipped: 0 },
  ]);
  expect(await statusOf(world, orderId)).toMatchObject({ synced: 1, total: 2, held: [] });
});

test("tips are read only from an order that has some", async () => {
  const world = await createWorld();
  const reads = async () => {
    const log = await sandbox.control.get<{ variables: object }[]>(`/log?shop=${world.destination.domain}`);
    return log.filter(({ variables }) => "salesAfter" in variables).length;
  };
  const before = await reads();
  await world.ingest((await world.place()).gid);
  expect(await reads()).toBe(before);
  await world.ingest((await world.place({ lineItems: [lamp, tip] })).gid);
  expect(await reads()).toBe(before + 1);
});
