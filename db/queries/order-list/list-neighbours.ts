import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/db/scope";
import type { OrderPlace, OrderSelection } from "@/lib/domain/order-list/order-filter";
import { listKeys } from "./list-keys";
import type { ListSource } from "./list-source";

/** The orders beside one in a list; null at an end of it. */
type Neighbours = { previous: string | null; next: string | null };

/**
 * The orders before and after a place of the list, in one statement that is bounded as a page's is. The order at
 * the place need not be in the list any more, e.g. once it was pushed.
 */
export async function listNeighbours(
  tx: Tx,
  scope: Scope,
  source: ListSource,
  request: OrderSelection & { place: OrderPlace },
): Promise<Neighbours> {
  const { place, ...list } = request;
  const beside = (direction: "before" | "after") =>
    listKeys(scope, source, { ...list, beyond: { direction, place }, limit: 1 });
  const [row] = await tx.execute<Neighbours>(
    sql`select (${beside("before")}) as previous, (${beside("after")}) as next`,
  );
  return row ?? { previous: null, next: null };
}
