import type postgres from "postgres";
import type { EngineFunction } from "@/inngest/embedded/sdk/engine-function";
import { matches } from "@/inngest/embedded/sdk/expressions";
import type { EngineEvent } from "@/inngest/embedded/sdk/protocol";
import type { Registry } from "@/inngest/embedded/sdk/registry";
import type { NewRun } from "./new-run";
import type { WaitingEvent } from "./waiting-events";

/** A live run to cancel. */
export type Victim = { id: string; events: EngineEvent[] };

type LiveRun = Victim & { createdAt: Date };

/** Finds the live runs that an event cancels by their functions' `cancelOn`. */
export async function findCancelled(
  tx: postgres.TransactionSql,
  { event, target }: WaitingEvent,
  registry: Registry,
  now: number,
): Promise<Victim[]> {
  const victims: Victim[] = [];
  for (const { fn, rules } of target === null ? registry.cancelledBy(event.name) : []) {
    const live = await tx<LiveRun[]>`
      select id, events, created_at as "createdAt" from engine.runs
      where function_id = ${fn.id} and ended_at is null order by created_at`;
    victims.push(...live.filter((run) => rules.some((rule) => cancels(rule, run, event, now))));
  }
  return victims;
}

function cancels(
  rule: EngineFunction["cancelOn"][number],
  run: LiveRun,
  event: EngineEvent,
  now: number,
): boolean {
  const inTime = rule.timeout === undefined || now <= run.createdAt.getTime() + rule.timeout;
  return inTime && matches(rule.if, { event: run.events[0], async: event });
}

/**
 * Finds the live runs with the singleton key of a new run.
 *
 * @returns the runs that the new run replaces, and whether the new run must be dropped instead
 */
export async function findSingleton(
  tx: postgres.TransactionSql,
  run: NewRun,
): Promise<{ replaced: Victim[]; isTaken: boolean }> {
  if (run.singletonKey === null) return { replaced: [], isTaken: false };
  const holders = await tx<Victim[]>`
    select id, events from engine.runs where singleton_key = ${run.singletonKey} and ended_at is null`;
  const skips = run.fn.singleton?.mode === "skip";
  return { replaced: skips ? [] : holders, isTaken: skips && holders.length > 0 };
}
