import { cn } from "@/components/ui/class-names";
import type { SegmentState } from "@/lib/domain/push/push-track";
import { type TrackView, trackSentence } from "./track-view";

const looks: Record<SegmentState, string> = {
  not_pushed: "border-edge",
  in_flight: "border-blue bg-[linear-gradient(90deg,var(--blue)_50%,transparent_50%)]",
  pushed: "border-green bg-green",
  partly: "border-green bg-[linear-gradient(90deg,var(--green)_66%,transparent_66%)]",
  uncertain: "border-violet hatched",
  rejected: "border-red",
  ended: "border-edge",
};

/**
 * Draws an order's push track: one segment per source store in rank order, whose width shows the number of lines.
 * Hollow: not pushed. Half: in flight. Solid: pushed. Hatched: uncertain. Notched: refused. Struck: recalled or
 * ended. A dotted stub shows unsynced items.
 */
export function PushTrack({ track, size = "small" }: { track: TrackView; size?: "small" | "large" }) {
  const sentence = trackSentence(track);
  const unit = size === "small" ? 9 : 16;
  return (
    <span role="img" aria-label={sentence} data-tip="" className="inline-flex items-center gap-[3px]">
      {track.segments.map((segment) => (
        <span
          key={segment.storeId}
          data-state={segment.state}
          className={cn(
            "relative inline-block rounded-[2px] border-[1.5px]",
            size === "small" ? "h-2.5" : "h-3.5",
            looks[segment.state],
          )}
          style={{ width: unit + Math.min(segment.lines, 6) * (size === "small" ? 5 : 10) }}
        >
          {segment.state === "rejected" && (
            <span className="absolute -top-[3px] left-1/2 h-[calc(100%+6px)] w-[3px] -translate-x-1/2 rotate-20 bg-red" />
          )}
          {segment.state === "ended" && (
            <span className="absolute top-1/2 -right-1 -left-1 h-[1.5px] -translate-y-1/2 bg-edge" />
          )}
        </span>
      ))}
      {track.unsynced > 0 && (
        <span
          className={cn(
            "inline-block border-b-2 border-dotted border-edge",
            size === "small" ? "w-3" : "w-5",
          )}
        />
      )}
    </span>
  );
}
