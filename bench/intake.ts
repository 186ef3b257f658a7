import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { type Stack, startStack } from "@/testing/stack/stack";
import { backgroundLoad, warnIfBusy } from "./support/background-load";
import { buildBaseline, startBaseline } from "./support/baseline-app";
import { type LoadResult, load } from "./support/load";
import { registerApp } from "./support/register-app";
import { signedWebhooks } from "./support/signed-webhooks";
import { median, percentile } from "./support/statistics";

const ROUNDS = 3;
const CONNECTIONS = 10;
const BODY_BYTES = 9_000;
const WARM_UP_MS = 2_000;
const MEASURED_MS = 8_000;
const APP = "bench";
const SHOP = "bench-store.myshopify.com";

type Turn = LoadResult & { busy: number };
type Figures = { ratio: number; p99_ms: number; acked: number; stored: number };

/**
 * Compares webhook intake of the built portal with a bare Next.js app that verifies the signature and inserts one row.
 * Both use one PostgreSQL with fsync on and are measured in turns, so that the ratio of their medians is comparable
 * between machines.
 */
export async function intake({ json }: { json: boolean }): Promise<void> {
  const progress = (line: string) => console.error(line);
  progress("Building the bare app and the portal, if they have changed …");
  await buildBaseline();
  const stack = await startStack({ ownCluster: true, worker: false, sandbox: false });
  try {
    const secret = randomBytes(32).toString("hex");
    await registerApp(stack, { handle: APP, secret, shopDomain: SHOP });
    const baseline = await startBaseline(stack, secret);
    try {
      const next = signedWebhooks({ secret, shopDomain: SHOP, bytes: BODY_BYTES });
      const round = async (name: string, url: string): Promise<Turn> => {
        await checkpoint(stack);
        const busy = await backgroundLoad();
        const options = { connections: CONNECTIONS, warmUpMs: WARM_UP_MS, measuredMs: MEASURED_MS };
        const result = await load({ url, next, ...options });
        progress(`${name}: ${result.rate.toFixed(0)} requests/s (background load before: ${busy} %)`);
        return { ...result, busy };
      };
      const ours: Turn[] = [];
      const bare: Turn[] = [];
      for (let turn = 0; turn < ROUNDS; turn++) {
        ours.push(await round("Portal", `${stack.origin}/api/webhooks/shopify/${APP}`));
        bare.push(await round("Bare app", baseline.url));
      }
      const [row] = await stack.database.sql<
        { count: number }[]
      >`select count(*)::int as count from delivery`;
      const figures: Figures = {
        ratio: round3(median(ours.map(({ rate }) => rate)) / median(bare.map(({ rate }) => rate))),
        p99_ms: round3(percentile(allLatencies(ours), 99)),
        acked: sum(ours.map(({ acked }) => acked)),
        stored: row?.count ?? 0,
      };
      const failed = sum([...ours, ...bare].map((each) => each.failed));
      console.log(json ? JSON.stringify(figures) : table(figures, ours, bare));
      warnIfBusy(Math.max(...[...ours, ...bare].map(({ busy }) => busy)));
      if (failed > 0)
        throw new Error(`${failed} requests were not answered with 200, so the figures are not valid.`);
    } finally {
      await baseline.stop();
    }
  } finally {
    await stack.stop();
  }
}

/** Flushes PostgreSQL before each round, so that no round pays for the writes of another. */
async function checkpoint(stack: Stack): Promise<void> {
  const admin = postgres(stack.database.superuserUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe("CHECKPOINT").finally(() => admin.end());
}

function table(figures: Figures, ours: Turn[], bare: Turn[]): string {
  const row = (name: string, cells: (string | number)[]) =>
    name.padEnd(10) + cells.map((cell) => String(cell).padStart(10)).join("");
  const server = (name: string, results: Turn[]) => {
    const latencies = allLatencies(results);
    return row(name, [
      ...results.map(({ rate }) => rate.toFixed(0)),
      median(results.map(({ rate }) => rate)).toFixed(0),
      percentile(latencies, 50).toFixed(1),
      percentile(latencies, 99).toFixed(1),
    ]);
  };
  return [
    `Webhook intake, requests/s: ${CONNECTIONS} connections, bodies of ${BODY_BYTES} bytes, fsync on, no worker,`,
    `${ROUNDS} turns of ${MEASURED_MS / 1000} s each after a warm-up of ${WARM_UP_MS / 1000} s; the sender and the servers share this machine.`,
    "",
    row("", [...ours.map((_, index) => `turn ${index + 1}`), "median", "p50 ms", "p99 ms"]),
    server("Portal", ours),
    server("Bare app", bare),
    row(
      "Busy, %",
      ours.map(({ busy }, index) => Math.max(busy, bare[index]?.busy ?? 0)),
    ),
    "Busy: load of the machine before each turn, while both servers were idle.",
    "",
    `ratio ${figures.ratio} · p99 ${figures.p99_ms} ms · acked ${figures.acked} · stored ${figures.stored}`,
  ].join("\n");
}

const allLatencies = (results: Turn[]): number[] => results.flatMap(({ latencies }) => latencies);
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
const round3 = (value: number): number => Math.round(value * 1000) / 1000;
