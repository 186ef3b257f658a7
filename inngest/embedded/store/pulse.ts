/** Something that runs when kicked, and at least every so often; never twice at a time. */
type Pulse = { kick(): void; stop(): Promise<void>; isBusy(): boolean };

/**
 * @param beat returns true when there is more to do at once
 * @param onError is told of a beat that threw; the next one comes after `floorMs`
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
