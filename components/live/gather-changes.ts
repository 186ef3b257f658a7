import type { LiveIds } from "./live-bus";

const QUIET_MS = 150;
/** The shortest time between two refreshes. */
const AT_MOST_EVERY_MS = 1_000;

/** Collects changed ids for a moment, and passes them on together. They are kept while the stream is closed. */
export function gatherChanges({
  isOpen,
  onChanges,
}: {
  isOpen: () => boolean;
  onChanges: (ids: LiveIds) => void;
}): { note(ids: LiveIds): void; stop(): void } {
  let waiting: Set<string> | "all" = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastPassedOn = 0;

  const passOn = () => {
    timer = undefined;
    // The page cannot be refreshed now; the next "ready" refreshes everything.
    if (!isOpen()) return;
    const ids: LiveIds = waiting === "all" ? "all" : [...waiting];
    waiting = new Set();
    lastPassedOn = Date.now();
    onChanges(ids);
  };
  return {
    note: (ids) => {
      if (ids === "all" || waiting === "all") waiting = "all";
      else for (const id of ids) waiting.add(id);
      const wait = Math.max(QUIET_MS, lastPassedOn + AT_MOST_EVERY_MS - Date.now());
      timer ??= setTimeout(passOn, wait);
    },
    stop: () => clearTimeout(timer),
  };
}
