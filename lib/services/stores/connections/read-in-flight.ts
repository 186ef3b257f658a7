import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { findConnection } from "@/db/queries/stores/find-connection";
import { findStore } from "@/db/queries/stores/find-store";
import { type Flight, type FlightStage, inFlight } from "@/db/queries/stores/in-flight";
import { order } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import type { FlightSubject } from "./settle-in-flight";

/** The most sends that are counted without and with a source order each, and the most that are named. */
const MOST = 500;
const NAMED = 20;

export type InFlight = {
  counts: Record<FlightStage, number>;
  /** Whether there are more than the counts say. */
  more: boolean;
  /** The newest of them, with the numbers of their orders. */
  flights: (Flight & { orderName: string })[];
};

/** Reads the sends in flight of a store or connection; null when the scope does not see it. */
export async function readInFlight(ctx: Ctx, subject: FlightSubject): Promise<InFlight | null> {
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const find = subject.level === "store" ? findStore : findConnection;
    if (!(await find(tx, ctx.scope, subject.subjectId))) return null;
    const flights = await inFlight(tx, ctx.scope, { ...subject, created: true, limit: MOST + 1 });
    const found = (stage: FlightStage) => flights.filter((each) => each.stage === stage).length;
    const shown = (stage: FlightStage) => Math.min(MOST, found(stage));
    return {
      counts: { planned: shown("planned"), uncertain: shown("uncertain"), created: shown("created") },
      more: found("created") > MOST || found("planned") + found("uncertain") > MOST,
      flights: await named(tx, ctx, flights.slice(0, NAMED)),
    };
  });
}

async function named(tx: Tx, { scope }: Ctx, flights: readonly Flight[]): Promise<InFlight["flights"]> {
  const orderIds = flights.map(({ orderId }) => orderId);
  const rows = await tx
    .select({ id: order.id, name: order.name })
    .from(order)
    .where(and(eq(order.organizationId, scope.organizationId), inArray(order.id, orderIds)));
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return flights.map((flight) => ({ ...flight, orderName: names.get(flight.orderId) ?? "" }));
}
