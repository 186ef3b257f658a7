import type { TestCluster } from "@/testing/database/test-cluster";
import { runSeed } from "@/testing/simulation/run-seed";

/** What `npm run sim` asks of one of its processes. */
export type LaneRequest = {
  seed: number;
  orders: number;
  cluster: TestCluster;
  processor?: number | undefined;
};

// Runs one seed per message: a run takes the process's clock and generators for itself.
process.on("message", async (request: LaneRequest) => {
  process.send?.(await runSeed(request));
});
