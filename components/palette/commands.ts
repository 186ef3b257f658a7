import { useEffect, useSyncExternalStore } from "react";

/** An action of the current page, offered by the palette. */
export type Command = { id: string; label: string; run(): void };

let offered: readonly Command[] = [];
const listeners = new Set<() => void>();

function offer(commands: readonly Command[]): void {
  offered = commands;
  for (const listener of listeners) listener();
}

const none: readonly Command[] = [];
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Offers commands in the palette while the page is shown. Pass the same array until the commands change. */
export function useOfferCommands(commands: readonly Command[]): void {
  useEffect(() => {
    offer(commands);
    return () => offer(none);
  }, [commands]);
}

/** The commands of the current page. */
export function useOfferedCommands(): readonly Command[] {
  return useSyncExternalStore(
    subscribe,
    () => offered,
    () => none,
  );
}
