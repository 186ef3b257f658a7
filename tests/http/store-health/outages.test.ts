import { expect, test } from "vitest";
import { installation } from "@/db/schema/shopify";
import { reportRunning } from "@/lib/services/jobs/report-running";
import { sweepAndProbe } from "@/lib/services/jobs/sweep-and-probe";
import { readStorePage } from "@/lib/services/stores/read-store-page";
import { harness } from "../../faults/harness";

const { world: createWorld } = await harness();
const MINUTE = 60_000;

test("an outage of the portal makes the check of every shop due within minutes, once, and is shown", async () => {
  const world = await createWorld();
  const ctx = world.ctx();
  const due = async () => {
    const soon = (await ctx.clock.now()).getTime() + 6 * MINUTE;
    const rows = await ctx.db.orm.select({ at: installation.subscribeAt }).from(installation);
    return rows.filter(({ at }) => at.getTime() <= soon).length;
  };
  expect(await reportRunning(ctx, "portal")).toBe(false);
  world.advance(9 * MINUTE);
  expect(await reportRunning(ctx, "portal"), "a restart").toBe(false);
  expect(await due()).toBe(0);
  const downAt = await ctx.clock.now();
  world.advance(11 * MINUTE);
  // Several web processes start at the same time.
  const found = await Promise.all([1, 2, 3].map(() => reportRunning(ctx, "portal")));
  expect(found.filter(Boolean)).toHaveLength(1);
  expect(await due()).toBe(3);
  const page = await readStorePage(ctx, { storeId: world.destination.storeId });
  expect(page?.health?.outage?.from.getTime()).toBeGreaterThanOrEqual(downAt.getTime() - 1_000);
  world.advance(8 * 24 * 60 * MINUTE);
  expect((await readStorePage(ctx, { storeId: world.destination.storeId }))?.health?.outage).toBeNull();
});

test("an outage of the worker makes the checks due when it sweeps again", async () => {
  const world = await createWorld();
  const ctx = world.ctx();
  await sweepAndProbe(ctx);
  world.advance(11 * MINUTE);
  await sweepAndProbe(ctx);
  world.advance(6 * MINUTE);
  expect((await sweepAndProbe(ctx)).shops).toBeGreaterThanOrEqual(3);
});
