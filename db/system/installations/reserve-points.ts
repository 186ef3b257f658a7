import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";

/** Assumed until an answer names the real size: the smallest bucket of Shopify. */
export const ASSUMED_MAXIMUM = 2_000;
const RATE = 100;

/** Order creates that a development or trial store allows in its window. The window has one second to spare. */
export const CREATES = 5;
export const WINDOW_S = 61;

/** With this many seconds of surplus in the bucket, no call has to queue any more. */
const SURPLUS_S = 5;

type PointsAsked = {
  installationId: string;
  now: Date;
  /** The price of the call, in points. */
  points: number;
  /** The likely cost in points, which spaces the calls of the queue. */
  expected: number;
  /** The share of the bucket that is left for other calls. */
  reserve: number;
  /** The longest wait for which points are reserved in advance. */
  patienceMs: number;
  /** The call counts as an order create. */
  create: boolean;
  /** A refused call gets its own time in a queue, so that refused calls do not all return at once. */
  queued: boolean;
  /** How long the one trial call after a pause keeps other calls waiting. */
  trialMs: number;
};

type PointsAnswer = {
  granted: boolean;
  /** When granted, the time until the points are available; otherwise the time until the next request is useful. */
  waitMs: number;
  /** The points that were reserved. */
  points: number;
  /** The circuit breaker is open: a granted call is the trial call, and a refused one is refused for this. */
  tripped: boolean;
  /** Why the breaker is open: the code of a refusal, or null after failures in a row. */
  breakerCode: RemoteErrorCode | null;
};

/**
 * Reason: an installation and its bucket belong to no organization. Reserves points of the bucket, up to `patienceMs`
 * in advance. One statement locks and changes the row. A refusal reserves nothing.
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
    breaker_code: RemoteErrorCode | null;
  }>(sql`
    with was as (
      select id, queue_at, paused_until, create_limited, create_times, trips, breaker_code,
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
      p.price as points, p.trips > 0 as tripped, p.breaker_code`);
  if (!row) return null;
  const { granted, points, tripped } = row;
  return { granted, waitMs: row.wait_ms, points, tripped, breakerCode: row.breaker_code };
}
