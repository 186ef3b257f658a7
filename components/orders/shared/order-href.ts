import { type FilterParams, listQuery } from "@/lib/order-list/list-params";

/** The address of an order's page; it carries the list that it was opened from, for the way back and onwards. */
export function orderHref(orderId: string, list: FilterParams): string {
  const query = listQuery(list);
  return query ? `/orders/${orderId}?${new URLSearchParams({ list: query })}` : `/orders/${orderId}`;
}
