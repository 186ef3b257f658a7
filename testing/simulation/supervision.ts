import type { Process, Scheduler } from "./scheduler";

/** The processes of the simulated installation. The network and the people are processes that never crash. */
export type Processes = Record<"web" | "a" | "b" | "relay" | "network" | "people", Process>;

const RESTART_MS = 4_000;

export function processes(scheduler: Scheduler): Processes {
  return {
    web: scheduler.process("web"),
    a: scheduler.process("a"),
    b: scheduler.process("b"),
    relay: scheduler.process("relay"),
    network: scheduler.process("network"),
    people: scheduler.process("people"),
  };
}

/** Starts a process, and restarts it after each crash, as a supervisor does. */
export function keepRunning(scheduler: Scheduler, process: Process, start: (life: number) => void): void {
  let life = 1;
  const restart = () => {
    scheduler.later(RESTART_MS, () => {
      process.alive = true;
      process.onDeath.add(restart);
      life += 1;
      start(life);
    });
  };
  process.onDeath.add(restart);
  start(life);
}
