const PAUSE_MS = 300;

/**
 * Asks again and again until the answer is yes or the time is over.
 *
 * @returns false when it is over
 */
export async function patiently(forMs: number, done: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + forMs;
  while (!(await done())) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return true;
}
