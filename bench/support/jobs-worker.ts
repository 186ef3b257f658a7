import postgres from "postgres";
import { createClient } from "@/inngest/client";
import { engineFetch } from "@/inngest/embedded/events/engine-fetch";
import { runWorker } from "@/inngest/worker-loop";

/** A worker of the jobs benchmark. Its function has two steps that wait 20 ms each, like a network call. */
const sql = postgres(process.env.DATABASE_URL ?? "", { max: 8, onnotice: () => {} });
const silent = { info() {}, warn() {}, error() {}, debug() {} };
const client = createClient({ engine: "embedded", fetch: engineFetch(sql), logger: silent });
const waiting = client.createFunction(
  { id: "waiting", retries: 0, triggers: [{ event: "bench/waiting" }] },
  async ({ step }) => {
    for (const name of ["a", "b"])
      await step.run(name, () => new Promise((resolve) => setTimeout(resolve, 20)));
  },
);
// Few slots, so that the waiting limits a worker, not the processors that all processes share.
await runWorker({ sql, client, functions: [waiting], slots: 4 });
process.stdout.write("ready\n");
