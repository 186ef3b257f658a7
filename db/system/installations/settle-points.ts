import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { ASSUMED_MAXIMUM } from "./reserve-points";

type PointsSettled = {
  installationId: string;
  now: Date;
  /** Reserved points that the call did not use; below zero when it cost more. */
  giveBack: number;
  /** The bucket as the answer reports it. */
  bucket: { maximum: number; available: number; rate: number } | null;
  /** `answered`: the shop works; `failed`: no answer, or an error of Shopify itself; null: not known. */
  health: "answered" | "failed" | null;
  /** The shop asks all calls to wait this long. */
  pauseMs: number | null;
  /** What counts as the day's usage; null for a call that was not sent. */
  used: { points: number } | null;
};

/** Daily numbers, moved by the days since the last call, with an amount added to those of the day in UTC. */
function withToday(numbers: SQL, amount: number, today: SQL): SQL {
  const moved = sql`(array_fill(0, array[least(7, greatest(0, ${today} - coalesce(usage_day, ${today})))])
    || ${numbers})[1:7]`;
  return sql`(${moved})[1] + ${amount}::integer || (${moved})[2:7]`;
}

/**
 * Reason: an installation and its bucket belong to no organization. Corrects the bucket after a call, in one
 * statement. The answer can only lower the level, because calls under way are counted here already, but perhaps not
 * yet at Shopify. Where the answer reports a larger bucket, the level rises by the difference. The same statement counts
 * the call into the usage of its day, so that usage costs no row and no further statement.
 *
 * @returns consecutive failures, and how often the circuit breaker opened since it was last closed
 */
export async function settlePoints(
  db: Database,
  settled: PointsSettled,
): Promise<{ failures: number; trips: number } | null> {
  const now = sql`${settled.now.toISOString()}::timestamptz`;
  const { bucket, health, pauseMs, used } = settled;
  const today = sql`${settled.now.toISOString().slice(0, 10)}::date`;
  const [row] = await db.orm.execute<{ failures: number; trips: number }>(sql`
    update installation set
      bucket_maximum = coalesce(${bucket?.maximum ?? null}::float8, bucket_maximum),
      bucket_rate = coalesce(${bucket?.rate ?? null}::float8, bucket_rate),
      bucket_available = least(
        coalesce(${bucket?.maximum ?? null}::float8, bucket_maximum), ${bucket?.available ?? null}::float8,
        bucket_available + ${settled.giveBack}::float8
          + greatest(0, ${bucket?.maximum ?? null}::float8 - coalesce(bucket_maximum, ${ASSUMED_MAXIMUM}::float8))
          + coalesce(${bucket?.rate ?? null}::float8, bucket_rate, 0)
          * greatest(0, extract(epoch from ${now} - bucket_at))::float8),
      bucket_at = greatest(bucket_at, ${now}),
      failures = case ${health}::text when 'answered' then 0 when 'failed' then failures + 1 else failures end,
      paused_until = case when ${pauseMs}::float8 is null then paused_until
        else greatest(paused_until, ${now} + make_interval(secs => ${(pauseMs ?? 0) / 1_000}::float8)) end,
      usage_day = greatest(usage_day, ${today}),
      usage_calls = ${withToday(sql`usage_calls`, used ? 1 : 0, today)},
      usage_points = ${withToday(sql`usage_points`, Math.round(used?.points ?? 0), today)}
    where id = ${settled.installationId}
    returning failures, trips`);
  return row ?? null;
}
