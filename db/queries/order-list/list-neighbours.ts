import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/db/scope";
import type { OrderPlace, OrderSelection } from "@/lib/domain/order-list/order-filter";
import { listKeys } from "./list-keys";
import type { ListSource } from "./list-source";

/** The ids of the orders before and after a place; null at an end of the list. */
type Neighbours = { previous: string | null; next: string | null };

/**
 * Finds the orders before and after a place of a list, in one statement with the same bounds as a page. The order at the
 * place need not be in the list any more, for example because it was pushed.
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
