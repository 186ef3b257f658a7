import { describeError } from "@/scripts/supervisor/start-error";

type Stop = () => Promise<void> | void;

/** Stops everything that was started, in reverse order. */
export class Shutdown {
  readonly #stops: Stop[] = [];
  #running: Promise<void> | undefined;
  #startedAt = 0;

  /** Starts the shutdown at the first signal. A later signal, at least one second after it, exits at once. */
  constructor() {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        // For one Ctrl-C, both the terminal and npm may send the signal.
        if (this.#running && Date.now() - this.#startedAt > 1_000) process.exit(1);
        void this.run("Stopping …", 0);
      });
    }
  }

  add(stop: Stop): void {
    this.#stops.push(stop);
    // It was started during the shutdown.
    if (this.#running) void stop();
  }

  get begun(): boolean {
    return this.#running !== undefined;
  }

  /** Prints the message, stops everything, and exits. */
  run(message: string, exitCode: number): Promise<void> {
    this.#running ??= this.#stopAll(message, exitCode);
    return this.#running;
  }

  async #stopAll(message: string, exitCode: number): Promise<void> {
    this.#startedAt = Date.now();
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
