import type postgres from "postgres";
import { isRefusal } from "@/inngest/embedded/store/transaction";
import { type Settlement, type SettleOptions, settleBatch, type Verdict } from "./settle";

type Waiting = Settlement & { done: (verdict: Verdict) => void; failed: (error: unknown) => void };

const MAX_BATCH = 64;

/**
 * Stores settlements, one transaction at a time. Settlements that arrive during a transaction share the next one, so
 * that a busy worker needs one commit for many steps.
 *
 * @param onWake called when new jobs are due
 * @returns a function that resolves when the settlement is committed, and rejects if the database refuses it. While
 *   the database cannot be reached, it keeps trying
 */
export function createSettleQueue(
  sql: postgres.Sql,
  options: () => SettleOptions,
  onWake: () => void,
): (settlement: Settlement) => Promise<Verdict> {
  const queue: Waiting[] = [];
  let busy = false;

  const store = async (batch: Waiting[]): Promise<void> => {
    for (;;) {
      try {
        const { verdicts, wakes } = await settleBatch(sql, batch, options());
        if (wakes) onWake();
        batch.forEach((waiting, index) => {
          waiting.done(verdicts[index] ?? "dropped");
        });
        return;
      } catch (error) {
        const refused = isRefusal(error);
        if (refused && batch.length === 1) {
          batch[0]?.failed(error);
          return;
        }
        if (refused) {
          for (const waiting of batch) await store([waiting]);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  };

  const pump = async () => {
    busy = true;
    // After one turn of the event loop, so that answers that are ready together share a transaction.
    await new Promise(setImmediate);
    while (queue.length > 0) await store(queue.splice(0, MAX_BATCH));
    busy = false;
  };

  return (settlement) =>
    new Promise((done, failed) => {
      queue.push({ ...settlement, done, failed });
      if (!busy) void pump();
    });
}
