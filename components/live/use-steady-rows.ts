"use client";

import { useEffect, useRef, useState } from "react";
import { subscribeLive } from "./live-bus";

/** The scroll position up to which the top of the list is in view. */
const TOP_PX = 160;
/** The most rows that are read in one call. */
const MOST_LOADED = 100;

type Row = { id: string };

type SteadyRows<R extends Row> = {
  rows: readonly R[];
  /** Rows that were added at the top since the page was opened. */
  arrived: ReadonlySet<string>;
  /** The number of new orders that are not shown yet. */
  waiting: number;
  show(): void;
};

type Kept<R> = { page: string; given: readonly R[]; rows: readonly R[]; arrived: ReadonlySet<string> };

/**
 * Keeps the rows of a list in place. While the top of the list is in view, it shows the server's rows. When the user has
 * scrolled down, rows change in place, none is added or removed, and new orders above them are counted.
 *
 * @param given the current rows of the server
 * @param page the address of the list's page; a new address shows the server's rows
 * @param newest whether new orders belong at the top of this page
 * @param load reads rows that are still shown but no longer given
 */
export function useSteadyRows<R extends Row>(
  given: readonly R[],
  { page, newest, load }: { page: string; newest: boolean; load: (ids: string[]) => Promise<R[]> },
): SteadyRows<R> {
  const [kept, setKept] = useState<Kept<R>>({ page, given, rows: given, arrived: new Set() });
  let current = kept;
  if (kept.page !== page) {
    current = { page, given, rows: given, arrived: new Set() };
    setKept(current);
  } else if (kept.given !== given) {
    const steady = window.scrollY > TOP_PX;
    const shown = new Set(kept.rows.map((row) => row.id));
    const news = newest && !steady ? above(given, shown).map((row) => row.id) : [];
    current = {
      page,
      given,
      rows: steady ? inPlace(kept.rows, given) : given,
      arrived: new Set([...kept.arrived, ...news]),
    };
    setKept(current);
  }
  const latest = useRef({ current, load });
  latest.current = { current, load };
  useEffect(
    () =>
      subscribeLive((changed) => {
        const { current: now, load: read } = latest.current;
        const here = new Set(now.given.map((row) => row.id));
        const gone = now.rows.filter(
          (row) => !here.has(row.id) && (changed === "all" || changed.includes(row.id)),
        );
        if (gone.length > 0) {
          void read(gone.slice(0, MOST_LOADED).map((row) => row.id)).then((fresh) =>
            setKept((before) => ({ ...before, rows: inPlace(before.rows, fresh) })),
          );
        }
        return "refresh";
      }),
    [],
  );
  const shown = new Set(current.rows.map((row) => row.id));
  const waiting = newest ? above(given, shown) : [];
  return {
    rows: current.rows,
    arrived: current.arrived,
    waiting: waiting.length,
    show: () => {
      const arrived = new Set([...current.arrived, ...waiting.map((row) => row.id)]);
      setKept({ page, given, rows: given, arrived });
      window.scrollTo({ top: 0 });
    },
  };
}

/** The rows in their order, each replaced by its fresh version if there is one. */
export function inPlace<R extends Row>(rows: readonly R[], fresh: readonly R[]): R[] {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  return rows.map((row) => byId.get(row.id) ?? row);
}

/** The rows at the top that are not shown yet. */
export function above<R extends Row>(given: readonly R[], shown: ReadonlySet<string>): R[] {
  const end = given.findIndex((row) => shown.has(row.id));
  return given.slice(0, end === -1 ? given.length : end);
}
