const PAUSE_MS = 300;

/**
 * Calls `done` repeatedly until it returns true or the time is over.
 *
 * @returns whether `done` returned true in time
 */
export async function pollUntil(timeoutMs: number, done: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (!(await done())) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return true;
}
