import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault } from "../faults/faults";
import type { RequestRecord } from "../state/log-types";
import { send } from "../web/http";
import type { CallContext } from "./call/context";
import { type Answer, internalError, overCost, throttledAnswer } from "./execute";

/** One call that a fault affects. */
interface FaultyCall {
  fault: Fault;
  request: IncomingMessage;
  response: ServerResponse;
  headers: Record<string, string>;
  /** Executes the call normally. */
  run: () => Answer;
  log: (status: number | null, outcome: string, answered: RequestRecord["answered"]) => void;
  answer: (status: number, body: unknown, outcome: string, extra?: Record<string, string>) => void;
}

const LATE_COMMIT_MS = 60_000;
const STALL_MS = 10_000;

/** Answers a call as its fault demands. */
export async function answerFaulty(ctx: CallContext, call: FaultyCall): Promise<void> {
  const { fault, request, response, headers, run, log, answer } = call;
  const { world } = ctx;
  const outcome = `fault:${fault.kind}`;
  const sleep = (ms: number) => new Promise<void>((resolve) => world.later(ms, resolve));
  switch (fault.kind) {
    case "reply-lost-after-commit":
      run();
      log(null, outcome, "nothing");
      request.socket.destroy();
      return;
    case "reply-lost-before-commit":
      log(null, outcome, "nothing");
      request.socket.destroy();
      return;
    case "reset":
      log(null, outcome, "nothing");
      request.socket.resetAndDestroy();
      return;
    case "late-commit":
      log(null, outcome, "nothing");
      request.socket.destroy();
      world.later(fault.ms ?? world.random.between(0, LATE_COMMIT_MS), () => {
        run();
        log(null, `${outcome}:done`, "nothing");
      });
      return;
    case "stall": {
      if (fault.beforeCommit) await sleep(fault.ms ?? STALL_MS);
      const result = run();
      log(null, outcome, "nothing");
      if (!fault.beforeCommit) await sleep(fault.ms ?? STALL_MS);
      return answer(200, result.body, outcome);
    }
    case "truncated-json": {
      const body = JSON.stringify(run().body);
      log(200, outcome, "part");
      response.writeHead(200, { ...headers, "Content-Type": "application/json; charset=utf-8" });
      response.end(body.slice(0, Math.floor(body.length / 2)));
      return;
    }
    case "internal-error-after-commit":
      run();
      return answer(200, { errors: [internalError(world)] }, outcome);
    case "internal-error":
      return answer(200, { errors: [internalError(world)] }, outcome);
    case "throttled":
      return answer(200, throttledAnswer(ctx, 10).body, outcome);
    case "bucket-drained":
      // Another client of the same app used all points. The bucket itself refuses the call.
      world.buckets.drain(ctx.shop, ctx.app.clientId);
      return answer(200, run().body, outcome);
    case "max-cost-exceeded":
      return answer(200, overCost(1_001).body, outcome);
    default: {
      const status = statusOf(fault);
      if (fault.kind.endsWith("-after-commit")) run();
      const retryAfter = fault.retryAfter ?? (fault.kind === "http-429" ? "2.0" : null);
      const extra: Record<string, string> = retryAfter ? { "Retry-After": retryAfter } : {};
      if (status !== 502)
        return answer(status, { errors: MESSAGES[status] ?? "Service Unavailable" }, outcome, extra);
      log(status, outcome, "whole");
      send(response, status, "text/html; charset=utf-8", BAD_GATEWAY, { ...headers, ...extra });
    }
  }
}

function statusOf(fault: Fault): number {
  const named = /^http-(\d{3})/.exec(fault.kind)?.[1];
  return named ? Number(named) : (fault.status ?? 503);
}

/** A gateway answers with HTML, not JSON. */
const BAD_GATEWAY =
  "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

const MESSAGES: Record<number, string> = {
  401: "[API] Invalid API key or access token (unrecognized login or wrong password)",
  402: "Unavailable Shop",
  403: "[API] This action requires merchant approval for a scope.",
  404: "Not Found",
  423: "Locked",
  429: "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.",
  430: "Shopify Security Rejection",
  500: "Internal Server Error",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
