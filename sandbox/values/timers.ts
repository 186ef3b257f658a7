/** The clock and the timers of a sandbox. A simulation brings its own. */
export interface Timers {
  now(): Date;
  /**
   * Runs a function in a later turn of the event loop, after `ms` milliseconds.
   * @returns a function that cancels the timer
   */
  later(ms: number, run: () => void): () => void;
}
