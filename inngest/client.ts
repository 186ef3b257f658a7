import { Inngest } from "inngest";
import type { JobsEngine } from "@/lib/env";

type ClientOptions = {
  engine: JobsEngine;
  /** Receives the events of `step.sendEvent` on the embedded engine: `engineFetch(sql)` in the worker. */
  fetch?: typeof fetch;
  /** Default: the console. */
  logger?: NonNullable<ConstructorParameters<typeof Inngest>[0]["logger"]>;
};

/**
 * Creates the client that functions are created with. With the embedded engine the client has no network access;
 * with Inngest the SDK reads its keys from the environment.
 */
export function createClient({ engine, fetch: send = refuse, logger }: ClientOptions): Inngest {
  const base = { id: "crossdock", ...(logger ? { logger, internalLogger: logger } : {}) };
  if (engine === "inngest") return new Inngest({ ...base, isDev: false });
  return new Inngest({ ...base, isDev: true, baseUrl: "http://engine.invalid", fetch: send });
}

const refuse: typeof fetch = async () =>
  Response.json({ status: 501, error: "Events leave through the outbox." }, { status: 501 });
