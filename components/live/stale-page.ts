"use client";

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let stale = false;

/** Marks the loaded page as older than the portal that runs now: none of its buttons is known there any more. */
export function markPageStale(): void {
  stale = true;
  for (const listener of listeners) listener();
}

/** Whether the portal was updated since this page was loaded, as far as anything has found out. */
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
