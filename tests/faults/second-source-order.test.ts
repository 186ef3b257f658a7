import { expect, test } from "vitest";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { probePausedShops } from "@/lib/services/installations/probe-paused-shops";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { acknowledgeChanges } from "@/lib/services/orders/acknowledge-changes";
import { requestPush } from "@/lib/services/push/request-push";
import { retryLeg } from "@/lib/services/push/retry-leg";
import { endSourceOrder } from "@/lib/services/source-orders/end-source-order";
import { ingestSourceOrder } from "@/lib/services/source-orders/ingest-source-order";
import { recordSourceOrder } from "@/lib/services/source-orders/record-source-order";
import {
  attemptsOf,
  cardsOf,
  dispatchAll,
  dispatchLater,
  harness,
  legsOf,
  pushNow,
  statusOf,
} from "./harness";

const { sandbox, faultSend, world: createWorld } = await harness();

/** Pushes an order to source store A, whose look-up then finds a second source order with the same mark. */
async function twins() {
  const world = await createWorld();
  const ctx = world.ctx();
  const orderId = await world.ingest((await world.place()).gid);
  const storeId = world.sourceA.storeId;
  await pushNow(world, orderId, [storeId]);
  const [leg] = await legsOf(world, orderId);
  const access = await shopAccess(ctx, storeId);
  const first = (await world.sourceOrders(world.sourceA))[0]?.id ?? "";
  const own = await ctx.shopify.readSourceOrder(access, first);
  const [attempt] = await attemptsOf(world, orderId);
  if (!leg || !own || !attempt) throw new Error("The leg was not created.");
  const named = (id: number) => ({ ...own, shopifyGid: `gid://shopify/Order/${id}`, name: `#${id}` });
  const find = (sourceOrders: (typeof own)[]) =>
    recordSourceOrder(ctx, {
      ...{ orderId, legId: leg.id, sourceStoreId: storeId, attemptId: attempt.id },
      ...{ outcome: "found", call: "look_up", askedAt: new Date(), sourceOrders },
    });
  const twin = named(999);
  await find([own, twin]);
  const cancel = async (one: typeof own) =>
    ingestSourceOrder(ctx, {
      sourceStoreId: storeId,
      sourceOrderGid: one.shopifyGid,
      snapshot: {
        ...one,
        cancelledAt: new Date(),
        lines: one.lines.map((line) => ({ ...line, liveUnits: 0 })),
      },
      readBeganAt: await ctx.clock.now(),
    });
  const remove = (one: typeof own) =>
    endSourceOrder(ctx, { sourceStoreId: storeId, sourceOrderGid: one.shopifyGid });
  const state = async () => (await legsOf(world, orderId))[0]?.state;
  return { world, ctx, orderId, own, twin, third: named(998), find, cancel, remove, state };
}

test("a leg with a second source order ends only when both of its source orders are cancelled", async () => {
  const { world, orderId, own, twin, cancel, state } = await twins();
  expect(await cardsOf(world, orderId)).toMatchObject([{ kind: "second_source_order" }]);
  expect(await cancel(twin)).toBe("stored");
  expect(await state()).toBe("created");
  expect((await statusOf(world, orderId))?.status).toBe("partially_pushed");
  expect(await cancel(own)).toBe("stored");
  expect(await state()).toBe("ended");
});

test("a source order that was deleted never stands for its leg again", async () => {
  const { world, orderId, own, twin, cancel, remove, state } = await twins();
  expect(await remove(own)).toEqual({ kind: "unchanged" });
  expect(await state()).toBe("created");
  expect(await cardsOf(world, orderId)).toMatchObject([{ kind: "second_source_order", answer: "resolved" }]);
  world.advance(1_000);
  expect(await cancel(twin)).toBe("stored");
  expect(await state()).toBe("ended");
});

test("a second source order that was deleted resolves its card, and a third one opens an acknowledged card again", async () => {
  const { world, ctx, orderId, own, twin, third, find, remove, state } = await twins();
  const cards = await cardsOf(world, orderId);
  await acknowledgeChanges(ctx, { orderId, cards });
  const open = async () =>
    (await cardsOf(world, orderId)).filter(({ answeredAt }) => answeredAt === null).map(({ kind }) => kind);
  expect(await open()).toEqual([]);
  await find([own, twin, third]);
  expect(await open()).toEqual(["second_source_order"]);
  await remove(twin);
  await remove(third);
  expect(await open()).toEqual([]);
  expect(await state()).toBe("created");
});

test("a leg whose order is found cancelled by a look-up ends and is not sent again automatically", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await faultSend(world.sourceA.domain, "reply-lost-after-commit");
  await pushNow(world, orderId, [world.sourceA.storeId]);
  const legacyId = (await world.sourceOrders(world.sourceA))[0]?.id.split("/").at(-1);
  await sandbox.control.post(`/shops/${world.sourceA.domain}/orders/${legacyId}/cancel`, {});
  await dispatchLater(world, orderId);
  expect((await legsOf(world, orderId))[0]?.state).toBe("ended");
  expect((await statusOf(world, orderId))?.status).toBe("not_pushed");
});

test("retryLeg ends a leg's wait, except a wait for the store's rate limit", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await faultSend(world.sourceA.domain, "http-status", { status: 402 });
  await pushNow(world, orderId, [world.sourceA.storeId]);
  const [leg] = await legsOf(world, orderId);
  const legId = leg?.id ?? "";
  expect(leg).toMatchObject({ state: "planned", causeCode: "payment_required" });
  expect(await dispatchLeg(world.ctx(), { orderId, legId })).toMatchObject({
    kind: "waiting",
    code: "payment_required",
  });
  world.advance(31_000);
  await probePausedShops(world.ctx());
  await faultSend(world.sourceA.domain, "throttled");
  await retryLeg(world.ctx(), { legId });
  expect(await dispatchLeg(world.ctx(), { orderId, legId })).toMatchObject({
    kind: "waiting",
    code: "throttled",
  });
  await requestPush(world.ctx(), { orderId, sourceStoreIds: [world.sourceA.storeId] });
  expect((await legsOf(world, orderId))[0]?.notBefore).not.toBeNull();
  world.advance(60_000);
  await dispatchAll(world, orderId);
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
});
