import { type TrackView, trackView } from "@/components/orders/shared/track-view";
import { explainCause } from "@/lib/domain/push/leg-cause";
import { readTrack } from "@/lib/domain/push/stored-track";
import type { OrdersProgress } from "@/lib/services/orders/read-progress";

/** An order in the result of a bulk act, as it stands now: its track, and per problem the reason and the remedy. */
export type BulkLine = { id: string; name: string; track: TrackView; problems: string[] };

/** Draws up the lines of a bulk act's result. */
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
