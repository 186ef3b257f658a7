import { type PushTrack, type SegmentState, segmentStates } from "@/lib/domain/push/push-track";
import { codesOf } from "@/lib/domain/values/code-table";
import { counted } from "@/lib/domain/values/counted";

/** A push track with the names of its source stores, as the browser draws it. */
export type TrackView = {
  segments: { storeId: string; store: string; state: SegmentState; lines: number }[];
  unsynced: number;
  returned: number;
};

/** Adds the names of the source stores to a push track. */
export function trackView(track: PushTrack, nameOf: (storeId: string) => string): TrackView {
  return {
    segments: track.segments.map(({ sourceStoreId, ...segment }) => ({
      ...segment,
      storeId: sourceStoreId,
      store: nameOf(sourceStoreId),
    })),
    unsynced: track.unsynced,
    returned: track.returned,
  };
}

/** How many items suppliers gave back that are not placed again. */
export function returnedText(items: number): string {
  return `${counted(items, "item")} given back by ${items === 1 ? "its supplier" : "suppliers"}`;
}

/** The push track as a sentence: "Pushed to Nordwolle; not pushed to Maison Lin; 1 item not synced". */
export function trackSentence(track: TrackView): string {
  const parts = codesOf(segmentStates).flatMap((state) => {
    const stores = track.segments.filter((segment) => segment.state === state).map(({ store }) => store);
    return stores.length > 0 ? [`${segmentStates[state].verb} ${stores.join(" and ")}`] : [];
  });
  if (track.returned > 0) parts.push(returnedText(track.returned));
  if (track.unsynced > 0) parts.push(`${counted(track.unsynced, "item")} not synced`);
  const text = parts.map((part, n) => (n === 0 ? part : part.charAt(0).toLowerCase() + part.slice(1)));
  return text.join("; ") || "No items";
}

/** The suppliers that still have a cancelled order, as a sentence without a full stop. */
export function cancelledSentence(track: TrackView): string {
  const of = (...states: SegmentState[]) =>
    track.segments.filter((segment) => states.includes(segment.state)).map(({ store }) => store);
  const standing = of("pushed", "partly", "in_flight");
  const unknown = of("uncertain");
  if (standing.length > 0) return `Cancelled here; not cancelled at ${standing.join(" and ")}`;
  if (unknown.length > 0) return `Cancelled here; uncertain at ${unknown.join(" and ")}`;
  if (of("ended").length > 0) return "Cancelled here and at the suppliers";
  return "Cancelled; no supplier received the order";
}
