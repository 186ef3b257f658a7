import { Instant } from "@/components/format/instant";
import { BACKLOG_COUNTED, type Lane, laneLabels } from "@/lib/domain/intake/lane";

type LaneBacklog = { storeName: string; timeZone: string; lane: Lane; count: number; oldestAt: Date };

/** The deliveries that are not processed yet: how many there are in each lane of a store, and since when. */
export function Backlog({ lanes }: { lanes: readonly LaneBacklog[] }) {
  const total = lanes.reduce((sum, { count }) => sum + Math.min(count, BACKLOG_COUNTED), 0);
  const more = lanes.some(({ count }) => count > BACKLOG_COUNTED);
  return (
    <section aria-label="Backlog" className="border-t px-4 py-3 text-[13px] md:px-6">
      <p>
        <span className="font-medium tabular-nums">{numberOf(total, more)}</span> not processed yet
      </p>
      {lanes.length > 0 && (
        <ul className="mt-1 text-muted">
          {lanes.map(({ storeName, timeZone, lane, count, oldestAt }) => (
            <li key={`${storeName} ${lane}`}>
              <span translate="no">{storeName}</span>, {laneLabels[lane].toLowerCase()}:{" "}
              <span className="tabular-nums">
                {numberOf(Math.min(count, BACKLOG_COUNTED), count > BACKLOG_COUNTED)}
              </span>
              , the oldest since <Instant at={oldestAt.toISOString()} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const numberOf = (count: number, more: boolean): string => `${count.toLocaleString("en")}${more ? "+" : ""}`;
