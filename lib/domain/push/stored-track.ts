import type { OrderFacts } from "@/lib/domain/orders/facts";
import { type PushTrack, pushTrack, type Segment } from "./push-track";

/** A push track as it is kept with the order. `until`: milliseconds since 1970 from when it is uncertain. */
export type StoredTrack = { segments: (Segment & { until?: number })[]; unsynced: number };

/**
 * The push track to keep. A claim turns uncertain when its lease ends, without anything being written, so the
 * end of the earliest lease is kept beside the segment.
 */
export function storeTrack(facts: OrderFacts, at: Date): StoredTrack {
  const { segments, unsynced } = pushTrack(facts, at);
  return {
    unsynced,
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

/** The push track that was kept, as it stands now. */
export function readTrack(stored: StoredTrack, now: Date): PushTrack {
  return {
    unsynced: stored.unsynced,
    segments: stored.segments.map(({ until, ...segment }) =>
      until !== undefined && until <= now.getTime() ? { ...segment, state: "uncertain" } : segment,
    ),
  };
}
