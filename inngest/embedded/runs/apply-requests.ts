import type postgres from "postgres";
import type { EngineEvent } from "@/inngest/embedded/sdk/protocol";
import type { Registry } from "@/inngest/embedded/sdk/registry";
import { transaction } from "@/inngest/embedded/store/transaction";
import { flushLedger } from "./flush-ledger";
import { endRun, openLedger, reopenRun } from "./ledger";

const BATCH = 50;

/**
 * Carries out users' requests: cancels a live run, resumes a failed run where it failed, or runs a waiting attempt
 * now. A request that does not apply to the run's state changes nothing.
 *
 * @returns the number of handled requests
 */
export async function applyRequests(sql: postgres.Sql, registry: Registry, now: number): Promise<number> {
  const asked = await sql<{ id: string; events: EngineEvent[] }[]>`
    select id, events from engine.runs where asked is not null order by id limit ${BATCH}`;
  if (asked.length === 0) return 0;
  const ids = asked.map((run) => run.id);
  await transaction(sql, async (tx) => {
    const ledger = await openLedger(tx, ids, now);
    const retried: string[] = [];
    for (const { id, events } of asked) {
      const run = ledger.runs.get(id);
      if (run?.asked === "cancel" && run.status === "running") {
        endRun(ledger, run, { status: "cancelled" }, { events, registry });
      }
      if (run?.asked !== "retry") continue;
      retried.push(id);
      if (run.status === "failed") reopenRun(run);
    }
    const reopened = [...ledger.runs.values()].filter((run) => run.resumes).map((run) => run.id);
    await Promise.all([
      tx`delete from engine.steps where run_id = any (${reopened}::text[]) and failed`,
      tx`
        update engine.jobs set due_at = ${new Date(now).toISOString()}, run_at = ${new Date(now).toISOString()}
        where run_id = any (${retried}::text[]) and kind in ('discover', 'step') and lease_owner is null
          and parked_on is null and attempt > 0`,
      tx`update engine.runs set asked = null where id = any (${ids}::text[])`,
    ]);
    await flushLedger(tx, ledger);
  });
  return asked.length;
}
