"use client";

import { type ConnectionMove, connectionMoves } from "@/lib/domain/stores/connection-state";
import type { ConnectionControls } from "./connection-controls";
import { MoveDialog } from "./move-dialog";

/** The buttons for what can be done with a connection. */
export function ConnectionMoves({
  connection,
  moves,
  change,
  load,
}: Pick<ConnectionControls, "change" | "load"> & {
  connection: { id: string; storeName: string };
  moves: readonly ConnectionMove[];
}) {
  return moves.map((move) => {
    const { button, about, done, inFlight } = connectionMoves[move];
    return (
      <MoveDialog
        key={move}
        {...{ button, about, done, inFlight }}
        name={connection.storeName}
        load={() => load({ level: "connection", subjectId: connection.id })}
        send={(more) => change({ connectionId: connection.id, move, ...more })}
      />
    );
  });
}
