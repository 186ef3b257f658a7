import { expect, test } from "vitest";
import { sweep } from "@/lib/services/jobs/sweep";
import { refreshSourceOrder } from "@/lib/services/source-orders/refresh-source-order";
import { harness, legsOf } from "./harness";
import { lookedUp } from "./looked-up";

const MINUTE = 60_000;

const { sandbox, database, world: createWorld } = await harness();

/** An order whose send was found again, and that the supplier cancels between the look-up's answer and its record. */
async function recordedLate() {
  const found = await lookedUp(await createWorld(), sandbox.control);
  const { world, ctx, orderId, where, record, supplier } = found;
  // The process stands still here, and its webhook is about an order that is not known as ours.
  await supplier("cancel");
  const toldAt = await ctx.clock.now();
  expect(await refreshSourceOrder(ctx, { ...where, unlessReadAfter: toldAt })).toEqual({ kind: "not_ours" });
  await record();
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  const asked = async () =>
    (
      await database.sql<{ data: object }[]>`select data from outbox
        where name = 'order/source-order.recorded' and data->>'orderId' = ${orderId}`
    ).map(({ data }) => data);
  return { ...found, toldAt, asked };
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
  const { world, ctx, where, asked, supplier } = await recordedLate();
  await supplier("delete");
  expect(await refreshSourceOrder(ctx, where)).toEqual({ kind: "unreadable" });
  const before = (await asked()).length;
  world.advance(30 * MINUTE);
  await sweep(ctx);
  expect(await asked()).toHaveLength(before);
});
