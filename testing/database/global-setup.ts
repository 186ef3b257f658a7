import type { TestProject } from "vitest/node";
import { startTestCluster, type TestCluster } from "@/testing/database/test-cluster";

declare module "vitest" {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

/** All suites are set up in one process and share the server. */
let shared: ReturnType<typeof startTestCluster> | undefined;
let users = 0;

/** Provides a temporary PostgreSQL to the suite: the one that `npm test` started, or a new one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.CROSSDOCK_TEST_CLUSTER;
  if (given) {
    project.provide("cluster", JSON.parse(given));
    return async () => {};
  }
  users += 1;
  shared ??= startTestCluster();
  const { superuserUrl, template, password, stop } = await shared;
  project.provide("cluster", { superuserUrl, template, password });
  return async () => {
    users -= 1;
    if (users > 0) return;
    shared = undefined;
    await stop();
  };
}
