import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault } from "../faults";
import { readBody, sendJson } from "../http";
import { API_VERSION } from "../schema/load";
import type { RequestRecord } from "../state/types";
import type { World } from "../world";
import type { CallContext } from "./context";
import { type Answer, type Call, internalError, rootsOf, runCall, throttledAnswer } from "./execute";

/** `POST /{shop}/admin/api/{version}/graphql.json` */
export async function graphqlEndpoint(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  domain: string,
): Promise<void> {
  const started = performance.now();
  const headers = { "X-Request-Id": randomUUID(), "X-Shopify-API-Version": API_VERSION };
  const text = await readBody(request);
  const accessToken = request.headers["x-shopify-access-token"];
  const shop = world.store.get("shop", domain);
  const token = typeof accessToken === "string" ? world.store.get("token", accessToken) : undefined;
  const app = token && world.store.get("app", token.clientId);
  const record: RequestRecord = {
    seq: world.nextSequence(),
    time: world.now().toISOString(),
    shop: domain,
    clientId: token?.shop === domain ? token.clientId : null,
    operationName: null,
    roots: [],
    variables: null,
    status: null,
    outcome: "ok",
    committed: false,
    requestedCost: null,
    actualCost: null,
    throttled: false,
    idempotencyKeys: [],
    ms: 0,
  };
  const log = (status: number | null, outcome: string) => {
    record.status = status;
    record.outcome = outcome;
    record.ms = Math.round(performance.now() - started);
    world.store.put("request", String(record.seq), record);
    world.store.commit();
  };
  const answer = (status: number, body: unknown, outcome: string, extra: Record<string, string> = {}) => {
    log(status, outcome);
    sendJson(response, status, body, { ...headers, ...extra });
  };
  if (!shop) return answer(404, { errors: "Not Found" }, "not-found");
  if (!token || !app || token.shop !== domain) {
    const errors = "[API] Invalid API key or access token (unrecognized login or wrong password)";
    return answer(401, { errors }, "unauthorized");
  }
  const call = readCall(text);
  if (!call) {
    return answer(400, { errors: { query: "Required parameter missing or invalid" } }, "bad-request");
  }
  const { roots, idempotencyKeys } = rootsOf(call);
  record.operationName = call.operationName;
  record.roots = roots;
  record.variables = call.variables;
  record.idempotencyKeys = idempotencyKeys;

  const ctx: CallContext = {
    world,
    shop,
    app,
    token,
    variables: call.variables,
    searches: [],
    committed: false,
  };
  const run = (): Answer => {
    const result = runCall(ctx, call);
    record.committed = ctx.committed;
    record.requestedCost = result.requestedCost;
    record.actualCost = result.actualCost;
    record.throttled = result.throttled;
    return result;
  };
  const fault = world.faults.takeForCall(domain, roots);
  if (!fault) {
    const result = run();
    return answer(200, result.body, result.outcome);
  }
  await faulty(world, ctx, request, response, { fault, headers, run, log, answer });
}

interface Faulty {
  fault: Fault;
  headers: Record<string, string>;
  run: () => Answer;
  log: (status: number | null, outcome: string) => void;
  answer: (status: number, body: unknown, outcome: string, extra?: Record<string, string>) => void;
}

/** One call that was told to go wrong. */
async function faulty(
  world: World,
  ctx: CallContext,
  request: IncomingMessage,
  response: ServerResponse,
  { fault, headers, run, log, answer }: Faulty,
): Promise<void> {
  const outcome = `fault:${fault.kind}`;
  switch (fault.kind) {
    case "reply-lost-after-commit": {
      run();
      log(null, outcome);
      request.socket.destroy();
      return;
    }
    case "reply-lost-before-commit":
      log(null, outcome);
      request.socket.destroy();
      return;
    case "reset":
      log(null, outcome);
      request.socket.resetAndDestroy();
      return;
    case "late-commit": {
      log(null, outcome);
      request.socket.destroy();
      world.later(fault.ms ?? 1_000, () => {
        run();
        log(null, `${outcome}:done`);
      });
      return;
    }
    case "stall": {
      const sleep = (ms: number) => new Promise<void>((resolve) => world.later(ms, resolve));
      if (fault.beforeCommit) await sleep(fault.ms ?? 1_000);
      const result = run();
      log(null, outcome);
      if (!fault.beforeCommit) await sleep(fault.ms ?? 1_000);
      return answer(200, result.body, outcome);
    }
    case "truncated-json": {
      const body = JSON.stringify(run().body);
      log(200, outcome);
      response.writeHead(200, { ...headers, "Content-Type": "application/json; charset=utf-8" });
      response.end(body.slice(0, Math.floor(body.length / 2)));
      return;
    }
    case "internal-error":
      return answer(200, { errors: [internalError()] }, outcome);
    case "throttled":
      return answer(200, throttledAnswer(ctx, 10).body, outcome);
    default: {
      const status = fault.status ?? 503;
      const extra: Record<string, string> = fault.retryAfter ? { "Retry-After": fault.retryAfter } : {};
      return answer(status, { errors: STATUS_WORDS[status] ?? "Service Unavailable" }, outcome, extra);
    }
  }
}

const STATUS_WORDS: Record<number, string> = {
  401: "[API] Invalid API key or access token (unrecognized login or wrong password)",
  402: "Unavailable Shop",
  403: "[API] This action requires merchant approval for a scope.",
  404: "Not Found",
  423: "Locked",
  429: "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.",
  430: "Shopify Security Rejection",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

function readCall(text: string): Call | null {
  try {
    const body = JSON.parse(text) as Partial<Call> | null;
    if (typeof body?.query !== "string") return null;
    return {
      query: body.query,
      variables: (body.variables as Record<string, unknown> | null) ?? {},
      operationName: body.operationName ?? null,
    };
  } catch {
    return null;
  }
}
