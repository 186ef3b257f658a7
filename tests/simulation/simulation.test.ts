import { expect, inject, test } from "vitest";
import { runCampaign } from "./campaign";
import { runSeed } from "./run-seed";

/** As many as fit into the suite; `npm run sim` runs more and demands ten hits of each fault and crash point. */
const SEEDS = [1, 2];

test("orders under every fault and crash: no law is broken", async () => {
  const cluster = inject("cluster");
  const lane = (seed: number) => runSeed({ seed, orders: 40, cluster });
  const campaign = await runCampaign({ seeds: SEEDS, lanes: [lane] });
  const crashes = Object.values(campaign.crashes).reduce((sum, hits) => sum + hits, 0);
  console.log(
    `${(campaign.orders / campaign.seconds).toFixed(1)} orders/s, ${crashes} crashes, ${campaign.freezes} freezes`,
  );
  expect(campaign.violations).toEqual([]);
  expect(crashes).toBeGreaterThan(20);
});

test("a seed is the same run each time", async () => {
  const run = () => runSeed({ seed: 7, orders: 12, cluster: inject("cluster") });
  const [first, second] = [await run(), await run()];
  expect(second).toMatchObject({ trace: first.trace, turns: first.turns, crashes: first.crashes });
});
