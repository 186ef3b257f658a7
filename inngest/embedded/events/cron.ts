import { CronExpressionParser } from "cron-parser";
import type postgres from "postgres";
import type { Registry } from "@/inngest/embedded/sdk/registry";
import { enqueueEvents } from "@/inngest/embedded/store/enqueue-events";
import { transaction } from "@/inngest/embedded/store/transaction";

/**
 * Returns a function that starts the scheduled runs that are due; call it often. Each slot belongs to the worker that
 * inserts its row. Slots that passed while no worker was running are skipped; of several slots that passed since the
 * last call, only the newest runs.
 */
export function createCron(
  sql: postgres.Sql,
  registry: Registry,
  startedAt: number,
): (now: number) => Promise<boolean> {
  const schedules = [...registry.functions.values()].flatMap((fn) =>
    fn.crons.map((cron) => ({ fn, cron, checkedAt: startedAt })),
  );
  return async (now) => {
    let started = false;
    for (const schedule of schedules) {
      const { fn, cron } = schedule;
      // `prev` is exclusive, so `now + 1` includes a slot at exactly this millisecond.
      const slot = CronExpressionParser.parse(cron.expression, {
        tz: cron.tz,
        currentDate: new Date(now + 1),
      })
        .prev()
        .getTime();
      if (slot <= schedule.checkedAt) continue;
      const slotName = new Date(slot).toISOString();
      await transaction(sql, async (tx) => {
        const [mine] = await tx`
          insert into engine.cron_slots (function_id, slot) values (${fn.id}, ${slotName})
          on conflict do nothing returning slot`;
        if (!mine) return;
        const data = { cron: cron.source, scheduledAt: slotName, fireAt: new Date(now).toISOString() };
        const event = { id: slotName, name: "inngest/scheduled.timer", data, ts: now, target: fn.id };
        await enqueueEvents(tx, [event], { now });
        started = true;
      });
      schedule.checkedAt = now;
    }
    return started;
  };
}
