"use client";

/** Ids of orders that changed; "all" after a gap in which anything may have. */
export type LiveIds = string[] | "all";

type Listener = (ids: LiveIds) => "refresh" | "handled";

const listeners = new Set<Listener>();

/** Hears of changed orders before the page is refreshed; "handled" keeps it from being refreshed. */
export function subscribeLive(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Tells the page's listeners. @returns whether the page is to be refreshed */
export function publishLive(ids: LiveIds): boolean {
  const answers = [...listeners].map((listener) => listener(ids));
  return answers.length === 0 || answers.includes("refresh");
}
