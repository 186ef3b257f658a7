import { describeError } from "@/scripts/supervisor/start-error";

type Stop = () => Promise<void> | void;

/** What is to be stopped, in the order in which it was started; it is stopped in the opposite order. */
export class Shutdown {
  readonly #stops: Stop[] = [];
  #running: Promise<void> | undefined;
  #askedAt = 0;

  /** Stops all when a signal comes. A second signal, a second later, ends this process at once. */
  constructor() {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        // The terminal and npm may both send the signal of one Ctrl-C.
        if (this.#running && Date.now() - this.#askedAt > 1_000) process.exit(1);
        void this.run("Stopping …", 0);
      });
    }
  }

  add(stop: Stop): void {
    this.#stops.push(stop);
    // Something came up while all was being stopped.
    if (this.#running) void stop();
  }

  get begun(): boolean {
    return this.#running !== undefined;
  }

  /** Says why, stops everything in order, and ends this process. */
  run(message: string, exitCode: number): Promise<void> {
    this.#running ??= this.#stopAll(message, exitCode);
    return this.#running;
  }

  async #stopAll(message: string, exitCode: number): Promise<void> {
    this.#askedAt = Date.now();
    if (exitCode === 0) console.log(message);
    else console.error(message);
    for (const stop of this.#stops.reverse()) {
      try {
        await stop();
      } catch (error) {
        console.error(describeError(error));
      }
    }
    process.exit(exitCode);
  }
}
