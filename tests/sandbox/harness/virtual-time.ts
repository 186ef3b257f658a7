/** A clock that moves only when a test moves it, and its timers. */
export function virtualTime(start = Date.parse("2026-11-23T08:00:00Z")) {
  let time = start;
  let waiting: { at: number; run: () => void }[] = [];
  return {
    now: () => new Date(time),
    later(ms: number, run: () => void) {
      if (ms <= 0) {
        const soon = setImmediate(run);
        return () => clearImmediate(soon);
      }
      const entry = { at: time + ms, run };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    /** Moves the clock forward and runs the due timers, each at its own time. */
    pass(ms: number) {
      const end = time + ms;
      for (;;) {
        const next = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        waiting = waiting.filter((entry) => entry !== next);
        time = next.at;
        next.run();
      }
      time = end;
    },
  };
}
