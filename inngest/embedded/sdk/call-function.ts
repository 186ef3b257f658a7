import { z } from "zod";
import { parseRetryAfter } from "./durations";
import { type ClaimedJob, limits, type Op, type Outcome, toWireError } from "./protocol";
import { SERVE_URL } from "./registry";

const opsSchema = z.array(
  z.looseObject({
    id: z.string(),
    op: z.string(),
    name: z.string().nullish(),
    displayName: z.string().nullish(),
    opts: z.record(z.string(), z.unknown()).nullish(),
  }),
);

/**
 * Calls a served function once with the SDK's protocol and parses the answer. Never throws: a missing or invalid
 * answer is an outcome too, and counts as an attempt.
 */
export async function callFunction(
  handler: (request: Request) => Promise<Response>,
  job: ClaimedJob,
  now: () => number,
): Promise<Outcome> {
  const body = buildBody(job);
  if (Buffer.byteLength(body) > limits.stateBytes) {
    const message = `The run's events and results are over ${limits.stateBytes} bytes.`;
    return { kind: "fail", error: { name: "StateTooLarge", message } };
  }
  try {
    return await readAnswer(await handler(buildRequest(job, body)), now());
  } catch (error) {
    return { kind: "retry", error: toWireError(error), retryAfterMs: null };
  }
}

function buildRequest(job: ClaimedJob, body: string): Request {
  const url = new URL(SERVE_URL);
  url.searchParams.set("fnId", job.functionId);
  url.searchParams.set("stepId", job.stepHash ?? "step");
  const headers = { host: url.host, "content-type": "application/json", "x-run-id": job.runId };
  return new Request(url, { method: "POST", headers, body });
}

function buildBody(job: ClaimedJob): string {
  const stack = job.steps.map(([hash]) => hash);
  return JSON.stringify({
    version: 2,
    event: job.events[0],
    events: job.events,
    steps: Object.fromEntries(job.steps),
    use_api: false,
    // Without `fn_id` the SDK does not checkpoint, so each call runs one step, and the engine stores each result.
    ctx: {
      run_id: job.runId,
      attempt: job.attempt,
      max_attempts: job.maxAttempts,
      disable_immediate_execution: job.kind === "step",
      use_api: false,
      stack: { stack, current: stack.length },
    },
  });
}

async function readAnswer(response: Response, now: number): Promise<Outcome> {
  const text = await response.text();
  const body: unknown = text === "" ? null : JSON.parse(text);
  const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), now);
  if (response.status === 206) return { kind: "ops", ops: opsSchema.parse(body) as Op[], retryAfterMs };
  if (response.status === 200) return { kind: "return", output: body };
  const error = toWireError(body);
  if (response.headers.get("x-inngest-no-retry") === "true") return { kind: "fail", error };
  return { kind: "retry", error, retryAfterMs };
}
