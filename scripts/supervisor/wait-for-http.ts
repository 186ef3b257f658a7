import { StartError } from "@/scripts/supervisor/start-error";

/**
 * Waits until a URL answers with a status below 500.
 *
 * @param what the program that should answer, for the error message
 * @throws StartError if it has not answered after `ms` milliseconds
 */
export async function waitForHttp(url: string, what: string, ms: number): Promise<void> {
  let last = "it did not answer";
  for (const end = Date.now() + ms; Date.now() < end; ) {
    try {
      const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
      if (response.status < 500) return;
      last = `it answered ${response.status}`;
    } catch {
      last = "it did not answer";
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new StartError(`${what} did not start at ${url} within ${Math.round(ms / 1000)} seconds: ${last}.`);
}
