import { type TrackView, trackView } from "@/components/orders/shared/track-view";
import { explainCause } from "@/lib/domain/push/leg-cause";
import { readTrack } from "@/lib/domain/push/stored-track";
import type { OrdersProgress } from "@/lib/services/orders/read-progress";

/** The current state of an order in the result of a bulk action: its track, and its problems with their remedies. */
export type BulkLine = { id: string; name: string; track: TrackView; problems: string[] };

/** Makes the lines of a bulk action's result. */
export function bulkLines(progress: OrdersProgress, now: Date): BulkLine[] {
  const nameOf = (id: string) => progress.stores.get(id)?.name ?? "a source store";
  return progress.orders.map(({ id, name, track, problems }) => ({
    id,
    name,
    track: trackView(readTrack(track, now), nameOf),
    problems: problems.map(({ sourceStoreId, code, data }) => {
      const { message, remedy } = explainCause(code, data);
      return [`${nameOf(sourceStoreId)}: ${message}`, remedy].filter(Boolean).join(" ");
    }),
  }));
}
