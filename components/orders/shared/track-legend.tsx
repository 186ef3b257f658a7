"use client";

import { segmentStates } from "@/lib/domain/push/push-track";
import { codesOf } from "@/lib/domain/values/code-table";
import { PushTrack } from "./push-track";

/** The legend of the push track. */
export function TrackLegend() {
  return (
    <ul className="grid gap-1.5">
      {codesOf(segmentStates).map((state) => (
        <li key={state} className="flex items-center gap-3">
          <span className="inline-flex w-8 justify-end" aria-hidden="true">
            <PushTrack
              track={{ segments: [{ storeId: state, store: "", state, lines: 2 }], unsynced: 0, returned: 0 }}
            />
          </span>
          {segmentStates[state].meaning}
        </li>
      ))}
      <li className="flex items-center gap-3">
        <span className="inline-flex w-8 justify-end" aria-hidden="true">
          <PushTrack track={{ segments: [], unsynced: 1, returned: 0 }} />
        </span>
        Items that are not synced
      </li>
    </ul>
  );
}
