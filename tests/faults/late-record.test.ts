import { expect, test } from "vitest";
import { recordSourceOrder } from "@/lib/services/record-source-order";
import { refreshSourceOrder } from "@/lib/services/refresh-source-order";
import { shopAccess } from "@/lib/services/shop-access";
import { sweep } from "@/lib/services/sweep";
import { attemptsOf, harness, legsOf, pushNow } from "./harness";

const MINUTE = 60_000;

const { sandbox, database, world: createWorld } = await harness();

/** An order whose send was found again, and that the supplier cancels between the look-up's answer and its record. */
async function recordedLate() {
  const world = await createWorld();
  const ctx = world.ctx({ kind: "job", label: "Crossdock" });
  const orderId = await world.ingest((await world.place()).gid);
  await sandbox.control.post("/faults", {
    shop: world.sourceA.domain,
    operation: "orderCreate",
    kind: "reply-lost-after-commit",
    times: 1,
  });
  await pushNow(world, orderId, [world.sourceA.storeId]);
  const [leg] = await legsOf(world, orderId);
  const [attempt] = await attemptsOf(world, orderId);
  expect(leg?.state).toBe("uncertain");
  const [there] = await world.sourceOrders(world.sourceA);
  const gid = there?.id ?? "";

  const askedAt = await ctx.clock.now();
  const access = await shopAccess(ctx, world.sourceA.storeId);
  const answer = await ctx.shopify.readSourceOrder(access, gid);
  if (!leg || !attempt || !answer) throw new Error("The order is not there.");
  // The process stands still here, and its webhook is about an order that is not known as ours.
  await sandbox.control.post(`/shops/${world.sourceA.domain}/orders/${gid.split("/").at(-1)}/cancel`, {});
  const toldAt = await ctx.clock.now();
  const where = { sourceStoreId: world.sourceA.storeId, sourceOrderGid: gid };
  expect(await refreshSourceOrder(ctx, { ...where, unlessReadAfter: toldAt })).toEqual({ kind: "not_ours" });
  await recordSourceOrder(ctx, {
    ...{ orderId, legId: leg.id, attemptId: attempt.id, sourceStoreId: world.sourceA.storeId },
    ...{ outcome: "found", askedAt, sourceOrders: [answer] },
  });
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  const asked = async () =>
    (
      await database.sql<{ data: object }[]>`select data from outbox
        where name = 'order/source-order.recorded' and data->>'orderId' = ${orderId}`
    ).map(({ data }) => data);
  return { world, ctx, orderId, where, toldAt, asked };
}

test("a supplier's cancellation between a look-up's answer and its record is not lost", async () => {
  const { world, ctx, orderId, where, toldAt, asked } = await recordedLate();
  // It is asked for once more, whatever became of the webhook …
  expect(await asked()).toMatchObject([where]);
  // … and a webhook that was taken up only now does not take the old answer for fresh enough.
  expect(await refreshSourceOrder(ctx, { ...where, unlessReadAfter: toldAt })).toEqual({ kind: "stored" });
  expect((await legsOf(world, orderId))[0]?.state).toBe("ended");
});

test("a read that nobody did, because its event was lost, is asked for again until it is done", async () => {
  const { world, ctx, orderId, where, asked } = await recordedLate();
  const sweepLater = async (minutes: number) => {
    world.advance(minutes * MINUTE);
    await sweep(ctx);
    return (await asked()).length;
  };
  expect(await sweepLater(2)).toBe(2);
  expect(await sweepLater(10)).toBe(3);
  expect(await asked()).toMatchObject([where, where, where]);
  expect(await refreshSourceOrder(ctx, where)).toEqual({ kind: "stored" });
  expect((await legsOf(world, orderId))[0]?.state).toBe("ended");
  expect(await sweepLater(30)).toBe(3);
});

test("an order that its shop no longer shows is not asked for for ever", async () => {
  const { world, ctx, where, asked } = await recordedLate();
  const id = where.sourceOrderGid.split("/").at(-1);
  await sandbox.control.post(`/shops/${world.sourceA.domain}/orders/${id}/delete`, {});
  expect(await refreshSourceOrder(ctx, where)).toEqual({ kind: "unreadable" });
  const before = (await asked()).length;
  world.advance(30 * MINUTE);
  await sweep(ctx);
  expect(await asked()).toHaveLength(before);
});
