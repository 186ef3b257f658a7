import { describe, expect, it } from "vitest";
import { CREATE, type Created, oneMug, SHOP, sandboxBench, until } from "../harness/bench";

const bench = sandboxBench();

interface LogEntry {
  roots: string[];
  outcome: string;
  committed: boolean;
  status: number | null;
  variables: { order?: { sourceIdentifier?: string } };
}

const fault = (kind: string, parts: Record<string, unknown> = {}) =>
  bench.control.post("/faults", { kind, shop: SHOP, operation: "orderCreate", ...parts });
const send = (identifier = "leg-1") =>
  bench.raw({ query: CREATE, variables: { order: { ...oneMug(bench), sourceIdentifier: identifier } } });
const orders = async () => (await bench.state()).orders.map(({ sourceIdentifier }) => sourceIdentifier);
const log = () => bench.control.get<LogEntry[]>(`/log?shop=${SHOP}&operation=orderCreate`);

describe("the reply is lost", () => {
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

  it.each(["reply-lost-before-commit", "reset"])("before anything was done: %s", async (kind) => {
    await fault(kind);
    await expect(send()).rejects.toThrow();
    expect(await orders()).toEqual([]);
    expect(await log()).toMatchObject([{ outcome: `fault:${kind}`, committed: false }]);
    expect((await send()).status).toBe(200);
    expect(await orders()).toEqual(["leg-1"]);
  });

  it("and the order appears later", async () => {
    await fault("late-commit", { ms: 150 });
    await expect(send()).rejects.toThrow();
    expect(await orders()).toEqual([]);
    expect(await log()).toMatchObject([{ outcome: "fault:late-commit", committed: false }]);
    await until(async () => (await orders()).length === 1);
    expect(await log()).toMatchObject([{ outcome: "fault:late-commit:done", committed: true }]);
  });

  it("in the middle of the answer", async () => {
    await fault("truncated-json");
    const response = await send();
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow();
    expect(await orders()).toEqual(["leg-1"]);
  });
});

describe("the answer comes late", () => {
  it("though the order was made at once", async () => {
    await fault("stall", { ms: 200 });
    const pending = send();
    await until(async () => (await orders()).length === 1);
    const started = performance.now();
    expect((await pending).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(50);
  });

  it("and the order too, also for a caller who has gone", async () => {
    await fault("stall", { ms: 150, beforeCommit: true });
    const query = { query: CREATE, variables: { order: oneMug(bench) } };
    const gone = fetch(`${bench.sandbox.url}/${SHOP}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: { "X-Shopify-Access-Token": bench.token },
      body: JSON.stringify(query),
      signal: AbortSignal.timeout(50),
    });
    await expect(gone).rejects.toThrow();
    expect(await orders()).toEqual([]);
    await until(async () => (await orders()).length === 1);
  });
});

describe("answers that say no", () => {
  it.each([401, 402, 403, 404, 423, 429, 500, 502, 503, 504])("HTTP %i executes nothing", async (status) => {
    await fault("http-status", { status, ...(status === 429 ? { retryAfter: "2.0" } : {}) });
    const response = await send();
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBe(status === 429 ? "2.0" : null);
    expect(await orders()).toEqual([]);
  });

  it("an internal error hides in HTTP 200", async () => {
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

  it("throttled by command", async () => {
    await fault("throttled");
    const body = (await (await send()).json()) as { errors: { extensions: { code: string } }[] };
    expect(body.errors[0]?.extensions.code).toBe("THROTTLED");
    expect(await orders()).toEqual([]);
  });
});

describe("scope and count", () => {
  it("hits only its shop and operation, only so often, and counts", async () => {
    await fault("http-status", { status: 503, times: 2 });
    await fault("http-status", { shop: "other.myshopify.com" });
    expect((await bench.raw({ query: "{ shop { id } }" })).status).toBe(200);
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([503, 503, 200]);
    const book = await bench.control.get<{ hits: number; times: number }[]>("/faults");
    expect(book.map(({ hits, times }) => ({ hits, times }))).toEqual([
      { hits: 2, times: 0 },
      { hits: 0, times: 1 },
    ]);
    await bench.control.delete("/faults");
    expect(await bench.control.get("/faults")).toEqual([]);
  });

  it("makes one order of each call that was committed, and no other", async () => {
    await fault("reply-lost-after-commit", { times: 2 });
    await fault("reply-lost-before-commit", { times: 2 });
    const outcomes: string[] = [];
    for (const leg of ["a", "b", "c", "d", "e"]) {
      const heard = await send(leg).then(
        async (response) => ((await response.json()) as { data: Created }).data.orderCreate.order?.name,
        () => "lost",
      );
      outcomes.push(heard ?? "refused");
    }
    expect(outcomes).toEqual(["lost", "lost", "lost", "lost", "#1003"]);
    expect(await orders()).toEqual(["a", "b", "e"]);
    const committed = (await log()).filter((entry) => entry.committed);
    expect(committed.map(({ variables }) => variables.order?.sourceIdentifier)).toEqual(["a", "b", "e"]);
  });
});
