import { Inngest } from "inngest";

type ClientOptions = {
  engine: "embedded" | "inngest";
  /** Where `step.sendEvent` goes on the embedded engine: `engineFetch(sql)` in the worker. */
  fetch?: typeof fetch;
  /** Default: the console. */
  logger?: NonNullable<ConstructorParameters<typeof Inngest>[0]["logger"]>;
};

/**
 * The client that functions are created with. On the embedded engine it can reach no network; on Inngest the
 * SDK reads its keys from the environment.
 */
export function createClient({ engine, fetch: send = refuse, logger }: ClientOptions): Inngest {
  const base = { id: "crossdock", ...(logger ? { logger, internalLogger: logger } : {}) };
  if (engine === "inngest") return new Inngest({ ...base, isDev: false });
  return new Inngest({ ...base, isDev: true, baseUrl: "http://engine.invalid", fetch: send });
}

const refuse: typeof fetch = async () =>
  Response.json({ status: 501, error: "Events leave through the outbox." }, { status: 501 });
