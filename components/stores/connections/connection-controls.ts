import type { ConnectionMove, InFlightChoice } from "@/lib/domain/stores/connection-state";
import type { InFlight } from "@/lib/services/stores/connections/read-in-flight";
import type { ActionResult } from "@/lib/web/define-action";
import type { MoveAnswer } from "./move-dialog";

/** What the acting user may do with connections, and the actions for it. */
export type ConnectionControls = {
  mayChange: boolean;
  change: (input: {
    connectionId: string;
    move: ConnectionMove;
    inFlight?: InFlightChoice | undefined;
    reason?: string | undefined;
  }) => Promise<ActionResult<MoveAnswer>>;
  load: (input: {
    level: "store" | "connection";
    subjectId: string;
  }) => Promise<ActionResult<InFlight | null>>;
};
