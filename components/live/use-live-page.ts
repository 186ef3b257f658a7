"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { subscribeLive } from "./live-bus";

/** How far down the list a reader may be and still see the top. */
const TOP_PX = 160;

/**
 * Keeps a list fresh. Changed rows change in place; a new order slides in only while the top is in view,
 * otherwise it is counted and waits to be shown.
 *
 * @param newest whether new orders belong on this page at all
 * @param idsOnPage the orders that the page shows now
 */
export function useLivePage(newest: boolean, idsOnPage: () => string[]): { count: number; show: () => void } {
  const router = useRouter();
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef(idsOnPage);
  latest.current = idsOnPage;
  useEffect(
    () =>
      subscribeLive((ids) => {
        const shown = new Set(latest.current());
        const unknown = ids === "all" ? [] : ids.filter((id) => !shown.has(id));
        if (newest && unknown.length > 0 && window.scrollY > TOP_PX) {
          setWaiting((before) => new Set([...before, ...unknown]));
          return "handled";
        }
        return "refresh";
      }),
    [newest],
  );
  return {
    count: waiting.size,
    show: () => {
      setWaiting(new Set());
      window.scrollTo({ top: 0 });
      router.refresh();
    },
  };
}
