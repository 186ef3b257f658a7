import { Instant } from "@/components/format/instant";
import { cn } from "@/components/ui/class-names";
import type { TimelineEntry } from "./timeline-view";

/** The order's timeline, newest first. */
export function Timeline({ entries, timeZone }: { entries: TimelineEntry[]; timeZone: string }) {
  return (
    <section aria-label="Timeline">
      <h2 className="mb-2 font-semibold">Timeline</h2>
      <ol className="ml-1 border-l">
        {entries.map((entry) => (
          <li key={entry.id} className="relative py-1.5 pl-5">
            <span
              aria-hidden="true"
              className={cn(
                "absolute top-[13px] -left-[4.5px] size-2 rounded-full border-2 border-paper",
                entry.bad ? "bg-red" : "bg-edge",
              )}
            />
            <p className="flex flex-wrap gap-x-3">
              <span className="min-w-0 flex-1 basis-64 break-words">{entry.text}</span>
              <Instant at={entry.at} timeZone={timeZone} className="text-[12.5px] text-muted" />
            </p>
            {entry.note && (
              <p translate="no" className="text-[12.5px] break-words text-muted">
                {entry.note}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
