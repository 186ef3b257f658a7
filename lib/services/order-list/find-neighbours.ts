import type { Tx } from "@/db/client";
import { listNeighbours } from "@/db/queries/order-list/list-neighbours";
import { placeOf } from "@/db/queries/order-list/list-orders";
import { listSource } from "@/db/queries/order-list/list-source";
import type { Scope } from "@/db/scope";
import type { FilterParams } from "@/lib/order-list/list-params";
import { selectOrders } from "./select-orders";

/** The ids of the orders before and after an order in a list; null at an end of the list. */
export type Neighbours = { previous: string | null; next: string | null };

/**
 * Finds the neighbours of an order in a list, even if the order itself is no longer in the list.
 *
 * Proved by `tests/e2e/detail.test.ts`.
 */
export async function findNeighbours(
  tx: Tx,
  scope: Scope,
  input: {
    list: FilterParams;
    now: Date;
    order: { id: string; createdAt: Date; paidMilli: number };
  },
): Promise<Neighbours> {
  const selection = await selectOrders(tx, scope, input.list, input.now);
  const source = await listSource(tx, scope, selection.filter, selection.sort);
  const place = placeOf(input.order, selection.sort);
  return listNeighbours(tx, scope, source, { ...selection, place });
}
