import type { OrderRowView } from "./order-row-view";

/** Loads the current rows of some orders. Rows that cannot be loaded are left out; the next change tries again. */
export async function loadRows(ids: string[]): Promise<OrderRowView[]> {
  try {
    const answer = await fetch(`/api/orders/rows?ids=${ids.join(",")}`);
    return answer.ok ? ((await answer.json()) as { rows: OrderRowView[] }).rows : [];
  } catch {
    return [];
  }
}
