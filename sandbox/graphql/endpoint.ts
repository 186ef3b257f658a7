import type { IncomingMessage, ServerResponse } from "node:http";
import { API_VERSION } from "../schema/load";
import type { App, Token } from "../state/app-types";
import type { RequestRecord } from "../state/log-types";
import type { Shop } from "../state/shop-types";
import { readBody, sendJson } from "../web/http";
import type { World } from "../world/world";
import type { CallContext } from "./call/context";
import { type Answer, answerDigest, type Call, rootsOf, runCall } from "./execute";
import { answerFaulty } from "./faulty-answer";

/** `POST /{shop}/admin/api/{version}/graphql.json` */
export async function graphqlEndpoint(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  domain: string,
): Promise<void> {
  const started = world.now().getTime();
  const headers = { "X-Request-Id": world.random.uuid(), "X-Shopify-API-Version": API_VERSION };
  const text = await readBody(request);
  const caller = callerOf(world, domain, request.headers["x-shopify-access-token"]);
  const record = newRecord(world, domain, caller.token);
  const log = (status: number | null, outcome: string, answered: RequestRecord["answered"]) => {
    record.status = status;
    record.outcome = outcome;
    record.answered = answered;
    record.ms = world.now().getTime() - started;
    world.store.put("request", String(record.seq), record);
    world.store.commit();
  };
  const answer = (status: number, body: unknown, outcome: string, extra: Record<string, string> = {}) => {
    // A caller that closed the connection does not receive the answer.
    log(status, outcome, request.socket.destroyed ? "nothing" : "whole");
    sendJson(response, status, body, { ...headers, ...extra });
  };
  const { shop, app, token } = caller;
  if (!shop) return answer(404, { errors: "Not Found" }, "not-found");
  if (!token || !app || !isValid(token, domain, world.now())) {
    const errors = "[API] Invalid API key or access token (unrecognized login or wrong password)";
    return answer(401, { errors }, "unauthorized");
  }
  const call = readCall(text);
  if (!call) {
    return answer(400, { errors: { query: "Required parameter missing or invalid" } }, "bad-request");
  }
  const { roots, writes, idempotencyKeys } = rootsOf(call);
  Object.assign(record, {
    operationName: call.operationName,
    roots,
    variables: call.variables,
    idempotencyKeys,
  });
  const ctx: CallContext = {
    world,
    shop,
    app,
    token,
    variables: call.variables,
    searches: [],
    committed: false,
    faults: record.faults,
  };
  const run = () => runRecorded(ctx, call, record);
  const fault = world.faults.takeForCall(domain, roots, writes);
  if (!fault) {
    const result = run();
    return answer(200, result.body, result.outcome);
  }
  record.faults.push(fault.kind);
  await answerFaulty(ctx, { fault, request, response, headers, run, log, answer });
}

interface Caller {
  shop: Shop | undefined;
  token: Token | undefined;
  app: App | undefined;
}

function callerOf(world: World, domain: string, accessToken: string | string[] | undefined): Caller {
  const token = typeof accessToken === "string" ? world.store.get("token", accessToken) : undefined;
  return {
    shop: world.store.get("shop", domain),
    token,
    app: token && world.store.get("app", token.clientId),
  };
}

function isValid(token: Token, domain: string, now: Date): boolean {
  // Tokens of older journals have no `expiresAt`.
  const expired = token.expiresAt && token.expiresAt <= now.toISOString();
  return token.shop === domain && !expired;
}

function newRecord(world: World, domain: string, token: Token | undefined): RequestRecord {
  return {
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
    faults: [],
    effects: [],
    answered: "nothing",
    errorCodes: [],
    userErrors: [],
    ms: 0,
  };
}

/** Executes a call, and writes its effects, costs and errors into the log record. */
function runRecorded(ctx: CallContext, call: Call, record: RequestRecord): Answer {
  const { history } = ctx.world;
  const first = history.next;
  const result = history.causedBy({ by: "app", request: record.seq }, () => runCall(ctx, call));
  record.effects = history.since(first);
  record.committed = ctx.committed;
  record.requestedCost = result.requestedCost;
  record.actualCost = result.actualCost;
  record.throttled = result.throttled;
  Object.assign(record, answerDigest(result.body));
  return result;
}

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
