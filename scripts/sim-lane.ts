import type { TestCluster } from "@/testing/database/test-cluster";
import { runSeed } from "@/testing/simulation/run-seed";

/** A message from `npm run sim` to one of its processes. */
export type LaneRequest = {
  seed: number;
  orders: number;
  cluster: TestCluster;
  processor?: number | undefined;
};

// Runs one seed at a time, because a run replaces the clock and the random generators of the process.
process.on("message", async (request: LaneRequest) => {
  process.send?.(await runSeed(request));
});
