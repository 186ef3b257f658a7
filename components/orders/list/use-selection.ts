"use client";

import { useState } from "react";
import type { BulkTarget } from "@/components/orders/bulk/bulk-act";
import type { OrderRowView } from "./order-row-view";

export type Selection = ReturnType<typeof useSelection>;

/**
 * The selection: rows of this page, or all orders that the list matches. A row that leaves the page is no longer
 * selected, even if it comes back, so that no action applies to a row that the user did not see all the time.
 */
export function useSelection(
  rows: readonly OrderRowView[],
  list: { query: string; value: number; more: boolean },
) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  // The number of orders when the user chose all of them, which may change until they act.
  const [matching, setMatching] = useState<{ value: number; more: boolean } | null>(null);
  const shown = rows.filter((row) => selected.has(row.id));
  if (shown.length < selected.size) setSelected(new Set(shown.map((row) => row.id)));
  const whole = shown.length === rows.length && rows.length > 0;
  const choose = (ids: Iterable<string>) => {
    setMatching(null);
    setSelected(new Set(ids));
  };
  let target: BulkTarget | null = null;
  if (matching) target = { kind: "matching", query: list.query, count: matching.value, more: matching.more };
  else if (shown.length > 0) target = { kind: "rows", orderIds: shown.map((row) => row.id) };
  return {
    target,
    /** The selected rows of this page. */
    rows: shown,
    /** Whether all rows of this page are selected, none, or some. */
    share: matching !== null || whole ? true : shown.length > 0 ? ("indeterminate" as const) : false,
    has: (id: string) => matching !== null || selected.has(id),
    toggle: (id: string) => {
      const after = new Set(matching ? rows.map((row) => row.id) : selected);
      if (!after.delete(id)) after.add(id);
      choose(after);
    },
    togglePage: () => choose(matching || whole ? [] : rows.map((row) => row.id)),
    selectMatching: () => setMatching({ value: list.value, more: list.more }),
    clear: () => choose([]),
  };
}

/** The suppliers of some rows, each with the number of rows that have items for it. */
export function suppliersOf(rows: readonly OrderRowView[]): { id: string; name: string; orders: number }[] {
  const found = new Map<string, { id: string; name: string; orders: number }>();
  for (const { storeId, store } of rows.flatMap((row) => row.track.segments)) {
    const known = found.get(storeId) ?? { id: storeId, name: store, orders: 0 };
    found.set(storeId, { ...known, orders: known.orders + 1 });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}
