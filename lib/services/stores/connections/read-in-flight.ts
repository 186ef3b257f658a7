import { findConnection } from "@/db/queries/stores/find-connection";
import { findStore } from "@/db/queries/stores/find-store";
import { type Flight, type FlightStage, inFlight } from "@/db/queries/stores/in-flight";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import type { FlightSubject } from "./settle-in-flight";

/** The most sends that are counted, and the most that are named. */
const MOST = 1_000;
const NAMED = 20;

export type InFlight = {
  counts: Record<FlightStage, number>;
  /** Whether there are more than the counts say. */
  more: boolean;
  /** The newest of them. */
  flights: Flight[];
};

/** Reads the sends in flight of a store or connection; null when the scope does not see it. */
export async function readInFlight(ctx: Ctx, subject: FlightSubject): Promise<InFlight | null> {
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const find = subject.level === "store" ? findStore : findConnection;
    if (!(await find(tx, ctx.scope, subject.subjectId))) return null;
    const flights = await inFlight(tx, ctx.scope, { ...subject, created: true, limit: MOST + 1 });
    const counted = flights.slice(0, MOST);
    const count = (stage: FlightStage) => counted.filter((each) => each.stage === stage).length;
    return {
      counts: { planned: count("planned"), uncertain: count("uncertain"), created: count("created") },
      more: flights.length > MOST,
      flights: counted.slice(0, NAMED),
    };
  });
}
