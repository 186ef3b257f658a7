import { Agent, request } from "node:http";
import type { SignedWebhook } from "./signed-webhooks";

type LoadOptions = {
  url: string;
  connections: number;
  /** How long to send before measuring starts. */
  warmUpMs: number;
  measuredMs: number;
  /** Creates the next request. */
  next: () => SignedWebhook;
};

export type LoadResult = {
  /** Responses per second, without the warm-up. */
  rate: number;
  /** Milliseconds from each request to the end of its response, without the warm-up. */
  latencies: number[];
  /** The number of responses with status 200, warm-up included. */
  acked: number;
  /** The number of all other requests, warm-up included. */
  failed: number;
};

/** Sends requests over keep-alive connections. Each connection sends the next request when the last is answered. */
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
  // Until the last response, which arrives a little after `end`.
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
