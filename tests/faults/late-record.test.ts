import { expect, test } from "vitest";
import { recordSourceOrder } from "@/lib/services/record-source-order";
import { refreshSourceOrder } from "@/lib/services/refresh-source-order";
import { shopAccess } from "@/lib/services/shop-access";
import { attemptsOf, harness, legsOf, pushNow } from "./harness";

const { sandbox, database, world: createWorld } = await harness();

test("a supplier's cancellation between a look-up's answer and its record is not lost", async () => {
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
    ...{ orderId, legId: leg.id, attemptId: attempt.id },
    ...{ outcome: "found", askedAt, sourceOrders: [answer] },
  });
  expect((await legsOf(world, orderId))[0]?.state).toBe("created");

  // It is asked for once more, whatever became of the webhook …
  const [event] = await database.sql`select data from outbox where name = 'order/source-order.recorded'
    and data->>'orderId' = ${orderId}`;
  expect(event?.data).toMatchObject(where);
  // … and a webhook that was taken up only now does not take the old answer for fresh enough.
  expect(await refreshSourceOrder(ctx, { ...where, unlessReadAfter: toldAt })).toEqual({ kind: "stored" });
  expect((await legsOf(world, orderId))[0]?.state).toBe("ended");
});
