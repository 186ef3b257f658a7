"use client";

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let stale = false;

/** Marks the loaded page as older than the portal. The portal no longer knows the actions of its buttons. */
export function markPageStale(): void {
  stale = true;
  for (const listener of listeners) listener();
}

/** Whether this page is known to be older than the portal. */
export function usePageStale(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => stale,
    () => false,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
