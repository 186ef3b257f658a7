import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type CallAdmin, createCallAdmin } from "./call-admin";
import { ShopifyFailure } from "./failure";

const access = { installationId: "ins_1", shopDomain: "a.myshopify.com", accessToken: "shpat_secret" };
const operation = "mutation M { orderCreate { id } }";

let close: (() => void) | undefined;
afterEach(() => close?.());

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A shop on its own port that gives the test's answer. `hits` counts the requests that arrived. */
async function shop(answer: Answer) {
  const state = { hits: 0, url: "" };
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      state.hits += 1;
      state.url = request.url ?? "";
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const bare = createCallAdmin(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const call: CallAdmin = (to, request) => bare(to, { beforeSend: async () => {}, ...request });
  return { bare, call, state };
}

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };

async function failure(work: Promise<unknown>): Promise<ShopifyFailure> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ShopifyFailure)) throw new Error(`Expected a ShopifyFailure, got ${String(error)}.`);
  return error;
}

const errors = (code: string, path: string[] = []) => ({
  errors: [{ message: "m", path, extensions: { code } }],
});

describe("callAdmin", () => {
  it("sends to the base URL with shop, version and token, and returns data and extensions", async () => {
    let token: unknown;
    const { call, state } = await shop((request, response) => {
      token = request.headers["x-shopify-access-token"];
      json({ data: { shop: { name: "A" } }, extensions: { cost: 1 } })(request, response);
    });
    const answer = await call(access, { operation });
    expect(answer).toEqual({ data: { shop: { name: "A" } }, errors: [], extensions: { cost: 1 } });
    expect(state.url).toBe("/a.myshopify.com/admin/api/2026-10/graphql.json");
    expect(token).toBe("shpat_secret");
  });

  it.each([
    [401, "unauthorized", "no"],
    [402, "payment_required", "no"],
    [403, "forbidden", "no"],
    [404, "not_found", "unknown"],
    [423, "locked", "no"],
    [429, "rate_limited", "no"],
    [400, "invalid_request", "unknown"],
    [418, "unknown", "unknown"],
    [307, "unknown", "unknown"],
    [430, "security_rejection", "no"],
    [500, "server_error", "unknown"],
    [502, "server_error", "unknown"],
    [503, "server_error", "unknown"],
    [504, "server_error", "unknown"],
  ] as const)("status %i is %s, executed %s, and is sent once", async (status, code, executed) => {
    const { call, state } = await shop(json("<html>", status, { "retry-after": "2.0", location: "/again" }));
    const error = await failure(call(access, { operation }));
    expect(error).toMatchObject({ code, executed, retryAfterMs: 2000 });
    expect(state.hits).toBe(1);
  });

  it.each([
    ["undefinedField", [], "invalid_request", "no"],
    ["INVALID_VARIABLE", [], "invalid_request", "no"],
    ["MAX_INPUT_SIZE_EXCEEDED", ["orderCreate"], "too_costly", "no"],
    ["ACCESS_DENIED", ["orderCreate"], "access_denied", "no"],
    ["ACCESS_DENIED", ["orderCreate", "order", "lineItems"], "access_denied", "unknown"],
    ["INTERNAL_SERVER_ERROR", [], "server_error", "unknown"],
    ["SOMETHING_NEW", [], "unknown", "unknown"],
  ] as const)("error %s at %j is %s, executed %s", async (graphql, path, code, executed) => {
    const { call } = await shop(json(errors(graphql, [...path])));
    expect(await failure(call(access, { operation }))).toMatchObject({ code, executed });
  });

  it("computes from the cost how long a throttled call waits", async () => {
    const cost = {
      requestedQueryCost: 112,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 12, restoreRate: 50 },
    };
    const { call } = await shop(json({ ...errors("THROTTLED"), extensions: { cost } }));
    expect(await failure(call(access, { operation }))).toMatchObject({
      code: "throttled",
      executed: "no",
      retryAfterMs: 2000,
    });
  });

  it("returns data that comes with errors", async () => {
    const { call } = await shop(
      json({ data: { orderCreate: { order: { id: "1" } } }, ...errors("X", ["a"]) }),
    );
    const answer = await call(access, { operation });
    expect(answer.data).toEqual({ orderCreate: { order: { id: "1" } } });
    expect(answer.errors).toEqual([{ message: "m", code: "X", path: ["a"] }]);
  });

  it.each([
    ["a reset", (request: IncomingMessage) => request.socket.resetAndDestroy(), "connection_lost"],
    ["a truncated body", json('{"data":{"orderCr', 200), "unreadable_answer"],
    [
      "a broken body",
      (_request: IncomingMessage, response: ServerResponse) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
        response.write('{"data":');
        setTimeout(() => response.destroy(), 20);
      },
      "unreadable_answer",
    ],
  ] as const)("%s leaves the outcome unknown, and the request is sent once", async (_name, answer, code) => {
    const { call, state } = await shop(answer);
    expect(await failure(call(access, { operation }))).toMatchObject({ code, executed: "unknown" });
    expect(state.hits).toBe(1);
  });

  it("times out before the headers and within the body", async () => {
    const silent = await shop(() => {});
    expect(await failure(silent.call(access, { operation, timeoutMs: 50 }))).toMatchObject({
      code: "timeout",
      executed: "unknown",
    });
    close?.();
    const slow = await shop((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("{");
    });
    expect(await failure(slow.call(access, { operation, timeoutMs: 50 }))).toMatchObject({
      code: "timeout",
      executed: "unknown",
    });
  });

  it("reports that a refused connection executed nothing", async () => {
    const { call } = await shop(() => {});
    close?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await failure(call(access, { operation }))).toMatchObject({
      code: "connection_refused",
      executed: "no",
    });
  });

  it("sends nothing when the check before the send fails", async () => {
    const { call, state } = await shop(json({ data: {} }));
    const lost = new ShopifyFailure("lease_lost", "The lease has ended.", { executed: "no" });
    const beforeSend = () => Promise.reject(lost);
    expect(await failure(call(access, { operation, beforeSend }))).toBe(lost);
    const other = await failure(
      call(access, { operation, beforeSend: () => Promise.reject(new Error("x")) }),
    );
    expect(other).toMatchObject({ code: "lease_lost", executed: "no" });
    expect(state.hits).toBe(0);
  });

  it("refuses a write without a check right before it is sent", async () => {
    const { bare, state } = await shop(json({ data: { shop: {} } }));
    await expect(bare(access, { operation })).rejects.toThrow("A write needs a check");
    await bare(access, { operation: "query Q { shop { id } }" });
    expect(state.hits).toBe(1);
  });

  it("never includes the token in a failure", async () => {
    const { call } = await shop(json("<html>", 500));
    const error = await failure(call(access, { operation }));
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain("shpat_");
  });

  it("works when the module was evaluated a second time, as Next does for each kind of page", async () => {
    const { call } = await shop(json({ data: { shop: { name: "A" } } }));
    vi.resetModules();
    const again = await import("./call-admin");
    expect(again.createCallAdmin).not.toBe(createCallAdmin);
    expect(await call(access, { operation })).toMatchObject({ data: { shop: { name: "A" } } });
    close?.();
    const failed: unknown = await call(access, { operation }).catch((error: unknown) => error);
    const { ShopifyFailure: ofOther } = await import("./failure");
    expect(ofOther).not.toBe(ShopifyFailure);
    expect(failed instanceof ofOther).toBe(true);
    expect(new Error("another") instanceof ofOther).toBe(false);
  });
});
