import { describe, expect, it } from "vitest";
import { CREATE, oneMug, SHOP, sandboxBench } from "../harness/bench";
import { virtualTime } from "../harness/virtual-time";

const time = virtualTime();
const bench = sandboxBench({ environment: { now: time.now, later: time.later } });

const fault = (kind: string) => bench.control.post("/faults", { kind, shop: SHOP });
const hits = () => bench.control.get<Record<string, number>>("/fault-hits");
const send = () => bench.raw({ query: CREATE, variables: { order: oneMug(bench) } });

describe("calls that go wrong on the way", () => {
  it("bucket-drained: the bucket itself refuses, and recovers with time", async () => {
    await fault("bucket-drained");
    const throttled = await bench.graphql(CREATE, { order: oneMug(bench) });
    expect(throttled.errors?.[0]?.extensions.code).toBe("THROTTLED");
    expect(throttled.extensions?.cost.throttleStatus.currentlyAvailable).toBe(0);
    time.pass(1_000);
    expect((await send()).status).toBe(200);
    expect((await bench.state()).orders).toHaveLength(1);
    const log = await bench.control.get<{ throttled: boolean; errorCodes: string[] }[]>(
      "/log?operation=orderCreate",
    );
    expect(log.map(({ throttled: was, errorCodes }) => [was, errorCodes])).toEqual([
      [true, ["THROTTLED"]],
      [false, []],
    ]);
  });

  it.each([
    ["http-500-after-commit", 500],
    ["http-504-after-commit", 504],
    ["internal-error-after-commit", 200],
  ])("%s: the order is there all the same", async (kind, status) => {
    await fault(kind);
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain("orderCreate");
    expect((await bench.state()).orders).toHaveLength(1);
  });

  it.each([402, 403, 404, 423, 429, 430, 500, 502, 503, 504])("http-%i executes nothing", async (status) => {
    await fault(`http-${status}`);
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.headers.get("retry-after")).toBe(status === 429 ? "2.0" : null);
    expect(answer.headers.get("content-type")).toContain(status === 502 ? "text/html" : "application/json");
    expect((await bench.state()).orders).toEqual([]);
    expect((await hits())[`http-${status}`]).toBe(1);
  });

  it("max-cost-exceeded", async () => {
    await fault("max-cost-exceeded");
    const answer = await bench.graphql("{ shop { id } }");
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "MAX_COST_EXCEEDED", maxCost: 1_000 });
  });

  it("a late commit without a time comes within a minute", async () => {
    await fault("late-commit");
    await expect(send()).rejects.toThrow();
    time.pass(60_000);
    expect((await bench.state()).orders).toHaveLength(1);
  });
});
