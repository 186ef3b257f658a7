import { describe, expect, it } from "vitest";
import { callGraphql, SHOP, sandboxBench } from "../harness/bench";
import { CREATE, type Created, oneMug } from "../harness/orders";
import { until } from "../harness/until";
import { virtualTime } from "../harness/virtual-time";

const time = virtualTime();
const bench = sandboxBench({ environment: { now: time.now, later: time.later } });

interface LogEntry {
  roots: string[];
  outcome: string;
  committed: boolean;
  status: number | null;
  throttled: boolean;
  errorCodes: string[];
  variables: { order?: { sourceIdentifier?: string } };
}

const fault = (kind: string, parts: Record<string, unknown> = {}) =>
  bench.fault(kind, { operation: "orderCreate", ...parts });
const send = (identifier = "leg-1") =>
  bench.raw({ query: CREATE, variables: { order: { ...oneMug(bench), sourceIdentifier: identifier } } });
const orders = async () => (await bench.state()).orders.map(({ sourceIdentifier }) => sourceIdentifier);
const log = () => bench.control.get<LogEntry[]>(`/log?shop=${SHOP}&operation=orderCreate`);

describe("a lost answer", () => {
  it("after the order was created", async () => {
    await fault("reply-lost-after-commit");
    await expect(send()).rejects.toThrow();
    expect(await orders()).toEqual(["leg-1"]);
    expect(await log()).toMatchObject([
      {
        outcome: "fault:reply-lost-after-commit",
        committed: true,
        status: null,
        variables: { order: { sourceIdentifier: "leg-1" } },
      },
    ]);
  });

  it.each(["reply-lost-before-commit", "reset"])("before the execution: %s", async (kind) => {
    await fault(kind);
    await expect(send()).rejects.toThrow();
    expect(await orders()).toEqual([]);
    expect(await log()).toMatchObject([{ outcome: `fault:${kind}`, committed: false }]);
    expect((await send()).status).toBe(200);
    expect(await orders()).toEqual(["leg-1"]);
  });

  it("and the order is created later", async () => {
    await fault("late-commit", { ms: 150 });
    await expect(send()).rejects.toThrow();
    time.pass(149);
    expect(await orders()).toEqual([]);
    expect(await log()).toMatchObject([{ outcome: "fault:late-commit", committed: false }]);
    time.pass(1);
    expect(await orders()).toEqual(["leg-1"]);
    expect(await log()).toMatchObject([{ outcome: "fault:late-commit:done", committed: true }]);
  });

  it("and the order is created within a minute by default", async () => {
    await fault("late-commit");
    await expect(send()).rejects.toThrow();
    time.pass(60_000);
    expect(await orders()).toEqual(["leg-1"]);
  });

  it("in the middle of the answer", async () => {
    await fault("truncated-json");
    const response = await send();
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow();
    expect(await orders()).toEqual(["leg-1"]);
  });
});

describe("a late answer", () => {
  it("after the order was created immediately", async () => {
    await fault("stall", { ms: 200 });
    let answered = false;
    const pending = send().finally(() => {
      answered = true;
    });
    await until(async () => (await orders()).length === 1);
    time.pass(199);
    expect(await orders()).toHaveLength(1);
    expect(answered).toBe(false);
    time.pass(1);
    expect((await pending).status).toBe(200);
  });

  it("after a late order, even if the caller closed the connection", async () => {
    await fault("stall", { ms: 150, beforeCommit: true });
    const caller = new AbortController();
    const query = { query: CREATE, variables: { order: oneMug(bench) } };
    const call = callGraphql(bench.sandbox.url, bench.token, query, SHOP, caller.signal);
    const refused = expect(call).rejects.toThrow();
    await until(async () => (await bench.hits()).stall === 1);
    caller.abort();
    await refused;
    time.pass(149);
    expect(await orders()).toEqual([]);
    time.pass(1);
    await until(async () => (await orders()).length === 1);
  });
});

describe("refusals", () => {
  it.each([401, 402, 403, 404, 423, 429, 500, 502, 503, 504])("HTTP %i executes nothing", async (status) => {
    await fault("http-status", { status, ...(status === 429 ? { retryAfter: "2.0" } : {}) });
    const response = await send();
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBe(status === 429 ? "2.0" : null);
    expect(await orders()).toEqual([]);
  });

  it("an internal error is answered with HTTP 200", async () => {
    await fault("internal-error");
    const response = await send();
    expect(response.status).toBe(200);
    const body = (await response.json()) as {
      errors: { message: string; extensions: { code: string } }[];
      data?: unknown;
    };
    expect(body.data).toBeUndefined();
    expect(body.errors[0]?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
    expect(body.errors[0]?.message).toMatch(
      /^Internal error\. Looks like something went wrong on our end\.\nRequest ID: /,
    );
    expect(await orders()).toEqual([]);
  });

  it("throttled", async () => {
    await fault("throttled");
    const body = (await (await send()).json()) as { errors: { extensions: { code: string } }[] };
    expect(body.errors[0]?.extensions.code).toBe("THROTTLED");
    expect(await orders()).toEqual([]);
  });
});

describe("scope and number of hits", () => {
  it("affects only its shop and operation, as often as requested, and counts its hits", async () => {
    await fault("http-status", { status: 503, times: 2 });
    await fault("http-status", { shop: "other.myshopify.com" });
    expect((await bench.raw({ query: "{ shop { id } }" })).status).toBe(200);
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([503, 503, 200]);
    const faults = await bench.control.get<{ hits: number; times: number }[]>("/faults");
    expect(faults.map(({ hits, times }) => ({ hits, times }))).toEqual([
      { hits: 2, times: 0 },
      { hits: 0, times: 1 },
    ]);
    await bench.control.delete("/faults");
    expect(await bench.control.get("/faults")).toEqual([]);
  });

  it("creates an order for each committed call, and no others", async () => {
    await fault("reply-lost-after-commit", { times: 2 });
    await fault("reply-lost-before-commit", { times: 2 });
    const outcomes: string[] = [];
    for (const leg of ["a", "b", "c", "d", "e"]) {
      const outcome = await send(leg).then(
        async (response) => ((await response.json()) as { data: Created }).data.orderCreate.order?.name,
        () => "lost",
      );
      outcomes.push(outcome ?? "refused");
    }
    expect(outcomes).toEqual(["lost", "lost", "lost", "lost", "#1003"]);
    expect(await orders()).toEqual(["a", "b", "e"]);
    const committed = (await log()).filter((entry) => entry.committed);
    expect(committed.map(({ variables }) => variables.order?.sourceIdentifier)).toEqual(["a", "b", "e"]);
  });
});

describe("faults by kind", () => {
  it("bucket-drained: the empty bucket refuses the call, and is refilled over time", async () => {
    await fault("bucket-drained");
    const throttled = await bench.graphql(CREATE, { order: oneMug(bench) });
    expect(throttled.errors?.[0]?.extensions.code).toBe("THROTTLED");
    expect(throttled.extensions?.cost.throttleStatus.currentlyAvailable).toBe(0);
    time.pass(1_000);
    expect((await send()).status).toBe(200);
    expect(await orders()).toHaveLength(1);
    expect((await log()).map(({ throttled: was, errorCodes }) => [was, errorCodes])).toEqual([
      [true, ["THROTTLED"]],
      [false, []],
    ]);
  });

  it.each([
    ["http-500-after-commit", 500],
    ["http-504-after-commit", 504],
    ["internal-error-after-commit", 200],
  ])("%s: the order exists nevertheless", async (kind, status) => {
    await fault(kind);
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain("orderCreate");
    expect(await orders()).toHaveLength(1);
  });

  it.each([402, 403, 404, 423, 429, 430, 500, 502, 503, 504])("http-%i executes nothing", async (status) => {
    await fault(`http-${status}`);
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.headers.get("retry-after")).toBe(status === 429 ? "2.0" : null);
    expect(answer.headers.get("content-type")).toContain(status === 502 ? "text/html" : "application/json");
    expect(await orders()).toEqual([]);
    expect((await bench.hits())[`http-${status}`]).toBe(1);
  });

  it("max-cost-exceeded", async () => {
    await bench.fault("max-cost-exceeded");
    const answer = await bench.graphql("{ shop { id } }");
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "MAX_COST_EXCEEDED", maxCost: 1_000 });
  });
});
