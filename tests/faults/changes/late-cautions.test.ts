import { expect, test } from "vitest";
import { acknowledgeChanges } from "@/lib/services/orders/acknowledge-changes";
import { autoPush } from "@/lib/services/push/auto-push";
import { requestPush } from "@/lib/services/push/request-push";
import { skipLeg } from "@/lib/services/push/skip-leg";
import { beginStop } from "@/lib/services/stores/begin-stop";
import { alone, placedLamps, pushedLamps, quiet, shown } from "../fixtures/pushed-order";
import { cardsOf, dispatchAll, harness, legsOf, pushNow } from "../harness";

const { sandbox, world: createWorld } = await harness();
type World = Awaited<ReturnType<typeof createWorld>>;

const HIGH = { level: "HIGH" };
const placed = (world: World, quantity?: number) => placedLamps(world, sandbox.control, quantity);
const pushed = (world: World) => pushedLamps(world, sandbox.control);

test("a risk that rises after automatic push needs attention until it falls", async () => {
  const world = await createWorld({ autoPush: true });
  const { orderId, change } = await placed(world);
  expect(await autoPush(world.ctx(), { orderId })).toMatchObject({ kind: "recorded" });
  await dispatchAll(world, orderId);
  await change("risk", { level: "MEDIUM" });
  expect(await shown(world, orderId)).toEqual(quiet);
  await change("risk", HIGH);
  expect(await shown(world, orderId)).toEqual(alone("risk_raised"));
  expect(await cardsOf(world, orderId)).toMatchObject([{ data: { cancel: true } }]);
  await change("risk", { level: "LOW" });
  expect(await shown(world, orderId)).toEqual(quiet);
  expect(await cardsOf(world, orderId)).toMatchObject([{ answer: "resolved", endedAt: expect.any(Date) }]);
});

test("an acknowledged risk needs attention again only after it fell and rose again", async () => {
  const world = await createWorld();
  const { orderId, change } = await pushed(world);
  await change("risk", HIGH);
  await acknowledgeChanges(world.ctx(), { orderId, cards: await cardsOf(world, orderId) });
  await change("update", { note: "Ring once" });
  expect(await shown(world, orderId)).toEqual(quiet);
  await change("risk", { level: "LOW" });
  await change("risk", HIGH);
  expect(await shown(world, orderId)).toEqual(alone("risk_raised"));
  // A cancelled order says what is to do with its units.
  await change("cancel");
  expect((await shown(world, orderId)).cards).toEqual(["over_pushed"]);
});

test("a risk that the user knew of at the push opens no card, also for a part of the order", async () => {
  const world = await createWorld();
  const { orderId, change, atSource } = await placed(world);
  await change("risk", HIGH);
  await pushNow(world, orderId);
  expect(await shown(world, orderId)).toEqual(quiet);
  await atSource("fulfill");
  await change("update", { note: "Ring once" });
  expect(await shown(world, orderId)).toEqual(quiet);
});

test("a user's push that still waits shows the risk, and the card ends when the send is given up", async () => {
  const world = await createWorld();
  const { orderId, change } = await placed(world);
  const ctx = world.ctx();
  await beginStop(ctx, { level: "store", subjectId: world.sourceA.storeId, reason: "stocktaking" });
  await requestPush(ctx, { orderId, sourceStoreIds: null });
  await dispatchAll(world, orderId);
  await change("risk", HIGH);
  expect((await shown(world, orderId)).cards).toEqual(["risk_raised"]);
  for (const { id: legId } of await legsOf(world, orderId)) await skipLeg(ctx, { legId, reason: "fraud" });
  expect(await shown(world, orderId)).toEqual(quiet);
});

test("a hold that Shopify places after the push needs attention until it is released", async () => {
  const world = await createWorld({ autoPush: true });
  const { orderId, change, atSource } = await placed(world, 3);
  await change("hold", { reason: "OTHER", lines: [{ index: 0, quantity: 1 }] });
  expect(await autoPush(world.ctx(), { orderId })).toMatchObject({ kind: "recorded" });
  await dispatchAll(world, orderId);
  // The unit that was held before was not pushed.
  expect(await shown(world, orderId)).toEqual(quiet);
  await change("hold", { reason: "HIGH_RISK_OF_FRAUD" });
  expect(await shown(world, orderId)).toEqual(alone("held_after_push"));
  expect(await cardsOf(world, orderId)).toMatchObject([
    { quantity: 2, data: { reasons: ["HIGH_RISK_OF_FRAUD", "OTHER"] } },
  ]);
  await atSource("fulfill");
  expect(await shown(world, orderId)).toEqual(quiet);
  await change("release");
  expect(await shown(world, orderId)).toEqual(quiet);
});

test("a hold that the user knew of at the push opens no card", async () => {
  const world = await createWorld();
  const { orderId, change } = await placed(world);
  await change("hold", { reason: "INCORRECT_ADDRESS" });
  await pushNow(world, orderId);
  expect(await shown(world, orderId)).toEqual(quiet);
});

test("a payment that ends after the push needs attention while goods are to be shipped", async () => {
  const world = await createWorld();
  const { orderId, change, atSource } = await pushed(world);
  await change("refund", { lines: [], amount: "5.00" });
  expect(await shown(world, orderId)).toEqual(quiet);
  await change("refund", { lines: [], amount: "24.90", shipping: true });
  expect(await shown(world, orderId)).toEqual(alone("payment_ended"));
  expect(await cardsOf(world, orderId)).toMatchObject([{ quantity: 2, data: { payment: "REFUNDED" } }]);
  await atSource("fulfill");
  expect(await shown(world, orderId)).toEqual(quiet);
});
