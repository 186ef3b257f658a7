"use client";

/** The ids of orders that changed; "all" after a gap in which any order may have changed. */
export type LiveIds = string[] | "all";

type Listener = (ids: LiveIds) => "refresh" | "handled";

const listeners = new Set<Listener>();

/** Calls `listener` with changed orders before the page is refreshed. Returning "handled" prevents the refresh. */
export function subscribeLive(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Calls the listeners. Returns whether the page must be refreshed. */
export function publishLive(ids: LiveIds): boolean {
  const answers = [...listeners].map((listener) => listener(ids));
  return answers.length === 0 || answers.includes("refresh");
}
