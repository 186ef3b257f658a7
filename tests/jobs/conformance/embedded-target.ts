import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { type Engine, startEngine } from "@/inngest/embedded/engine";
import { engineFetch } from "@/inngest/embedded/engine-fetch";
import { testDatabase } from "@/tests/support/database";
import { APP_ID, appFunctions } from "./app";
import type { Target } from "./item";
import { createJournal } from "./journal";

const DAY = 86_400_000;
const STEP_MS = 500;
const silent = { info() {}, warn() {}, error() {}, debug() {} };

/** The embedded engine on a database of its own. Its time passes only here, in small steps. */
export async function embeddedTarget(): Promise<Target> {
  const database = await testDatabase();
  const { sql } = database;
  // A day ahead: the SDK stamps sent events with the real time, and one from the future would wait.
  let now = Date.now() + DAY;
  const clock = () => now;
  const journal = createJournal(clock);
  const drops = new Set<string>();
  const engines: Engine[] = [];
  const newClient = () =>
    new Inngest({
      id: APP_ID,
      isDev: true,
      baseUrl: "http://engine.invalid",
      fetch: engineFetch(sql, clock),
      logger: silent,
      internalLogger: silent,
    });
  const startWorker = async (without?: string) => {
    const client = newClient();
    const app = serve({ client, functions: appFunctions(client, journal, without) });
    const handler = async (request: Request): Promise<Response> => {
      const fn = new URL(request.url).searchParams.get("fnId") ?? "";
      if (drops.delete(fn)) throw new Error("socket hang up");
      return app(request);
    };
    engines.push(await startEngine({ sql, handler, clock, random: () => 0, pollMs: 50 }));
  };
  const settle = async () => {
    for (let round = 0; round < 2; round += 1) for (const engine of engines) await engine.idle();
  };
  const stopAll = async () => {
    for (const engine of engines.splice(0)) await engine.stop();
  };
  await startWorker();
  return {
    client: newClient(),
    journal,
    now: clock,
    slackMs: STEP_MS,
    backoff: [15_000, 30_000, 60_000, 120_000],
    until: async (what, holds, withinMs = 600_000) => {
      const deadline = now + withinMs;
      for (;;) {
        await settle();
        if (holds()) return;
        if (now >= deadline) throw new Error(`Not within ${withinMs} ms: ${what}.`);
        now += STEP_MS;
      }
    },
    pass: async (ms) => {
      const end = now + ms;
      await settle();
      while (now < end) {
        now = Math.min(end, now + STEP_MS);
        await settle();
      }
    },
    dropNext: (fn) => drops.add(`${APP_ID}-${fn}`),
    restart: async ({ without, downMs = 0 } = {}) => {
      await stopAll();
      now += downMs;
      await startWorker(without);
    },
    addWorker: () => startWorker(),
    close: async () => {
      await stopAll();
      await database.close();
    },
  };
}
