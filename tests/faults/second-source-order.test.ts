import { expect, test } from "vitest";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { probePausedShops } from "@/lib/services/installations/probe-paused-shops";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { requestPush } from "@/lib/services/push/request-push";
import { retryLeg } from "@/lib/services/push/retry-leg";
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

test("a leg with a second source order ends only when both of its source orders are cancelled", async () => {
  const world = await createWorld();
  const ctx = world.ctx();
  const orderId = await world.ingest((await world.place()).gid);
  await pushNow(world, orderId, [world.sourceA.storeId]);
  const [leg] = await legsOf(world, orderId);
  const access = await shopAccess(ctx, world.sourceA.storeId);
  const first = (await world.sourceOrders(world.sourceA))[0]?.id ?? "";
  const own = await ctx.shopify.readSourceOrder(access, first);
  const [attempt] = await attemptsOf(world, orderId);
  if (!leg || !own || !attempt) throw new Error("The leg was not created.");
  const twin = { ...own, shopifyGid: "gid://shopify/Order/999", name: "#999" };
  await recordSourceOrder(ctx, {
    orderId,
    legId: leg.id,
    sourceStoreId: world.sourceA.storeId,
    attemptId: attempt.id,
    outcome: "found",
    call: "look_up",
    askedAt: new Date(),
    sourceOrders: [own, twin],
  });
  expect(await cardsOf(world, orderId)).toMatchObject([{ kind: "second_source_order" }]);
  const cancelled = (one: typeof own) => ({
    ...one,
    cancelledAt: new Date(),
    lines: one.lines.map((line) => ({ ...line, liveUnits: 0 })),
  });
  const read = async (snapshot: typeof own) =>
    ingestSourceOrder(ctx, {
      sourceStoreId: world.sourceA.storeId,
      sourceOrderGid: snapshot.shopifyGid,
      snapshot,
      readBeganAt: await ctx.clock.now(),
    });
  expect(await read(cancelled(twin))).toBe("stored");
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  expect((await statusOf(world, orderId))?.status).toBe("partially_pushed");
  expect(await read(cancelled(own))).toBe("stored");
  expect((await legsOf(world, orderId))[0]?.state).toBe("ended");
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
