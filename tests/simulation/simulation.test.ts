import { availableParallelism } from "node:os";
import { expect, inject, test } from "vitest";
import { type Lane, openLanes } from "@/scripts/open-lane";
import { hitTooSeldom, runCampaign } from "@/testing/simulation/campaign";

const LANES = availableParallelism();
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

/** Starts processes that run seeds, and stops them afterwards. */
async function withLanes<Result>(
  options: { lanes: number; orders: number },
  work: (lanes: Lane[]) => Promise<Result>,
): Promise<Result> {
  const lanes = openLanes(options.lanes, { orders: options.orders, cluster: inject("cluster") });
  try {
    return await work(lanes);
  } finally {
    for (const lane of lanes) lane.close();
  }
}

test("no law is broken under any fault or crash, and each of them is hit at least ten times", async () => {
  const startedAt = performance.now();
  const campaign = await withLanes({ lanes: LANES, orders: 40 }, (lanes) =>
    runCampaign({ seeds: SEEDS, lanes: lanes.map(({ run }) => run) }),
  );
  const crashes = Object.values(campaign.crashes).reduce((sum, hits) => sum + hits, 0);
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(
    `${campaign.orders} orders in ${seconds.toFixed(1)} s, ${crashes} crashes, ${campaign.freezes} freezes`,
  );
  expect(campaign.violations).toEqual([]);
  expect(hitTooSeldom(campaign)).toEqual([]);
});

test("a seed gives the same run each time, even beside another run", async () => {
  const [first, second] = await withLanes({ lanes: 2, orders: 12 }, (lanes) =>
    Promise.all(lanes.map(({ run }) => run(7))),
  );
  expect(first?.trace).toBeDefined();
  expect(second).toMatchObject({ trace: first?.trace, turns: first?.turns, crashes: first?.crashes });
});
