"use client";

import type { SegmentState } from "@/lib/domain/push/push-track";
import { PushTrack } from "./push-track";

const meanings: [SegmentState, string][] = [
  ["not_pushed", "Not pushed"],
  ["in_flight", "On its way"],
  ["pushed", "Pushed"],
  ["partly", "Pushed, more to push"],
  ["uncertain", "Uncertain: being looked up"],
  ["rejected", "Refused"],
  ["ended", "Recalled or ended"],
];

/** What the shapes of the push track mean. */
export function TrackLegend() {
  return (
    <ul className="grid gap-1.5">
      {meanings.map(([state, meaning]) => (
        <li key={state} className="flex items-center gap-3">
          <span className="inline-flex w-8 justify-end" aria-hidden="true">
            <PushTrack track={{ segments: [{ storeId: state, store: "", state, lines: 2 }], unsynced: 0 }} />
          </span>
          {meaning}
        </li>
      ))}
      <li className="flex items-center gap-3">
        <span className="inline-flex w-8 justify-end" aria-hidden="true">
          <PushTrack track={{ segments: [], unsynced: 1 }} />
        </span>
        Items that are not synced
      </li>
    </ul>
  );
}
