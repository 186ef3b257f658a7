import { randomBytes } from "node:crypto";
import { type Send, send } from "../delivery/send";
import type { Timers } from "../values/timers";

/** What a sandbox takes from outside: time, timers, random bytes and the sending of webhooks. */
export interface Environment extends Timers {
  /** Random bytes. Every id, token and random decision of the sandbox is made of them. */
  bytes(size: number): Buffer;
  /** Sends one webhook once. */
  send: Send;
}

/** Time, timers, random bytes and network of this process. */
export const processEnvironment: Environment = {
  now: () => new Date(),
  send,
  bytes: (size) => randomBytes(size),
  later(ms, run) {
    if (ms <= 0) {
      const soon = setImmediate(run);
      return () => clearImmediate(soon);
    }
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
