import { fork } from "node:child_process";
import { join } from "node:path";
import type { TestCluster } from "@/testing/database/test-cluster";
import { processors } from "@/testing/simulation/processor";
import type { SeedResult } from "@/testing/simulation/run-seed";
import type { LaneRequest } from "./sim-lane";

/** A process that runs one seed at a time. */
export type Lane = { run(seed: number): Promise<SeedResult>; close(): void };

/** Starts `count` processes that run seeds of `orders` orders, each pinned to its own processor as far as possible. */
export function openLanes(count: number, options: { orders: number; cluster: TestCluster }): Lane[] {
  const all = processors();
  return Array.from({ length: count }, (_, index) =>
    openLane({ ...options, processor: all[index % all.length] }),
  );
}

/** Starts one process. If it exits during a run, the error names the seed. */
function openLane(options: { orders: number; cluster: TestCluster; processor: number | undefined }): Lane {
  const { orders, processor } = options;
  const { superuserUrl, template, password } = options.cluster;
  // A small environment is faster: the Inngest SDK copies it at each call.
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, NODE_ENV: process.env.NODE_ENV };
  const child = fork(join(import.meta.dirname, "sim-lane.ts"), { execArgv: ["--import", "tsx"], env });
  return {
    run: (seed) =>
      new Promise((resolve, reject) => {
        const onExit = (code: number | null) =>
          reject(new Error(`The process of seed ${seed} ended with code ${code}.`));
        child.once("exit", onExit);
        child.once("message", (result) => {
          child.off("exit", onExit);
          resolve(result as SeedResult);
        });
        const request: LaneRequest = {
          seed,
          orders,
          processor,
          cluster: { superuserUrl, template, password },
        };
        child.send(request);
      }),
    close: () => child.kill(),
  };
}
