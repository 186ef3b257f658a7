/** A task that runs when kicked, and at least at a fixed interval, but never twice at the same time. */
export type Pulse = { kick(): void; stop(): Promise<void>; isBusy(): boolean };

/**
 * Starts a pulse.
 *
 * @param beat the task; returns true if it must run again at once
 * @param floorMs the interval, which is also the pause after an error
 * @param onError receives the error of a beat that threw
 */
export function createPulse(
  beat: () => Promise<boolean>,
  floorMs: number,
  onError: (error: unknown) => void,
): Pulse {
  let again = false;
  let stopped = false;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const run = async () => {
    clearTimeout(timer);
    do {
      again = false;
      try {
        again = (await beat()) || again;
      } catch (error) {
        again = false;
        onError(error);
      }
    } while (again && !stopped);
    running = null;
    if (!stopped) timer = setTimeout(kick, floorMs);
  };
  const kick = () => {
    if (stopped) return;
    if (running) again = true;
    else running = run();
  };
  kick();
  return {
    kick,
    isBusy: () => running !== null,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
