import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Assumed until an answer tells: the smallest bucket that Shopify gives. */
export const ASSUMED_MAXIMUM = 2_000;
const RATE = 100;

/** Order creates that a development or trial store takes in its window, which has a second to spare. */
export const CREATES = 5;
export const WINDOW_S = 61;

/** Seconds of surplus in the bucket that show that nobody has to queue any more. */
const SURPLUS_S = 5;

type PointsAsked = {
  installationId: string;
  now: Date;
  /** Points that the call is priced at. */
  points: number;
  /** Points that it is likely to cost in the end, by which those who come back are spaced. */
  expected: number;
  /** Share of the bucket that stays for others. */
  reserve: number;
  /** The longest wait for which points are booked ahead. */
  patienceMs: number;
  /** Counts as an order create. */
  create: boolean;
  /** Whoever comes back in a line of their own time, so that many do not come back at once. */
  queued: boolean;
  /** How long the single call after a pause keeps the others waiting. */
  trialMs: number;
};

type PointsAnswer = {
  granted: boolean;
  /** Until the points are there when granted, else until it is worth asking again. */
  waitMs: number;
  /** Points that were taken. */
  points: number;
  /** The breaker is open: this is the one call that tries, or the reason for the refusal. */
  tripped: boolean;
};

/**
 * Reason: an installation and its bucket belong to no organization. Takes points from the bucket, as far ahead as
 * `patienceMs`, in one statement that locks the row for no longer than itself. A refusal takes nothing.
 *
 * @returns null when there is no such installation
 */
export async function reservePoints(db: Database, asked: PointsAsked): Promise<PointsAnswer | null> {
  const now = sql`${asked.now.toISOString()}::timestamptz`;
  const patience = sql`${asked.patienceMs / 1_000}::float8`;
  const [row] = await db.orm.execute<{
    granted: boolean;
    wait_ms: number;
    points: number;
    tripped: boolean;
  }>(sql`
    with was as (
      select id, queue_at, paused_until, create_limited, create_times, trips,
        coalesce(bucket_maximum, ${ASSUMED_MAXIMUM}::float8) as maximum, coalesce(bucket_rate, ${RATE}::float8) as rate,
        coalesce(bucket_available, bucket_maximum, ${ASSUMED_MAXIMUM}::float8) as available,
        greatest(bucket_at, ${now}) as at, coalesce(bucket_at, ${now}) as since
      from installation where id = ${asked.installationId} for update
    ), filled as (
      select *, least(maximum, available + rate * extract(epoch from at - since)::float8) as level,
        maximum * ${asked.reserve}::float8 as floor,
        array(select t from unnest(create_times) t where t > at - make_interval(secs => ${WINDOW_S}) order by t)
          as creates
      from was
    ), priced as (
      select *, least(${asked.points}::float8, maximum - floor) as price,
        ${asked.create}::boolean and create_limited as counted
      from filled
    ), waits as (
      select *, greatest(0, (floor + price - level) / rate) as for_points,
        case when counted and cardinality(creates) >= ${CREATES} then greatest(0, extract(epoch from
          creates[cardinality(creates) - ${CREATES - 1}] + make_interval(secs => ${WINDOW_S}) - at)::float8)
          else 0 end as for_creates,
        greatest(0, coalesce(extract(epoch from paused_until - at)::float8, 0)) as for_pause
      from priced
    ), judged as (
      select *, for_pause = 0 and greatest(for_points, for_creates) <= ${patience} as granted,
        greatest(for_points, for_creates, for_pause) as wait
      from waits
    ), placed as (
      select *, case when granted or not ${asked.queued}::boolean then at + make_interval(secs => wait)
        else greatest(queue_at, at + make_interval(secs => wait)) end as turn
      from judged
    )
    update installation i set
      bucket_available = p.level - case when p.granted then p.price else 0 end,
      bucket_at = p.at,
      create_times = case when p.granted and p.counted
        then p.creates || (p.at + make_interval(secs => p.wait))::timestamptz(3) else p.creates end,
      queue_at = case
        when p.granted and p.counted and cardinality(p.creates) = 0 then null
        when p.granted and not p.counted and p.level - p.price > p.floor + ${SURPLUS_S}::float8 * p.rate then null
        when p.granted or not ${asked.queued}::boolean then p.queue_at
        else p.turn + make_interval(secs => greatest(${asked.expected}::float8 / p.rate,
          case when p.counted then ${WINDOW_S / CREATES}::float8 else 0 end)) end,
      paused_until = case when p.granted and p.trips > 0
        then p.at + make_interval(secs => ${asked.trialMs / 1_000}::float8) else p.paused_until end
    from placed p where i.id = p.id
    returning p.granted, (extract(epoch from p.turn - p.at) * 1000)::float8 as wait_ms,
      p.price as points, p.trips > 0 as tripped`);
  if (!row) return null;
  return { granted: row.granted, waitMs: row.wait_ms, points: row.points, tripped: row.tripped };
}
