import Link from "next/link";
import { Instant } from "@/components/format/instant";
import { type StopControls, StopState } from "@/components/stores/stops/stop-section";
import { Badge } from "@/components/ui/badge";
import {
  type ConnectionState,
  connectionMoves,
  connectionStates,
  movesOf,
} from "@/lib/domain/stores/connection-state";
import type { EmergencyStop } from "@/lib/domain/stores/emergency-stop";
import type { ConnectionControls } from "./connection-controls";
import { ConnectionMoves } from "./connection-moves";

/** A connection as one of its stores shows it, with the other store. */
type ShownConnection = {
  id: string;
  state: ConnectionState;
  stateAt: Date | null;
  stateBy: string | null;
  stateReason: string | null;
  storeId: string;
  storeName: string;
  shopDomain: string;
};

type ConnectionListProps = {
  /** The role in which the page's store has these connections. */
  as: "destination" | "source";
  connections: readonly ShownConnection[];
  stops: readonly EmergencyStop[];
  timeZone: string;
  stopping: StopControls;
  changing: ConnectionControls;
  /** Whether the user sees the other stores, so that the names link to their pages. */
  seesOthers: boolean;
};

const titles = { destination: "Suppliers", source: "Supplies" };

/** The connections of a store in one of its roles, each with its state and what can be done. */
export function ConnectionList({ as, connections, ...rest }: ConnectionListProps) {
  if (connections.length === 0) return null;
  return (
    <section aria-labelledby={`${as}-connections`}>
      <h2 id={`${as}-connections`} className="mb-2 font-semibold">
        {titles[as]}
      </h2>
      <ul className="divide-y rounded border bg-raised">
        {connections.map((connection) => (
          <ConnectionItem key={connection.id} {...{ as, connection }} {...rest} />
        ))}
      </ul>
    </section>
  );
}

function ConnectionItem({
  as,
  connection,
  stops,
  timeZone,
  stopping,
  changing,
  seesOthers,
}: Omit<ConnectionListProps, "connections"> & { connection: ShownConnection }) {
  const { label, sentence, tone } = connectionStates[connection.state];
  const stop = stops.find(({ subjectId }) => subjectId === connection.id);
  const moves = movesOf(connection.state).filter(
    (move) => as === "source" || !connectionMoves[move].bySource,
  );
  return (
    <li className="grid gap-2 px-4 py-2.5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">
          <span className="mr-2 font-medium" translate="no">
            {seesOthers ? (
              <Link href={`/stores/${connection.storeId}`} className="hover:underline">
                {connection.storeName}
              </Link>
            ) : (
              connection.storeName
            )}
          </span>
          <Badge tone={tone} pip={connection.state === "active" ? "full" : "empty"}>
            {label}
          </Badge>
          <span className="block text-[12.5px] text-muted" translate="no">
            {connection.shopDomain}
          </span>
        </div>
        <div className="flex flex-wrap gap-2">
          {changing.mayChange && <ConnectionMoves {...{ connection, moves }} {...changing} />}
          {!stop && connection.state === "active" && (
            <StopState
              level="connection"
              subjectId={connection.id}
              stop={undefined}
              timeZone={timeZone}
              controls={stopping}
            />
          )}
        </div>
      </div>
      {connection.state !== "active" && (
        <p className="text-[12.5px] text-muted">
          <span>{sentence}</span>
          {connection.stateBy && connection.stateAt && (
            <>
              <span> Since </span>
              <Instant at={connection.stateAt.toISOString()} timeZone={timeZone} />
              <span>, by </span>
              <bdi translate="no">{connection.stateBy}</bdi>
              {connection.stateReason ? (
                <bdi translate="no">{`: ${connection.stateReason}`}</bdi>
              ) : (
                <span>.</span>
              )}
            </>
          )}
        </p>
      )}
      {stop && (
        <StopState
          level="connection"
          subjectId={connection.id}
          stop={stop}
          timeZone={timeZone}
          controls={stopping}
        />
      )}
    </li>
  );
}
