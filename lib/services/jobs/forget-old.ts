import { forgetOldRows } from "@/db/system/sweeps/forget-old-rows";
import { type ForgottenTable, forgottenTables, oldBefore } from "@/lib/domain/jobs/retention";
import type { SystemCtx } from "@/lib/services/core/context";

/** Rows are deleted in short transactions. */
const BATCH = 1_000;

/** The most batches of a table in one run, so that a run ends; the next run takes the rest. */
const MOST_BATCHES = 100;

/**
 * Deletes the rows of each table that are older than their retention. Unsent events, unfinished deliveries and open
 * problems are never old. Safe to run twice at once.
 *
 * Proved by `tests/jobs/retention.test.ts`.
 *
 * @returns the number of deleted rows by table
 */
export async function forgetOld(
  ctx: Pick<SystemCtx, "db" | "clock">,
): Promise<Record<ForgottenTable, number>> {
  const now = await ctx.clock.now();
  const counts: [ForgottenTable, number][] = [];
  for (const table of forgottenTables) {
    const before = oldBefore(table, now);
    let total = 0;
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const deleted = await forgetOldRows(ctx.db, { table, before, limit: BATCH });
      total += deleted;
      if (deleted < BATCH) break;
    }
    counts.push([table, total]);
  }
  return Object.fromEntries(counts) as Record<ForgottenTable, number>;
}
