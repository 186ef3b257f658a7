import { availableParallelism } from "node:os";
import { expect, inject, test } from "vitest";
import { type Lane, openLane } from "@/scripts/open-lane";
import { runCampaign } from "./campaign";

const LANES = availableParallelism();
/**
 * Four for each processor, so that the suite takes as long everywhere: 20 where there are five or more. `npm run sim`
 * runs more than that and demands ten hits of each fault and crash point.
 */
const SEEDS = Array.from({ length: Math.min(20, 4 * LANES) }, (_, index) => index + 1);

/** Opens processes that run seeds, and closes them afterwards. */
async function withLanes<Result>(
  options: { lanes: number; orders: number },
  work: (lanes: Lane[]) => Promise<Result>,
): Promise<Result> {
  const cluster = inject("cluster");
  const lanes = Array.from({ length: options.lanes }, () => openLane({ orders: options.orders, cluster }));
  try {
    return await work(lanes);
  } finally {
    for (const lane of lanes) lane.close();
  }
}

test("orders under every fault and crash: no law is broken", async () => {
  const campaign = await withLanes({ lanes: LANES, orders: 40 }, (lanes) =>
    runCampaign({ seeds: SEEDS, lanes: lanes.map(({ run }) => run) }),
  );
  const crashes = Object.values(campaign.crashes).reduce((sum, hits) => sum + hits, 0);
  console.log(
    `${(campaign.orders / campaign.seconds).toFixed(1)} orders/s, ${crashes} crashes, ${campaign.freezes} freezes`,
  );
  expect(campaign.violations).toEqual([]);
  expect(crashes).toBeGreaterThan(10 * SEEDS.length);
});

test("a seed is the same run each time, also beside another one", async () => {
  const [first, second] = await withLanes({ lanes: 2, orders: 12 }, (lanes) =>
    Promise.all(lanes.map(({ run }) => run(7))),
  );
  expect(first?.trace).toBeDefined();
  expect(second).toMatchObject({ trace: first?.trace, turns: first?.turns, crashes: first?.crashes });
});
