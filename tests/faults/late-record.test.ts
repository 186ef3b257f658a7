import { expect, test } from "vitest";
import { sweep } from "@/lib/services/jobs/sweep";
import { refreshSourceOrder } from "@/lib/services/source-orders/refresh-source-order";
import { foundByLookUp } from "./found-by-look-up";
import { harness, legsOf } from "./harness";

const MINUTE = 60_000;

const { sandbox, database, world: createWorld } = await harness();

/** A source order that the supplier cancels between the look-up's answer and its record. */
async function recordedLate() {
  const found = await foundByLookUp(await createWorld(), sandbox.control);
  const { world, ctx, orderId, where, record, supplier } = found;
  // The order is not recorded yet, so the webhook of the cancellation is about an unknown order.
  await supplier("cancel");
  const webhookAt = await ctx.clock.now();
  expect(await refreshSourceOrder(ctx, { ...where, unlessReadAfter: webhookAt })).toEqual({
    kind: "not_ours",
  });
  await record();
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  const requestedReads = async () =>
    (
      await database.sql<{ data: object }[]>`select data from outbox
        where name = 'order/source-order.recorded' and data->>'orderId' = ${orderId}`
    ).map(({ data }) => data);
  return { ...found, webhookAt, requestedReads };
}

test("a supplier's cancellation between a look-up's answer and recordSourceOrder is not lost", async () => {
  const { world, ctx, orderId, where, webhookAt, requestedReads } = await recordedLate();
  // Recording requests another read, because the answer is old.
  expect(await requestedReads()).toMatchObject([where]);
  // A webhook that is processed only now reads again too, because the recorded answer is older than the webhook.
  expect(await refreshSourceOrder(ctx, { ...where, unlessReadAfter: webhookAt })).toEqual({ kind: "stored" });
  expect((await legsOf(world, orderId))[0]?.state).toBe("ended");
});

test("the sweeper requests a due read again, because its event was lost, until the read is done", async () => {
  const { world, ctx, orderId, where, requestedReads } = await recordedLate();
  const sweepLater = async (minutes: number) => {
    world.advance(minutes * MINUTE);
    await sweep(ctx);
    return (await requestedReads()).length;
  };
  expect(await sweepLater(2)).toBe(2);
  expect(await sweepLater(10)).toBe(3);
  expect(await requestedReads()).toMatchObject([where, where, where]);
  expect(await refreshSourceOrder(ctx, where)).toEqual({ kind: "stored" });
  expect((await legsOf(world, orderId))[0]?.state).toBe("ended");
  expect(await sweepLater(30)).toBe(3);
});

test("the sweeper stops requesting the read of an order that its shop no longer has", async () => {
  const { world, ctx, where, requestedReads, supplier } = await recordedLate();
  await supplier("delete");
  expect(await refreshSourceOrder(ctx, where)).toEqual({ kind: "unreadable" });
  const before = (await requestedReads()).length;
  world.advance(30 * MINUTE);
  await sweep(ctx);
  expect(await requestedReads()).toHaveLength(before);
});
