"use client";

import type { InFlightChoice } from "@/lib/domain/stores/connection-state";
import { type StoreMove, type StoreState, storeMoves, storeStates } from "@/lib/domain/stores/store-state";
import { codesOf } from "@/lib/domain/values/code-table";
import type { ActionResult } from "@/lib/web/define-action";
import type { ConnectionControls } from "./connection-controls";
import { type MoveAnswer, MoveDialog } from "./move-dialog";

type ChangeStore = (input: {
  storeId: string;
  move: StoreMove;
  inFlight?: InFlightChoice | undefined;
  reason?: string | undefined;
}) => Promise<ActionResult<MoveAnswer>>;

/** The buttons that pause, resume and disconnect a store. */
export function StoreMoves({
  store,
  change,
  load,
}: {
  store: { id: string; name: string; state: StoreState };
  change: ChangeStore;
  load: ConnectionControls["load"];
}) {
  const { moves } = storeStates[store.state];
  return codesOf(storeMoves)
    .filter((move) => moves[move] !== undefined)
    .map((move) => {
      const { button, about, done, asksInFlight } = storeMoves[move];
      return (
        <MoveDialog
          key={move}
          {...{ button, about, done }}
          inFlight={asksInFlight ? "asked" : "kept"}
          name={store.name}
          load={() => load({ level: "store", subjectId: store.id })}
          send={(more) => change({ storeId: store.id, move, ...more })}
        />
      );
    });
}
