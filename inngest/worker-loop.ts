import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import type { JobsEngine } from "@/lib/env";
import { type Engine, type EngineOptions, startEngine } from "./embedded/engine";
import { startRelay } from "./relay";

type WorkerOptions = Omit<EngineOptions, "handler"> & {
  /** With `inngest`, the server calls the functions elsewhere, and this process only relays events. */
  engine?: JobsEngine;
  client: Inngest;
  functions: InngestFunction.Like[];
};

/** Runs the functions and relays the outbox until `stop` is called. */
export async function runWorker(
  options: WorkerOptions,
): Promise<{ stop(): Promise<void>; engine: Engine | null }> {
  const { engine: mode = "embedded", client, functions, ...rest } = options;
  const { sql, clock, pollMs, onError } = rest;
  const engine =
    mode === "embedded" ? await startEngine({ ...rest, handler: serve({ client, functions }) }) : null;
  const relay = await startRelay({
    sql,
    deliver: engine
      ? { engine: "embedded" }
      : { engine: "inngest", send: (events) => client.send(events as Parameters<Inngest["send"]>[0]) },
    ...(clock ? { clock } : {}),
    ...(pollMs ? { pollMs } : {}),
    ...(engine ? { onMoved: engine.kick } : {}),
    onError: (error) => onError?.(error, "relay"),
  });
  return {
    engine,
    stop: async () => {
      await relay.stop();
      await engine?.stop();
    },
  };
}
