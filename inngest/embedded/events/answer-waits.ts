import type postgres from "postgres";
import { type Ledger, settlePlanned } from "@/inngest/embedded/runs/ledger";
import { matches } from "@/inngest/embedded/sdk/expressions";
import type { EngineEvent, WireError } from "@/inngest/embedded/sdk/protocol";
import type { WaitingEvent } from "./waiting-events";

/** The result for a waiting step. */
export type Answer = { jobId: string; runId: string; hash: string } & (
  | { op: "WaitForEvent"; memo: EngineEvent }
  | { op: "InvokeFunction"; memo: { error: WireError } }
);

type Wait = {
  id: string;
  runId: string;
  stepHash: string;
  eventName: string;
  expression: string | null;
  source: EngineEvent;
};

/** Finds the waits that these events answer. Each wait takes the first event that matches. */
export async function findAnswers(tx: postgres.TransactionSql, waiting: WaitingEvent[]): Promise<Answer[]> {
  const events = waiting.filter(({ target }) => target === null).map(({ event }) => event);
  if (events.length === 0) return [];
  const waits = await tx<Wait[]>`
    select j.id, j.run_id as "runId", j.step_hash as "stepHash", j.event_name as "eventName",
      j.match_expr as expression, r.events -> 0 as source
    from engine.jobs j join engine.runs r on r.id = j.run_id
    where j.kind = 'wait' and j.event_name = any (${[...new Set(events.map(({ name }) => name))]}::text[])
    order by j.id`;
  return waits.flatMap((wait): Answer[] => {
    const memo = events.find(
      (event) =>
        event.name === wait.eventName && matches(wait.expression, { event: wait.source, async: event }),
    );
    return memo ? [{ jobId: wait.id, runId: wait.runId, hash: wait.stepHash, op: "WaitForEvent", memo }] : [];
  });
}

/** Finds the steps that invoked a function that starts no run, because it is unknown or its limits dropped the run. */
export async function findRefusals(
  tx: postgres.TransactionSql,
  waiting: WaitingEvent[],
  isStarted: (parent: { runId: string; step: string }) => boolean,
): Promise<Answer[]> {
  const refused = waiting.flatMap(({ parent, target }) =>
    parent && !isStarted(parent) ? [{ run_id: parent.runId, hash: parent.step, target }] : [],
  );
  if (refused.length === 0) return [];
  const rows = await tx<{ id: string; runId: string; hash: string; target: string }[]>`
    select j.id, j.run_id as "runId", x.hash, x.target
    from json_to_recordset(${JSON.stringify(refused)}::text::json) as x(run_id text, hash text, target text)
      join engine.jobs j on j.run_id = x.run_id and j.step_hash = x.hash and j.kind = 'invoke'`;
  return rows.map(({ id, runId, hash, target }) => {
    const message = `The function "${target}" started no run, because it does not exist or its limits dropped the run.`;
    const memo = { error: { name: "InngestInvokeError", message } };
    return { jobId: id, runId, hash, op: "InvokeFunction", memo };
  });
}

/** Records the answers whose jobs are still waiting. */
export async function recordAnswers(
  tx: postgres.TransactionSql,
  ledger: Ledger,
  answers: Answer[],
): Promise<void> {
  if (answers.length === 0) return;
  const held = await tx<{ id: string }[]>`
    select id from engine.jobs where id = any (${answers.map(({ jobId }) => jobId)}::bigint[])
    order by id for update`;
  const open = new Set(held.map((row) => row.id));
  for (const { jobId, runId, hash, op, memo } of answers) {
    const run = ledger.runs.get(runId);
    if (run?.status !== "running" || !open.has(jobId)) continue;
    const failed = op === "InvokeFunction";
    settlePlanned(ledger, run, { id: jobId, attempts: 1 }, { hash, op, name: "", memo, failed });
  }
}
