import postgres from "postgres";
import { checkLogin } from "@/db/check-login";
import { sessionSettings } from "@/db/session-settings";
import { getEnv } from "@/lib/env";
import { createRuntime } from "@/lib/runtime/runtime";
import { renewChecks } from "@/lib/services/stores/renew-checks";
import { createClient } from "./client";
import { engineFetch } from "./embedded/events/engine-fetch";
import { startClock } from "./embedded/store/clock";
import { isConnectionLost } from "./embedded/store/transaction";
import { functions } from "./functions/registry";
import { jobsLog } from "./jobs-log";
import { subjectOf } from "./subject-of";
import { runWorker } from "./worker-loop";

const START_TRIES = 60;
const START_PAUSE_MS = 500;

/** The worker process: runs jobs and relays the outbox until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const env = getEnv();
  const ctx = createRuntime("worker");
  // A separate pool, so that jobs which use all connections of the product cannot keep the engine from renewing leases.
  const sql = postgres(env.databaseUrl, {
    max: 8,
    onnotice: () => {},
    // The default pauses of the driver grow to 30 seconds, too long after a restart of the server.
    backoff: (tries) => Math.min(0.05 * 2 ** tries, 1),
    connection: { application_name: "crossdock-engine", ...sessionSettings },
  });
  const refusal = await whenDatabaseAnswers(() => checkLogin(sql));
  if (refusal !== null) throw new Error(refusal);
  const clock = await startClock(sql, {
    onJump: (jump) => ctx.log.error("the database's clock jumped", { cause: describe(jump) }),
  });
  const client = createClient({
    engine: env.jobsEngine,
    ...(env.jobsEngine === "embedded" ? { fetch: engineFetch(sql, clock.now) } : {}),
    logger: jobsLog(ctx.log),
  });
  const worker = await runWorker({
    sql,
    clock: clock.now,
    subjectOf,
    client,
    engine: env.jobsEngine,
    functions: functions(client, ctx, { origin: env.origin }),
    onError: (error, where) =>
      ctx.log.error("a part of the worker failed", { where, cause: describe(error) }),
  });
  // A new version may know other topics, and the portal may have another address.
  await renewChecks(ctx, { origin: env.origin });
  ctx.log.info("the worker runs", { engine: env.jobsEngine });
  // The driver requests its types without awaiting the answer; a server that dies meanwhile must not end this process.
  process.on("unhandledRejection", (error) => {
    ctx.log.error("a promise rejection was not handled", { cause: describe(error) });
    if (!isConnectionLost(error)) process.exit(1);
  });
  const stop = () => {
    clock.stop();
    void worker
      .stop()
      .catch((error: unknown) => ctx.log.error("the worker failed to stop", { cause: describe(error) }))
      .finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

/** Repeats `work` while the server starts or restarts. Throws any other error, and the last one. */
async function whenDatabaseAnswers<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const { code } = error as { code?: unknown };
      const starting = code === "57P03" || code === "ECONNREFUSED" || code === "CONNECT_TIMEOUT";
      if (!starting || tries === START_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, START_PAUSE_MS));
    }
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`The worker cannot run. ${describe(error)}\n`);
  process.exit(1);
});
