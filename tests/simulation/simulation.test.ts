import { availableParallelism } from "node:os";
import { expect, inject, test } from "vitest";
import { type Lane, openLanes } from "@/scripts/open-lane";
import { type Campaign, emptyCampaign, hitTooSeldom, runCampaign } from "@/testing/simulation/campaign";

const LANES = availableParallelism();
/** Seeds that are always run, and the most that are run until each fault and crash point was hit often enough. */
const SEEDS = { least: 10, most: 16 };

/** `npm run sim` asks for more, which takes more seeds than `npm test` has time for. */
const LEAST_HITS = 3;

/** The seeds after those of a campaign. */
const next = ({ seeds }: Campaign, count: number) =>
  Array.from({ length: count }, (_, index) => seeds + index + 1);

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

test("no law is broken under any fault or crash, and each of them is hit", async () => {
  const startedAt = performance.now();
  const campaign = await withLanes({ lanes: LANES, orders: 40 }, async (lanes) => {
    const run = (before: Campaign, count: number) =>
      runCampaign({ seeds: next(before, count), lanes: lanes.map((lane) => lane.run), before });
    let all = await run(emptyCampaign(), SEEDS.least);
    while (
      all.violations.length === 0 &&
      hitTooSeldom(all, LEAST_HITS).length > 0 &&
      all.seeds < SEEDS.most
    ) {
      all = await run(all, LANES);
    }
    return all;
  });
  const crashes = Object.values(campaign.crashes).reduce((sum, hits) => sum + hits, 0);
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(
    `${campaign.seeds} seeds, ${campaign.orders} orders in ${seconds.toFixed(1)} s, ${crashes} crashes, ${campaign.freezes} freezes`,
  );
  expect(campaign.violations).toEqual([]);
  expect(hitTooSeldom(campaign, LEAST_HITS)).toEqual([]);
});

test("a seed gives the same run each time, even beside another run", async () => {
  const [first, second] = await withLanes({ lanes: 2, orders: 12 }, (lanes) =>
    Promise.all(lanes.map(({ run }) => run(7))),
  );
  expect(first?.trace).toBeDefined();
  expect(second).toMatchObject({ trace: first?.trace, turns: first?.turns, crashes: first?.crashes });
});
