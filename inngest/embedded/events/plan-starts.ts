import type postgres from "postgres";
import type { EngineFunction } from "@/inngest/embedded/sdk/engine-function";
import { evaluateKey, matches } from "@/inngest/embedded/sdk/expressions";
import type { EngineEvent } from "@/inngest/embedded/sdk/protocol";
import type { Registry } from "@/inngest/embedded/sdk/registry";
import { type NewRun, newRunId } from "./new-run";
import type { WaitingEvent } from "./waiting-events";

/** Returns the subject of a run, which decides who may see it; null for none. */
export type SubjectOf = (event: EngineEvent) => string | null;

/** A run that an event triggers, with the keys that may start only one run within 24 hours. */
type Start = { run: NewRun; keys: string[] };

const DAY = 86_400_000;

/** Returns the runs that an event triggers, before any limit. */
export function planStarts(
  waiting: WaitingEvent,
  { registry, now, subjectOf }: { registry: Registry; now: number; subjectOf: SubjectOf },
): Start[] {
  const { event, externalId, parent } = waiting;
  return startedFunctions(waiting, registry).map((fn) => {
    const run: NewRun = {
      id: newRunId(now),
      fn,
      events: [event],
      createdAt: now,
      dueAt: Math.max(now, event.ts),
      startAt: Math.max(now, event.ts),
      parent,
      subject: subjectOf(event),
      singletonKey: fn.singleton && keyOf(fn, fn.singleton.key, event),
      gatherKey: null,
    };
    const keys: string[] = [];
    // The engine's own events reuse the run's id under several names.
    if (externalId !== null && !event.name.startsWith("inngest/")) keys.push(`id:${externalId}`);
    const key = fn.idempotency === null ? null : evaluateKey(fn.idempotency, { event });
    if (key !== null) keys.push(`key:${key}`);
    return { run, keys };
  });
}

function startedFunctions({ event, target }: WaitingEvent, registry: Registry): EngineFunction[] {
  if (target !== null) return [registry.functions.get(target)].filter((fn) => fn !== undefined);
  return registry
    .startedBy(event.name)
    .filter(({ triggers }) => triggers.some((trigger) => matches(trigger.expression, { event })))
    .map(({ fn }) => fn);
}

/** The key under which a function counts events. Events with a missing part share one key. */
export function keyOf(fn: EngineFunction, key: string | undefined, event: EngineEvent): string {
  return key === undefined ? fn.id : `${fn.id}:${evaluateKey(key, { event })}`;
}

/** Drops the runs whose event id or idempotency key started a run of the same function within 24 hours. */
export async function admitOnce(
  tx: postgres.TransactionSql,
  starts: Start[],
  now: number,
): Promise<NewRun[]> {
  const claims = new Map<string, { function_id: string; key: string; run_id: string }>();
  for (const { run, keys } of starts) {
    for (const key of keys) {
      const name = `${run.fn.id} ${key}`;
      if (!claims.has(name)) claims.set(name, { function_id: run.fn.id, key, run_id: run.id });
    }
  }
  if (claims.size === 0) return starts.map(({ run }) => run);
  const taken = await tx<{ functionId: string; key: string; runId: string }[]>`
    insert into engine.idempotency (function_id, key, run_id, expires_at)
    select function_id, key, run_id, ${new Date(now + DAY).toISOString()}
    from json_to_recordset(${JSON.stringify([...claims.values()])}::text::json)
      as x(function_id text, key text, run_id text)
    on conflict (function_id, key) do update set run_id = excluded.run_id, expires_at = excluded.expires_at
    where idempotency.expires_at <= ${new Date(now).toISOString()}
    returning function_id as "functionId", key, run_id as "runId"`;
  const holders = new Map(taken.map((row) => [`${row.functionId} ${row.key}`, row.runId]));
  return starts
    .filter(({ run, keys }) => keys.every((key) => holders.get(`${run.fn.id} ${key}`) === run.id))
    .map(({ run }) => run);
}
