import type { OrderFacts } from "@/lib/domain/orders/facts";
import { type PushTrack, pushTrack, type Segment } from "./push-track";

/** A push track as stored with its order. From `until`, in milliseconds since 1970, a segment is uncertain. */
export type StoredTrack = { segments: (Segment & { until?: number })[]; unsynced: number; returned?: number };

/**
 * The push track to store. A claim becomes uncertain when its lease ends, and no write happens then. So each segment
 * stores the end of its earliest lease.
 */
export function storeTrack(facts: OrderFacts, at: Date): StoredTrack {
  const { segments, ...counts } = pushTrack(facts, at);
  return {
    ...counts,
    segments: segments.map((segment) => {
      const leases = facts.legs.flatMap((leg) =>
        leg.sourceStoreId === segment.sourceStoreId && leg.state === "claimed" && leg.leaseUntil !== null
          ? [leg.leaseUntil.getTime()]
          : [],
      );
      return leases.length > 0 && segment.state === "in_flight"
        ? { ...segment, until: Math.min(...leases) }
        : segment;
    }),
  };
}

/** Reads a stored push track as of a time. */
export function readTrack(stored: StoredTrack, now: Date): PushTrack {
  return {
    unsynced: stored.unsynced,
    returned: stored.returned ?? 0,
    segments: stored.segments.map(({ until, ...segment }) =>
      until !== undefined && until <= now.getTime() ? { ...segment, state: "uncertain" } : segment,
    ),
  };
}
