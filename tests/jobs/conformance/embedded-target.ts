import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { type Engine, startEngine } from "@/inngest/embedded/engine";
import { engineFetch } from "@/inngest/embedded/events/engine-fetch";
import { testDatabase } from "@/testing/database/database";
import { APP_ID, appFunctions } from "./app";
import type { Target } from "./item";
import { createJournal } from "./journal";
import { repeating } from "./repeating";

const DAY = 86_400_000;
const STEP_MS = 500;
const silent = { info() {}, warn() {}, error() {}, debug() {} };

/** Starts the embedded engine on a new database. Its time advances only through this target, in small steps. */
export async function embeddedTarget(): Promise<Target> {
  const database = await testDatabase();
  const { sql } = database;
  // A day ahead, because the SDK stamps events with the real time, and an event from the future would wait.
  let now = Date.now() + DAY;
  const clock = () => now;
  const journal = createJournal(clock);
  const drops = new Map<string, "before" | "after">();
  const engines: Engine[] = [];
  const toEngine = engineFetch(sql, clock);
  const newClient = (fetch = toEngine) =>
    new Inngest({
      id: APP_ID,
      isDev: true,
      baseUrl: "http://engine.invalid",
      fetch,
      logger: silent,
      internalLogger: silent,
    });
  const startWorker = async (without?: string) => {
    const client = newClient();
    const app = serve({ client, functions: appFunctions(client, journal, without) });
    const handler = async (request: Request): Promise<Response> => {
      const fn = new URL(request.url).searchParams.get("fnId") ?? "";
      const drop = drops.get(fn);
      drops.delete(fn);
      if (drop !== "before") {
        const answer = await app(request);
        if (drop !== "after") return answer;
      }
      throw new Error("socket hang up");
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
        if (now >= deadline) throw new Error(`Timed out after ${withinMs} ms, waiting until ${what}.`);
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
    dropNext: (fn, when) => drops.set(`${APP_ID}-${fn}`, when),
    repeatingClient: (answers) => newClient(repeating(toEngine, answers)),
    jump: async (ms) => {
      now += ms;
      await settle();
    },
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
