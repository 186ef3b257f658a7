"use client";

import { useRouter } from "next/navigation";
import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from "react";
import { subscribeLive } from "@/components/live/live-bus";
import { noAnswer } from "@/components/live/no-answer";
import type { BulkAct, BulkResult } from "@/lib/services/push/act-on-orders";
import type { ActOnOrders, BulkOn, BulkTarget } from "./bulk-act";
import type { BulkLine } from "./bulk-line";

/** The most orders of one call; the server accepts no more. */
const BATCH = 25;
/** The most lines that one read of their progress loads. */
const MOST_LINES = 100;

/** One order of the result: the outcome of the action, and the current state of the order. */
export type BulkEntry = { result: BulkResult; line: BulkLine | null };

export type BulkRun = ReturnType<typeof useBulkRun>;

type Entries = ReadonlyMap<string, BulkEntry>;

type Rest = { calls: BulkOn[]; act: BulkAct };

/**
 * Applies an action to many orders in calls of 25, one after the other, and shows each result at once. A call without an
 * answer stops the run. `resume` repeats that call, which is safe for every action.
 */
export function useBulkRun(actOnOrders: ActOnOrders) {
  const router = useRouter();
  const [entries, setEntries] = useState<Entries>(new Map());
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [rest, setRest] = useState<Rest | null>(null);
  const stopped = useRef(false);

  const work = async ({ calls, act }: Rest) => {
    const left = [...calls];
    stopped.current = false;
    setRunning(true);
    setProblem(null);
    setRest(null);
    while (left[0] && !stopped.current) {
      const on = left[0];
      let answer: Awaited<ReturnType<ActOnOrders>>;
      try {
        answer = await actOnOrders({ on, act });
      } catch (error) {
        setProblem(noAnswer(error, "Recorded results are kept. You can safely continue."));
        break;
      }
      if (!answer.ok) {
        setProblem(answer.error.message);
        break;
      }
      left.shift();
      const { results, lines, next } = answer.value;
      if ("query" in on && next !== null) left.unshift({ query: on.query, after: next });
      const byId = new Map(lines.map((line) => [line.id, line]));
      setEntries((before) => {
        const after = new Map(before);
        for (const result of results) {
          after.set(result.orderId, { result, line: byId.get(result.orderId) ?? null });
        }
        return after;
      });
    }
    if (left.length > 0) setRest({ calls: left, act });
    setRunning(false);
    router.refresh();
  };

  useLiveLines(entries, setEntries);

  return {
    entries,
    running,
    problem,
    /** Whether some orders were not reached. */
    unfinished: rest !== null,
    start: (target: BulkTarget, act: BulkAct) => work({ calls: callsOf(target), act }),
    resume: () => (rest ? work(rest) : Promise.resolve()),
    stop: () => {
      stopped.current = true;
    },
  };
}

/** Reads the lines of changed orders again. */
function useLiveLines(entries: Entries, setEntries: Dispatch<SetStateAction<Entries>>): void {
  const latest = useRef(entries);
  latest.current = entries;
  useEffect(
    () =>
      subscribeLive((ids) => {
        const shown = [...latest.current.keys()];
        const changed = (ids === "all" ? shown : ids.filter((id) => latest.current.has(id))).slice(
          -MOST_LINES,
        );
        if (changed.length > 0) {
          void loadLines(changed).then((lines) =>
            setEntries((before) => {
              const after = new Map(before);
              for (const line of lines) {
                const entry = after.get(line.id);
                if (entry) after.set(line.id, { ...entry, line });
              }
              return after;
            }),
          );
        }
        return "refresh";
      }),
    [setEntries],
  );
}

function callsOf(target: BulkTarget): BulkOn[] {
  if (target.kind === "matching") return [{ query: target.query, after: null }];
  const calls: BulkOn[] = [];
  for (let at = 0; at < target.orderIds.length; at += BATCH) {
    calls.push({ orderIds: target.orderIds.slice(at, at + BATCH) });
  }
  return calls;
}

async function loadLines(ids: readonly string[]): Promise<BulkLine[]> {
  const answer = await fetch(`/api/orders/progress?ids=${ids.join(",")}`, { cache: "no-store" }).catch(
    () => null,
  );
  if (!answer?.ok) return [];
  const { lines }: { lines: BulkLine[] } = await answer.json();
  return lines;
}
