import { Instant } from "@/components/format/instant";
import { type Lane, laneLabels } from "@/lib/domain/intake/lane";

type LaneBacklog = { storeName: string; timeZone: string; lane: Lane; count: number; oldestAt: Date };

/** The deliveries that are not processed yet: how many there are in each lane of a store, and since when. */
export function Backlog({ lanes }: { lanes: readonly LaneBacklog[] }) {
  const total = lanes.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-label="Backlog" className="border-t px-4 py-3 text-[13px] md:px-6">
      <p>
        <span className="font-medium tabular-nums">{total.toLocaleString("en")}</span> not processed yet
      </p>
      {lanes.length > 0 && (
        <ul className="mt-1 text-muted">
          {lanes.map(({ storeName, timeZone, lane, count, oldestAt }) => (
            <li key={`${storeName} ${lane}`}>
              <span translate="no">{storeName}</span>, {laneLabels[lane].toLowerCase()}:{" "}
              <span className="tabular-nums">{count.toLocaleString("en")}</span>, the oldest since{" "}
              <Instant at={oldestAt.toISOString()} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
