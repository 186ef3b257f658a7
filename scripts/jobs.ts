import { parseArgs } from "node:util";
import { listRuns } from "@/db/system/engine/list-runs";
import { loadBacklog } from "@/db/system/engine/load-backlog";
import { loadRun } from "@/db/system/engine/load-run";
import { requestRunAction } from "@/db/system/engine/request-run-action";
import { type RunAction, type RunState, runStates } from "@/lib/domain/jobs/run";
import { getEnv } from "@/lib/env";
import { createRuntime } from "@/lib/runtime/runtime";
import type { SystemCtx } from "@/lib/services/core/context";

const usage = `Lists the job engine's runs of all organizations, and cancels or retries them.

  npm run jobs -- list [--function crossdock-dispatch-leg] [--state failed] [--limit 20] [--json]
  npm run jobs -- show <run> [--json]
  npm run jobs -- retry <run>       resumes a failed run at the failed step; runs a waiting one now
  npm run jobs -- cancel <run>

States: running, waiting, failed, cancelled, completed. A worker carries out a retry or cancellation within a second.
Exit codes: 1 if the run does not exist or its state does not allow the action, 2 if the command is invalid.`;

class UsageError extends Error {}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const text = error instanceof Error ? error.message : String(error);
  const isUsageError =
    error instanceof UsageError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  console.error(isUsageError ? `${text}\n\n${usage}` : text);
  process.exitCode = isUsageError ? 2 : 1;
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      function: { type: "string" },
      state: { type: "string" },
      limit: { type: "string", default: "20" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [command, runId, ...more] = positionals;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const needsRun = command === "show" || command === "retry" || command === "cancel";
  if (more.length > 0 || (needsRun && !runId) || (command !== "list" && !needsRun)) {
    throw new UsageError(
      command === undefined ? "A command is missing." : `"${args.join(" ")}" is not a valid command.`,
    );
  }
  const state = runStates.find((name) => name === values.state) ?? null;
  if (values.state !== undefined && state === null)
    throw new UsageError(`There is no state "${values.state}".`);
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000)
    throw new UsageError("--limit must be a number from 1 to 1000.");
  const runtime = createRuntime("script");
  try {
    if (getEnv().jobsEngine === "inngest") {
      console.error(
        "JOBS_ENGINE is inngest, so new runs are on your Inngest server. This command shows only older runs of the built-in engine.",
      );
    }
    if (command === "list") {
      await list(runtime, { functionId: values.function ?? null, state, limit, json: values.json });
      return 0;
    }
    if (command === "show") return await show(runtime, runId ?? "", values.json);
    return await request(runtime, runId ?? "", command === "retry" ? "retry" : "cancel");
  } finally {
    await runtime.db.sql.end({ timeout: 5 });
  }
}

async function list(
  { db }: SystemCtx,
  query: { functionId: string | null; state: RunState | null; limit: number; json: boolean },
): Promise<void> {
  const runs = await listRuns(db, null, { ...query, before: null });
  const backlog = await loadBacklog(db, null);
  if (query.json) {
    console.log(JSON.stringify({ runs, backlog }, null, 2));
    return;
  }
  for (const run of runs) {
    const error = run.errorName ? `  ${run.errorName}: ${run.errorMessage ?? ""}` : "";
    console.log(
      `${run.id}  ${run.state.padEnd(9)}  ${run.createdAt.toISOString()}  ${run.functionId}${error}`,
    );
  }
  if (runs.length === 0) console.log("No runs match these filters.");
  const { outbox, unprocessed, parked } = backlog;
  console.log(
    `\nOutbox: ${outbox.count} waiting${outbox.oldestAt ? ` since ${outbox.oldestAt.toISOString()}` : ""}. ` +
      `Webhooks: ${unprocessed.count} unprocessed, ${parked} parked.`,
  );
}

async function show({ db }: SystemCtx, runId: string, json: boolean): Promise<number> {
  const run = await loadRun(db, null, runId);
  if (!run) {
    console.error(`There is no run "${runId}". Runs are kept for seven days after they end.`);
    return 1;
  }
  if (json) {
    console.log(JSON.stringify(run, null, 2));
    return 0;
  }
  console.log(`${run.id}  ${run.functionId}  ${run.state}`);
  console.log(`event ${run.eventName}, subject ${run.subject ?? "none"}`);
  console.log(
    `created ${run.createdAt.toISOString()}${run.endedAt ? `, ended ${run.endedAt.toISOString()}` : ""}`,
  );
  if (run.errorName) console.log(`error ${run.errorName}: ${run.errorMessage ?? ""}`);
  for (const step of run.steps) {
    const state = step.failed ? "failed" : step.settledAt ? "done" : step.busy ? "running" : "waiting";
    const error = step.errorName ? `  ${step.errorName}: ${step.errorMessage ?? ""}` : "";
    console.log(`  ${state.padEnd(7)}  ${String(step.attempts).padStart(2)}×  ${step.name}${error}`);
  }
  return 0;
}

async function request({ db }: SystemCtx, runId: string, action: RunAction): Promise<number> {
  if (await requestRunAction(db, null, { runId, action })) {
    console.log(`Requested: ${action} ${runId}. A worker carries it out within a second.`);
    return 0;
  }
  const run = await loadRun(db, null, runId);
  console.error(
    run ? `Run "${runId}" is ${run.state}: there is nothing to ${action}.` : `There is no run "${runId}".`,
  );
  return 1;
}
