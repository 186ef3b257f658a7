import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest } from "inngest";
import { serve } from "inngest/node";
import { APP_ID, appFunctions } from "./app";
import type { Target } from "./item";
import { createJournal } from "./journal";
import { repeating } from "./repeating";

const SLACK_MS = 8_000;
const TIMEOUT_MS = 90_000;
const silent = { info() {}, warn() {}, error() {}, debug() {} };

type ServerAddress = { url: string; eventKey?: string | undefined; signingKey?: string | undefined };

/**
 * Connects to a real Inngest server, which calls the fixture app on a free port of 127.0.0.1. With a signing key, the
 * app checks signatures, as in production; without one, the server must run in dev mode.
 */
export async function serverTarget(address: ServerAddress): Promise<Target> {
  const journal = createJournal(Date.now);
  const drops = new Map<string, "before" | "after">();
  const newClient = (fetch = globalThis.fetch) =>
    new Inngest({
      id: APP_ID,
      isDev: address.signingKey === undefined,
      baseUrl: address.url,
      eventKey: address.eventKey ?? "conformance",
      ...(address.signingKey ? { signingKey: address.signingKey } : {}),
      fetch,
      logger: silent,
      internalLogger: silent,
    });
  const client = newClient();
  let app: Server | null = null;
  let port = 0;
  const start = async (without?: string) => {
    const handle = serve({ client, functions: appFunctions(client, journal, without) });
    app = createServer((request, response) => {
      const fn = new URL(request.url ?? "/", "http://app").searchParams.get("fnId") ?? "";
      const drop = drops.get(fn);
      drops.delete(fn);
      const cut = () => request.socket.destroy();
      if (drop === "before") return cut();
      if (drop === "after") Object.assign(response, { writeHead: cut, write: cut, end: cut });
      handle(request, response);
    });
    // A restart uses the same port, because the server keeps calling the registered URL.
    await new Promise<void>((resolve) => app?.listen(port, "127.0.0.1", resolve));
    port = (app.address() as AddressInfo).port;
    // A new connection, because a kept one may lead to the app before the restart.
    const answer = await fetch(`http://127.0.0.1:${port}/api/inngest`, {
      method: "PUT",
      headers: { connection: "close" },
    });
    if (!answer.ok) throw new Error(`The server at ${address.url} refused the app: ${await answer.text()}`);
  };
  const stop = async () => {
    const running = app;
    app = null;
    await new Promise<void>((resolve) => {
      if (!running) return resolve();
      running.close(() => resolve());
      running.closeAllConnections();
    });
  };
  await start();
  return {
    client,
    journal,
    now: Date.now,
    slackMs: SLACK_MS,
    backoff: null,
    until: async (what, holds, withinMs = TIMEOUT_MS) => {
      const deadline = Date.now() + Math.min(withinMs, TIMEOUT_MS * 2);
      while (!holds()) {
        if (Date.now() > deadline) throw new Error(`Timed out after ${withinMs} ms, waiting until ${what}.`);
        await pause(50);
      }
    },
    pass: pause,
    dropNext: (fn, when) => drops.set(`${APP_ID}-${fn}`, when),
    repeatingClient: (answers) => newClient(repeating(globalThis.fetch, answers)),
    jump: null,
    restart: async ({ without } = {}) => {
      await stop();
      await start(without);
    },
    addWorker: async () => {},
    close: stop,
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
