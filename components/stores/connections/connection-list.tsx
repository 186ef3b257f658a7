import Link from "next/link";
import { type StopControls, StopState } from "@/components/stores/stops/stop-section";
import type { EmergencyStop } from "@/lib/domain/stores/emergency-stop";

/** A connection as one of its stores shows it, with the other store. */
type ShownConnection = {
  id: string;
  storeId: string;
  storeName: string;
  shopDomain: string;
};

/** The connections of a store in one of its roles. */
export function ConnectionList({
  id,
  title,
  connections,
  stops,
  timeZone,
  controls,
}: {
  id: string;
  title: string;
  connections: readonly ShownConnection[];
  stops: readonly EmergencyStop[];
  timeZone: string;
  controls: StopControls;
}) {
  if (connections.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 font-semibold">
        {title}
      </h2>
      <ul className="divide-y rounded border bg-raised">
        {connections.map((connection) => (
          <li key={connection.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
            <div className="min-w-0 flex-1">
              <Link
                href={`/stores/${connection.storeId}`}
                className="font-medium hover:underline"
                translate="no"
              >
                {connection.storeName}
              </Link>
              <span className="block text-[12.5px] text-muted" translate="no">
                {connection.shopDomain}
              </span>
            </div>
            <StopState
              level="connection"
              subjectId={connection.id}
              stop={stops.find(({ subjectId }) => subjectId === connection.id)}
              timeZone={timeZone}
              controls={controls}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
