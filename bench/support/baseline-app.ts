import { execFile } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { LOGIN_ROLE } from "@/db/bootstrap";
import { freePort } from "@/db/embedded/free-port";
import { projectRoot } from "@/scripts/supervisor/project-root";
import { sourceHash } from "@/scripts/supervisor/source-hash";
import { spawnService } from "@/scripts/supervisor/spawn-service";
import { waitForHttp } from "@/scripts/supervisor/wait-for-http";
import type { Stack } from "@/testing/stack/stack";

const HOST = "127.0.0.1";
const READY_MS = 60_000;
const DATABASE = "bench_baseline";
const folder = join(projectRoot, "bench", "baseline");
const next = join(projectRoot, "node_modules", "next");
const nextBin = join(next, "dist", "bin", "next");
const stamp = join(folder, ".next", "baseline-build");

type BaselineApp = {
  /** The URL for webhooks. */
  url: string;
  /** The number of stored rows. */
  stored(): Promise<number>;
  stop(): Promise<void>;
};

/** Builds the bare app if its sources or Next.js changed since its last build. */
export async function buildBaseline(): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(next, "package.json"), "utf8")) as { version: string };
  const wanted = `${version} ${sourceHash(folder)}`;
  if (read(stamp) === wanted) return;
  rmSync(stamp, { force: true });
  const { NODE_ENV: _, ...env } = process.env;
  await promisify(execFile)(process.execPath, [nextBin, "build", folder], {
    cwd: folder,
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  writeFileSync(stamp, wanted);
}

/** Starts the bare app with the PostgreSQL server and login of the stack, and its own database. */
export async function startBaseline(stack: Stack, secret: string): Promise<BaselineApp> {
  const admin = postgres(stack.database.superuserUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`CREATE DATABASE ${DATABASE} OWNER ${LOGIN_ROLE}`).finally(() => admin.end());
  const databaseUrl = new URL(stack.database.url);
  databaseUrl.pathname = `/${DATABASE}`;
  const sql = postgres(databaseUrl.href, { max: 1, onnotice: () => {} });
  await sql`
    create table hook (
      webhook_id text primary key,
      shop_domain text not null,
      topic text not null,
      received_at timestamptz not null default now(),
      body bytea not null
    )`;
  const port = await freePort();
  const written: string[] = [];
  const running = spawnService(
    { name: "baseline", args: [nextBin, "start", folder, "-H", HOST, "-p", String(port)], env: {} },
    {
      ...stack.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      DATABASE_URL: databaseUrl.href,
      HOOK_SECRET: secret,
    },
    (line) => written.push(line),
  );
  const stop = async () => {
    await running.stop();
    await sql.end({ timeout: 1 });
  };
  const url = `http://${HOST}:${port}/api/hook`;
  try {
    await waitForHttp(url, "The bare app", READY_MS);
  } catch (error) {
    await stop();
    throw new Error(`The bare app did not start:\n${written.join("\n")}`, { cause: error });
  }
  return {
    url,
    stored: async () => {
      const [row] = await sql<{ count: number }[]>`select count(*)::int as count from hook`;
      return row?.count ?? 0;
    },
    stop,
  };
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
