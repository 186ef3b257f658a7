import type postgres from "postgres";
import type { EngineFunction } from "@/inngest/embedded/sdk/engine-function";
import type { EngineEvent } from "@/inngest/embedded/sdk/protocol";
import type { Registry } from "@/inngest/embedded/sdk/registry";

/** An event that is waiting to be dispatched. */
export type WaitingEvent = {
  seq: string;
  event: EngineEvent;
  externalId: string | null;
  /** The only function that it starts, if set. */
  target: string | null;
  parent: { runId: string; step: string } | null;
};

type Row = {
  seq: string;
  id: string;
  externalId: string | null;
  name: string;
  data: unknown;
  ts: string;
  target: string | null;
  parentRunId: string | null;
  parentStep: string | null;
};

/**
 * Returns the next events to dispatch together: either consecutive events whose functions have no option that depends
 * on earlier events, or a single event.
 */
export async function takeEvents(
  tx: postgres.TransactionSql,
  registry: Registry,
  limit: number,
): Promise<WaitingEvent[]> {
  const rows = await tx<Row[]>`
    select seq, id, external_id as "externalId", name, data, ts, target, parent_run_id as "parentRunId",
      parent_step as "parentStep"
    from engine.events where dispatched_at is null order by seq limit ${limit}`;
  const events = rows.map((row): WaitingEvent => {
    const { seq, externalId, target, parentRunId, parentStep, name, data } = row;
    const parent =
      parentRunId !== null && parentStep !== null ? { runId: parentRunId, step: parentStep } : null;
    return {
      seq,
      event: { id: externalId ?? row.id, name, data, ts: Number(row.ts) },
      externalId,
      target,
      parent,
    };
  });
  const alone = events.findIndex((waiting) => dependsOnEarlier(waiting, registry));
  return alone === -1 ? events : events.slice(0, Math.max(alone, 1));
}

function dependsOnEarlier({ event, target }: WaitingEvent, registry: Registry): boolean {
  if (target !== null) {
    const fn = registry.functions.get(target);
    return fn !== undefined && counts(fn);
  }
  return (
    registry.cancelledBy(event.name).length > 0 || registry.startedBy(event.name).some(({ fn }) => counts(fn))
  );
}

const counts = (fn: EngineFunction) =>
  [fn.throttle, fn.rateLimit, fn.debounce, fn.batch, fn.singleton].some((option) => option !== null);
