import { type FilterParams, listQuery } from "@/lib/order-list/list-params";

/**
 * The address of an order's page. It includes the list from which the order was opened, for the links back and to
 * neighbours.
 */
export function orderHref(orderId: string, list: FilterParams): string {
  const query = listQuery(list);
  return query ? `/orders/${orderId}?${new URLSearchParams({ list: query })}` : `/orders/${orderId}`;
}
