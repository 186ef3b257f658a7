import { afterEach, expect, test } from "vitest";
import { type BuildFunctions, type Jobs, startJobs } from "./fixtures/jobs-harness";

let jobs: Jobs;
afterEach(() => jobs?.close());

test("the engine refuses at boot any option that it does not implement, and names the function and the option", async () => {
  const work = async () => 1;
  const go = { retries: 0 as const, triggers: [{ event: "test/go" }] };
  const cases: [string, BuildFunctions][] = [
    [
      '"crossdock-a" uses "throttle.period", but "soon" is not a duration',
      (client) => [
        client.createFunction({ id: "a", ...go, throttle: { limit: 1, period: "soon" as "1s" } }, work),
      ],
    ],
    [
      '"crossdock-b" uses "debounce", which cannot be combined with "throttle"',
      (client) => [
        client.createFunction(
          { id: "b", ...go, debounce: { period: "1m" }, throttle: { limit: 1, period: "1s" } },
          work,
        ),
      ],
    ],
    [
      '"crossdock-c" uses "cancelOn.if", but the expression "async." does not parse',
      (client) => [
        client.createFunction({ id: "c", ...go, cancelOn: [{ event: "test/stop", if: "async." }] }, work),
      ],
    ],
    [
      '"crossdock-d" uses "batchEvents", which cannot be combined with "cancelOn"',
      (client) => [
        client.createFunction(
          {
            id: "d",
            ...go,
            batchEvents: { maxSize: 2, timeout: "1s" },
            cancelOn: [{ event: "test/stop" }],
          },
          work,
        ),
      ],
    ],
    [
      '"crossdock-e" uses "concurrency.scope"',
      (client) => [
        client.createFunction(
          { id: "e", ...go, concurrency: { limit: 1, scope: "account", key: "'x'" } },
          work,
        ),
      ],
    ],
    [
      '"crossdock-f" uses "triggers.if"',
      (client) => [
        client.createFunction(
          { id: "f", retries: 0, triggers: [{ event: "test/go", if: "event.data." }] },
          work,
        ),
      ],
    ],
    [
      '"crossdock-g" uses "triggers.cron"',
      (client) => [
        client.createFunction({ id: "g", retries: 0, triggers: [{ cron: "every now and then" }] }, work),
      ],
    ],
  ];
  jobs = await startJobs(() => [], { workers: 0 });
  for (const [message, build] of cases) {
    await expect(jobs.worker({}, build)).rejects.toThrow(message);
  }
});
