import { Agent, request } from "node:http";
import type { SignedWebhook } from "./signed-webhooks";

type LoadOptions = {
  url: string;
  connections: number;
  /** What is sent first and not measured. */
  warmUpMs: number;
  measuredMs: number;
  /** The next request to send. */
  next: () => SignedWebhook;
};

export type LoadResult = {
  /** Answers per second of the measured part. */
  rate: number;
  /** Milliseconds from the request to the whole answer, one per request of the measured part. */
  latencies: number[];
  /** Answers 200, those of the warm-up included. */
  acked: number;
  /** Everything else, those of the warm-up included. */
  failed: number;
};

/** Sends requests over so many kept connections, on each the next one as soon as the last one is answered. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const latencies: number[] = [];
  let acked = 0;
  let failed = 0;
  const warm = performance.now() + options.warmUpMs;
  const end = warm + options.measuredMs;
  const one = async () => {
    for (let start = performance.now(); start < end; start = performance.now()) {
      const status = await send(agent, options.url, options.next()).catch(() => 0);
      if (start >= warm) latencies.push(performance.now() - start);
      if (status === 200) acked += 1;
      else failed += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: options.connections }, one));
  } finally {
    agent.destroy();
  }
  // Up to the last answer, which comes a little after the end.
  const seconds = (performance.now() - warm) / 1000;
  return { rate: latencies.length / seconds, latencies, acked, failed };
}

function send(agent: Agent, url: string, { headers, body }: SignedWebhook): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      response.once("end", () => resolve(response.statusCode ?? 0));
      response.once("error", reject);
      response.resume();
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
